// The embedded stack: everything of the production one in one process on loopback. See README.md.
import { appendFile, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { createLocalJWKSet } from 'jose';
import {
  createGateway,
  openSqliteStore,
  parseSiteConfig,
  type Gateway,
  type LogLine,
  type SiteConfig,
  type Store,
} from '../server/index.ts';
import { DEMO_ACCOUNTS } from './accounts.ts';
import type { DataFolder } from './data-folder.ts';
import { createRouter } from './http/router.ts';
import { ACR_SECOND_FACTOR, audienceOf, CLIENT_ID, createIdentityProvider, issuerOf, SCOPE } from './oidc/index.ts';
import { asUpstream, createOrigin, type Archive } from './pacs/index.ts';
import { StartRefused } from './refusal.ts';
import { openStaticFiles } from './static/static-files.ts';

/** Loopback only: demo passwords guard nothing. */
const HOST = '127.0.0.1';
const ROOT = join(import.meta.dirname, '../..');

export interface Port {
  /** `http://127.0.0.1:8104` */
  origin: string;
  /** From now on this answers; until then everything is told to wait. */
  serve(listener: RequestListener): void;
  close(): Promise<void>;
}

const SERVER_OPTIONS = {
  // A store of a large study takes longer than Node's five minutes for a request.
  requestTimeout: 0,
  // Longer than a person looks at one image: a new connection per scroll would cost more than the frame.
  keepAliveTimeout: 65_000,
  // As behind the front: of a header that comes twice neither is believed.
  joinDuplicateHeaders: true,
};

/** Takes the port before anything is written, so that a busy one leaves nothing behind. */
export async function takePort(port: number): Promise<Port> {
  let listener: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '2', 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' });
    response.end('Starting.');
  };
  const server = createServer(SERVER_OPTIONS, (request, response) => listener(request, response));
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(refusalFor(error, port)));
    server.listen(port, HOST, done);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address');
  return {
    origin: `http://${HOST}:${address.port}`,
    serve(next) {
      listener = next;
    },
    close: () => closeServer(server),
  };
}

function refusalFor(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new StartRefused('port-busy', `Port ${port} is busy: stop what uses it, or choose another with --port N.`);
  if (error.code === 'EACCES')
    return new StartRefused('port-forbidden', `Port ${port} may not be used: choose one above 1023 with --port N.`);
  return error;
}

/** How long requests that are running may take to end. */
const GRACE_MS = 3000;

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => {
    server.close(() => done());
  });
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(timer);
}

/** The destination whose images go to the folder `research-archive`. */
const RESEARCH_ARCHIVE = 'research-archive';

/** Enough to try an export alone; a site writes its own (docs/export.md), and is told to want a second reviewer. */
const DEMO_EXPORTS = {
  isEnabled: true,
  purposes: [
    { code: 'research', label: 'Research project' },
    { code: 'teaching', label: 'Teaching file' },
  ],
  recipients: [
    { code: 'own-institution', label: 'Own institution' },
    { code: 'partner-institution', label: 'Partner institution' },
  ],
  destinations: [
    { code: 'zip', label: 'ZIP file', kind: 'zip' },
    { code: 'folder', label: 'Folder on this computer', kind: 'folder' },
    { code: RESEARCH_ARCHIVE, label: 'Research archive', kind: 'stow' },
  ],
  profiles: [{ code: 'research' }, { code: 'safe-harbor' }, { code: 'basic' }, { code: 'site' }],
  references: { openKinds: ['expert-determination', 'data-use-agreement', 'ethics-approval'] },
  secondReviewer: false,
};

function siteConfig(origin: string, overrides: Record<string, unknown>): SiteConfig {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  try {
    return parseSiteConfig({
      siteName: 'Collimator demo',
      version,
      publicOrigin: origin,
      oidc: {
        issuer: issuerOf(origin),
        clientId: CLIENT_ID,
        scope: SCOPE,
        resource: audienceOf(origin),
        audience: audienceOf(origin),
      },
      stepUp: { acrValues: ACR_SECOND_FACTOR, acceptedAcr: [ACR_SECOND_FACTOR] },
      exports: DEMO_EXPORTS,
      ...overrides,
    });
  } catch (error) {
    throw new StartRefused('bad-site-settings', `site.json: ${(error as Error).message}`, 1, { cause: error });
  }
}

export interface Stack {
  /** Ends the gateway and its store; the port and the archive belong to the caller. */
  close(): Promise<void>;
}

export interface StackParts {
  port: Port;
  data: DataFolder;
  archive: Archive;
  /** Where exports to the destination `research-archive` go. */
  researchArchive: Archive;
  /** Where the built app is, and its compressed forms are kept. */
  distFolder: string;
  log: (line: LogLine) => void;
  /** For the person who starts the stack. */
  say: (line: string) => void;
}

export async function startStack({
  port,
  data,
  archive,
  researchArchive,
  distFolder,
  log,
  say,
}: StackParts): Promise<Stack> {
  const { origin } = port;
  const config = siteConfig(origin, data.siteOverrides);
  const identityProvider = createIdentityProvider({ origin, dataFolder: data.path, accounts: DEMO_ACCOUNTS });
  const app = openApp(distFolder, say);
  await app.prepare();
  const pacs = createOrigin(archive);
  const store = openSqliteStore(data.auditFile);
  const gateway = await openGateway(config, store, {
    data,
    log,
    pacs,
    researchArchive: createOrigin(researchArchive),
    keys: identityProvider.publicKeys,
  });
  port.serve(createRouter({ origin, gateway, pacs, identityProvider, app, log }));
  return {
    async close() {
      await gateway.close();
      await store.close();
    },
  };
}

/** A folder without the app is said and survived: the interfaces for other clients work without it. */
function openApp(distFolder: string, say: (line: string) => void) {
  const app = openStaticFiles(join(distFolder, 'web'), join(distFolder, 'web-encoded'));
  if (!app.has('/index.html')) say('The web app is not built; npm start builds it.');
  return app;
}

interface GatewayParts {
  data: DataFolder;
  log: (line: LogLine) => void;
  pacs: ReturnType<typeof createOrigin>;
  researchArchive: ReturnType<typeof createOrigin>;
  keys: Parameters<typeof createLocalJWKSet>[0];
}

async function openGateway(
  config: SiteConfig,
  store: Store,
  { data, log, pacs, researchArchive, keys }: GatewayParts,
): Promise<Gateway> {
  try {
    return await createGateway({
      config,
      store,
      pacs: asUpstream(pacs),
      researchArchives: { [RESEARCH_ARCHIVE]: asUpstream(researchArchive) },
      policy: data.restrictions,
      secrets: data.secrets,
      modelsFolder: process.env['COLLIMATOR_MODELS'] ?? join(ROOT, 'models'),
      identityProviderKeys: createLocalJWKSet(keys),
      log,
      // A hospital keeps these on another machine; here they lie beside the log for trying the verifier out.
      keepCheckpoint: async (note) => {
        await writeFile(join(data.path, 'checkpoint.txt'), note);
        await appendFile(join(data.path, 'checkpoints.log'), `${note}\n`);
      },
    });
  } catch (error) {
    await store.close();
    throw error;
  }
}
