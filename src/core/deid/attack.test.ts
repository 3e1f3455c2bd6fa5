// What an attacker would try: the batch's identity in other writings than its own, in values that should be numbers or
// bytes, and encoded. Each form stands between words that must stay.
import { describe, expect, it } from 'vitest';
import {
  type Attributes, buildDataset, type Element, makeElement, makeFile, readDicom, text, TRANSFER_SYNTAX, type VR, writeDicom,
} from '../dicom/index.ts'; // prettier-ignore
import { BUILT_IN_PROFILES } from './index.ts';
import { bytesOf, processBatch } from './testing/batch.ts';
import { secretsIn } from './testing/find-secrets.ts';

const ascii = (letters: string): Uint8Array => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
const PATIENT: Attributes = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.4', SOPInstanceUID: '1.2.3.4.5.6.1', StudyInstanceUID: '1.2.3.4.5.6.2', SeriesInstanceUID: '1.2.3.4.5.6.3', Modality: 'MR',
  PatientName: 'Vandermeulen^Hildegarde^Ottoline', PatientID: 'HX-204-77913', PatientBirthDate: '19280217', StudyDate: '20191105', AccessionNumber: '2024A99812',
  InstitutionName: 'Tewksbury Lakeside Hospital', PatientTelephoneNumbers: '(617) 555-0187', DeviceSerialNumber: 'SIE-48812-BB',
}; // prettier-ignore

function instance(attributes: Attributes, elements: readonly Element[] = [], syntax = TRANSFER_SYNTAX.explicitLittle) {
  const dataset = buildDataset({ ...PATIENT, ...attributes });
  for (const element of elements) dataset.set(element);
  return writeDicom(makeFile(dataset, syntax));
}

describe('identity in other writings than its own', () => {
  const FORMS: readonly (readonly [string, readonly string[]])[] = [
    ['name', ['Hildegarde Vandermeulen', 'VANDERMEULEN HILDEGARDE', 'vandermeulen_hildegarde', 'H.O.Vandermeulen', 'hvandermeulen', 'vanDerMeulen hildeGarde', 'Vander-Meulen', 'V A N D E R M E U L E N', 'V.a.n.d.e.r.m.e.u.l.e.n', 'x77Vandermeulen', 'hildegarde.vandermeulen']],
    ['number', ['HX20477913', 'hx 204 77913', '204-77913', '20477913', 'PATHX20477913_1', 'ACC2024A99812', 'SIE48812BB', '48812']],
    ['date', ['20191105', '2019-11-05', '05.11.2019', '11/05/2019', '5-Nov-2019', '05NOV2019', 'November 5th, 2019', '5. November 2019', '5 novembre 2019', '20191105102233', '05-NOV-19', '2019年11月5日', '1572949353', '1572949353000', 'Nov 5', '11/2019', '2019-11', '5/XI/2019', '5 ноября 2019', '5 listopada 2019', '令和元年11月5日', 'NOV052019', '5. 11. 2019', '5.11.19']],
    ['age', ['91 years old', '91yo', '91 y/o', '91 y.o.', '091Y', 'age 91', 'aged 91', 'Age: 091Y', '102 yr', 'born 1928']],
    ['contact', ['617-555-0187', '617.555.0187', '6175550187', '+1 617 555 0187', '020 7946 0958', '030/901820-44', '44 20 7946 0958', 'h.v@tewks.example', 'http://pacs.tewks.example/pt', '192.168.44.17', 'fe80::1ff:fe23:4567:890a', '00:1B:44:11:3A:B7']],
    ['place', ['TEWKSBURY LAKESIDE HOSP', 'Lakeside Hospital', 'lakeside hosp', 'Tewksbury']],
    ['encoded', ['VmFuZGVybWV1bGVuLCBIaWxkZWdhcmRl', '56616e6465726d65756c656e', 'UGF0aWVudCBIWC0yMDQtNzc5MTM=']],
  ]; // prettier-ignore

  it.each(FORMS)('%s: goes, and the words around it stay, whether doubtful words stay or not', (_kind, forms) => {
    // Free text of one file may hold what only another file says who it is: all are one batch.
    const files = forms.flatMap((form) => [
      instance({ SpecificCharacterSet: 'ISO_IR 192', ImageComments: `Chest followed ${form}, previous scan` }),
      instance({ SpecificCharacterSet: 'ISO_IR 192', ImageComments: `brain_${form}_left` }),
    ]);
    for (const doubtful of ['keep', 'remove'] as const) {
      const results = processBatch(files, { doubtful });
      for (const [index, form] of forms.entries()) {
        const sentence = text(readDicom(bytesOf(results[2 * index]!)).dataset, 'ImageComments') ?? '';
        expect(sentence, form).toMatch(/^Chest followed.*previous scan$/);
        expect(sentence.length, `${form}: ${sentence}`).toBeLessThan('Chest followed , previous scan'.length + 6);
        const glued = bytesOf(results[2 * index + 1]!);
        if (form.length > 5) expect(secretsIn(glued, [form, 'vandermeulen', 'hildegarde', '77913']), form).toEqual([]);
      }
    }
  });

  const PEOPLE: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ["O'Brien-Smythe^Mary Kate", ["Mary Kate O'Brien-Smythe", 'OBRIEN SMYTHE', 'MaryKate', 'BRIEN'], ['brien', 'smythe', 'kate']],
    ['van der Berg^Jan', ['Jan van der Berg', 'VANDERBERG', 'Berg, J', 'vdBerg'], ['berg', 'jan']],
    ['King^Rose', ['Rose King', 'KING, ROSE', 'Ms. King', 'rking', 'Dr Rose', 'for King', 'R King'], ['king', 'rose']],
    ['Nguyễn^Văn An', ['Nguyen Van An', 'NGUYEN', 'Văn An Nguyễn'], ['nguyen', 'nguyễn', 'van', 'văn']],
    ['김^민수', ['김민수', '민수', '김 민수님'], ['김', '민수']],
    ['王^伟', ['王伟', '王 伟先生'], ['王', '伟']],
    ['山田^太郎=やまだ^たろう', ['山田太郎', '山田様', 'ヤマダ タロウ', 'ﾔﾏﾀﾞ ﾀﾛｳ'], ['山田', '太郎', 'ヤマダ', 'タロウ']],
    ['أحمد^محمد', ['محمد أحمد', 'احمد محمد'], ['محمد', 'أحمد', 'احمد']],
    ['Müller-Lüdenscheidt^Jörg', ['Joerg Mueller-Luedenscheidt', 'JÖRG MÜLLER', 'Muller'], ['müller', 'mueller', 'muller', 'joerg', 'jörg', 'denscheidt']],
  ]; // prettier-ignore

  it.each(PEOPLE)('%s: in every writing, also in files that do not name the patient', (name, forms, secrets) => {
    const files = forms.map((form, index) => {
      const person = index === 0 ? name : 'Doe^Jane';
      return instance({
        SpecificCharacterSet: 'ISO_IR 192',
        PatientName: person,
        ImageComments: `Chest scan ${form} previous scan`,
      });
    });
    for (const [index, result] of processBatch(files, { doubtful: 'keep' }).entries()) {
      const said = text(readDicom(bytesOf(result)).dataset, 'ImageComments') ?? '';
      expect(said, forms[index]).toMatch(/^Chest scan .*previous scan$/);
      expect(
        secrets.filter((secret) => said.normalize('NFKC').toLowerCase().includes(secret.toLowerCase())),
        said,
      ).toEqual([]);
    }
  });

  it('finds a name whose writer declared another character set than the text that names it', () => {
    const encoded = new TextEncoder().encode('Größenwörth^Jürgen');
    const latin = ascii('Größenwörth^Jürgen');
    for (const [declared, bytes] of [
      [undefined, encoded],
      ['ISO_IR 100', encoded],
      ['ISO_IR 192', latin],
      [undefined, latin],
    ] as const) {
      const named = instance({ SpecificCharacterSet: declared }, [makeElement(0x00100010, 'PN', bytes)]);
      const comment = instance({ SpecificCharacterSet: 'ISO_IR 192', ImageComments: 'Chest Jürgen Größenwörth scan' });
      const results = processBatch([named, comment], { doubtful: 'keep' });
      expect(text(readDicom(bytesOf(results[1]!)).dataset, 'ImageComments')).toBe('Chest scan');
    }
  });

  it('finds short numbers behind a word that says what they are, and days in the UID of a scheme', () => {
    const files = ['ID 4711', 'pid=4711', 'patient no. 4711', '#4711'].map((form) =>
      instance({ PatientID: '4711', ImageComments: `Chest scan ${form} previous scan` }),
    );
    for (const result of processBatch(files, { doubtful: 'keep' }))
      expect(secretsIn(bytesOf(result), ['4711'])).toEqual([]);
    const coded = {
      AnatomicRegionSequence: [
        {
          CodeValue: 'X',
          CodingSchemeDesignator: '99A',
          CodingSchemeUID: '1.2.826.0.1.20191105.7',
          CodeMeaning: 'Chest',
        },
      ],
    };
    expect(secretsIn(bytesOf(processBatch([instance(coded)])[0]!), ['20191105'])).toEqual([]);
  });

  it('replaces UIDs of instances below the root of the standard, and keeps those that the standard gave', () => {
    const own = '1.2.840.10008.20191105.77913';
    const [result] = processBatch([instance({ StudyInstanceUID: own, FrameOfReferenceUID: '1.2.840.10008.1.4.1.1' })]);
    const { dataset } = readDicom(bytesOf(result!));
    expect(text(dataset, 'StudyInstanceUID')).toMatch(/^2\.25\./);
    expect(text(dataset, 'FrameOfReferenceUID')).toBe('1.2.840.10008.1.4.1.1');
  });

  it('keeps what only looks alike', () => {
    const innocent = 'T2 TSE 91% FOV, mars 5, set 11, version 8.0.141.0, 10.20477913 mm, 120 kV 2.5 mm, 1.2. Findings';
    const [result] = processBatch([instance({ ImageComments: innocent })], { doubtful: 'keep' });
    expect(text(readDicom(bytesOf(result!)).dataset, 'ImageComments')).toBe(innocent);
  });
});

describe.each(BUILT_IN_PROFILES)('values that should hold no words, profile %s', (profile) => {
  const DECLARED = { PrivateDataElementCharacteristicsSequence: [{ PrivateGroupReference: 0x0099, PrivateCreatorReference: 'ACME', BlockIdentifyingInformationStatus: 'SAFE' }] }; // prettier-ignore
  const said = 'HX-204-77913 Vandermeulen ZQXHIDDENVBK ';
  const utf16 = ascii(said.replaceAll(/./g, '$&\0'));
  const binary = Uint8Array.from([0xff, 0xfe, 1, 2, ...ascii(said.repeat(4)), 0x80, 0x90]);
  const places: readonly (readonly [string, number, VR, Uint8Array])[] = [
    ['safe private bytes', 0x00991001, 'OB', ascii(said.repeat(4))],
    ['safe private words', 0x00991002, 'OW', ascii(said.repeat(4))],
    ['safe private floats', 0x00991003, 'FL', ascii(said.repeat(4))],
    ['safe private UTF-16', 0x00991004, 'UN', utf16],
    ['safe private bytes behind others', 0x00991005, 'OB', binary],
    ['public bytes that no table names', 0x00189810, 'OB', ascii(said)],
    ['words in a class that the standard names', 0x0008010c, 'UI', ascii(`1.2.840.10008.2.16.4\0${said}`)],
    ['a text attribute under a false VR', 0x00181210, 'OW', ascii(said.padEnd(40))],
    ['a code string with small letters', 0x00185100, 'CS', ascii('Zqxhiddenvbk')],
    ['a table of words', 0x00281201, 'OW', ascii(said.padEnd(40).replace('ZQXHIDDENVBK', 'ABCDEFGHIJKL'))],
    ['a number that is the date of the study', 0x00200012, 'IS', ascii('20191105')],
    ['a number that is the time of the study', 0x00200100, 'IS', ascii('1572949353')],
  ];

  it.each(places)('%s', (_name, tag, vr, value) => {
    const creator = makeElement(0x00990010, 'LO', ascii('ACME'));
    const [result] = processBatch([instance(DECLARED, [creator, makeElement(tag, vr, value)])], { profile });
    const found = secretsIn(bytesOf(result!), ['vandermeulen', '77913', '20191105', '1572949353']);
    expect(found).toEqual([]);
  });
});
