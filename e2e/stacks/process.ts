import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';

export interface RunningProcess {
  readonly pid: number;
  /** Everything it wrote to stdout and stderr. */
  readonly logFile: string;
  readonly hasExited: () => boolean;
  readonly stop: () => Promise<void>;
}

export interface StartOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** PostgreSQL ends at once on SIGINT; on SIGTERM it waits for its clients. */
  readonly stopSignal?: NodeJS.Signals;
  /** The command starts another process and waits for it: signals go to both. */
  readonly hasChildren?: boolean;
}

/** Output goes to a file, not to a pipe, so that a chatty process never waits for us. */
export function startProcess(options: StartOptions): RunningProcess {
  const log = openSync(options.logFile, 'a');
  const child = spawn(options.command, options.args, {
    stdio: ['ignore', log, log],
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.user === undefined ? {} : options.user),
    // A group of its own, so that a signal reaches all of it.
    detached: options.hasChildren === true,
  });
  closeSync(log);
  let failure: Error | undefined;
  child.on('error', (error) => (failure = error));
  const hasExited = (): boolean => failure !== undefined || child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    logFile: options.logFile,
    hasExited,
    stop: () => (hasExited() ? Promise.resolve() : stopChild(child, options)),
  };
}

async function stopChild(child: ChildProcess, options: StartOptions): Promise<void> {
  const exited = once(child, 'exit');
  const send = (signal: NodeJS.Signals): void => {
    if (options.hasChildren === true && child.pid !== undefined) process.kill(-child.pid, signal);
    else child.kill(signal);
  };
  send(options.stopSignal ?? 'SIGTERM');
  const timer = setTimeout(() => send('SIGKILL'), 20_000);
  await exited;
  clearTimeout(timer);
}

/** Asks until the answer is true; says what the process wrote when it ends or the time is over. */
export async function waitUntil(
  what: string,
  running: RunningProcess,
  isReady: () => Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    if (running.hasExited()) throw new Error(`${what} ended before it was ready:\n${tail(running.logFile)}`);
    if (await isReady().catch(() => false)) return;
    if (Date.now() > end) {
      await running.stop();
      throw new Error(`${what} was not ready after ${timeoutMs} ms:\n${tail(running.logFile)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').split('\n').slice(-25).join('\n');
}
