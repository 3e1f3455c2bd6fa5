import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDataset, makeFile, TRANSFER_SYNTAX, writeDicom } from '../../../core/dicom/index.ts';

/** One CT instance of an invented patient; `patient` and `instance` make it distinct. */
export function ctInstance(
  patient: number,
  instance: number,
  more: Parameters<typeof buildDataset>[0] = {},
): Uint8Array {
  const root = `1.2.826.0.1.3680043.8.498.${patient}`;
  const dataset = buildDataset({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.2', SOPInstanceUID: `${root}.3.${instance}`, StudyInstanceUID: `${root}.1`, SeriesInstanceUID: `${root}.2`,
    FrameOfReferenceUID: `${root}.4`, PatientName: `Quillfeather${patient}^Marisol`, PatientID: `MRN77${1000 + patient}`, PatientSex: 'F',
    PatientBirthDate: '19610704', StudyDate: '20140321', StudyTime: '101112', AccessionNumber: `ACC2047${patient}`, StudyID: '1', Modality: 'CT',
    InstitutionName: 'Brackwater Infirmary', StudyDescription: 'CT CHEST for Quillfeather', SeriesNumber: 2, InstanceNumber: instance,
    Manufacturer: 'SIEMENS', SamplesPerPixel: 1, PhotometricInterpretation: 'MONOCHROME2', Rows: 64, Columns: 64, BitsAllocated: 16, BitsStored: 12,
    HighBit: 11, PixelRepresentation: 0, ReferencedImageSequence: [{ ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2', ReferencedSOPInstanceUID: `${root}.3.0` }],
    PixelData: { vr: 'OW', value: new Uint8Array(64 * 64 * 2).fill(instance & 15) }, ...more,
  }); // prettier-ignore
  return writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle));
}

export function writeSeries(folder: string, patients: number, instances: number): void {
  for (let patient = 1; patient <= patients; patient++) {
    // The folder name names the patient, as folder names do.
    const path = join(folder, `Quillfeather${patient}_Marisol`);
    mkdirSync(path, { recursive: true });
    for (let instance = 0; instance < instances; instance++)
      writeFileSync(join(path, `IM${instance}`), ctInstance(patient, instance));
  }
}
