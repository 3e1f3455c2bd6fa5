// Synthetic source instances for tests: invented persons, no pixels of anybody.
import { buildDataset, type Dataset } from '../../dicom/index.ts';

export const CT_IMAGE = '1.2.840.10008.5.1.4.1.1.2';
export const US_MULTIFRAME = '1.2.840.10008.5.1.4.1.1.3.1';
export const ROOT = '2.25.4711';

interface Options {
  readonly characterSet?: string | readonly string[];
  readonly patientName?: string;
  readonly physician?: string;
  readonly series?: number;
  readonly instance?: number;
  readonly numberOfFrames?: number;
  readonly timezone?: string;
}

/** The header of an image; images of one call pattern share patient, study and frame of reference. */
export function sourceHeader(options: Options = {}): Dataset {
  const { series = 1, instance = 1, numberOfFrames } = options;
  return buildDataset(
    {
      SOPClassUID: numberOfFrames === undefined ? CT_IMAGE : US_MULTIFRAME,
      SOPInstanceUID: `${ROOT}.1.${series}.${instance}`,
      StudyDate: '20260102',
      SeriesDate: '20260102',
      ContentDate: '20260102',
      StudyTime: '101500',
      ContentTime: '101530',
      AccessionNumber: 'ACC-17',
      IssuerOfAccessionNumberSequence: [{ LocalNamespaceEntityID: 'HOSPITAL' }],
      Modality: numberOfFrames === undefined ? 'CT' : 'US',
      Manufacturer: 'Invented Scanners',
      ReferringPhysicianName: options.physician ?? 'Referrer^Rita',
      StudyDescription: 'Chest',
      ProcedureCodeSequence: [
        { CodeValue: 'CTCHEST', CodingSchemeDesignator: '99HOSP', CodeMeaning: 'CT of the chest' },
      ],
      TimezoneOffsetFromUTC: options.timezone,
      PatientName: options.patientName ?? 'Fixture^Freda',
      PatientID: 'FIX-001',
      IssuerOfPatientID: 'HOSPITAL',
      PatientBirthDate: '19600203',
      PatientSex: 'F',
      PatientAge: '065Y',
      OtherPatientIDsSequence: [{ PatientID: 'OLD-9', TypeOfPatientID: 'TEXT' }],
      StudyInstanceUID: `${ROOT}.1`,
      SeriesInstanceUID: `${ROOT}.1.${series}`,
      StudyID: 'S17',
      SeriesNumber: series,
      InstanceNumber: instance,
      ImagePositionPatient: [-100, -120, instance * 2.5],
      ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
      FrameOfReferenceUID: `${ROOT}.1.100`,
      NumberOfFrames: numberOfFrames,
      Rows: 512,
      Columns: 512,
      PixelSpacing: [0.703125, 0.703125],
      SliceThickness: 2.5,
    },
    options.characterSet === undefined ? {} : { characterSet: options.characterSet },
  );
}
