import { buildDataset } from '../../../../core/dicom/index.ts';
import { part10Of } from '../../../../testing/datasets.ts';

const ROOT = '1.2.826.0.1.3680043.8.498';

/** One slice of an invented patient, with pixels enough that they are sealed once for original and result. */
export function ctFile(instance: number, more: Parameters<typeof buildDataset>[0] = {}): Uint8Array<ArrayBuffer> {
  const dataset = buildDataset({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.2', SOPInstanceUID: `${ROOT}.3.${instance}`, StudyInstanceUID: `${ROOT}.1`, SeriesInstanceUID: `${ROOT}.2`,
    FrameOfReferenceUID: `${ROOT}.4`, PatientName: 'Quillfeather^Marisol', PatientID: 'MRN771001', PatientSex: 'F', PatientBirthDate: '19610704',
    StudyDate: '20140321', StudyTime: '101112', AccessionNumber: 'ACC20471', StudyID: '1', Modality: 'CT', StudyDescription: 'CT CHEST for Quillfeather',
    SeriesNumber: 2, InstanceNumber: instance, Manufacturer: 'SIEMENS', SamplesPerPixel: 1, PhotometricInterpretation: 'MONOCHROME2', Rows: 256, Columns: 256,
    BitsAllocated: 16, BitsStored: 12, HighBit: 11, PixelRepresentation: 0,
    PixelData: { vr: 'OW', value: new Uint8Array(256 * 256 * 2).fill(instance & 15) }, ...more,
  }); // prettier-ignore
  return new Uint8Array(part10Of(dataset));
}
