import { describe, expect, it } from 'vitest';
import { buildDataset, makeElement, makeFile } from '../../dicom/index.ts';
import type { PixelCodecs } from '../codecs/pixel-codecs.ts';
import type { Detector } from '../find/find-text.ts';
import { identifiersOf, spellingsOf } from './header-identifiers.ts';
import { readsIdentifier } from './read-back.ts';

const header = {
  PatientName: 'Müller^Anna Maria', PatientID: '4711-0815', PatientBirthDate: '19421205', AccessionNumber: 'A20991',
  InstitutionName: 'Lakeview Clinic', PatientSex: 'F', EthnicGroup: 'Somewhere', StudyDate: '20181023', Modality: 'US',
  ReferringPhysicianName: 'Okafor^Ben', StudyDescription: 'Abdomen',
  Rows: 32, Columns: 64, SamplesPerPixel: 1, PhotometricInterpretation: 'MONOCHROME2', BitsAllocated: 8, BitsStored: 8, HighBit: 7,
  PixelRepresentation: 0,
} as const; // prettier-ignore

describe('what of a header identifies', () => {
  const found = identifiersOf(buildDataset(header));
  it.each([
    'Müller^Anna Maria',
    '4711-0815',
    'A20991',
    'Lakeview Clinic',
    'Okafor^Ben',
    '19421205',
    '051242',
    '23OCT2018',
  ])('holds %s', (value) => expect(found.has(value)).toBe(true));
  it.each(['F', 'Somewhere', 'US', 'Abdomen', '32'])('leaves %s alone', (value) =>
    expect(found.has(value)).toBe(false),
  );
  it('spells dates as machines do, and nothing else', () => {
    expect(spellingsOf('20180305')).toEqual(
      expect.arrayContaining(['05032018', '03052018', '050318', '05MAR2018', '2018MAR05']),
    );
    expect(spellingsOf('2018')).toEqual([]);
    expect(spellingsOf('')).toEqual([]);
  });
});

const noCodecs: PixelCodecs = {
  decode: async () => Promise.reject(new Error('nothing is compressed')),
  encode: async () => Promise.reject(new Error('nothing is compressed')),
} as unknown as PixelCodecs; // never called for native pixels

/** One box in the middle, and a reader that says what it is told. */
function reading(text: string): Promise<boolean> {
  const dataset = buildDataset(header);
  dataset.set(makeElement(0x7fe00010, 'OB', new Uint8Array(32 * 64)));
  const detector: Detector = {
    thresholds: { high: 0.9, low: 0.3, border: 0.9, borderShare: 0 },
    detect: async () => {
      const scores = new Float32Array(8 * 16);
      scores[4 * 16 + 8] = 0.4; // below what is covered: it is read all the same
      return { rows: 8, columns: 16, stride: 4, scores };
    },
  };
  const recogniser = { read: async () => ({ text, confidence: 0.5, likely: [] }) };
  const file = makeFile(dataset, '1.2.840.10008.1.2.1');
  return readsIdentifier(file, { codecs: noCodecs, detector, recogniser, identifiers: identifiersOf(dataset) });
}

describe('the result, read again', () => {
  it.each([
    'Müller',
    'MULLER',
    'Mu1ler Anna',
    'ID 4711-0815',
    '47110815',
    '05/12/42',
    '23 OCT 2018',
    'Lakeview',
    'DR OKAFOR',
    'A2O99I',
  ])('is refused when it says %s', async (text) => expect(await reading(text)).toBe(true));
  it.each(['', 'L', 'SUPINE', '120 kV', 'Abdomen', 'Im: 3/12', 'M', 'Gain 54'])(
    'passes when it says %s',
    async (text) => expect(await reading(text)).toBe(false),
  );
});
