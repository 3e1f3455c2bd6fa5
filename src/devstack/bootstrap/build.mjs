// Builds the web app when its sources changed since the last build.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf, isUpToDate, writeMarker } from './fingerprint.mjs';
import { environmentWith, Refusal, ROOT, runTool, say } from './process.mjs';

const SOURCES = ['src/web', 'src/core', 'src/contract', 'public', 'package-lock.json', 'vite.config.ts'];
const MARKER = 'dist/web-build.json';

export async function buildWebApp(node) {
  const sources = fingerprintOf(SOURCES);
  if (existsSync(join(ROOT, 'dist/web/index.html')) && isUpToDate(MARKER, sources)) return;
  say('Building the web app ...');
  // Before the build: a file saved while it runs must make the next start build again.
  sources.contents();
  // Without the marker a build that is interrupted cannot be mistaken for a whole one.
  rmSync(join(ROOT, MARKER), { force: true });
  const env = environmentWith(node);
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const built = await runTool(node, [vite, 'build', '--logLevel', 'warn'], { env });
  if (built !== 0) throw new Refusal(`Building the web app failed (exit ${built}): see the lines above.`);
  writeMarker(MARKER, sources);
}
