import type { SortKey, StudyRow } from '../../contract/index.ts';
import { countOf, isRestrictedDataset, textOf, textsOf, type DicomDataset, type Keyword } from '../pacs/index.ts';
import type { Services } from '../services.ts';
import { maskedDescription } from './masked-description.ts';
import type { Person } from '../session/index.ts';

/** The fields a worklist row is made of. */
export const ROW_FIELDS: readonly Keyword[] = [
  'StudyDate',
  'StudyTime',
  'AccessionNumber',
  'ModalitiesInStudy',
  'StudyDescription',
  'PatientName',
  'PatientID',
  'PatientBirthDate',
  'PatientSex',
  'NumberOfStudyRelatedSeries',
  'NumberOfStudyRelatedInstances',
];

/** One dataset as a row; what this person may not see is `null` before it leaves the gateway. */
export function toRow(services: Services, person: Person, dataset: DicomDataset, masked: boolean): StudyRow {
  const restricted = isRestrictedDataset(services.policy, dataset);
  const hidden = masked || restricted;
  const identity = (keyword: Keyword): string | null => (hidden ? null : textOf(dataset, keyword));
  return {
    handle: services.handles.handleOf(person.sid, textOf(dataset, 'StudyInstanceUID')),
    restricted,
    patientName: identity('PatientName'),
    patientID: identity('PatientID'),
    patientBirthDate: identity('PatientBirthDate'),
    patientSex: identity('PatientSex'),
    accessionNumber: identity('AccessionNumber'),
    studyDate: textOf(dataset, 'StudyDate'),
    studyTime: textOf(dataset, 'StudyTime'),
    modalities: textsOf(dataset, 'ModalitiesInStudy'),
    studyDescription: descriptionOf(services, dataset, masked),
    seriesCount: countOf(dataset, 'NumberOfStudyRelatedSeries'),
    instanceCount: countOf(dataset, 'NumberOfStudyRelatedInstances'),
  };
}

/** `null`: nothing of it is shown. */
export function descriptionOf(services: Services, dataset: DicomDataset, masked: boolean): string | null {
  if (isRestrictedDataset(services.policy, dataset)) return null;
  const description = textOf(dataset, 'StudyDescription');
  return masked ? maskedDescription(description, textOf(dataset, 'PatientName')) : description;
}

/** The attribute behind each column. */
export const SORT_KEYWORD: Record<SortKey, Keyword> = {
  patientName: 'PatientName',
  patientID: 'PatientID',
  accessionNumber: 'AccessionNumber',
  studyDate: 'StudyDate',
  modality: 'ModalitiesInStudy',
  studyDescription: 'StudyDescription',
  instances: 'NumberOfStudyRelatedInstances',
};

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** A total order: equal keys follow by date, newest first, then by UID, so that pages neither repeat nor lose a row. */
export function sortDatasets(
  datasets: readonly DicomDataset[],
  sort: { key: SortKey; direction: 'ascending' | 'descending' },
): DicomDataset[] {
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const when = (dataset: DicomDataset): string => textOf(dataset, 'StudyDate') + textOf(dataset, 'StudyTime');
  const keyOf = (dataset: DicomDataset): string =>
    sort.key === 'studyDate' ? when(dataset) : textsOf(dataset, SORT_KEYWORD[sort.key]).join('\\');
  return datasets
    .map((dataset) => ({ dataset, key: keyOf(dataset), when: when(dataset) }))
    .sort(
      (a, b) =>
        sign * collator.compare(a.key, b.key) ||
        (a.when < b.when ? 1 : a.when > b.when ? -1 : 0) ||
        (textOf(a.dataset, 'StudyInstanceUID') < textOf(b.dataset, 'StudyInstanceUID') ? -1 : 1),
    )
    .map(({ dataset }) => dataset);
}
