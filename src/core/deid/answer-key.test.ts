import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allEntries, type DicomFile, framesOf, isText, number, readDicom, writeDicom } from '../dicom/index.ts';
import {
  addIdentifiers, builtInProfile, compileProfile, createBatchContext, createCollector, createResidualScan, createVocabulary, emptyIdentifiers,
  processInstance,
} from './index.ts'; // prettier-ignore
import { emptyScore, inject, type Score, scoreFile } from './testing/answer-key.ts';
import { bytesOf, KEY } from './testing/batch.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const present = existsSync(DATA);

const compiled = compileProfile(builtInProfile('research'));
const UIDS_OF_KINDS = /ClassUID|TransferSyntax|CodingSchemeUID|ContextUID|MappingResource/;

/** What the profile promises to keep of a public attribute. */
function keeps(): (tag: number) => 'text' | 'date' | 'uid' | undefined {
  const kinds = new Map<number, 'text' | 'date' | 'uid'>();
  for (const { tag, vr, keyword } of allEntries()) {
    const action = compiled.ruleOf(tag)?.action;
    const group = tag >>> 16;
    if (group < 8 || group >= 0x5000 || [0x00120062, 0x00120063, 0x00280303, 0x00080201, 0x00101010].includes(tag))
      continue;
    if (vr === 'UI' && (action === undefined || action === 'U') && !UIDS_OF_KINDS.test(keyword)) kinds.set(tag, 'uid');
    else if ((vr === 'DA' || vr === 'DT') && action === 'C') kinds.set(tag, 'date');
    else if (
      (action === undefined || action === 'K' || action === 'C') &&
      isText(vr.slice(0, 2) as 'LO') &&
      !['PN', 'AE', 'UR', 'DA', 'DT', 'UI'].includes(vr)
    )
      kinds.set(tag, 'text');
  }
  return (tag) => kinds.get(tag);
}

function filesBelow(path: string): string[] {
  return readdirSync(path).flatMap((name) =>
    statSync(join(path, name)).isDirectory() ? filesBelow(join(path, name)) : [join(path, name)],
  );
}

function readable(): DicomFile[] {
  return filesBelow(DATA).flatMap((path) => {
    try {
      return [readDicom(readFileSync(path))];
    } catch {
      return [];
    }
  });
}

function run(doubtful: 'remove' | 'keep'): { score: Score; scored: number } {
  const score = emptyScore();
  const seen = { uids: new Map<string, string>(), patients: new Map<string, string>() };
  const injected = readable().flatMap((file, number) => {
    try {
      const answer = inject(file, number);
      return [{ answer, bytes: writeDicom(file) }];
    } catch {
      // A file whose character set cannot take an English name, or that cannot be written: not a case for this key.
      return [];
    }
  });
  const identifiers = emptyIdentifiers();
  const collector = createCollector(compiled);
  for (const { bytes } of injected) addIdentifiers(identifiers, collector.collect(readDicom(bytes)));
  const context = createBatchContext({ profile: compiled, key: KEY, identifiers, pixels: 'off', doubtful });
  const residual = createResidualScan(identifiers, context.dictionary, createVocabulary());
  const kept = keeps();
  let scored = 0;
  for (const [index, { answer, bytes }] of injected.entries()) {
    const result = processInstance(bytes, context, residual);
    if (result.kind === 'refused') continue;
    scored++;
    const [original, finished] = [readDicom(bytes), readDicom(bytesOf(result))];
    scoreFile(index, original, finished, answer, kept, seen, score);
    const same = samePixels(original, finished);
    if (same !== undefined) {
      if (same) score.pixels_retained.right++;
      else score.pixels_retained.wrong.push({ tag: 'PixelData', text: original.transferSyntaxUID, file: index });
    }
  }
  return { score, scored };
}

/** Native pixels bit for bit; compressed ones may lose comments, so their frames are only counted here. */
function samePixels(original: DicomFile, finished: DicomFile): boolean | undefined {
  const [a, b] = [original.dataset.get(0x7fe00010), finished.dataset.get(0x7fe00010)];
  if (a === undefined || b === undefined) return a === undefined ? undefined : false;
  if (a.fragmentRanges !== undefined)
    return safely(() => framesOf(original).count) === safely(() => framesOf(finished).count);
  if (Buffer.from(b.value).equals(Buffer.from(a.value).subarray(0, b.length))) return true;
  // An overlay in the unused bits of the words is no pixel: what is stored must be the same.
  const mask = (1 << (number(original.dataset, 0x00280101) ?? 16)) - 1;
  const words = (bytes: Uint8Array): number[] =>
    Array.from(
      { length: bytes.length >> 1 },
      (_, at) => ((bytes[2 * at] ?? 0) | ((bytes[2 * at + 1] ?? 0) << 8)) & mask,
    );
  return (
    original.dataset.elements.some(({ tag }) => tag >>> 16 >= 0x6000 && tag >>> 16 <= 0x60ff) &&
    words(a.value).join() === words(b.value).join()
  );
}

function safely(count: () => number): number {
  try {
    return count();
  } catch {
    return -1;
  }
}

const share = ({ right, wrong }: Score['text_retained']): number => right / Math.max(1, right + wrong.length);

const title = present ? 'over the shared test data' : 'over the shared test data, which is absent here';
describe.skipIf(!present)(`an answer key in the manner of MIDI-B ${title}`, () => {
  it.each([
    ['keep', 0.999],
    ['remove', 0.99],
  ] as const)(
    'with doubtful words: %s',
    (doubtful, retained) => {
      const { score, scored } = run(doubtful);
      const summary = Object.entries(score).map(
        ([name, { right, wrong }]) => `${name} ${right}/${right + wrong.length}`,
      );
      if (process.env['SHOW_SCORE'] !== undefined) {
        process.stderr.write(`${doubtful}: ${scored} files, ${summary.join(', ')}\n`);
        for (const [name, { wrong }] of Object.entries(score))
          for (const w of wrong.slice(0, 40)) process.stderr.write(`  ${name} ${w.tag} ${w.text.slice(0, 150)}\n`);
      }
      expect(scored).toBeGreaterThan(750);
      expect(score.text_removed.wrong).toEqual([]);
      expect(score.text_removed.right).toBeGreaterThan(500);
      for (const name of [
        'tag_retained',
        'text_notnull',
        'date_shifted',
        'uid_changed',
        'uid_consistent',
        'patid_consistent',
        'pixels_retained',
      ] as const)
        expect(share(score[name]), name).toBeGreaterThanOrEqual(0.9995);
      expect(share(score.text_retained), 'text_retained').toBeGreaterThanOrEqual(retained);
    },
    120_000,
  );
});
