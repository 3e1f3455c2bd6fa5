// Whether files changed since a step last ran: sizes and times first, contents only when those differ.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './process.mjs';

function* filesUnder(path) {
  const stat = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isDirectory()) {
    yield { path, stat };
    return;
  }
  for (const name of readdirSync(join(ROOT, path)).sort()) yield* filesUnder(`${path}/${name}`);
}

const isProductSource = (path) => !/\.test\.tsx?$|\/testing\//.test(path);

function hashContents(files) {
  const hash = createHash('sha256');
  for (const { path } of files)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(ROOT, path)))
      .update('\0');
  return hash.digest('hex');
}

/** Two fingerprints of the same files; `contents` is computed when first asked for, and kept. */
export function fingerprintOf(paths) {
  const files = paths.flatMap((path) => [...filesUnder(path)]).filter(({ path }) => isProductSource(path));
  const quick = createHash('sha256');
  for (const { path, stat } of files) quick.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
  let contents;
  return {
    quick: quick.digest('hex'),
    contents() {
      contents ??= hashContents(files);
      return contents;
    },
  };
}

function readMarker(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
  } catch {
    // Absent or damaged means the same: the step has to run.
    return {};
  }
}

export function writeMarker(path, fingerprint) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), JSON.stringify({ quick: fingerprint.quick, contents: fingerprint.contents() }));
}

/** True when the step that wrote the marker saw these contents; times that only look newer are remembered. */
export function isUpToDate(path, fingerprint) {
  const marker = readMarker(path);
  if (marker.quick === fingerprint.quick) return true;
  if (marker.contents === undefined || marker.contents !== fingerprint.contents()) return false;
  writeMarker(path, fingerprint);
  return true;
}
