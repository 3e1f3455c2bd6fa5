// What every object of the demo has in common: patient, study, series, equipment, and how it becomes a file.
import { buildDataset, makeFile, TRANSFER_SYNTAX, writeDicom, type Attributes } from '../../core/dicom/index.ts';
import { HOSPITAL, type Patient } from './identities.ts';
import { uidFor } from './uid.ts';

export type DemoInstance = { readonly label: string; readonly bytes: Uint8Array };

export type Study = {
  /** Names the study in UIDs and on the command line; never shown. */
  readonly key: string;
  readonly patient: Patient;
  readonly date: string;
  readonly time: string;
  readonly description: string;
  readonly accessionNumber: string;
  readonly referringPhysician: string;
};

export type Equipment = {
  readonly manufacturer: string;
  readonly model: string;
  readonly station: string;
  readonly softwareVersions: string;
  readonly serialNumber: string;
};

export type Series = {
  readonly study: Study;
  readonly key: string;
  readonly number: number;
  readonly modality: string;
  readonly description: string;
  readonly equipment: Equipment;
  /** Seconds after the beginning of the study. */
  readonly startSeconds: number;
  readonly frameOfReference?: string;
};

export function studyInstanceUIDOf(study: Study): string {
  return uidFor(`study ${study.key}`);
}

export function seriesInstanceUIDOf(series: Series): string {
  return uidFor(`series ${series.study.key} ${series.key}`);
}

export function sopInstanceUIDOf(series: Series, instanceNumber: number): string {
  return uidFor(`instance ${series.study.key} ${series.key} ${instanceNumber}`);
}

export function frameOfReferenceUIDOf(name: string): string {
  return uidFor(`frame of reference ${name}`);
}

/** A time of day some seconds after the study began, as TM. */
export function timeAfter(study: Study, seconds: number): string {
  const { time } = study;
  const start = Number(time.slice(0, 2)) * 3600 + Number(time.slice(2, 4)) * 60 + Number(time.slice(4, 6));
  const total = Math.round(start + seconds);
  const two = (v: number): string => String(v).padStart(2, '0');
  return two(Math.floor(total / 3600)) + two(Math.floor(total / 60) % 60) + two(total % 60);
}

export function ageAt(birthDate: string, date: string): string {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (date.slice(4) < birthDate.slice(4) ? 1 : 0);
  return `${String(years).padStart(3, '0')}Y`;
}

/** Patient, General Study, General Series, Equipment and SOP Common modules. */
export function commonAttributes(series: Series, sopClassUID: string, instanceNumber: number): Attributes {
  const { study, equipment } = series;
  const { patient } = study;
  const seriesTime = timeAfter(study, series.startSeconds);
  return {
    SOPClassUID: sopClassUID,
    SOPInstanceUID: sopInstanceUIDOf(series, instanceNumber),
    InstanceCreationDate: study.date,
    InstanceCreationTime: seriesTime,
    StudyDate: study.date,
    StudyTime: study.time,
    SeriesDate: study.date,
    SeriesTime: seriesTime,
    AccessionNumber: study.accessionNumber,
    Modality: series.modality,
    Manufacturer: equipment.manufacturer,
    ManufacturerModelName: equipment.model,
    StationName: equipment.station,
    SoftwareVersions: equipment.softwareVersions,
    DeviceSerialNumber: equipment.serialNumber,
    InstitutionName: HOSPITAL,
    ReferringPhysicianName: study.referringPhysician,
    StudyDescription: study.description,
    SeriesDescription: series.description,
    PatientName: patient.name,
    PatientID: patient.patientID,
    PatientBirthDate: patient.birthDate,
    PatientSex: patient.sex,
    PatientAge: ageAt(patient.birthDate, study.date),
    PatientSize: patient.sizeMetres,
    PatientWeight: patient.weightKg,
    StudyInstanceUID: studyInstanceUIDOf(study),
    SeriesInstanceUID: seriesInstanceUIDOf(series),
    StudyID: study.accessionNumber.slice(-6),
    SeriesNumber: series.number,
    InstanceNumber: instanceNumber,
    ...(series.frameOfReference === undefined
      ? {}
      : { FrameOfReferenceUID: frameOfReferenceUIDOf(series.frameOfReference), PositionReferenceIndicator: null }),
  };
}

/** A Part 10 file; texts in the character set of the patient's name. */
export function part10(
  study: Study,
  attributes: Attributes,
  transferSyntaxUID: string = TRANSFER_SYNTAX.explicitLittle,
): Uint8Array {
  const { characterSet } = study.patient;
  return writeDicom(
    makeFile(buildDataset(attributes, characterSet === undefined ? {} : { characterSet }), transferSyntaxUID),
  );
}

export function bytesOfPixels(pixels: Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer>): Uint8Array {
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
}

export type Code = readonly [value: string, scheme: string, meaning: string];

export function code([value, scheme, meaning]: Code): Attributes {
  return { CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning };
}
