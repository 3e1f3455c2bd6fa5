// What `npm test` runs, in order. Every step runs even when an earlier one failed, so that one run tells everything.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildWebApp } from './build.mjs';
import { environmentWith, Refusal, ROOT, runQuietly, runTool, say } from './process.mjs';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** A step: its name, and how it runs. `run` answers the exit code. */
const STEPS = [
  { name: 'lint', run: (node) => npmScript(node, 'lint') },
  { name: 'types', run: (node) => npmScript(node, 'types') },
  { name: 'unit', run: (node) => npmScript(node, 'unit') },
  { name: 'build', run: (node) => build(node) },
  // What programs of others say of the files written here, as far as they are on this machine: of de-identified ones, and
  // of reports and segmentations. It computes while the gate's tests mostly wait for time to pass.
  { name: 'judges', isBesideNext: true, run: judges },
  // Security behaviour over real HTTP: the embedded stack, and nginx + Orthanc + PostgreSQL + Keycloak where they are here.
  {
    name: 'gate',
    run: (node) => tool(node, 'node_modules/vitest/vitest.mjs', ['run', '--config', 'e2e/gate/vitest.config.ts']),
  },
  { name: 'browser', run: (node) => bringBrowser(node) },
  { name: 'e2e', run: (node) => tool(node, 'node_modules/@playwright/test/cli.js', ['test', '-c', 'e2e']) },
];

/** Quietly, because something else prints meanwhile: what was said is told at the end. */
async function judges(node) {
  const quietly = (script, args) => runQuietly(node, [join(ROOT, script), ...args], { env: environmentWith(node) });
  const deid = await quietly('e2e/judges/deid.ts', ['--profile', 'research', '--every', '30']);
  const documents = await quietly('node_modules/vitest/vitest.mjs', ['run', '--config', 'e2e/judges/vitest.config.ts']);
  say(`\n== what judges said ==\n${deid.output}${documents.output}`);
  return deid.code === 0 ? documents.code : deid.code;
}

function tool(node, script, args) {
  return runTool(node, [join(ROOT, script), ...args], { env: environmentWith(node) });
}

function npmScript(node, name) {
  // `npm run` without its banner; the scripts find Node 24 on the PATH.
  return runTool('npm', ['run', '--silent', name], {
    env: environmentWith(node),
    shell: process.platform === 'win32',
  });
}

async function build(node) {
  try {
    await buildWebApp(node);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.message);
    return error.exitCode;
  }
}

/** Debian's browser where there is one, else Playwright's own. */
async function bringBrowser(node) {
  if (BROWSERS.some((path) => existsSync(path))) return 0;
  return tool(node, 'node_modules/@playwright/test/cli.js', ['install', 'chromium']);
}

/** `npm test -- unit e2e` runs only those steps. */
function chosen(names) {
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0)
    throw new Refusal(`unknown step ${unknown.join(', ')}; there are ${STEPS.map((s) => s.name).join(', ')}`, 2);
  return names.length === 0 ? STEPS : STEPS.filter((step) => names.includes(step.name));
}

async function timed({ name, run }, node) {
  say(`\n== ${name} ==`);
  const started = Date.now();
  const code = await run(node);
  return { name, code, seconds: Math.round((Date.now() - started) / 1000) };
}

export async function runTestSteps(node, names) {
  const results = [];
  let beside = [];
  for (const step of chosen(names)) {
    const running = timed(step, node);
    if (step.isBesideNext) {
      beside.push(running);
      continue;
    }
    results.push(await running, ...(await Promise.all(beside)));
    beside = [];
  }
  results.push(...(await Promise.all(beside)));
  say('\n== summary ==');
  for (const { name, code, seconds } of results)
    say(`${code === 0 ? 'passed' : 'FAILED'}  ${name.padEnd(8)} ${String(seconds).padStart(5)} s`);
  return results.every(({ code }) => code === 0) ? 0 : 1;
}
