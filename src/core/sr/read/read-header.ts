import { type Dataset, DicomError, item, sequence, text, uid } from '../../dicom/index.ts';
import { codeIn } from '../content/code.ts';
import { instantOf } from '../document/instant.ts';
import type { Identity } from '../document/patient-study.ts';
import type { DocumentHeader, EvidenceReference, VerifyingObserver } from './structured-report.ts';

/** What the header says; a value that cannot be decoded counts as not said. */
export function readHeader(dataset: Dataset): DocumentHeader {
  const template = item(dataset, 'ContentTemplateSequence');
  return {
    identity: readIdentity(dataset),
    seriesInstanceUID: said(dataset, 'SeriesInstanceUID'),
    sopClassUID: said(dataset, 'SOPClassUID'),
    sopInstanceUID: said(dataset, 'SOPInstanceUID'),
    title: attempt(() => codeIn(dataset, 'ConceptNameCodeSequence')),
    templateIdentifier: template === undefined ? undefined : said(template, 'TemplateIdentifier'),
    completion: said(dataset, 'CompletionFlag'),
    verification: said(dataset, 'VerificationFlag'),
    preliminary: said(dataset, 'PreliminaryFlag'),
    verifyingObservers: sequence(dataset, 'VerifyingObserverSequence').map(readVerifier),
    contentDate: said(dataset, 'ContentDate'),
    contentTime: said(dataset, 'ContentTime'),
    evidence: [
      ...readEvidence(dataset, 'CurrentRequestedProcedureEvidenceSequence'),
      ...readEvidence(dataset, 'PertinentOtherEvidenceSequence'),
    ],
    predecessors: readEvidence(dataset, 'PredecessorDocumentsSequence'),
  };
}

function readIdentity(dataset: Dataset): Identity {
  return {
    patientID: said(dataset, 'PatientID'),
    issuerOfPatientID: said(dataset, 'IssuerOfPatientID'),
    studyInstanceUID: said(dataset, 'StudyInstanceUID'),
  };
}

function readVerifier(observer: Dataset): VerifyingObserver {
  const code = attempt(() => codeIn(observer, 'VerifyingObserverIdentificationCodeSequence'));
  return {
    name: said(observer, 'VerifyingObserverName'),
    login: code?.value,
    organisation: said(observer, 'VerifyingOrganization'),
    at: instantOf(said(observer, 'VerificationDateTime')),
  };
}

function readEvidence(dataset: Dataset, keyword: string): EvidenceReference[] {
  return sequence(dataset, keyword).flatMap((study) =>
    sequence(study, 'ReferencedSeriesSequence').flatMap((series) =>
      sequence(series, 'ReferencedSOPSequence').flatMap((instance) => {
        const studyInstanceUID = uid(study, 'StudyInstanceUID');
        const seriesInstanceUID = uid(series, 'SeriesInstanceUID');
        const sopClassUID = uid(instance, 'ReferencedSOPClassUID');
        const sopInstanceUID = uid(instance, 'ReferencedSOPInstanceUID');
        if (studyInstanceUID === undefined || seriesInstanceUID === undefined) return [];
        if (sopClassUID === undefined || sopInstanceUID === undefined) return [];
        return [{ studyInstanceUID, seriesInstanceUID, sopClassUID, sopInstanceUID }];
      }),
    ),
  );
}

function said(dataset: Dataset, keyword: string): string | undefined {
  return attempt(() => text(dataset, keyword));
}

function attempt<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    return undefined;
  }
}
