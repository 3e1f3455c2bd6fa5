// Puts the synthetic studies into a new archive, once.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive, SpooledFile } from './pacs/index.ts';
import { demoStudies, demoStudyKeys } from './studies/index.ts';

const BATCH = 32;
export const DEMO_MARKER = 'demo-studies.added';
/** Names what was added, so that a later version adds its new studies. */
export const demoMarkerText = () => `${demoStudyKeys.join('\n')}\n`;

export async function addDemoStudies(
  archive: Archive,
  dataFolder: string,
  onProgress: (files: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const marker = join(dataFolder, DEMO_MARKER);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === demoMarkerText()) return;
  let batch: SpooledFile[] = [];
  let files = 0;
  const flush = async () => {
    const outcomes = await archive.takeIn(batch);
    const refused = outcomes.find(({ kind }) => kind === 'refused');
    if (refused?.kind === 'refused') throw new Error(`a demo study was refused: ${refused.code}`);
    files += batch.length;
    batch = [];
    onProgress(files);
  };
  for await (const { bytes } of demoStudies()) {
    if (signal.aborted) return;
    batch.push(await archive.files.spool(bytes));
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  // Without it the next start adds what is missing: the same files come out again and are recognised.
  writeFileSync(marker, demoMarkerText());
}
