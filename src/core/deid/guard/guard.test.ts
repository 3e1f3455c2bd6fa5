import { describe, expect, it } from 'vitest';
import { type Attributes, buildDataset, makeFile, readDicom, TRANSFER_SYNTAX, writeDicom } from '../../dicom/index.ts';
import { builtInProfile, compileProfile, createBatchContext, deidentify, emptyIdentifiers } from '../index.ts';
import { KEY } from '../testing/batch.ts';
import { refuseByKind } from './instance-guard.ts';
import { mayShowFace, needsVerdict, pixelRiskOf } from './pixel-risk.ts';

const base: Attributes = { SOPClassUID: '1.2.840.10008.5.1.4.1.1.2', SOPInstanceUID: '1.2.3.4', Modality: 'CT' };
const pixels: Attributes = { Rows: 1, Columns: 1, PixelData: { vr: 'OW', value: new Uint8Array(2) } };
const codeOf = (more: Attributes): string | undefined =>
  refuseByKind(makeFile(buildDataset({ ...base, ...more }), TRANSFER_SYNTAX.explicitLittle), builtInProfile('research'))
    ?.code;

describe('objects that are refused', () => {
  it.each([
    [{ SOPClassUID: '1.2.840.10008.1.3.10' }, 'dicomdir'],
    [{ DirectoryRecordSequence: [{ DirectoryRecordType: 'PATIENT' }] }, 'dicomdir'],
    [{ SOPClassUID: '1.2.840.10008.5.1.4.1.1.9.4.1' }, 'audio'],
    [{ Modality: 'AU' }, 'audio'],
    [{ SOPClassUID: '1.2.840.10008.5.1.4.1.1.104.2' }, 'encapsulated-document'],
    [{ SOPClassUID: '1.2.840.10008.3.1.2.3.1' }, 'not-an-instance'],
    [{ SOPInstanceUID: undefined }, 'no-sop-instance-uid'],
    [{ Rows: 512, Columns: 512 }, 'pixel-data-missing'],
    [{}, undefined],
    [{ SOPClassUID: '1.3.12.2.1107.5.9.1' }, undefined],
  ] as const)('%o: %s', (more, code) => {
    expect(codeOf(more)).toBe(code);
  });
});

it('lets headers without pixels pass when told so, and says that they have none', () => {
  const bytes = writeDicom(
    makeFile(buildDataset({ ...base, Rows: 512, Columns: 512 }), TRANSFER_SYNTAX.explicitLittle),
  );
  const file = readDicom(bytes);
  const profile = { ...builtInProfile('basic'), withoutPixels: 'write' as const };
  expect(refuseByKind(file, profile)).toBeUndefined();
  const context = createBatchContext({
    profile: compileProfile(profile),
    key: KEY,
    identifiers: emptyIdentifiers(),
    pixels: 'auto',
  });
  const result = deidentify(file, context);
  expect(result.kind === 'deidentified' && result.report.warnings).toEqual(['pixel-data-missing']);
});

describe('pixels', () => {
  const risk = (more: Attributes) => pixelRiskOf(buildDataset({ ...base, ...pixels, ...more }));
  it.each([
    [{ BurnedInAnnotation: 'YES' }, 'burned-in-annotation'],
    [{ SOPClassUID: '1.2.840.10008.5.1.4.1.1.7', BurnedInAnnotation: 'NO' }, 'secondary-capture'],
    [{ SOPClassUID: '1.2.840.10008.5.1.4.1.1.6.1' }, 'ultrasound'],
    [{ ImageType: ['DERIVED', 'SECONDARY', 'SCREEN SAVE'] }, 'screen'],
    [{ SOPClassUID: '1.2.840.10008.5.1.4.1.1.12.1', ImageType: ['DERIVED', 'PRIMARY'] }, 'fluoroscopy-screen'],
    [{ BurnedInAnnotation: 'NO' }, undefined],
  ] as const)('%o: %s', (more, expected) => {
    expect(risk(more)).toBe(expected);
  });

  it('need a verdict by policy', () => {
    const [plain, risky] = [
      buildDataset({ ...base, ...pixels }),
      buildDataset({ ...base, ...pixels, BurnedInAnnotation: 'YES' }),
    ];
    expect([
      needsVerdict(plain, 'auto'),
      needsVerdict(plain, 'all'),
      needsVerdict(risky, 'auto'),
      needsVerdict(risky, 'off'),
    ]).toEqual([false, true, true, false]);
  });

  it('may show a face', () => {
    expect(mayShowFace(buildDataset({ ...base, ...pixels, BodyPartExamined: 'HEAD' }))).toBe(true);
    expect(mayShowFace(buildDataset({ ...base, ...pixels, BodyPartExamined: 'KNEE' }))).toBe(false);
  });
});
