// Child processes of the bootstrap: what they print, which signals reach them, how they end.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, resolve, sep } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../..');

/** Something the person can put right: one clear line, no stack trace. */
export class Refusal extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Node 24 first on the PATH, so that `npm run` and `#!/usr/bin/env node` tools take it too. */
export function environmentWith(node) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [key]: [dirname(node), process.env[key]].filter(Boolean).join(delimiter) };
}

/** The PATH without what `npm run` put in front: installing replaces those programs, the one that runs this included. */
export function environmentWithoutModules() {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = (process.env[key] ?? '').split(delimiter).filter((folder) => !isInModules(folder));
  return { ...process.env, [key]: folders.join(delimiter) };
}

export function isInModules(path) {
  return path.includes(`${sep}node_modules${sep}`) || path.endsWith(`${sep}node_modules`);
}

function exitCodeOf(code, signal) {
  return signal === null ? (code ?? 1) : 128 + (constants.signals[signal] ?? 0);
}

function ended(child) {
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => done(exitCodeOf(code, signal)));
  });
}

/** Runs a tool to its end; everything it prints goes to stderr, because stdout belongs to the command's own answer. */
export async function runTool(command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2], ...options });
  return whileForwardingSignals(child);
}

/** The same, but what the tool prints is kept for whoever wants to show it. */
export async function runQuietly(command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  return { code: await whileForwardingSignals(child), output };
}

/** Runs one of our programs in the caller's place. The channel tells it when this process is gone. */
export async function runTarget(node, target, args, { flags = [], environment = {} } = {}) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...flags, resolve(ROOT, target), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...environmentWith(node), ...environment },
  });
  const watch = watchParent(() => child.kill('SIGTERM'));
  try {
    return await whileForwardingSignals(child);
  } finally {
    clearInterval(watch);
  }
}

/** How long a stack may outlive the npm that was told to stop. */
const PARENT_CHECK_MS = 500;

/**
 * `kill` on npm reaches npm and the shell between us, but not us. A script of npm lives as long as its shell, so a
 * parent that has changed means that somebody stopped it.
 */
function watchParent(onGone) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return undefined;
  return setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, PARENT_CHECK_MS);
}

async function whileForwardingSignals(child) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  try {
    return await ended(child);
  } finally {
    for (const signal of signals) process.off(signal, forward);
  }
}
