// `npm ci` when the installed packages are not those of package-lock.json.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf, isUpToDate, writeMarker } from './fingerprint.mjs';
import { Refusal, ROOT, runTool, say } from './process.mjs';

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
  if (script !== undefined && /\.c?js$/.test(script))
    return { command: process.execPath, first: [script], shell: false };
  return { command: 'npm', first: [], shell: process.platform === 'win32' };
}

export async function install() {
  const lock = fingerprintOf(['package-lock.json']);
  if (existsSync(join(ROOT, 'node_modules')) && isUpToDate(MARKER, lock)) return;
  if (!isInstalledByHand()) {
    say('Installing packages (once, about a minute) ...');
    const { command, first, shell } = npmCommand();
    const code = await runTool(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell });
    if (code !== 0) throw new Refusal(`Installing failed (npm ci, exit ${code}): see the lines above, then try again.`);
  }
  writeMarker(MARKER, lock);
}
