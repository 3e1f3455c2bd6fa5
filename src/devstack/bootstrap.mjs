// The one door to every npm script. Plain JavaScript without dependencies, because it must run on the host's Node
// (>= 20.19) before anything is installed; what it starts runs on the Node 24 that npm brought with the project.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cliProcess from './bootstrap/cli-process.json' with { type: 'json' };
import { buildWebApp } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { findNode24 } from './bootstrap/node24.mjs';
import { Refusal, ROOT, runTarget } from './bootstrap/process.mjs';
import { runTestSteps } from './bootstrap/test-steps.mjs';

// Files come and go by the thousand, and hardly anything of one outlives it: without a bound Node gives what is new up to
// 130 MB before it looks what of it is still needed, and glibc gives every thread a heap of its own. Larger bounds save no
// time that could be measured. What outlives is so little that threads which share the looking cost more than they help.
const COMMANDS = {
  start: { needsWebApp: true, target: 'src/devstack/main.ts' },
  cli: { needsWebApp: false, target: 'src/cli/main.mjs', process: cliProcess },
  bench: { needsWebApp: true, target: 'e2e/bench/main.ts' },
};

async function main([command, ...args]) {
  if (command !== 'test' && !Object.hasOwn(COMMANDS, command ?? ''))
    throw new Refusal(`usage: node src/devstack/bootstrap.mjs test|${Object.keys(COMMANDS).join('|')} [arguments]`, 2);
  // main.ts refuses it, too. Here because npm leaves out in production what the app is built with.
  if (command === 'start' && process.env.NODE_ENV === 'production' && !args.includes('--help'))
    throw new Refusal('The embedded stack is for trying out: it does not start with NODE_ENV=production.');
  await install();
  const node = await findNode24();
  if (command === 'test') return runTestSteps(node, args);
  const { needsWebApp, target, process: settings } = COMMANDS[command];
  if (!existsSync(join(ROOT, target))) throw new Refusal(`${command}: ${target} is missing from this checkout`);
  // Help and wrong usage must not wait for a build.
  if (needsWebApp && !args.includes('--help')) await buildWebApp(node);
  return runTarget(node, target, args, settings);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
