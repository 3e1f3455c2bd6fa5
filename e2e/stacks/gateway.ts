// The gateway as production starts it: `src/server/main.ts`, settings from the environment, secrets from files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess, waitUntil } from './process.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The gateway's own runtime: Node 24 runs TypeScript as it stands. */
export const NODE =
  Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : join(ROOT, 'node_modules/.bin/node');

export interface GatewayOptions {
  readonly folder: string;
  readonly port: number;
  /** As `SiteConfig` in src/server/config.ts. */
  readonly site: Readonly<Record<string, unknown>>;
  readonly restrictions: Readonly<Record<string, unknown>>;
  /** Without its password. */
  readonly database: string;
  readonly databasePassword?: string;
  readonly pacs: { readonly address: string; readonly user: string; readonly password: string };
  /** The same in every copy of the gateway. */
  readonly secrets: { readonly masterKey: string; readonly checkpointKey: string };
}

export interface GatewayProcess {
  readonly address: string;
  readonly pid: number;
  readonly logFile: string;
  /** Signed tree heads, kept outside the database. */
  readonly checkpointFolder: string;
  readonly marksFolder: string;
  readonly stop: () => Promise<void>;
}

export async function startGateway(options: GatewayOptions): Promise<GatewayProcess> {
  const { folder } = options;
  const checkpointFolder = join(folder, 'checkpoints');
  mkdirSync(checkpointFolder, { recursive: true });
  const marksFolder = join(folder, 'marks');
  mkdirSync(marksFolder, { recursive: true });
  const write = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  const address = `127.0.0.1:${options.port}`;
  const running = startProcess({
    command: NODE,
    args: ['--disable-warning=ExperimentalWarning', join(ROOT, 'src/server/main.ts')],
    logFile: join(folder, 'gateway.log'),
    env: {
      NODE_ENV: 'production',
      COLLIMATOR_CONFIG: write('site.json', JSON.stringify(options.site)),
      COLLIMATOR_RESTRICTIONS: write('restrictions.json', JSON.stringify(options.restrictions)),
      COLLIMATOR_MASTER_KEY_FILE: write('master-key', options.secrets.masterKey),
      COLLIMATOR_CHECKPOINT_KEY_FILE: write('checkpoint-key', options.secrets.checkpointKey),
      COLLIMATOR_DATABASE: options.database,
      ...(options.databasePassword === undefined
        ? {}
        : { COLLIMATOR_DATABASE_PASSWORD_FILE: write('database-password', options.databasePassword) }),
      COLLIMATOR_PACS: `http://${options.pacs.address}/dicom-web`,
      COLLIMATOR_PACS_USER: options.pacs.user,
      COLLIMATOR_PACS_PASSWORD_FILE: write('pacs-password', options.pacs.password),
      COLLIMATOR_LISTEN: address,
      COLLIMATOR_BEHIND_FRONT: 'yes',
      COLLIMATOR_CHECKPOINT_FOLDER: checkpointFolder,
      COLLIMATOR_GATE_MARKS: marksFolder,
    },
  });
  await waitUntil('the gateway', running, async () => (await fetch(`http://${address}/api/health`)).ok);
  return { address, pid: running.pid, logFile: running.logFile, checkpointFolder, marksFolder, stop: running.stop };
}
