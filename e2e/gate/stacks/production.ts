// nginx + gateway + PostgreSQL + Orthanc as on a site; the identity provider is given.
import { randomBytes, generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../embedded-stack.ts';
import { startGateway, type GatewayProcess } from '../../stacks/gateway.ts';
import { createClient } from '../../stacks/http.ts';
import { startNginx, type Nginx } from '../../stacks/nginx.ts';
import { startOrthanc, type Orthanc } from '../../stacks/orthanc.ts';
import { startPostgreSQL, type PostgreSQL } from '../../stacks/postgresql.ts';
import { STOW_TYPE, stowBody } from '../dicom-file.ts';
import { ARCHIVE, SITE_EXPORTS } from '../exporting.ts';
import type { Door, GateStack, Login, RoleName } from '../stack.ts';
import { allOf, planStudies, type PlannedStudies } from '../studies.ts';
import { peakMemoryOf } from './memory.ts';
import { siteFromCompose, type Site } from './site.ts';

export interface Place {
  /** Where browsers reach the front. */
  readonly origin: string;
  readonly gatewayAddress: string;
  readonly identityProviderPort: number;
  /** Empty, for the identity provider's files. */
  readonly folder: string;
}

/** What a stack must know of its identity provider. */
export interface IdentityProvider {
  readonly address: string;
  /** What the gateway's settings say about it. */
  readonly oidc: Readonly<Record<string, unknown>>;
  readonly signIn: (door: Pick<Door, 'client'>, role: RoleName) => Promise<Login>;
  readonly logs: () => Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

export const GRANT_SECONDS = 2;
export const EMERGENCY_SECONDS = 5;

const WEB_ROOT = join(import.meta.dirname, '../../../dist/web');

export interface ProductionStack extends GateStack {
  readonly archive: Orthanc;
  /** Of the front. */
  readonly certificate: string;
}

interface Parts {
  readonly folder: string;
  readonly studies: PlannedStudies;
  readonly pacs: Orthanc;
  readonly database: PostgreSQL;
  readonly secrets: { readonly masterKey: string; readonly checkpointKey: string };
  readonly webRoot: string;
}

export async function startProductionStack(
  name: string,
  startIdentityProvider: (place: Place) => Promise<IdentityProvider>,
  exports: Readonly<Record<string, unknown>> = SITE_EXPORTS,
): Promise<ProductionStack> {
  const folder = mkdtempSync(join(tmpdir(), 'collimator-gate-'));
  // PostgreSQL and nginx' workers run under other accounts and must get to their folders.
  chmodSync(folder, 0o755);
  const started: { readonly stop: () => Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (let one = started.pop(); one !== undefined; one = started.pop()) await one.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await assemble(folder, started, startIdentityProvider, exports)), name, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(
  folder: string,
  started: { readonly stop: () => Promise<void> }[],
  startIdentityProvider: (place: Place) => Promise<IdentityProvider>,
  exports: Readonly<Record<string, unknown>>,
): Promise<Omit<ProductionStack, 'name' | 'stop'>> {
  const inFolder = (part: string): string => {
    mkdirSync(join(folder, part));
    return join(folder, part);
  };
  const keep = <T extends { readonly stop: () => Promise<void> }>(one: T): T => {
    started.push(one);
    return one;
  };
  const [httpsPort, gatewayPort, identityProviderPort] = [await freePort(), await freePort(), await freePort()];
  const origin = `https://localhost:${httpsPort}`;
  const gatewayAddress = `127.0.0.1:${gatewayPort}`;
  const pacs = keep(await startOrthanc(inFolder('orthanc'), await freePort()));
  const database = keep(await startPostgreSQL(inFolder('postgresql'), await freePort()));
  const place = { origin, gatewayAddress, identityProviderPort, folder: inFolder('identity-provider') };
  const identityProvider = keep(await startIdentityProvider(place));
  const studies = planStudies();
  await fill(pacs, studies);
  const parts: Parts = { folder, studies, pacs, database, secrets: makeSecrets(), webRoot: webRootIn(inFolder('web')) };
  const site = siteFromCompose({ COLLIMATOR_SERVER_NAME: new URL(origin).host });
  const settings: Site = {
    ...site,
    exports,
    researchArchives: { [ARCHIVE]: researchArchive(pacs, folder) },
    oidc: { ...site.oidc, ...identityProvider.oidc },
  };
  const main = keep(await openDoor(parts, identityProvider, { name: 'main', httpsPort, gatewayPort, settings }));
  const short = keep(
    await openDoor(parts, identityProvider, {
      name: 'short',
      httpsPort: await freePort(),
      gatewayPort: await freePort(),
      settings: {
        ...settings,
        grants: { lifetimeSeconds: GRANT_SECONDS },
        breakGlass: { maximumSeconds: EMERGENCY_SECONDS },
      },
    }),
  );
  return {
    ...main.door,
    hasFront: true,
    shortLived: {
      ...short.door,
      // Whoever signs in anywhere is signed in everywhere.
      signIn: main.door.signIn,
      grantMs: GRANT_SECONDS * 1000,
      emergencyMs: EMERGENCY_SECONDS * 1000,
    },
    peakMemory: () => peakMemoryOf(main.gateway.pid),
    logs: () => ({
      ...main.logs(),
      ...short.logs(),
      ...logsOf({ PostgreSQL: database }),
      ...identityProvider.logs(),
    }),
    archive: pacs,
    certificate: main.certificate,
    archiveLog: () => textOf(pacs.logFile),
    async breakAuditStore() {
      await database.pause();
      return () => database.resume();
    },
  };
}

interface DoorPlan {
  readonly name: string;
  readonly httpsPort: number;
  readonly gatewayPort: number;
  readonly settings: Site;
}

async function openDoor(parts: Parts, identityProvider: IdentityProvider, plan: DoorPlan) {
  const folders = ['gateway', 'nginx'].map((part) => join(parts.folder, `${plan.name}-${part}`));
  for (const each of folders) mkdirSync(each);
  const [gatewayFolder = '', nginxFolder = ''] = folders;
  const { pacs, database, studies } = parts;
  const gateway: GatewayProcess = await startGateway({
    folder: gatewayFolder,
    port: plan.gatewayPort,
    site: plan.settings,
    restrictions: studies.restrictions,
    database: database.url,
    databasePassword: database.password,
    pacs,
    secrets: parts.secrets,
  });
  const nginx: Nginx = await startNginx({
    folder: nginxFolder,
    httpsPort: plan.httpsPort,
    httpPort: await freePort(),
    gateway: gateway.address,
    marksFolder: gateway.marksFolder,
    pacs: pacs.address,
    pacsAuthorization: pacs.authorization,
    identityProvider: identityProvider.address,
    webRoot: parts.webRoot,
  });
  const client = createClient(nginx.url, nginx.certificate.certificate);
  const { open, restricted } = studies;
  const door: Door = { client, open, restricted, signIn: (role) => identityProvider.signIn({ client }, role) };
  return {
    door,
    gateway,
    certificate: nginx.certificate.certificate,
    logs: () => ({
      ...logsOf({ [`${plan.name} gateway`]: gateway }),
      ...Object.fromEntries(nginx.logFiles.map((file) => [`${plan.name} ${file}`, textOf(file)])),
    }),
    stop: async (): Promise<void> => {
      client.close();
      await nginx.stop();
      await gateway.stop();
    },
  };
}

/** The same Orthanc: what is tried is the way there. */
function researchArchive({ address, user, password }: Orthanc, folder: string) {
  const passwordFile = join(folder, 'research-archive-password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  return { url: `http://${address}/dicom-web`, user, passwordFile };
}

function makeSecrets(): Parts['secrets'] {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    masterKey: randomBytes(32).toString('base64'),
    checkpointKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** Straight into the archive, as a scanner would: studies are there before anybody asks. */
async function fill(pacs: Orthanc, studies: PlannedStudies): Promise<void> {
  for (const study of allOf(studies)) {
    const chunks: Buffer[] = [];
    for await (const chunk of stowBody(study)) chunks.push(chunk);
    const answer = await fetch(`http://${pacs.address}/dicom-web/studies/${study.studyInstanceUID}`, {
      method: 'POST',
      headers: { authorization: pacs.authorization, 'content-type': STOW_TYPE, accept: 'application/dicom+json' },
      body: Buffer.concat(chunks),
    });
    if (answer.status !== 200) throw new Error(`Orthanc answered ${answer.status} to a test study`);
  }
}

/** The built app, or a page in its place: these tests judge what surrounds it. */
function webRootIn(folder: string): string {
  if (existsSync(join(WEB_ROOT, 'index.html'))) return WEB_ROOT;
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>app</title>');
  return folder;
}

function logsOf(named: Readonly<Record<string, { readonly logFile: string }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(named).map(([name, { logFile }]) => [name, textOf(logFile)]));
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
