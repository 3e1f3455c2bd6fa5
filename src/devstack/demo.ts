// Puts the synthetic studies into a new archive, once. Drawing them takes seconds of work, so the files are kept beside
// the build and read from there by the next new data folder, as long as the code that draws them is the same.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from './pacs/index.ts';
import { demoStudies, demoStudyKeys } from './studies/index.ts';

const BATCH = 32;
/** A folder that is being drawn grows; one that has not for so long was left by a process that ended. */
const ABANDONED_MS = 60 * 60_000;
export const DEMO_MARKER = 'demo-studies.added';
/** Names what was added, so that a later version adds its new studies. */
export const demoMarkerText = () => `${demoStudyKeys.join('\n')}\n`;

/** Changes with the code that the bytes depend on. */
function codeVersion(): string {
  const hash = createHash('sha256');
  for (const folder of [join(import.meta.dirname, 'studies'), join(import.meta.dirname, '../core/dicom')]) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
      if (name.endsWith('.ts') && !name.endsWith('.test.ts'))
        hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function* drawn(folder: string): AsyncGenerator<Uint8Array> {
  const temporary = `${folder}.${process.pid}.new`;
  await mkdir(temporary, { recursive: true });
  let count = 0;
  for await (const { bytes } of demoStudies()) {
    await writeFile(join(temporary, `${String(count++).padStart(5, '0')}.dcm`), bytes);
    yield bytes;
  }
  // Another process may have been faster; its files are the same.
  if (existsSync(folder)) await rm(temporary, { recursive: true });
  else await rename(temporary, folder);
}

async function* read(folder: string): AsyncGenerator<Uint8Array> {
  for (const name of (await readdir(folder)).sort()) yield readFile(join(folder, name));
}

/** From the cache, else drawn and kept there. Other versions' files go. */
async function* demoFiles(cacheFolder: string): AsyncGenerator<Uint8Array> {
  const folder = join(cacheFolder, codeVersion());
  if (existsSync(folder)) {
    yield* read(folder);
    return;
  }
  await mkdir(cacheFolder, { recursive: true });
  for (const name of await readdir(cacheFolder)) {
    const { mtimeMs } = await stat(join(cacheFolder, name));
    if (!name.endsWith('.new') || Date.now() - mtimeMs > ABANDONED_MS)
      await rm(join(cacheFolder, name), { recursive: true, force: true });
  }
  yield* drawn(folder);
}

export interface DemoOptions {
  dataFolder: string;
  cacheFolder: string;
  onProgress: (files: number) => void;
  signal: AbortSignal;
}

/** Answers the codes of what was refused: an older version's drawing of the same study is kept as it is. */
export async function addDemoStudies(archive: Archive, options: DemoOptions): Promise<ReadonlySet<string>> {
  const refused = new Set<string>();
  const marker = join(options.dataFolder, DEMO_MARKER);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === demoMarkerText()) return refused;
  let batch: Uint8Array[] = [];
  let files = 0;
  const flush = async () => {
    const spooled = await Promise.all(batch.map((bytes) => archive.files.spool(bytes)));
    for (const outcome of await archive.takeIn(spooled)) if (outcome.kind === 'refused') refused.add(outcome.code);
    files += batch.length;
    batch = [];
    options.onProgress(files);
  };
  for await (const bytes of demoFiles(options.cacheFolder)) {
    if (options.signal.aborted) return refused;
    batch.push(bytes);
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  // Without it the next start adds what is missing: the same files come out again and are recognised.
  writeFileSync(marker, demoMarkerText());
  return refused;
}
