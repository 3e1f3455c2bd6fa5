// Judged by dcmtk, where it is on the machine: what is written here, another reader must read the same.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildDataset,
  type DicomJson,
  makeEncapsulated,
  makeFile,
  toDicomJson,
  TRANSFER_SYNTAX,
  writeDicom,
} from './index.ts';
import { skipReason } from '../../testing/machine.ts';
import { NATIVE_SYNTAXES, sample, SAMPLES } from './testing/samples.ts';

function has(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const missing = ['dcmdump', 'dcm2json', 'dcmconv'].filter((tool) => !has(tool));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dicom-judges-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const written = (bytes: Uint8Array): string => {
  const path = join(folder, 'file.dcm');
  writeFileSync(path, bytes);
  return path;
};
const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Numbers as numbers, no file meta, no character set: the two differ in how they write those. */
function comparable(json: DicomJson, skip: RegExp): unknown {
  return JSON.parse(
    JSON.stringify(json, (key, value: unknown) => {
      if (/^0002|^00080005$/.test(key) || skip.test(key)) return undefined;
      if (typeof value === 'string' && /^-?[\d.]+(e[+-]?\d+)?$/i.test(value) && !/^\d{1,20}\.\d+\./.test(value))
        return Number(value);
      return value;
    }),
  );
}

describe.skipIf(missing.length > 0)(`dcmtk${skipReason(missing)}`, () => {
  it.each(Object.keys(SAMPLES).flatMap((name) => NATIVE_SYNTAXES.map((uid) => [name, uid])))(
    'reads the same values from %s in %s',
    (name = '', uid = '') => {
      const dataset = sample(name);
      const path = written(writeDicom(makeFile(dataset, uid)));
      expect(run('dcmdump', '-q', path)).toContain('Dicom-Data-Set');
      // UV, SV and OV are newer than some dcmtk; private VRs are lost in implicit; floats are printed with fewer digits.
      // Character sets declared inside items it hands on as bytes.
      const skip = name === 'nested' ? /^(00100010|0029.*)$/ : /^(0072008[123]|0009.*|00720076|00720074)$/;
      const theirs = JSON.parse(run('dcm2json', '-q', path)) as DicomJson;
      expect(comparable(theirs, skip)).toEqual(
        comparable(JSON.parse(JSON.stringify(toDicomJson(dataset))) as DicomJson, skip),
      );
    },
  );

  it.each([
    ['ISO_IR 100', 'Äneas^Rüdiger'],
    ['ISO_IR 101', 'Wałęsa^Żółć'],
    ['ISO_IR 109', 'Ċensu^Ħalġ'],
    ['ISO_IR 110', 'Bērziņš^Ģirts'],
    ['ISO_IR 144', 'Люкceмбypг'],
    ['ISO_IR 127', 'قباني^لنزار'],
    ['ISO_IR 126', 'Διονυσιος'],
    ['ISO_IR 138', 'שרון^דבורה'],
    ['ISO_IR 148', 'Çavuşoğlu^İbrahim'],
    ['ISO_IR 166', 'นามสกุล^ชื่อ'],
    ['ISO_IR 192', 'Wang^XiaoDong=王^小東'],
    ['GB18030', 'Wang^XiaoDong=王^小东'],
    ['GBK', 'Wang^XiaoDong=王^小东'],
    ['\\ISO 2022 IR 149', 'Hong^Gildong=洪^吉洞=홍^길동'],
    ['\\ISO 2022 IR 58', 'Zhang^XiaoDong=张^小东'],
    ['ISO 2022 IR 100\\ISO 2022 IR 144', 'Äneas^Иван Rüd'],
  ])('reads the same names in %s', (characterSet, name) => {
    const dataset = buildDataset(
      {
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
        SOPInstanceUID: '1.2.3',
        PatientName: name,
        ReferencedPatientSequence: [{ PatientName: name }],
      },
      { characterSet },
    );
    const path = written(writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle)));
    run('dcmconv', '--convert-to-utf8', path, `${path}.utf8`);
    const theirs = JSON.parse(run('dcm2json', '-q', `${path}.utf8`)) as DicomJson;
    const ours = toDicomJson(dataset);
    expect(theirs['00100010']).toEqual(ours['00100010']);
    expect(theirs['00081120']).toEqual(ours['00081120']);
  });

  it('reads encapsulated pixels with their offset table', () => {
    const dataset = sample('smallImage');
    dataset.set(
      makeEncapsulated(
        0x7fe00010,
        [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5)],
        Uint8Array.of(0, 0, 0, 0, 12, 0, 0, 0),
      ),
    );
    const dump = run('dcmdump', '-q', written(writeDicom(makeFile(dataset, TRANSFER_SYNTAX.rleLossless))));
    expect(dump).toMatch(/PixelSequence #=3/);
    expect(dump).toContain('01\\02\\03\\00');
  });
});
