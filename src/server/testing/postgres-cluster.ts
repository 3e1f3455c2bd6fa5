import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { skipReason } from '../../testing/machine.ts';

const ROOT = '/usr/lib/postgresql';

/** Debian keeps the server's programs here; undefined where PostgreSQL is not installed, which throws where all must run. */
export function postgresPrograms(): string | undefined {
  const folders = existsSync(ROOT) ? readdirSync(ROOT).map((version) => join(ROOT, version, 'bin')) : [];
  const programs = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (programs === undefined) skipReason(['PostgreSQL']);
  return programs;
}

export interface PostgresCluster {
  /** An address of a new, empty database. */
  createDatabase(name: string): string;
  /** As the owner of everything. */
  execute(database: string, sql: string): void;
  /** The server goes away as in a power cut, and comes back. */
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  stop(): Promise<void>;
}

/** A cluster of its own in a temporary folder on a free loopback port. PostgreSQL refuses root, so root steps down. */
export async function startPostgres(programs: string): Promise<PostgresCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'collimator-postgres-'));
  const account = unprivileged();
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const options = { ...account, cwd: folder, stdio: 'ignore' } as const;
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'owner', '-A', 'trust', '--no-sync', '-E', 'UTF8'],
    options,
  );
  const port = await freePort();
  // No power cut happens in a test, and the machine's disk is not what is tested: without fsync it takes a fifth of the time.
  const chosen = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'full_page_writes=off',
  ];
  const settings = chosen.flatMap((setting) => ['-c', setting]);
  const start = (): ChildProcess =>
    spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...settings], options);
  let server = start();
  const psql = (sql: string, database = 'postgres'): void => {
    const login = ['-h', '127.0.0.1', '-p', String(port), '-U', 'owner', '-v', 'ON_ERROR_STOP=1'];
    execFileSync(join(programs, 'psql'), [...login, '-d', database, '-qc', sql], options);
  };
  const stopServer = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    // SIGQUIT is PostgreSQL's immediate shutdown.
    server.kill('SIGQUIT');
    await ended;
  };
  await untilReady(server, () => psql('SELECT 1'));
  return {
    createDatabase(name) {
      psql(`CREATE DATABASE ${name}`);
      return `postgres://owner@127.0.0.1:${port}/${name}`;
    },
    execute: (database, sql) => psql(sql, database),
    stopServer,
    async startServer() {
      server = start();
      await untilReady(server, () => psql('SELECT 1'));
    },
    async stop() {
      await stopServer();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function untilReady(server: ChildProcess, probe: () => void): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (server.exitCode !== null) throw new Error('PostgreSQL ended while starting');
    try {
      probe();
      return;
    } catch {
      // Not yet: it is still starting.
      await wait(100);
    }
  }
  throw new Error('PostgreSQL did not become ready');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
