import { describe, expect, it } from 'vitest';
import {
  buildDataset, type DicomFile, makeElement, makeEncapsulated, makeFile, readDicom, textElement, TRANSFER_SYNTAX, writeDicom, writeDicomChunks,
} from '../../dicom/index.ts'; // prettier-ignore
import { createDictionary } from '../text/dictionary.ts';
import { emptyIdentifiers } from '../text/identifiers.ts';
import { createVocabulary } from '../text/vocabulary.ts';
import { isSpeltByNoise } from './noise.ts';
import { createResidualScan } from './residual-scan.ts';

const vocabulary = createVocabulary();

function scanFor(name: string) {
  const identifiers = emptyIdentifiers();
  identifiers.names.add(name);
  return createResidualScan(identifiers, createDictionary(identifiers, vocabulary), vocabulary);
}

const scan = scanFor('Osolberg^Nelia');
const FOUND = { kind: 'refused', code: 'residual-identifier' };
const SIDE = 256;

/** Numbers of two bytes from a generator of Park and Miller: the same in every run. */
function noise(most: number, seed: number, count = SIDE * SIDE): Uint16Array {
  let state = seed;
  return Uint16Array.from({ length: count }, () => {
    state = (state * 48271) % 0x7fffffff;
    return state % most;
  });
}

/** Where words are put. */
const AT = 400;

function withWord(field: Uint16Array, text: string): Uint8Array {
  const copy = Uint16Array.from(field);
  copy.set(Array.from(text, (letter) => letter.charCodeAt(0)), AT); // prettier-ignore
  return new Uint8Array(copy.buffer);
}

const swapped = (bytes: Uint8Array): Uint8Array => bytes.map((_, at) => bytes[at ^ 1] ?? 0);

function image(pixels: Uint8Array, elements: readonly ReturnType<typeof makeElement>[] = []): DicomFile {
  const dataset = buildDataset({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
    SOPInstanceUID: '1.2.3',
    Rows: SIDE,
    Columns: SIDE,
    BitsAllocated: 16,
  });
  for (const element of elements) dataset.set(element);
  dataset.set(makeElement(0x7fe00010, 'OW', pixels));
  return makeFile(dataset, TRANSFER_SYNTAX.explicitLittle);
}

const check = (file: DicomFile) => scan.check(writeDicomChunks(file), new Set());
const plain = new Uint8Array(SIDE * SIDE * 2);

describe('short words in UTF-16 in pixels', () => {
  const air = noise(120, 7);
  // Every one of its letters is what a CT measures in air.
  const chance = withWord(air, 'zfouNeliajnj');

  it('are noise inside a run of letters in noise', () => {
    expect(check(image(chance))).toBeUndefined();
    expect(check(image(swapped(chance)))).toBeUndefined();
    expect(scan.watch(remote(chance))(chance)).toBe(false);
  });

  it('are found between zeros, blanks, signs and digits in the same noise', () => {
    for (const text of ['\0Nelia\0', ' Nelia ', '^nelia^', '=NELIA\0', '7Nelia7', '\uFEFFNelia\r']) {
      expect(check(image(withWord(air, text)))).toMatchObject(FOUND);
      expect(check(image(swapped(withWord(air, text))))).toMatchObject(FOUND);
    }
  });

  it('are found beside letters where nothing is noise: in a plain field, and at the end of the value', () => {
    for (const level of [0, 1, 100, 1000])
      expect(check(image(withWord(noise(1, 7).fill(level), 'xNeliax')))).toMatchObject(FOUND);
    const last = Uint8Array.from(new Uint8Array(air.fill(1).buffer));
    last.set(withWord(air, ' Nelia').subarray(AT * 2, AT * 2 + 12), last.length - 12);
    expect(check(image(last))).toMatchObject(FOUND);
  });

  it('are found in tissue, whose numbers are no letters', () => {
    const tissue = noise(300, 11).map((value) => value + 900);
    expect(check(image(withWord(tissue, 'Nelia')))).toMatchObject(FOUND);
  });

  it('of eight letters and more are never noise', () => {
    const long = withWord(noise(120, 7), 'zfouOsolbergjnj');
    expect(check(image(long))).toMatchObject(FOUND);
    expect(scan.watch(remote(long))(long)).toBe(true);
  });

  it('are mostly taken for noise, whatever numbers stand beside them', () => {
    const word = new Uint8Array(Uint16Array.from('Nelia', (letter) => letter.charCodeAt(0)).buffer);
    const found = Array.from({ length: 500 }, (_, seed) =>
      withWord(noise(120, seed * 4001 + 1, AT * 2), 'Nelia'),
    ).filter((field) => !isSpeltByNoise(field, AT * 2, { bytes: word, ignoreCase: true }));
    expect(found.length).toBeLessThan(100);
  });
});

/** A data set whose pixels stayed in their file. */
function remote(pixels: Uint8Array, tag = 0x7fe00010) {
  const { dataset } = image(plain.subarray(0, 0));
  const element = makeElement(tag, 'OW', pixels);
  const source = { ...element.source, bytes: new Uint8Array(0), remote: { size: pixels.length, read: never } };
  dataset.set(
    Object.assign(Object.create(Object.getPrototypeOf(element) as object) as typeof element, element, { source }),
  );
  return dataset;
}

const never = (): Promise<Uint8Array> => Promise.reject(new Error('nobody reads it'));

describe('short words in UTF-16 in any other bulk', () => {
  const bulk = withWord(noise(120, 7), 'zfouNeliajnj');
  const creator = textElement(0x00290010, 'LO', 'SOMEBODY', buildDataset({}));
  it.each([
    ['a private value', makeElement(0x00291010, 'OB', bulk)],
    ['a private value of words', makeElement(0x00291010, 'OW', bulk)],
    ['a private value without VR', makeElement(0x00291010, 'UN', bulk)],
    ['a table of colours', makeElement(0x00281221, 'OW', bulk)],
    ['a document', makeElement(0x00420011, 'OB', bulk)],
    ['a wave', makeElement(0x54001010, 'OW', bulk)],
    ['an overlay', makeElement(0x60003000, 'OW', bulk)],
  ])('are found whatever stands beside them: in %s', (_, element) => {
    expect(check(image(plain, [creator, element]))).toMatchObject(FOUND);
    expect(check(image(plain.subarray(0, 100), [creator, element]))).toMatchObject(FOUND);
    expect(scan.watch(remote(bulk, element.tag))(bulk)).toBe(true);
  });

  it('are found in small values', () => {
    const few = bulk.subarray(AT * 2 - 40, AT * 2 + 40);
    expect(check(image(plain, [creator, makeElement(0x00291010, 'OB', few)]))).toMatchObject(FOUND);
  });

  it('are found in compressed pixels, which are no noise of air', () => {
    const file = image(plain);
    file.dataset.set(makeEncapsulated(0x7fe00010, [bulk]));
    expect(check({ ...file, transferSyntaxUID: TRANSFER_SYNTAX.jpegBaseline })).toMatchObject(FOUND);
  });

  it('are found behind the pixels', () => {
    expect(check(image(plain, [makeElement(0xfffcfffc, 'OB', bulk)]))).toMatchObject(FOUND);
    expect(check(image(plain, [textElement(0x7fe10010, 'LO', 'of Nelia', buildDataset({}))]))).toMatchObject(FOUND);
  });
});

describe('what was copied together with the pixels', () => {
  it.each(['for Nelia', 'for O s o l b e r g'])('is read like everything else: %s', (words) => {
    const file = readDicom(writeDicom(image(plain, [textElement(0x00400275, 'LO', words, buildDataset({}))])));
    // Nothing behind the UIDs was touched: one piece of the input holds it all.
    file.dataset.set(makeElement(0x00080018, 'UI', Uint8Array.of(0x31, 0x2e, 0x32)));
    expect(check(file)).toMatchObject(FOUND);
  });
});
