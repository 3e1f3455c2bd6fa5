// Hostile and damaged bytes: the reader answers with a data set or a DicomError, in time, and never invents a byte.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Attributes, buildDataset, type Dataset, DicomError, type DicomFile, framesOf, fromDicomJson, makeEncapsulated, makeFile, readDicom, readDicomHead, texts,
  toDicomJson, TRANSFER_SYNTAX, writeDicom,
} from './index.ts'; // prettier-ignore
import { NATIVE_SYNTAXES, sample, SAMPLES } from './testing/samples.ts';

const RUNS = { numRuns: 300, seed: 20241101 };

const word = fc.string({
  unit: fc.constantFrom('A', 'B', 'x', '0', '1', ' ', 'ä', 'Д', 'Ł', '山', 'や'),
  maxLength: 12,
});
// The writer pads odd values with a byte that no reader can tell from the value.
const evenBytes = fc
  .array(fc.tuple(fc.nat(255), fc.nat(255)), { maxLength: 4 })
  .map((pairs) => Uint8Array.from(pairs.flat()));
const leaf: fc.Arbitrary<Attributes> = fc.record(
  {
    PatientName: word,
    PatientID: word,
    OtherPatientNames: fc.array(word, { maxLength: 3 }),
    StudyDescription: word,
    PatientComments: word,
    Rows: fc.nat(0xffff),
    PixelSpacing: fc.array(fc.double({ min: 0.001, max: 10, noNaN: true }), { maxLength: 2 }),
    SelectorFDValue: fc.array(fc.double({ noNaN: true }), { maxLength: 3 }),
    SelectorOBValue: evenBytes,
    '00091001': evenBytes.map((value) => ({ vr: 'UN' as const, value })),
  },
  { requiredKeys: [] },
);
const attributes: fc.Arbitrary<Attributes> = fc
  .tuple(leaf, fc.array(fc.tuple(leaf, fc.array(leaf, { maxLength: 2 })), { maxLength: 3 }))
  .map(([top, items]) => ({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
    SOPInstanceUID: '2.25.1',
    SpecificCharacterSet: 'ISO_IR 192',
    ...top,
    ReferencedSeriesSequence: items.map(([inner, deeper]) => ({ ...inner, ReferencedInstanceSequence: deeper })),
  }));

/** What the accepted bytes mean must not throw anything else either. */
function useEverything(file: DicomFile): void {
  expect(Buffer.from(writeDicom(file)).equals(Buffer.from(file.origin?.bytes ?? []))).toBe(true);
  attempt(() => toDicomJson(file.dataset, { bulkDataURI: () => 'bulk' }));
  attempt(() => framesOf(file).bytes(0));
  attempt(() => writeDicom(file, { transferSyntaxUID: TRANSFER_SYNTAX.explicitBig }));
  attempt(() => [texts(file.dataset, 'PatientName'), texts(file.dataset, 'PixelSpacing')]);
}

function attempt<T>(action: () => T): T | DicomError {
  try {
    return action();
  } catch (error) {
    if (error instanceof DicomError) return error;
    throw error;
  }
}

function readOrRefuse(bytes: Uint8Array): DicomFile | DicomError {
  return attempt(() => readDicom(bytes, { budgets: { maxTotalBytes: 50_000_000 } }));
}

/** Offsets at which a file may be cut without anybody noticing: between two elements of the top level. */
function boundaries(file: DicomFile): Set<number> {
  return new Set(file.dataset.elements.map(({ end }) => end));
}

describe('any data set', () => {
  it('comes back from every native transfer syntax', () => {
    fc.assert(
      fc.property(attributes, fc.constantFrom(...NATIVE_SYNTAXES), (source, uid) => {
        const built = buildDataset(source);
        const { dataset } = readDicom(writeDicom(makeFile(built, uid)));
        const plain = (d: Dataset): unknown => JSON.parse(JSON.stringify(toDicomJson(d)));
        expect(plain(dataset)).toEqual(plain(built));
        expect(plain(fromDicomJson(plain(built)))).toEqual(plain(built));
      }),
      RUNS,
    );
  });
});

describe('a file cut off', () => {
  const encapsulated = sample('smallImage');
  encapsulated.set(
    makeEncapsulated(0x7fe00010, [Uint8Array.of(1, 2), Uint8Array.of(3, 4)], Uint8Array.of(0, 0, 0, 0, 10, 0, 0, 0)),
  );
  const files: [string, Uint8Array][] = [
    ...Object.keys(SAMPLES).flatMap((name) =>
      NATIVE_SYNTAXES.slice(0, 3).map((uid): [string, Uint8Array] => [
        `${name} ${uid}`,
        writeDicom(makeFile(sample(name), uid)),
      ]),
    ),
    ['encapsulated', writeDicom(makeFile(encapsulated, TRANSFER_SYNTAX.rleLossless))],
  ];

  it.each(files)('%s: refused at every byte that is no boundary of two top-level elements', async (_name, bytes) => {
    const ends = boundaries(readDicom(bytes));
    const cuts = Array.from({ length: bytes.length }, (_, i) => i).filter(
      (cut) => cut < 3000 || cut % 997 === 0 || cut > bytes.length - 300,
    );
    for (const cut of cuts) {
      const result = readOrRefuse(bytes.slice(0, cut));
      if (ends.has(cut)) expect(result).not.toBeInstanceOf(DicomError);
      else expect(result, `cut at ${cut}`).toBeInstanceOf(DicomError);
    }
    for (const cut of cuts.filter((_, i) => i % 50 === 0)) {
      const part = bytes.slice(0, cut);
      const head = readDicomHead({ size: cut, read: (at, length) => Promise.resolve(part.slice(at, at + length)) });
      if (ends.has(cut)) await expect(head).resolves.toBeDefined();
      else await expect(head).rejects.toBeInstanceOf(DicomError);
    }
  });
});

describe('damaged bytes', () => {
  const seeds = Object.keys(SAMPLES).flatMap((name) =>
    NATIVE_SYNTAXES.map((uid) => writeDicom(makeFile(sample(name), uid))),
  );
  const damage = fc.array(
    fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.constantFrom('set', 'insert', 'remove', 'ff')),
    { minLength: 1, maxLength: 6 },
  );

  it('are read or refused, and written as they were when read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...seeds), damage, (seed, faults) => {
        const bytes = [...seed.subarray(0, 4000)];
        for (const [where, value, kind] of faults) {
          // The head is short and matters most: every second fault goes there.
          const at = where % (where % 2 ? Math.min(bytes.length, 600) : bytes.length);
          if (kind === 'set') bytes[at] = value;
          else if (kind === 'insert') bytes.splice(at, 0, value);
          else if (kind === 'remove') bytes.splice(at, 1 + (value % 8));
          else bytes.splice(at, 4, 0xff, 0xff, 0xff, 0xff);
        }
        const result = readOrRefuse(Uint8Array.from(bytes));
        if (!(result instanceof DicomError)) useEverything(result);
      }),
      { ...RUNS, numRuns: 2000 },
    );
  });

  it('of any kind are read or refused', () => {
    const prefix = [...new Uint8Array(128), ...Buffer.from('DICM')];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (junk, withPrefix) => {
        const result = readOrRefuse(Uint8Array.from(withPrefix ? [...prefix, ...junk] : junk));
        if (!(result instanceof DicomError)) useEverything(result);
      }),
      { ...RUNS, numRuns: 2000 },
    );
  });

  it('do not make it slow: unsorted tags, many items, deep nesting', () => {
    const elements = Array.from({ length: 150_000 }, (_, i) => 150_000 - i).flatMap((n) => [
      0x09 + (n >> 16) * 2,
      0x10,
      n & 255,
      (n >> 8) & 255,
      0x4c,
      0x4f,
      0,
      0,
    ]);
    const started = performance.now();
    expect(
      readDicom(Uint8Array.from([8, 0, 0x16, 0, 0x55, 0x49, 4, 0, 0x31, 0x2e, 0x32, 0, ...elements])).dataset.size,
    ).toBe(150_001);
    const opening = [
      0x08, 0, 0x40, 0x11, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xff, 0, 0xe0, 0xff, 0xff, 0xff, 0xff,
    ];
    expect(readOrRefuse(Uint8Array.from(Array.from({ length: 50_000 }, () => opening).flat()))).toMatchObject({
      code: 'budget-depth',
    });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('damaged JSON', () => {
  it('is read or refused', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('00100010', '00280010', '00081140', '7FE00010', 'x'),
          fc.oneof(
            fc.jsonValue(),
            fc.record(
              {
                vr: fc.constantFrom('PN', 'US', 'SQ', 'OB', 'AT', 'SV', '??'),
                Value: fc.jsonValue(),
                InlineBinary: fc.jsonValue(),
              },
              { requiredKeys: ['vr'] },
            ),
          ),
        ),
        (json) => {
          attempt(() => fromDicomJson(json));
        },
      ),
      { ...RUNS, numRuns: 2000 },
    );
  });
});
