// One study of many kinds of objects that name each other: the names must still meet afterwards.
import { describe, expect, it } from 'vitest';
import {
  type Attributes,
  buildDataset,
  makeFile,
  readDicom,
  text,
  TRANSFER_SYNTAX,
  writeDicom,
} from '../dicom/index.ts';
import { checkClosure } from './index.ts';
import { referencesIn } from './evidence/references.ts';
import { bytesOf, processBatch } from './testing/batch.ts';

const ROOT = '1.2.826.0.1.3680043.8.498.8';
const CT = '1.2.840.10008.5.1.4.1.1.2';
const base = (kind: string, sopClassUID: string, number: number): Attributes => ({
  SOPClassUID: sopClassUID, SOPInstanceUID: `${ROOT}.${number}`, StudyInstanceUID: `${ROOT}.1000`, SeriesInstanceUID: `${ROOT}.1${kind.length}${number}`,
  FrameOfReferenceUID: `${ROOT}.2000`, PatientName: 'Quillfeather^Marisol', PatientID: 'MRN774411', Modality: kind, StudyDate: '20140321',
}); // prettier-ignore
const image = { ReferencedSOPClassUID: CT, ReferencedSOPInstanceUID: `${ROOT}.1` };
const series = [{ SeriesInstanceUID: `${ROOT}.121`, ReferencedSOPSequence: [image] }];

const objects: Attributes[] = [
  { ...base('CT', CT, 1), Manufacturer: 'SIEMENS' },
  { ...base('SEG', '1.2.840.10008.5.1.4.1.1.66.4', 2), ReferencedSeriesSequence: [{ SeriesInstanceUID: `${ROOT}.121`, ReferencedInstanceSequence: [image] }] },
  { ...base('SR', '1.2.840.10008.5.1.4.1.1.88.33', 3), CurrentRequestedProcedureEvidenceSequence: [{ StudyInstanceUID: `${ROOT}.1000`, ReferencedSeriesSequence: series }] },
  { ...base('RTSTRUCT', '1.2.840.10008.5.1.4.1.1.481.3', 4), ROIContourSequence: [{ ReferencedROINumber: 1, ContourSequence: [{ ContourImageSequence: [image] }] }], ReferencedFrameOfReferenceSequence: [{ FrameOfReferenceUID: `${ROOT}.2000` }] },
  { ...base('RTDOSE', '1.2.840.10008.5.1.4.1.1.481.2', 5), ReferencedStructureSetSequence: [{ ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.481.3', ReferencedSOPInstanceUID: `${ROOT}.4` }] },
  { ...base('PR', '1.2.840.10008.5.1.4.1.1.11.1', 6), ReferencedSeriesSequence: [{ SeriesInstanceUID: `${ROOT}.121`, ReferencedImageSequence: [image] }] },
  { ...base('KO', '1.2.840.10008.5.1.4.1.1.88.59', 7), CurrentRequestedProcedureEvidenceSequence: [{ StudyInstanceUID: `${ROOT}.1000`, ReferencedSeriesSequence: series }] },
  { ...base('REG', '1.2.840.10008.5.1.4.1.1.66.1', 8), RegistrationSequence: [{ FrameOfReferenceUID: `${ROOT}.2000`, ReferencedImageSequence: [image] }] },
]; // prettier-ignore

describe('references across image, SEG, SR, RTSTRUCT, RTDOSE, PR, KO and REG', () => {
  const files = objects.map((attributes) =>
    writeDicom(makeFile(buildDataset(attributes), TRANSFER_SYNTAX.explicitLittle)),
  );

  it('all resolve afterwards, and frames of reference stay one', () => {
    const results = processBatch(files).map((result) => readDicom(bytesOf(result)).dataset);
    const before = objects.map((attributes) => buildDataset(attributes));
    const namesOf = (datasets: typeof results) =>
      datasets.map((dataset) => ({
        sopInstanceUID: text(dataset, 'SOPInstanceUID') ?? '',
        references: [...referencesIn(dataset)],
      }));
    const newUIDs = new Map(
      before.map((dataset, index) => [text(dataset, 'SOPInstanceUID'), text(results[index]!, 'SOPInstanceUID')]),
    );
    const closure = checkClosure(namesOf(before), namesOf(results), (uid) => newUIDs.get(uid));
    expect(closure).toEqual({ resolvedBefore: 7, resolvedAfter: 7, broken: [] });
    expect(new Set(results.map((dataset) => text(dataset, 'FrameOfReferenceUID'))).size).toBe(1);
    expect(new Set(results.map((dataset) => text(dataset, 'StudyInstanceUID'))).size).toBe(1);
  });

  it('are found broken by the check when one of them was not replaced alike', () => {
    const closure = checkClosure(
      [{ sopInstanceUID: 'a', references: [] }, { sopInstanceUID: 'b', references: ['a'] }],
      [{ sopInstanceUID: 'x', references: [] }, { sopInstanceUID: 'y', references: ['A'] }],
      (uid) => ({ a: 'A', b: 'y' })[uid],
    ); // prettier-ignore
    expect(closure.broken).toEqual(['y']);
  });
});
