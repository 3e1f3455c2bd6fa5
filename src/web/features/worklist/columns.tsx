import type { ReactNode } from 'react';
import type { SortKey, StudyRow } from '../../../contract/index.ts';
import { presentCount, presentDate, presentName, presentTime } from '../../ui/index.ts';
import { Lock } from './lock.tsx';
import styles from './study-table.module.css';

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly sortKey?: SortKey;
  /** Numbers stand at the right, under each other. */
  readonly numeric?: boolean;
  readonly cell: (row: StudyRow) => ReactNode;
  /** The whole text, on hover, where the column may be too narrow for it. */
  readonly whole?: (row: StudyRow) => string;
}

/** What stands where the archive has no value: said, not left blank, so that nobody waits for it. */
const NONE = (
  <span className={styles.none} aria-label="not given">
    –
  </span>
);

const HIDDEN = 'Hidden in your role';
const NAMELESS = 'No name';

const text = (value: string | null): ReactNode => (value === null || value === '' ? NONE : value);

const COLUMNS: readonly Column[] = [
  {
    key: 'patient',
    title: 'Patient',
    sortKey: 'patientName',
    cell: (row) => <Patient row={row} />,
    whole: (row) => presentName(row.patientName ?? ''),
  },
  {
    key: 'id',
    title: 'ID',
    sortKey: 'patientID',
    cell: (row) => text(row.patientID),
    whole: (row) => row.patientID ?? '',
  },
  {
    key: 'born',
    title: 'Born',
    cell: (row) => (
      <>
        {text(row.patientBirthDate === null ? null : presentDate(row.patientBirthDate))}
        {row.patientSex === null || row.patientSex === '' ? null : ` ${row.patientSex}`}
      </>
    ),
  },
  {
    key: 'date',
    title: 'Date',
    sortKey: 'studyDate',
    cell: (row) => (
      <>
        {text(presentDate(row.studyDate))} <span className={styles.time}>{presentTime(row.studyTime)}</span>
      </>
    ),
  },
  {
    key: 'modality',
    title: 'Mod',
    sortKey: 'modality',
    cell: (row) => text(row.modalities.join(', ')),
    whole: (row) => row.modalities.join(', '),
  },
  {
    key: 'description',
    title: 'Description',
    sortKey: 'studyDescription',
    cell: (row) => text(row.studyDescription),
    whole: (row) => row.studyDescription ?? '',
  },
  {
    key: 'accession',
    title: 'Accession',
    sortKey: 'accessionNumber',
    cell: (row) => text(row.accessionNumber),
    whole: (row) => row.accessionNumber ?? '',
  },
  {
    key: 'images',
    title: 'Images',
    sortKey: 'instances',
    numeric: true,
    cell: (row) => (row.instanceCount === null ? NONE : presentCount(row.instanceCount)),
  },
];

/** In a role that sees no identity its columns would be empty, and an order by name would tell something of it. */
const MASKED_COLUMNS: readonly Column[] = [
  { key: 'patient', title: 'Patient', cell: (row) => <Patient row={row} /> },
  ...COLUMNS.filter(({ key }) => ['date', 'modality', 'description', 'images'].includes(key)),
];

export function columnsFor(masked: boolean): readonly Column[] {
  return masked ? MASKED_COLUMNS : COLUMNS;
}

function Patient({ row }: { readonly row: StudyRow }) {
  if (row.restricted)
    return (
      <>
        <Lock /> Restricted
      </>
    );
  if (row.patientName === null) return <span className={styles.none}>{HIDDEN}</span>;
  // A hostile name can hold marks that turn the reading direction: it is kept apart from what stands beside it.
  return <bdi>{presentName(row.patientName) || NAMELESS}</bdi>;
}

/** For assistive technology: what opening this row opens. */
export function rowInWords(row: StudyRow): string {
  const who = row.restricted
    ? 'Restricted'
    : row.patientName === null
      ? HIDDEN
      : presentName(row.patientName) || NAMELESS;
  const what = [row.modalities.join(' '), row.studyDescription ?? '', presentDate(row.studyDate)];
  return ['Open', who, ...what].filter((part) => part !== '').join(', ');
}
