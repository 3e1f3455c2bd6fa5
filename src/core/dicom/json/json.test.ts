import { describe, expect, it } from 'vitest';
import {
  buildDataset,
  type DicomJson,
  fromDicomJson,
  makeEncapsulated,
  makeFile,
  readDicom,
  text,
  texts,
  toDicomJson,
  TRANSFER_SYNTAX,
  writeDicom,
} from '../index.ts';
import { SMALL_IMAGE } from '../testing/samples.ts';

const json = (attributes: Parameters<typeof buildDataset>[0]): DicomJson =>
  JSON.parse(JSON.stringify(toDicomJson(buildDataset(attributes)))) as DicomJson; // what it was

describe('to JSON', () => {
  it('follows PS3.18 Annex F', () => {
    expect(
      json({
        PatientName: 'Wang^XiaoDong=王^小东',
        OtherPatientNames: ['', 'B'],
        AccessionNumber: '',
        PixelSpacing: ['0.70', '1e-3'],
        NumberOfFrames: '12',
        Rows: 512,
        FrameIncrementPointer: [0x00181063, 0x00209165],
        ImageType: ['A', '', 'C'],
        ReferencedImageSequence: [{ ReferencedSOPInstanceUID: '1.2' }, {}],
        ReferencedStudySequence: [],
        '00091001': { vr: 'UN', value: Uint8Array.of(1, 2, 255) },
      }),
    ).toEqual({
      '00080005': { vr: 'CS', Value: ['ISO_IR 192'] },
      '00080008': { vr: 'CS', Value: ['A', null, 'C'] },
      '00080050': { vr: 'SH' },
      '00081110': { vr: 'SQ' },
      '00081140': { vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: ['1.2'] } }, {}] },
      '00091001': { vr: 'UN', InlineBinary: 'AQL/' },
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Wang^XiaoDong', Ideographic: '王^小东' }] },
      '00101001': { vr: 'PN', Value: [null, { Alphabetic: 'B' }] },
      '00280008': { vr: 'IS', Value: [12] },
      '00280009': { vr: 'AT', Value: ['00181063', '00209165'] },
      '00280010': { vr: 'US', Value: [512] },
      '00280030': { vr: 'DS', Value: [0.7, 0.001] },
    });
  });

  it('keeps 64-bit integers and numbers that are none as text', () => {
    expect(
      json({
        SelectorUVValue: [18_446_744_073_709_551_615n, 5n],
        NumberOfFrames: '1A',
        SelectorFDValue: [Number.NaN, 0.5],
      }),
    ).toMatchObject({
      '00280008': { Value: ['1A'] },
      '00720074': { Value: ['NaN', 0.5] },
      '00720083': { Value: ['18446744073709551615', 5] },
    });
  });

  it('gives binary values in little endian', () => {
    const little = makeFile(buildDataset(SMALL_IMAGE), TRANSFER_SYNTAX.explicitLittle);
    const big = readDicom(writeDicom(little, { transferSyntaxUID: TRANSFER_SYNTAX.explicitBig }));
    expect(toDicomJson(big.dataset)).toEqual(toDicomJson(little.dataset));
  });

  it('asks where long binary values are, by their path', () => {
    const asked: string[] = [];
    const dataset = buildDataset({
      ...SMALL_IMAGE,
      IconImageSequence: [{ PixelData: new Uint8Array(100) }],
      SelectorOBValue: Uint8Array.of(1, 2),
    });
    const result = toDicomJson(dataset, {
      inlineBelowBytes: 10,
      bulkDataURI: (path) => {
        asked.push(path);
        return `bulk/${path}`;
      },
    });
    expect(asked).toEqual(['00880200/0/7FE00010', '7FE00010']);
    expect(result['7FE00010']).toEqual({ vr: 'OW', BulkDataURI: 'bulk/7FE00010' });
    expect(result['00720065']?.InlineBinary).toBe('AQI=');
  });

  it('cannot hold fragments', () => {
    const dataset = buildDataset(SMALL_IMAGE);
    dataset.set(makeEncapsulated(0x7fe00010, [Uint8Array.of(1, 2)]));
    expect(() => toDicomJson(dataset)).toThrow(expect.objectContaining({ code: 'bad-value' }));
    expect(toDicomJson(dataset, { bulkDataURI: () => 'x' })['7FE00010']).toEqual({ vr: 'OB', BulkDataURI: 'x' });
  });
});

describe('from JSON', () => {
  it('writes Unicode as UTF-8, whatever the character set was', () => {
    const dataset = fromDicomJson({
      '00080005': { vr: 'CS', Value: ['ISO_IR 100'] },
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Müller', Phonetic: 'ミュラー' }] },
    });
    expect(texts(dataset, 'SpecificCharacterSet')).toEqual(['ISO_IR 192']);
    expect(text(dataset, 'PatientName')).toBe('Müller==ミュラー');
  });

  it('follows bulk data where told', () => {
    const source = { '7FE00010': { vr: 'OW', BulkDataURI: 'x' } };
    expect(() => fromDicomJson(source)).toThrow(expect.objectContaining({ code: 'bad-json' }));
    expect(fromDicomJson(source, { bulkData: () => undefined }).size).toBe(0);
    expect(fromDicomJson(source, { bulkData: () => Uint8Array.of(1, 2) }).get('PixelData')?.value).toEqual(
      Uint8Array.of(1, 2),
    );
  });

  it.each<[string, unknown]>([
    ['no object', []],
    ['no tag', { PatientName: { vr: 'PN' } }],
    ['no VR', { '00100010': { Value: ['x'] } }],
    ['no array', { '00100010': { vr: 'PN', Value: 'x' } }],
    ['no Base64', { '00091001': { vr: 'UN', InlineBinary: '*' } }],
    ['no number', { '00280010': { vr: 'US', Value: [null] } }],
    ['no name', { '00100010': { vr: 'PN', Value: [5] } }],
  ])('refuses %s', (_what, source) => {
    expect(() => fromDicomJson(source)).toThrow(expect.objectContaining({ code: 'bad-json' }));
  });
});
