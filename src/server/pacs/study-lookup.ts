import { isRestricted, type RestrictionPolicy } from '../../core/access/index.ts';
import type { PatientIdentity } from '../audit/patient-refs.ts';
import { textOf, textsOf, type DicomDataset, type Keyword } from './dicom-json.ts';
import { including, qido } from './qido.ts';
import type { PacsUpstream } from './upstream.ts';

export interface StudyFacts extends PatientIdentity {
  readonly studyInstanceUID: string;
  readonly isRestricted: boolean;
}

/** What must be known of a study before it may be opened. Undefined when the PACS does not have it. */
export async function lookUpStudy(
  pacs: PacsUpstream,
  policy: RestrictionPolicy,
  studyInstanceUID: string,
): Promise<StudyFacts | undefined> {
  const fields: Keyword[] = ['PatientID', ...restrictionFields(policy)];
  const { datasets } = await qido(pacs, '/studies', [['StudyInstanceUID', studyInstanceUID], ...including(fields)]);
  // An origin that ignores keys it does not know would answer with other studies: look, do not trust.
  const dataset = datasets.find((candidate) => textOf(candidate, 'StudyInstanceUID') === studyInstanceUID);
  if (dataset === undefined) return undefined;
  const departments = policy.departments.length === 0 ? [] : await departmentsOf(pacs, studyInstanceUID);
  return {
    studyInstanceUID,
    patientID: textOf(dataset, 'PatientID'),
    issuerOfPatientID: textOf(dataset, 'IssuerOfPatientID'),
    isRestricted: isRestrictedDataset(policy, dataset, departments),
  };
}

/** The attributes that the site's policy looks at: naming more would make some archives open every file. */
export function restrictionFields(policy: RestrictionPolicy): Keyword[] {
  return [
    'IssuerOfPatientID',
    ...(policy.confidentialityCodes.length > 0 ? (['ConfidentialityCode'] as const) : []),
    ...(policy.departments.length > 0 ? (['InstitutionalDepartmentName'] as const) : []),
  ];
}

export function isRestrictedDataset(
  policy: RestrictionPolicy,
  dataset: DicomDataset,
  moreDepartments: readonly string[] = [],
): boolean {
  return isRestricted(policy, {
    patientID: textOf(dataset, 'PatientID'),
    issuerOfPatientID: textOf(dataset, 'IssuerOfPatientID'),
    confidentialityCodes: textsOf(dataset, 'ConfidentialityCode'),
    departments: [...textsOf(dataset, 'InstitutionalDepartmentName'), ...moreDepartments],
  });
}

/** (0008,1040) belongs to the equipment, so to each series (PS3.3 C.7.5.1); not every origin lifts it to the study. */
async function departmentsOf(pacs: PacsUpstream, studyInstanceUID: string): Promise<string[]> {
  const series = await qido(pacs, `/studies/${studyInstanceUID}/series`, including(['InstitutionalDepartmentName']));
  return series.datasets.flatMap((dataset) => textsOf(dataset, 'InstitutionalDepartmentName'));
}
