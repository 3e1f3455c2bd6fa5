import type { StudyRow } from '../../../../contract/index.ts';
import type { FileSource } from '../../../workers/export/file-source.ts';

/** A study of the archive. Identity fields of the row are null for roles that may not see them; nothing here fills them in. */
export interface ArchiveStudy {
  readonly kind: 'archive';
  readonly row: StudyRow;
  /** Where another person named the study: handles belong to one sign-in. */
  readonly studyInstanceUID?: string;
}

/** A file that the person dropped, or one entry of a ZIP archive. The name may name a patient: it is shown to nobody who is masked. */
export interface LocalFile {
  readonly kind: 'file';
  readonly name: string;
  readonly byteLength: number;
  /** Known beforehand: it will be refused with this code. */
  readonly fault?: string | undefined;
  /** Where it lies: workers read it when it is needed, and memory does not grow with the cohort. */
  readonly source: FileSource;
}

export interface ChosenCohort {
  readonly studies: readonly ArchiveStudy[];
  readonly files: readonly LocalFile[];
}

export const NO_COHORT: ChosenCohort = { studies: [], files: [] };

export function isEmptyCohort({ studies, files }: ChosenCohort): boolean {
  return studies.length === 0 && files.length === 0;
}
