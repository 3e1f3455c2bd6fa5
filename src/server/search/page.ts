import type { StudySearchAnswer } from '../../contract/index.ts';
import type { DicomDataset } from '../pacs/index.ts';

/** Rows as the PACS gave them, with what may be said about them. */
export type Page = Pick<StudySearchAnswer, 'total' | 'hasMore' | 'sortedOverAll'> & {
  readonly datasets: DicomDataset[];
};
