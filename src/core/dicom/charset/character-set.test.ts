import { describe, expect, it } from 'vitest';
import {
  buildDataset,
  convertCharacterSet,
  type Dataset,
  makeFile,
  readDicom,
  text,
  texts,
  TRANSFER_SYNTAX,
  writeDicom,
  sequence,
} from '../index.ts';
import { characterSetFor, isKnownCharacterSet } from './character-set.ts';

const bytes = (source: string): Uint8Array => Uint8Array.from(source, (c) => c.charCodeAt(0));
const ESC = '\x1b';

/** Term, name, and the bytes of the examples of PS3.5 annexes H, I, J and K where there are any. */
const NAMES: [string, string, string?][] = [
  ['ISO_IR 6', 'Smith^John', 'Smith^John'],
  ['ISO_IR 100', 'Äneas^Rüdiger', '\xc4neas^R\xfcdiger'],
  ['ISO_IR 101', 'Wałęsa^Żółć'],
  ['ISO_IR 109', 'Ċensu^Ħalġ'],
  ['ISO_IR 110', 'Bērziņš^Ģirts'],
  ['ISO_IR 144', 'Люкceмбypг', '\xbb\xee\xdace\xdc\xd1yp\xd3'],
  ['ISO_IR 127', 'قباني^لنزار', '\xe2\xc8\xc7\xe6\xea^\xe4\xe6\xd2\xc7\xd1'],
  ['ISO_IR 126', 'Διονυσιος', '\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2'],
  ['ISO_IR 138', 'שרון^דבורה', '\xf9\xf8\xe5\xef^\xe3\xe1\xe5\xf8\xe4'],
  ['ISO_IR 148', 'Çavuşoğlu^İbrahim'],
  ['ISO_IR 203', 'Œuvre^Žižek€', '\xbcuvre^\xb4i\xb8ek\xa4'],
  ['ISO_IR 166', 'นามสกุล^ชื่อ'],
  ['ISO_IR 13', 'ﾔﾏﾀﾞ^ﾀﾛｳ', '\xd4\xcf\xc0\xde^\xc0\xdb\xb3'],
  ['ISO_IR 192', 'Wang^XiaoDong=王^小東=', 'Wang^XiaoDong=\xe7\x8e\x8b^\xe5\xb0\x8f\xe6\x9d\xb1='],
  ['ISO_IR 192', '𠮷田^👩‍⚕️'],
  ['GB18030', 'Wang^XiaoDong=王^小东=', 'Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab='],
  ['GB18030', '㐀^𠮷ü€'],
  ['GBK', 'Wang^XiaoDong=王^小东囧\u4e02'],
  [
    '\\ISO 2022 IR 87',
    'Yamada^Tarou=山田^太郎=やまだ^たろう',
    `Yamada^Tarou=${ESC}$B;3ED${ESC}(B^${ESC}$BB@O:${ESC}(B=${ESC}$B$d$^$@${ESC}(B^${ESC}$B$?$m$&${ESC}(B`,
  ],
  [
    'ISO 2022 IR 13\\ISO 2022 IR 87',
    'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう',
    `\xd4\xcf\xc0\xde^\xc0\xdb\xb3=${ESC}$B;3ED${ESC}(J^${ESC}$BB@O:${ESC}(J=${ESC}$B$d$^$@${ESC}(J^${ESC}$B$?$m$&${ESC}(J`,
  ],
  ['ISO 2022 IR 6\\ISO 2022 IR 87\\ISO 2022 IR 159', 'A=山丂田^丄=や'],
  [
    '\\ISO 2022 IR 149',
    'Hong^Gildong=洪^吉洞=홍^길동',
    `Hong^Gildong=${ESC}$)C\xfb\xf3^${ESC}$)C\xd1\xce\xd4\xd7=${ESC}$)C\xc8\xab^${ESC}$)C\xb1\xe6\xb5\xbf`,
  ],
  ['\\ISO 2022 IR 58', 'Zhang^XiaoDong=张^小东=', `Zhang^XiaoDong=${ESC}$)A\xd5\xc5^${ESC}$)A\xd0\xa1\xb6\xab=`],
  ['ISO 2022 IR 100\\ISO 2022 IR 144', 'Äneas^Иван Rüd'],
  ['ISO 2022 IR 6\\ISO 2022 IR 127\\ISO 2022 IR 138\\ISO 2022 IR 166', 'A^قباني=שרון^דבורה=นาม'],
  [
    'ISO 2022 IR 100\\ISO 2022 IR 101\\ISO 2022 IR 148\\ISO 2022 IR 109\\ISO 2022 IR 110\\ISO 2022 IR 203\\ISO 2022 IR 126',
    'ÄŁş^Ħģ^ŒΔ',
  ],
];

describe.each(NAMES)('%s', (terms, name) => {
  const charset = characterSetFor(terms.split('\\'));

  it('decodes what it encodes', () => {
    expect(charset.decode(charset.encode(name, 'pn'), 'pn')).toBe(name);
  });

  it('carries names and texts through a file, at every depth', () => {
    const sentence = `${name.replaceAll(/[\^=]/g, ' ')} end`;
    const dataset = buildDataset({
      SpecificCharacterSet: terms,
      OtherPatientNames: [name, 'X^Y', name],
      StudyDescription: sentence,
      PatientComments: `${sentence}\r\n${sentence}`,
      ReferencedStudySequence: [{ PatientName: name }],
    });
    const read = readDicom(writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle))).dataset;
    expect(texts(read, 'OtherPatientNames')).toEqual([name, 'X^Y', name]);
    expect(text(read, 'StudyDescription')).toBe(sentence);
    expect(text(read, 'PatientComments')).toBe(`${sentence}\r\n${sentence}`);
    expect(text(sequence(read, 'ReferencedStudySequence')[0] as Dataset, 'PatientName')).toBe(name);
  });
});

it.each(NAMES.filter(([, , example]) => example !== undefined))(
  '%s: %s has the bytes of the standard',
  (terms, name, example = '') => {
    const charset = characterSetFor(terms.split('\\'));
    expect(charset.encode(name, 'pn')).toEqual(bytes(example));
    expect(charset.decode(bytes(example), 'pn')).toBe(name);
  },
);

describe('convertCharacterSet', () => {
  const names = (dataset: Dataset): string[] => [
    ...texts(dataset, 'PatientName'),
    ...sequence(dataset, 'ReferencedStudySequence').flatMap(names),
  ];
  const mixed = (): Dataset =>
    buildDataset({
      SpecificCharacterSet: '\\ISO 2022 IR 87',
      PatientName: 'Yamada=山田',
      ReferencedStudySequence: [{ PatientName: '太郎' }, { SpecificCharacterSet: 'ISO_IR 144', PatientName: 'Иван' }],
    });

  it('keeps every name, at every depth, under one declaration', () => {
    const dataset = mixed();
    convertCharacterSet(dataset, ['ISO_IR 192']);
    const read = readDicom(writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle))).dataset;
    expect(names(read)).toEqual(['Yamada=山田', '太郎', 'Иван']);
    expect(sequence(read, 'ReferencedStudySequence').some((item) => item.has('SpecificCharacterSet'))).toBe(false);
  });

  it('changes nothing when a name does not fit', () => {
    const dataset = mixed();
    expect(() => convertCharacterSet(dataset, ['ISO_IR 144'])).toThrow(
      expect.objectContaining({ code: 'character-not-encodable' }),
    );
    expect(names(dataset)).toEqual(names(mixed()));
  });
});

describe('character sets', () => {
  it('encode every character they decode', () => {
    for (const number of [100, 101, 109, 110, 144, 127, 126, 138, 148, 203, 166]) {
      const charset = characterSetFor([`ISO_IR ${number}`]);
      const all = Uint8Array.from({ length: 96 }, (_, i) => 0xa0 + i).filter(
        (byte) => charset.decode(Uint8Array.of(byte), 'none') !== '\ufffd',
      );
      expect(charset.encode(charset.decode(all, 'none'), 'none')).toEqual(all);
    }
  });

  it('find a backslash inside a GB18030 character to be none', () => {
    // 81 5C is one character.
    const dataset = buildDataset({ SpecificCharacterSet: 'GB18030', OtherPatientNames: ['乗^A', 'B'] });
    expect(dataset.get('OtherPatientNames')?.value.filter((byte) => byte === 0x5c).length).toBe(2);
    expect(texts(dataset, 'OtherPatientNames')).toEqual(['乗^A', 'B']);
  });

  it('start again with the first set after a delimiter, and only after that', () => {
    const charset = characterSetFor(['', 'ISO 2022 IR 87']);
    expect(charset.decode(bytes(`${ESC}$B;3ED${ESC}(B\\A`), 'values')).toBe('山田\\A');
    expect(charset.decode(bytes(`${ESC}$B;3\r\n;3`), 'none')).toBe('山\r\n;3');
  });

  it('refuse what they cannot hold instead of writing question marks', () => {
    expect(() => characterSetFor(['ISO_IR 100']).encode('山', 'pn')).toThrow(
      expect.objectContaining({ code: 'character-not-encodable' }),
    );
    expect(() => characterSetFor([]).encode('ü', 'pn')).toThrow(
      expect.objectContaining({ code: 'character-not-encodable' }),
    );
    expect(() => characterSetFor(['GBK']).encode('𠮷', 'pn')).toThrow(
      expect.objectContaining({ code: 'character-not-encodable' }),
    );
    expect(() => characterSetFor(['ISO_IR 192']).encode('\ud800', 'pn')).toThrow(
      expect.objectContaining({ code: 'character-not-encodable' }),
    );
  });

  it('are known by their misspelt names, and refused when unknown', () => {
    expect(isKnownCharacterSet(['ISO-IR 100', 'iso 2022 ir 87', 'ISO2022 IR 149'])).toBe(true);
    expect(isKnownCharacterSet(['ISO_IR 999'])).toBe(false);
    expect(() => characterSetFor(['KLINGON'])).toThrow(expect.objectContaining({ code: 'unknown-character-set' }));
  });

  it('read damaged text to its end', () => {
    const charset = characterSetFor(['', 'ISO 2022 IR 149', 'ISO 2022 IR 87']);
    expect(charset.decode(bytes(`${ESC}$)C\xfb`), 'pn')).toBe('\ufffd');
    expect(charset.decode(bytes(`${ESC}`), 'pn')).toBe('\ufffd');
    expect(charset.decode(bytes(`${ESC}$B;`), 'pn')).toBe('\ufffd');
  });
});
