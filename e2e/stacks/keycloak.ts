// Keycloak from its published distribution, with the realm file that compose uses. Where there is no Java it is absent.
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { startProcess, waitUntil } from './process.ts';
import { requireTool } from './tools.ts';

/** The version in nginx/compose.yaml. */
export const KEYCLOAK_VERSION = '26.7.3';
const ARCHIVE_SHA256 = '27a6535553c3cdcd083872ba40629efafb3475e3b758e0c6f691395561dd0f1f';

const ROOT = join(import.meta.dirname, '../..');
/** Git-ignored, kept between runs: the archive is 176 MB and preparing it takes half a minute. */
const CACHE = join(ROOT, '.cache/keycloak');
const DEV_USERS = join(ROOT, 'nginx/keycloak/collimator-users-dev.json');
const PREPARED = join(CACHE, `keycloak-${KEYCLOAK_VERSION}`);

export interface KeycloakOptions {
  readonly folder: string;
  readonly port: number;
  readonly managementPort: number;
  /** Where browsers reach the front. */
  readonly origin: string;
  readonly audience: string;
  readonly backchannelLogoutURL: string;
}

export interface Keycloak {
  readonly address: string;
  readonly issuer: string;
  readonly issuerPath: string;
  /** Read without going through the front. */
  readonly jwksURI: string;
  /** Of every person of the development overlay. */
  readonly password: string;
  readonly otpSecret: string;
  readonly logFile: string;
  readonly stop: () => Promise<void>;
}

export async function startKeycloak(options: KeycloakOptions): Promise<Keycloak> {
  const prepared = await prepareKeycloak();
  const home = join(options.folder, 'keycloak');
  cpSync(prepared, home, { recursive: true });
  const imports = join(home, 'data/import');
  mkdirSync(imports, { recursive: true });
  cpSync(join(ROOT, 'nginx/keycloak/realm-collimator.json'), join(imports, 'collimator-realm.json'));
  writeFileSync(join(imports, 'collimator-users-0.json'), JSON.stringify(manyUsers()));
  const password = `A-${randomBytes(12).toString('base64url')}`;
  const otpSecret = randomBytes(15).toString('hex').slice(0, 20);
  const running = startProcess({
    command: '/bin/sh',
    args: [
      join(home, 'bin/kc.sh'),
      'start',
      '--optimized',
      '--import-realm',
      '--http-enabled=true',
      '--http-host=127.0.0.1',
      `--http-port=${options.port}`,
      '--http-management-host=127.0.0.1',
      `--http-management-port=${options.managementPort}`,
      `--hostname=${options.origin}/oidc`,
      '--proxy-headers=xforwarded',
      '--cache=local',
    ],
    logFile: join(options.folder, 'keycloak.log'),
    hasChildren: true,
    env: {
      COLLIMATOR_ORIGIN: options.origin,
      COLLIMATOR_AUDIENCE: options.audience,
      COLLIMATOR_BACKCHANNEL_LOGOUT_URL: options.backchannelLogoutURL,
      COLLIMATOR_DEV_PASSWORD: password,
      COLLIMATOR_DEV_OTP_SECRET: otpSecret,
      // Starts faster on few cores; nothing here lives long enough to be optimised.
      JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1',
    },
  });
  const address = `127.0.0.1:${options.port}`;
  const issuerPath = '/oidc/realms/collimator';
  const discovery = `http://${address}${issuerPath}/.well-known/openid-configuration`;
  await waitUntil('Keycloak', running, async () => (await fetch(discovery)).ok, 300_000);
  return {
    address,
    issuer: `${options.origin}${issuerPath}`,
    issuerPath,
    jwksURI: `http://${address}${issuerPath}/protocol/openid-connect/certs`,
    password,
    otpSecret,
    logFile: running.logFile,
    stop: running.stop,
  };
}

interface Users {
  readonly realm: string;
  readonly users: readonly { readonly username: string; readonly email: string }[];
}

/** How many of each there are: `clinician-1` to `clinician-6`. A one-time code counts once per person and half minute. */
export const copiesOf = (role: string): number => (role === 'clinician' ? 6 : 2);

/** The people of the development overlay, several times. */
function manyUsers(): Users {
  const { realm, users } = JSON.parse(readFileSync(DEV_USERS, 'utf8')) as Users;
  const copy = (user: Users['users'][number], number: number): Users['users'][number] => ({
    ...user,
    username: `${user.username}-${number}`,
    email: `${number}.${user.email}`,
  });
  const numbers = (user: Users['users'][number]): number[] =>
    Array.from({ length: copiesOf(user.username) }, (_, index) => index + 1);
  return { realm, users: users.flatMap((user) => numbers(user).map((number) => copy(user, number))) };
}

/** Downloads, checks and prepares the distribution once. */
export async function prepareKeycloak(): Promise<string> {
  if (existsSync(PREPARED)) return PREPARED;
  mkdirSync(CACHE, { recursive: true });
  const archive = await download();
  const unpacked = join(CACHE, `unpacking-${process.pid}`);
  execFileSync(requireTool('unzip'), ['-q', archive, '-d', unpacked], { stdio: 'pipe' });
  const home = join(unpacked, `keycloak-${KEYCLOAK_VERSION}`);
  const build = ['build', '--http-relative-path=/oidc', '--db=dev-mem'];
  execFileSync('/bin/sh', [join(home, 'bin/kc.sh'), ...build], { stdio: 'pipe' });
  // Two runs may have prepared it at the same time; either result is good.
  if (!existsSync(PREPARED)) renameSync(home, PREPARED);
  rmSync(unpacked, { recursive: true, force: true });
  return PREPARED;
}

async function download(): Promise<string> {
  const archive = join(CACHE, `keycloak-quarkus-dist-${KEYCLOAK_VERSION}.zip`);
  if (!existsSync(archive)) {
    const artifact = `org.keycloak:keycloak-quarkus-dist:${KEYCLOAK_VERSION}:zip`;
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';
    const args = ['-q', '-B', goal, `-Dartifact=${artifact}`, `-DoutputDirectory=${CACHE}`];
    // In a folder without a pom.xml, so that no project is looked for.
    execFileSync(requireTool('mvn'), args, { cwd: CACHE, stdio: 'pipe' });
  }
  const hash = createHash('sha256');
  await pipeline(createReadStream(archive), hash);
  const digest = hash.digest('hex');
  if (digest !== ARCHIVE_SHA256) {
    rmSync(archive);
    throw new Error(`the Keycloak archive is not the one that was checked: SHA-256 ${digest}`);
  }
  return archive;
}
