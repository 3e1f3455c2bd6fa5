// Patient and study of everything that is written come from the source instance, byte by byte: a result that ends up with
// another patient is the worst thing this module could do.
import { Dataset, type Element, text, uid, withItems } from '../../dicom/index.ts';
import { SrError } from '../errors.ts';

// PS3.3 C.7.1.1, C.7.2.1, C.7.2.2, C.7.1.3, C.7.2.3, without retired attributes.
const COPIED = [
  'SpecificCharacterSet', 'TimezoneOffsetFromUTC', 'InstanceOriginStatus',
  'PatientName', 'PatientID', 'IssuerOfPatientID', 'TypeOfPatientID', 'IssuerOfPatientIDQualifiersSequence',
  'SourcePatientGroupIdentificationSequence', 'GroupOfPatientsIdentificationSequence', 'PatientBirthDate', 'PatientBirthTime',
  'PatientBirthDateInAlternativeCalendar', 'PatientDeathDateInAlternativeCalendar', 'PatientAlternativeCalendar', 'PatientSex',
  'QualityControlSubject', 'ReferencedPatientSequence', 'OtherPatientIDsSequence', 'OtherPatientNames', 'EthnicGroup',
  'PatientComments', 'PatientSpeciesDescription', 'PatientSpeciesCodeSequence', 'PatientBreedDescription',
  'PatientBreedCodeSequence', 'BreedRegistrationSequence', 'ResponsiblePerson', 'ResponsiblePersonRole',
  'ResponsibleOrganization', 'PatientIdentityRemoved', 'DeidentificationMethod', 'DeidentificationMethodCodeSequence',
  'LongitudinalTemporalInformationModified', 'LongitudinalTemporalOffsetFromEvent', 'LongitudinalTemporalEventType',
  'StudyInstanceUID', 'StudyDate', 'StudyTime', 'StudyID', 'StudyDescription', 'AccessionNumber', 'IssuerOfAccessionNumberSequence',
  'ReferringPhysicianName', 'ReferringPhysicianIdentificationSequence', 'ConsultingPhysicianName', 'PhysiciansOfRecord',
  'NameOfPhysiciansReadingStudy', 'RequestingService', 'ReferencedStudySequence', 'ProcedureCodeSequence',
  'AdmittingDiagnosesDescription', 'AdmissionID', 'IssuerOfAdmissionIDSequence', 'PatientAge', 'PatientSize', 'PatientWeight',
  'PregnancyStatus', 'PatientSexNeutered', 'MedicalAlerts', 'Allergies', 'SmokingStatus', 'AdditionalPatientHistory', 'Occupation',
  'ClinicalTrialSponsorName', 'ClinicalTrialProtocolID', 'ClinicalTrialProtocolName', 'ClinicalTrialSiteID', 'ClinicalTrialSiteName',
  'ClinicalTrialSubjectID', 'ClinicalTrialSubjectReadingID', 'ClinicalTrialTimePointID', 'ClinicalTrialTimePointDescription',
] as const; // prettier-ignore

/** Copies of the elements that say whose data this is, in the character set of the source. */
export function patientAndStudyOf(source: Dataset): Dataset {
  if (uid(source, 'StudyInstanceUID') === undefined)
    throw new SrError('no-study', 'the source instance has no Study Instance UID');
  const copy = new Dataset();
  for (const keyword of COPIED) {
    const element = source.get(keyword);
    if (element !== undefined) copy.set(cloned(element));
  }
  return copy;
}

/** Items know the data set around them, so they cannot be in two. */
function cloned(element: Element): Element {
  if (element.items === undefined) return element;
  return withItems(
    element,
    element.items.map((item) => {
      const copy = new Dataset();
      for (const inner of item) copy.set(cloned(inner));
      return copy;
    }),
  );
}

/** What tells one patient, and one study, from another. */
export interface Identity {
  readonly patientID: string | undefined;
  readonly issuerOfPatientID: string | undefined;
  readonly studyInstanceUID: string | undefined;
}

export function identityOf(dataset: Dataset): Identity {
  return {
    patientID: text(dataset, 'PatientID'),
    issuerOfPatientID: text(dataset, 'IssuerOfPatientID'),
    studyInstanceUID: uid(dataset, 'StudyInstanceUID'),
  };
}

/** Throws `patient-mismatch` or `study-mismatch`. */
export function checkSameStudy(a: Identity, b: Identity): void {
  if (a.patientID !== b.patientID || a.issuerOfPatientID !== b.issuerOfPatientID)
    throw new SrError('patient-mismatch', 'the instances are not of one patient');
  if (a.studyInstanceUID !== b.studyInstanceUID)
    throw new SrError('study-mismatch', 'the instances are not of one study');
}
