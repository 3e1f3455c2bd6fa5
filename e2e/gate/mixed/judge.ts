// What was released, judged by the engine's own scan, by programs of others and by the manifest that came with it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
  builtInProfile,
  compileProfile,
  createBatchContext,
  createCollector,
  createResidualScan,
  normaliseWord,
} from '../../../src/core/deid/index.ts';
import { number, readDicom, text } from '../../../src/core/dicom/index.ts';
import { errorsIn, letPydicomRead } from '../../judged.ts';
import { identifiersIn } from '../../identifiers.ts';
import type { Original } from './cohort.ts';

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Manifest {
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly byteLength: number }[];
}

/** The files of the manifest, each with the bytes that it says; `bytesOf` finds images that went another way. */
export function manifestIn(folder: string): Manifest['files'] {
  return (JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest).files;
}

/** Everything the originals say of people, searched for as the engine does and once more byte by byte. */
export function leftIn(files: readonly Uint8Array[], from: readonly Original[]): string[] {
  const profile = compileProfile(builtInProfile('research'));
  const collector = createCollector(profile);
  for (const { bytes } of from) collector.add(readDicom(bytes));
  const { dictionary, vocabulary } = createBatchContext({
    profile,
    key: new Uint8Array(32),
    identifiers: collector.all,
    pixels: 'auto',
  });
  const scan = createResidualScan(collector.all, dictionary, vocabulary);
  const uids = new Set(from.map(({ studyInstanceUID }) => studyInstanceUID));
  // Test files are called Test: a word that every report may hold says of nobody who they are.
  const isOrdinary = (value: string): boolean =>
    value.split(/[^\p{L}\p{N}]+/u).every((word) => vocabulary.knows(normaliseWord(word)));
  const words = identifiersIn(from.map(({ bytes }) => bytes)).filter((value) => !isOrdinary(value));
  return files.flatMap((bytes, at) => {
    const isInstance = Buffer.from(bytes.subarray(128, 132)).toString('latin1') === 'DICM';
    const found = isInstance ? scan.check([bytes], uids) : undefined;
    const raw = Buffer.from(bytes).toString('latin1').toLowerCase();
    const seen = words.filter((word) => raw.includes(word));
    return [
      ...(found === undefined ? [] : [`file ${at}: the engine's scan`]),
      ...seen.map(() => `file ${at}: a value`),
    ];
  });
}

/** No error that the original did not have, by dciodvfy; and pydicom reads all of them. */
export function judgeImages(paths: readonly string[], from: readonly Original[]): void {
  letPydicomRead(paths);
  for (const path of paths) {
    const { dataset } = readDicom(readFileSync(path));
    const [sopClassUID, instanceNumber] = [text(dataset, 0x00080016), number(dataset, 0x00200013)];
    const alike = from.filter((one) => one.sopClassUID === sopClassUID);
    const before = alike.find((one) => one.instanceNumber === instanceNumber) ?? alike[0];
    if (before === undefined) throw new Error('a released file is of no kind that went in');
    // Values that are quoted differ; the rule that was broken does not.
    const rules = (file: string): Set<string> => new Set(errorsIn(file).map((line) => line.replace(/<[^>]*>/g, '<>')));
    const known = rules(before.path);
    expect([...rules(path)].filter((rule) => !known.has(rule))).toEqual([]);
  }
}
