// Real files of many makers. They are not part of the project: where ../shared/data is absent these tests are skipped and say so.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  DicomError,
  type DicomErrorCode,
  type DicomFile,
  framesOf,
  pixelElementOf,
  readDicom,
  readDicomHead,
  toDicomJson,
  fromDicomJson,
  transferSyntaxOf,
  TRANSFER_SYNTAX,
  writeDicom,
} from './index.ts';

const ROOT = resolve(import.meta.dirname, '../../../../shared/data');
const present = existsSync(ROOT);
const reason = present ? '' : ' (skipped: ../shared/data is absent)';

const files = present
  ? readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(ROOT, path)).isFile() && !/\.(md|json)$/.test(path))
      .sort()
  : [];
const load = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(ROOT, path)));

/** What is wrong with these was found by hand; every other file must be read. */
const REFUSED: Readonly<Record<string, DicomErrorCode>> = {
  'burned-in/amazon-comprehend-medical-image-deidentification__deidentify-medical-2.jpg': 'not-dicom', // a JPEG
  'burned-in/fo-dicom__GH364.dcm': 'unexpected-delimiter', // a sequence whose own header was cut out
  'compressed/pydicom-data__emri_small_jpeg_2k_lossless_too_short.dcm': 'truncated',
  'malformed/pydicom__MR_truncated.dcm': 'truncated',
  'malformed/pydicom__rtplan_truncated.dcm': 'truncated',
  'malformed/pydicom__no_meta.dcm': 'not-dicom', // begins with a stray byte
};

function attempt<T>(action: () => T): T | DicomError {
  try {
    return action();
  } catch (error) {
    if (error instanceof DicomError) return error;
    throw error;
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  Buffer.from(a.buffer, a.byteOffset, a.length).equals(Buffer.from(b.buffer, b.byteOffset, b.length));
const json = (file: DicomFile): string =>
  JSON.stringify(
    toDicomJson(file.dataset, {
      bulkDataURI: (_path, { fragments }) => (fragments ? `fragments:${fragments.length}` : undefined),
    }),
  );

describe.skipIf(!present)(`real files${reason}`, () => {
  it('are read and written byte for byte, or refused for the known reason', { timeout: 120_000 }, () => {
    const wrong = files.filter((path) => {
      const bytes = load(path);
      const file = attempt(() => readDicom(bytes));
      if (file instanceof DicomError) return REFUSED[path] !== file.code;
      return REFUSED[path] !== undefined || !isSame(writeDicom(file), bytes);
    });
    expect(wrong).toEqual([]);
    expect(files.length).toBeGreaterThan(800);
  });

  it('give the same head from a source that is read in pieces', { timeout: 120_000 }, async () => {
    for (const path of files.filter((_, i) => i % 5 === 0 || !files[i]?.startsWith('series'))) {
      const bytes = load(path);
      const whole = attempt(() => readDicom(bytes));
      const head = await readDicomHead({
        size: bytes.length,
        read: (at, length) => Promise.resolve(bytes.slice(at, at + length)),
      }).catch((error: unknown) => error);
      if (whole instanceof DicomError) expect(head, path).toBeInstanceOf(DicomError);
      else
        expect(
          (head as DicomFile).dataset.elements.map(({ tag }) => tag),
          path,
        ).toEqual(whole.dataset.elements.map(({ tag }) => tag));
    }
  });

  it('have frames where they have pixels', { timeout: 120_000 }, () => {
    const without: string[] = [];
    for (const path of files) {
      const file = attempt(() => readDicom(load(path)));
      if (file instanceof DicomError || pixelElementOf(file.dataset) === undefined) continue;
      const frames = attempt(() => framesOf(file));
      if (frames instanceof DicomError) without.push(path);
      else for (let i = 0; i < frames.count; i += 7) expect(frames.bytes(i).length).toBeGreaterThan(0);
    }
    // Number of Frames is "1A", and two files have pixel data without a description.
    expect(without).toEqual([
      'malformed/pydicom__badVR.dcm',
      'malformed/pydicom__meta_missing_tsyntax.dcm',
      'malformed/pydicom__nested_priv_SQ.dcm',
    ]);
  });

  it('keep every value through other transfer syntaxes and JSON', { timeout: 120_000 }, () => {
    for (const path of files.filter((_, i) => i % 9 === 0 || !files[i]?.startsWith('series'))) {
      const file = attempt(() => readDicom(load(path)));
      if (file instanceof DicomError) continue;
      const before = json(file);
      const parsed = fromDicomJson(JSON.parse(before), { bulkData: () => undefined });
      expect(parsed.size, path).toBeLessThanOrEqual(file.dataset.size);
      if (transferSyntaxOf(file.transferSyntaxUID)?.encapsulated !== false || path.startsWith('malformed')) continue;
      if (file.transferSyntaxUID === TRANSFER_SYNTAX.implicitLittle) {
        const there = readDicom(writeDicom(file, { transferSyntaxUID: TRANSFER_SYNTAX.explicitBig }));
        expect(json(readDicom(writeDicom(there, { transferSyntaxUID: TRANSFER_SYNTAX.implicitLittle }))), path).toBe(
          before,
        );
      } else {
        const there = readDicom(writeDicom(file, { transferSyntaxUID: TRANSFER_SYNTAX.explicitBig }));
        // Odd lengths of the original are padded.
        if (file.dataset.elements.every(({ length }) => length % 2 === 0)) expect(json(there), path).toBe(before);
      }
    }
  });

  it('damaged in 3000 ways are read or refused, and written as they were when read', { timeout: 120_000 }, () => {
    const small = files
      .filter((path, i) => statSync(join(ROOT, path)).size < 60_000 && (i % 4 === 0 || !path.startsWith('series')))
      .map(load);
    let state = 12_345;
    // A linear congruential generator: the same damage in every run.
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let accepted = 0;
    for (let run = 0; run < 3000; run++) {
      let bytes = (small[random(small.length)] as Uint8Array).slice(); // one of the list
      if (run % 3 === 0) bytes = bytes.slice(0, random(bytes.length));
      for (let fault = random(4); fault >= 0 && bytes.length > 0; fault--) {
        const at = random(run % 2 ? bytes.length : Math.min(bytes.length, 2000));
        bytes[at] = [0, 0xff, random(256), (bytes[at] ?? 0) ^ (1 << random(8))][random(4)] as number; // one of four
      }
      const file = attempt(() => readDicom(bytes, { budgets: { maxTotalBytes: 20_000_000 } }));
      if (file instanceof DicomError) continue;
      accepted++;
      expect(isSame(writeDicom(file), bytes)).toBe(true);
      attempt(() => json(file));
      attempt(() => framesOf(file).bytes(0));
    }
    expect(accepted).toBeGreaterThan(300);
  });
});
