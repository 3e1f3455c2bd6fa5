// `npm ci` when the installed packages are not those of package-lock.json.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf, isUpToDate, writeMarker } from './fingerprint.mjs';
import { environmentWithoutModules, isInModules, Refusal, ROOT, runQuietly, runTool, say } from './process.mjs';

const MARKER = 'node_modules/.collimator-install.json';

/** Somebody ran npm by hand: trust npm's own list of what it installed when it agrees with the lock file. */
function isInstalledByHand() {
  const listed = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(listed)) return false;
  const installed = JSON.parse(readFileSync(listed, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(
    ([path, entry]) =>
      path === '' ||
      (installed[path] === undefined ? entry.optional === true : installed[path].integrity === entry.integrity),
  );
}

function npmCommand() {
  const script = process.env.npm_execpath;
  // Under `npm run` this very process may be the Node 24 that `npm ci` is about to delete: npm runs on the host's own.
  const host = [process.env.npm_node_execpath, process.execPath].find(
    (path) => path !== undefined && !isInModules(path),
  );
  if (script !== undefined && host !== undefined && /\.c?js$/.test(script))
    return { command: host, first: [script], shell: false };
  return { command: 'npm', first: [], shell: process.platform === 'win32' };
}

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Exactly the lock file, or else the nearest that this registry can give. */
async function npmInstall() {
  const { command, first, shell } = npmCommand();
  const env = environmentWithoutModules();
  const strict = await runQuietly(command, [...first, 'ci', ...QUIET], { shell, env });
  if (strict.code === 0) return;
  // A registry that lacks the packages of other platforms leaves them out of the lock file, and npm ci then refuses it
  // as a whole. npm install takes the locked versions, checks the same hashes, and goes on without those.
  say('npm ci refuses the lock file; installing the locked versions with npm install ...');
  const lenient = await runTool(command, [...first, 'install', '--no-save', ...QUIET], { shell, env });
  if (lenient === 0) return;
  process.stderr.write(strict.output);
  throw new Refusal(`Installing failed (npm install, exit ${lenient}): see the lines above, then try again.`);
}

export async function install() {
  const lock = fingerprintOf(['package-lock.json']);
  if (existsSync(join(ROOT, 'node_modules')) && isUpToDate(MARKER, lock)) return;
  if (!isInstalledByHand()) {
    say('Installing packages (once, a minute or two) ...');
    await npmInstall();
  }
  writeMarker(MARKER, lock);
}
