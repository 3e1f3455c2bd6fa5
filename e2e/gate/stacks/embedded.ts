// What `npm start` runs: one process, SQLite, oidc-provider, the small DICOMweb origin.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DEMO_MARKER, demoMarkerText } from '../../../src/devstack/demo.ts';
import { freePort } from '../../embedded-stack.ts';
import { NODE } from '../../stacks/gateway.ts';
import { createClient, type Client } from '../../stacks/http.ts';
import { startProcess, waitUntil, type RunningProcess } from '../../stacks/process.ts';
import { signIn, signOut, type Cookies, type SignInOptions, type Tokens } from '../../stacks/sign-in.ts';
import { SITE_EXPORTS } from '../exporting.ts';
import type { Door, GateStack, Login, RoleName } from '../stack.ts';
import { allOf, planStudies, type PlannedStudies } from '../studies.ts';
import { peakMemoryOf } from './memory.ts';

const ROOT = join(import.meta.dirname, '../../..');
const MAIN = join(ROOT, 'src/devstack/main.ts');

interface Account {
  readonly username: string;
  readonly password: string;
  readonly otp: string;
  readonly roles: readonly string[];
}

interface Instance extends Door {
  readonly running: RunningProcess;
  readonly dataFolder: string;
}

const GRANT_SECONDS = 2;
const EMERGENCY_SECONDS = 5;

export async function startEmbeddedGateStack(): Promise<GateStack> {
  const folder = mkdtempSync(join(tmpdir(), 'collimator-gate-'));
  const studies = planStudies();
  const main = await start(join(folder, 'main'), studies, { exports: SITE_EXPORTS });
  const short = await start(join(folder, 'short'), studies, {
    grants: { lifetimeSeconds: GRANT_SECONDS },
    breakGlass: { maximumSeconds: EMERGENCY_SECONDS },
  });
  return {
    ...main,
    name: 'embedded stack',
    hasFront: false,
    shortLived: { ...short, grantMs: GRANT_SECONDS * 1000, emergencyMs: EMERGENCY_SECONDS * 1000 },
    peakMemory: () => peakMemoryOf(main.running.pid),
    logs: () => ({
      'embedded stack': readFileSync(main.running.logFile, 'utf8'),
      'embedded stack with short times': readFileSync(short.running.logFile, 'utf8'),
    }),
    // Part of the same process: it has no log of its own.
    archiveLog: () => '',
    breakAuditStore: () => Promise.resolve(refuseRows(join(main.dataFolder, 'audit.sqlite'))),
    async stop() {
      main.client.close();
      short.client.close();
      await Promise.all([main.running.stop(), short.running.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function start(folder: string, studies: PlannedStudies, settings: object): Promise<Instance> {
  const [dataFolder, imports] = [join(folder, 'data'), join(folder, 'import')];
  for (const each of [dataFolder, imports]) mkdirSync(each, { recursive: true });
  writeFileSync(join(dataFolder, 'restrictions.json'), JSON.stringify(studies.restrictions));
  writeFileSync(join(dataFolder, 'site.json'), JSON.stringify(settings));
  // The demo's own studies are not needed here and take a while to draw.
  writeFileSync(join(dataFolder, DEMO_MARKER), demoMarkerText());
  for (const study of allOf(studies)) {
    for (let number = 1; number <= study.instances; number += 1) {
      const { sopInstanceUID, file } = study.instance(number);
      writeFileSync(join(imports, `${sopInstanceUID}.dcm`), file);
    }
  }
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const running = startProcess({
    command: NODE,
    args: [
      '--disable-warning=ExperimentalWarning',
      MAIN,
      '--json',
      '--port',
      String(port),
      '--data',
      dataFolder,
      '--import',
      imports,
    ],
    logFile: join(folder, 'stack.log'),
    cwd: ROOT,
  });
  await waitUntil('the embedded stack', running, async () => (await fetch(`${origin}/api/health`)).ok);
  const { accounts } = readyLineOf(running.logFile);
  const client = createClient(origin);
  return {
    running,
    dataFolder,
    client,
    open: studies.open,
    restricted: studies.restricted,
    signIn: (role) => signInAs(client, accounts, role),
  };
}

function readyLineOf(logFile: string): { accounts: readonly Account[] } {
  const line = readFileSync(logFile, 'utf8')
    .split('\n')
    .find((text) => text.startsWith('{"url"'));
  if (line === undefined) throw new Error('the embedded stack did not say that it is ready');
  return JSON.parse(line) as { accounts: readonly Account[] };
}

async function signInAs(client: Client, accounts: readonly Account[], role: RoleName): Promise<Login> {
  const account = accounts.find(({ roles }) => roles.includes(role));
  if (account === undefined) throw new Error(`no demo account is a ${role}`);
  const config = (await client.send({ path: '/api/config' })).json() as unknown as {
    oidc: { clientId: string; scope: string };
    stepUp: { acrValues: string };
  };
  const options: SignInOptions = {
    client,
    issuerPath: '/oidc',
    clientId: config.oidc.clientId,
    scope: config.oidc.scope,
    credentials: { username: account.username, password: account.password, otp: () => account.otp },
  };
  const cookies: Cookies = new Map();
  let tokens: Tokens = await signIn(options, cookies);
  return {
    role,
    authorization: () => `Bearer ${tokens.accessToken}`,
    async stepUp() {
      tokens = await signIn({ ...options, acrValues: config.stepUp.acrValues }, cookies);
    },
    // There is one demo account of each role.
    again: () => signInAs(client, accounts, role),
    endAtProvider: () => signOut(options, cookies, tokens.idToken),
  };
}

/** As on a full disk: every new row of the log is refused until it is repaired. */
function refuseRows(file: string): () => Promise<void> {
  const database = new DatabaseSync(file);
  database.exec("CREATE TRIGGER disk_full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END");
  return () => {
    database.exec('DROP TRIGGER disk_full');
    database.close();
    return Promise.resolve();
  };
}
