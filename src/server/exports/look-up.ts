import type { ExportLookup, StudyRow } from '../../contract/index.ts';
import type { DicomDataset, QidoParameters } from '../pacs/index.ts';
import { askStudies } from '../search/ask.ts';
import { assertMaySearch } from '../search/search-studies.ts';
import { toRow } from '../search/study-rows.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';

/** The archive is asked for one number at a time, and by so many questions at once. */
const AT_ONCE = 4;
/** A number that names more studies than this is no number. */
const MOST_FOR_ONE = 20;

export interface LookedUp {
  readonly rows: StudyRow[];
  readonly missing: number;
}

/**
 * For people who have the numbers of a cohort and may not see whose they are: rows are masked as in the worklist, and
 * restricted patients are as good as not there, or a number would tell whose study it is.
 */
export async function lookUp(services: Services, person: Person, asked: ExportLookup): Promise<LookedUp> {
  const masked = assertMaySearch(person);
  const queries: QidoParameters[] = [
    ...asked.accessionNumbers.map((number): QidoParameters => [['AccessionNumber', number]]),
    ...asked.studyInstanceUIDs.map((uid): QidoParameters => [['StudyInstanceUID', uid]]),
  ];
  const found: DicomDataset[][] = [];
  for (let at = 0; at < queries.length; at += AT_ONCE) {
    const answers = queries
      .slice(at, at + AT_ONCE)
      .map((query) => askStudies(services, query, [['limit', String(MOST_FOR_ONE)]]));
    for (const { datasets } of await Promise.all(answers)) found.push(datasets);
  }
  const rows = new Map<string, StudyRow>();
  let missing = 0;
  for (const datasets of found) {
    const usable = datasets
      .map((dataset) => toRow(services, person, dataset, masked))
      .filter(({ restricted }) => !restricted);
    if (usable.length === 0) missing += 1;
    for (const row of usable) rows.set(row.handle, row);
  }
  return { rows: [...rows.values()], missing };
}
