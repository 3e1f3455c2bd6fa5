// Starts the embedded stack exactly as `npm start` does, on a free port and a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Account {
  username: string;
  password: string;
  otp: string;
  roles: string[];
}

export interface EmbeddedStack {
  url: string;
  accounts: Account[];
  dataFolder: string;
  pid: number;
  stop(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '..');

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return address.port;
}

async function readyLine(child: ChildProcess): Promise<{ url: string; accounts: Account[] }> {
  if (child.stdout === null) throw new Error('the stack was started without a pipe');
  const lines = createInterface({ input: child.stdout });
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`the embedded stack ended with ${code} before it was ready`);
  });
  const first = once(lines, 'line').then(([line]) => JSON.parse(String(line)) as { url: string; accounts: Account[] });
  return Promise.race([first, exited]);
}

export async function startEmbeddedStack(
  dataFolder: string,
  extra: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<EmbeddedStack> {
  const port = await freePort();
  const main = join(ROOT, 'src/devstack/main.ts');
  const args = [
    '--disable-warning=ExperimentalWarning',
    main,
    '--json',
    '--port',
    String(port),
    '--data',
    dataFolder,
    ...extra,
  ];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const ready = await readyLine(child);
  return {
    ...ready,
    dataFolder,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
