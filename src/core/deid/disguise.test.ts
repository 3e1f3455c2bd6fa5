// Identity that was hidden on purpose, or by a program: in other signs, in codes of characters, cut in two, as a number.
import { describe, expect, it } from 'vitest';
import {
  type Attributes, buildDataset, type Element, makeElement, makeFile, readDicom, text, textElement, texts, TRANSFER_SYNTAX, writeDicom,
} from '../dicom/index.ts'; // prettier-ignore
import { bytesOf, processBatch } from './testing/batch.ts';

const NAME = 'Vandermeulen';
const PATIENT: Attributes = {
  SpecificCharacterSet: 'ISO_IR 192', SOPClassUID: '1.2.840.10008.5.1.4.1.1.4', SOPInstanceUID: '1.2.3.4.5.6.1', StudyInstanceUID: '1.2.3.4.5.6.2',
  SeriesInstanceUID: '1.2.3.4.5.6.3', Modality: 'MR', PatientName: `${NAME}^Hildegarde^Ottoline`, PatientID: 'HX-204-77913', PatientBirthDate: '19280217',
  StudyDate: '20191105', PatientTelephoneNumbers: '(617) 555-0187',
}; // prettier-ignore

function cleaned(attributes: Attributes, elements: readonly Element[] = [], doubtful: 'keep' | 'remove' = 'keep') {
  const dataset = buildDataset({ ...PATIENT, ...attributes });
  for (const element of elements) dataset.set(element);
  const [result] = processBatch([writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle))], { doubtful });
  return readDicom(bytesOf(result!)).dataset; // one file in, one out
}

const codes = (each: (code: number) => string, separator = '', word = NAME): string =>
  Array.from(word, (letter) => each(letter.charCodeAt(0))).join(separator);
const hex = (code: number): string => code.toString(16).padStart(2, '0');

const NAMES: Readonly<Record<string, string>> = {
  backwards: codes((code) => String.fromCharCode(code))
    .split('')
    .reverse()
    .join(''),
  'from right to left': '\u202eneluemrednaV\u202c',
  'full width': codes((code) => String.fromCharCode(code + 0xfee0)),
  'in circles': codes((code) => String.fromCharCode(code + 0x24d0 - 0x61), '', NAME.toLowerCase()),
  'digits for letters': 'V4nd3rm3ul3n',
  'letters of another script': 'Vаndеrmеulеn',
  'zero-width joiners': codes((code) => String.fromCharCode(code), '\u200d'),
  'cut off': 'VANDERM',
  percent: codes((code) => `%${hex(code)}`),
  'one letter in percent': 'Van%64ermeulen',
  entities: codes((code) => `&#${code};`),
  'entities in hexadecimal': codes((code) => `&#x${hex(code)};`),
  'JSON escapes': codes((code) => `\\u00${hex(code)}`),
  'escapes of C': codes((code) => `\\x${hex(code)}`),
  octal: codes((code) => `\\${code.toString(8)}`),
  'quoted-printable': codes((code) => `=${hex(code)}`),
  'hexadecimal, apart': codes(hex, ' '),
  'hexadecimal, colons': codes(hex, ':'),
  'hexadecimal of C': codes((code) => `0x${hex(code)}`, ', '),
  'hexadecimal of UTF-16': codes((code) => `${hex(code)}00`),
  decimal: codes(String, ' '),
  'decimal, commas': codes(String, ','),
  binary: codes((code) => code.toString(2).padStart(8, '0'), ' '),
  base64: btoa(NAME),
  'base64 twice': btoa(btoa(NAME)),
  'base64 of UTF-16': btoa(codes((code) => `${String.fromCharCode(code)}\0`)),
  base32: 'KZQW4ZDFOJWWK5LMMVXA====',
};

const OTHERS: Readonly<Record<string, string>> = {
  'number backwards': '31977402XH',
  'number in mathematical digits': '𝟐𝟎𝟒𝟕𝟕𝟗𝟏𝟑',
  'date backwards': '50-11-9102',
  'date digit by digit': '2 0 1 9 - 1 1 - 0 5',
  'date with bars under': '2_0_1_9_1_1_0_5',
  'date with signs that nobody sees': '2\u200b019-1\u00ad1-05',
  'date with an accent': '2\u0301019-11-05',
  'date in base64': btoa('2019-11-05'),
  'birth date in codes': codes(String, ' ', '1928-02-17'),
  'birth date in hexadecimal': codes(hex, ' ', '17.02.1928'),
  'telephone without area': '5550187',
  'day of the year': '2019-309',
  'day of the year in one': '2019309',
  'date of Devanagari': '२०१९११०५',
  'date of EXIF': '2019:11:05',
  'date with bars': '5|11|2019',
  'date with a Roman month and spaces': '5. XI. 2019',
  'date of Hungary': '2019. 11. 5.',
  age: '91 Y',
  'age in words': 'ninety-one years',
  'age after a word': 'aged ninety one',
  'age and sex': '91/F',
  'sex and age': 'F91',
  'age in Japanese': '91歳',
};

describe('identity in disguise', () => {
  it.each(Object.entries({ ...NAMES, ...OTHERS }))('%s: goes, the words around it stay', (_, form) => {
    const said = text(cleaned({ ImageComments: `Chest followed ${form} previous scan` }), 'ImageComments') ?? '';
    expect(said).toMatch(/^Chest followed.*previous scan$/);
    expect(said.length, said).toBeLessThan('Chest followed  previous scan'.length + 4);
  });

  it.each([
    'Chest 91 slices, 56 61 62 63 70 71 mm', 'TE=45 TR=30 FA=90', 'matrix 100 110 120 126 90 80 70', 'CT %25 dose', 'b 0, 50, 100, 120, 90, 80', '2019-400 and 2019999',
    'Removed for HIPAA compliance', 'T1W 3D 4D SPAIR', 'mm² and cm³', 'Delta 10:20:30', 'F 5 M 4', 'RAO 90 LAT', '120 M', 'B90s F10', '1111111 0000000 1111111 0000000 1111111', 'hundred slices',
  ])('leaves what only looks so: %s', (said) => {
    expect(text(cleaned({ ImageComments: said }), 'ImageComments')).toBe(said);
  }); // prettier-ignore

  it('finds a name that several values spell together', () => {
    const dataset = cleaned({ ImageType: ['ORIGINAL', 'PRIMARY', 'VANDER', 'MEULEN'], SoftwareVersions: ['Hilde', 'garde', 'V1.2'] }); // prettier-ignore
    expect(texts(dataset, 'ImageType')).toEqual(['ORIGINAL', 'PRIMARY', '', '']);
    expect(texts(dataset, 'SoftwareVersions')).toEqual(['', '', 'V1.2']);
  });

  it('finds days of the batch among numbers in bytes, also where they have no VR', () => {
    const day = new Uint8Array(new Float64Array([20191105]).buffer);
    const other = new Uint8Array(new Float64Array([1000]).buffer);
    const creator = textElement(0x00190010, 'LO', 'SIEMENS MR HEADER', buildDataset({}));
    const dataset = (value: Uint8Array) =>
      cleaned({}, [makeElement(0x00189087, 'FD', value), creator, makeElement(0x0019100e, 'UN', value)]);
    expect(dataset(other).get(0x00189087)?.value).toEqual(other);
    expect(dataset(day).get(0x00189087)?.value).not.toEqual(day);
    expect(dataset(other).get(0x0019100e)?.value).toEqual(other);
    expect(dataset(day).has(0x0019100e)).toBe(false);
  });
});

describe('a text that never ends', () => {
  // A word of a megabyte that is looked through once for each of its letters would take hours.
  it.each(['a', 'aB3', '%4', '=', '\\', 'ab_', 'аa', '4a', '65 '])('is looked through in time: %j', (part) => {
    const short = secondsFor(part, 10_000);
    expect(secondsFor(part, 80_000)).toBeLessThan(40 * Math.max(short, 0.1));
  });
});

function secondsFor(part: string, length: number): number {
  // Of the processor: whatever else the machine does.
  const started = process.cpuUsage();
  cleaned({ TextValue: part.repeat(length / part.length) });
  return process.cpuUsage(started).user / 1e6;
}
