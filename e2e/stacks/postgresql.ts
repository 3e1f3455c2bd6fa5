import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess, waitUntil, type RunningProcess } from './process.ts';
import { accountOf, requireTool } from './tools.ts';

export interface PostgreSQL {
  /** `postgres://account@host:port/database`, without the password. */
  readonly url: string;
  readonly password: string;
  readonly logFile: string;
  /** Ends the server and keeps its cluster, as in an outage. */
  readonly pause: () => Promise<void>;
  readonly resume: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A cluster of its own on loopback, with a password made for this run. */
export async function startPostgreSQL(folder: string, port: number): Promise<PostgreSQL> {
  const user = accountOf('postgres');
  const password = randomBytes(18).toString('base64url');
  const cluster = join(folder, 'cluster');
  const passwordFile = join(folder, 'password');
  mkdirSync(cluster);
  chmodSync(folder, 0o755);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) for (const path of [cluster, passwordFile]) chownSync(path, user.uid, user.gid);
  const initialise = [
    '-D',
    cluster,
    '-U',
    'collimator',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
  ];
  execFileSync(requireTool('initdb'), [...initialise, '--locale=C', '--no-sync'], { stdio: 'pipe', ...user });
  rmSync(passwordFile);
  const settings = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '' };
  const probe = requireTool('pg_isready');
  const start = async (): Promise<RunningProcess> => {
    const server = startProcess({
      command: requireTool('postgres'),
      args: ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      logFile: join(folder, 'postgresql.log'),
      user,
      stopSignal: 'SIGINT',
    });
    // The probe fails by its exit code, which throws.
    const accepts = async (): Promise<boolean> =>
      execFileSync(probe, ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'pipe' }).includes('accepting');
    await waitUntil('PostgreSQL', server, accepts);
    return server;
  };
  let running = await start();
  return {
    url: `postgres://collimator@127.0.0.1:${port}/postgres`,
    password,
    logFile: running.logFile,
    pause: () => running.stop(),
    async resume() {
      running = await start();
    },
    stop: () => running.stop(),
  };
}
