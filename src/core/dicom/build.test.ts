import { describe, expect, it } from 'vitest';
import {
  buildDataset,
  decimalString,
  makeFile,
  number,
  numbers,
  readDicom,
  sequence,
  text,
  texts,
  textElement,
  TRANSFER_SYNTAX,
  uid,
  writeDicom,
} from './index.ts';

describe('buildDataset', () => {
  it('takes VRs from the dictionary and puts attributes into tag order', () => {
    const dataset = buildDataset({ Rows: 3, PatientName: 'A^B', SOPInstanceUID: '1.2.3' });
    expect(dataset.elements.map(({ vr }) => vr)).toEqual(['UI', 'PN', 'US']);
  });

  it('resolves US or SS by Pixel Representation', () => {
    expect(
      buildDataset({ PixelRepresentation: 1, SmallestImagePixelValue: -5 }).get('SmallestImagePixelValue')?.vr,
    ).toBe('SS');
    expect(buildDataset({ SmallestImagePixelValue: 5 }).get('SmallestImagePixelValue')?.vr).toBe('US');
  });

  it('declares UTF-8 when a text at any depth needs it, and only then', () => {
    expect(text(buildDataset({ PatientName: 'A' }), 'SpecificCharacterSet')).toBeUndefined();
    expect(text(buildDataset({ ReferencedStudySequence: [{ PatientName: 'Ä' }] }), 'SpecificCharacterSet')).toBe(
      'ISO_IR 192',
    );
  });

  it.each([
    ['an unknown keyword', { NoSuchThing: 1 }, 'unknown-keyword'],
    ['a private tag without VR', { '00091001': 'x' }, 'unknown-keyword'],
    ['a number out of range', { Rows: 70_000 }, 'bad-value'],
    ['a fraction in an integer', { Rows: 1.5 }, 'bad-value'],
    ['words in a number', { Rows: 'many' }, 'bad-value'],
    ['letters beyond ASCII in a code', { Modality: 'Ä' }, 'character-not-encodable'],
    ['two values of a text that has one', { PatientComments: ['a', 'b'] }, 'bad-value'],
  ])('refuses %s', (_what, attributes, code) => {
    expect(() => buildDataset(attributes as Parameters<typeof buildDataset>[0])).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('values', () => {
  const dataset = buildDataset({
    PatientName: 'A^B ',
    PixelSpacing: ['0.5 ', ' 0.25'],
    ImageType: ['A', 'B'],
    AccessionNumber: '',
    Rows: 7,
    StudyInstanceUID: '1.2',
    WindowCenter: '40\\',
  });

  it('are trimmed of padding, and absent when empty', () => {
    expect(text(dataset, 'PatientName')).toBe('A^B');
    expect(texts(dataset, 'ImageType')).toEqual(['A', 'B']);
    expect(text(dataset, 'AccessionNumber')).toBeUndefined();
    expect(text(dataset, 'PatientID')).toBeUndefined();
    expect(numbers(dataset, 'PixelSpacing')).toEqual([0.5, 0.25]);
    expect(numbers(dataset, 'WindowCenter')).toEqual([40]);
    expect(number(dataset, 0x00280010)).toBe(7);
    expect(
      uid(readDicom(writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle))).dataset, 'StudyInstanceUID'),
    ).toBe('1.2');
    expect(sequence(dataset, 'ReferencedStudySequence')).toEqual([]);
  });

  it('that should be numbers and are not are refused', () => {
    expect(() => number(buildDataset({ NumberOfFrames: '1A' }), 'NumberOfFrames')).toThrow(
      expect.objectContaining({ code: 'bad-value' }),
    );
  });

  it('of DS fit into 16 characters without losing more than they must', () => {
    for (const value of [0.1, 1 / 3, -1 / 3, 123456.789012345, 1e-20, -1.23456789e-300, 1e21, 0]) {
      const written = decimalString(value);
      expect(written.length).toBeLessThanOrEqual(16);
      expect(Math.abs(Number(written) - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-8);
    }
    expect(() => decimalString(Number.NaN)).toThrow(expect.objectContaining({ code: 'bad-value' }));
  });
});

describe('a data set', () => {
  it('gives items the character set around them', () => {
    const dataset = buildDataset({
      SpecificCharacterSet: 'ISO_IR 144',
      ReferencedStudySequence: [{ StudyDescription: 'Иван' }],
    });
    const [item] = sequence(dataset, 'ReferencedStudySequence');
    if (item === undefined) throw new Error('built with one item');
    item.set(textElement(0x00100010, 'PN', 'Пётр', item));
    expect([text(item, 'StudyDescription'), text(item, 'PatientName')]).toEqual(['Иван', 'Пётр']);
    expect(item.get('PatientName')?.value.length).toBe(4);
  });

  it('is rewritten in one pass', () => {
    const dataset = buildDataset({ PatientName: 'A', PatientID: 'B', Modality: 'CT' });
    const id = textElement(0x00100020, 'LO', 'new', dataset);
    dataset.rewrite((element) => (element.tag === 0x00100010 ? undefined : element.tag === 0x00100020 ? id : element));
    expect([text(dataset, 'PatientName'), text(dataset, 'PatientID'), text(dataset, 'Modality')]).toEqual([
      undefined,
      'new',
      'CT',
    ]);
    expect(dataset.delete('PatientName')).toBe(false);
    expect(dataset.delete('Modality')).toBe(true);
    expect(dataset.size).toBe(1);
  });
});
