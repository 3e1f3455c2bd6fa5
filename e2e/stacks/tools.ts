// What the machine offers. Tests of a missing server are skipped and say which one is missing; where everything must
// run (COLLIMATOR_REQUIRE_ALL=1, as in continuous integration) a missing tool is a failure.
import { accessSync, constants, existsSync, readFileSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export { mustHaveAll } from '../../src/testing/machine.ts';

const EXTRA_FOLDERS = ['/usr/sbin', '/usr/local/sbin', ...postgresqlFolders()];

function postgresqlFolders(): string[] {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, 'bin'));
}

export function findTool(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...EXTRA_FOLDERS];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const ORTHANC_PLUGINS = [
  '/usr/share/orthanc/plugins/libOrthancDicomWeb.so',
  '/usr/local/share/orthanc/plugins/libOrthancDicomWeb.so',
];
export const orthancDicomwebPlugin = ORTHANC_PLUGINS.find((path) => existsSync(path));

/** Debian packages by the tool that shows they are there. */
const PACKAGES = {
  nginx: ['nginx'],
  openssl: ['openssl'],
  Orthanc: ['orthanc', 'orthanc-dicomweb'],
  initdb: ['postgresql'],
  postgres: ['postgresql'],
  pg_isready: ['postgresql-client'],
  java: ['default-jre-headless'],
  mvn: ['maven'],
  unzip: ['unzip'],
} as const;
export type Tool = keyof typeof PACKAGES;

/** Names of the tools that are not here. */
export function missingTools(tools: readonly Tool[]): string[] {
  return tools
    .filter((tool) => findTool(tool) === undefined || (tool === 'Orthanc' && orthancDicomwebPlugin === undefined))
    .map((tool) => `${tool} (Debian: ${PACKAGES[tool].join(', ')})`);
}

export function requireTool(tool: Tool): string {
  const path = findTool(tool);
  if (path === undefined) throw new Error(`missing: ${missingTools([tool]).join(', ')}`);
  return path;
}

/** PostgreSQL refuses to run as root; Debian's package brings this account. */
export function accountOf(name: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (line === undefined) throw new Error(`no account named ${name} on this machine`);
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}
