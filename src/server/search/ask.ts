import { including, qido, restrictionFields, textOf, type DicomDataset, type QidoParameters } from '../pacs/index.ts';
import type { Services } from '../services.ts';
import { ROW_FIELDS } from './study-rows.ts';
import type { StudyQuery } from './terms.ts';

/** One study search with every field a row is made of, and those the restriction policy looks at. */
export function askStudies(
  services: Services,
  query: QidoParameters,
  more: QidoParameters,
): Promise<{ datasets: DicomDataset[]; total: number | undefined }> {
  const fields = [...new Set([...ROW_FIELDS, ...restrictionFields(services.policy)])];
  return qido(services.pacs, '/studies', [...query, ...including(fields), ...more]);
}

/** The matches, when there are no more than `most`; otherwise that many of them, in no order. */
export async function fetchMatches(
  services: Services,
  query: StudyQuery,
  most: number,
): Promise<{ datasets: DicomDataset[]; isAll: boolean }> {
  const limit: QidoParameters = [['limit', String(most + 1)]];
  const answers = await Promise.all(query.queries.map((one) => askStudies(services, one, limit)));
  return {
    isAll: answers.every((answer) => answer.datasets.length <= most),
    datasets: unique(answers.flatMap((answer) => answer.datasets.slice(0, most))).filter(query.matches),
  };
}

/** A study with CT and MR is found by both queries and is still one study. */
function unique(datasets: readonly DicomDataset[]): DicomDataset[] {
  return [...new Map(datasets.map((dataset) => [textOf(dataset, 'StudyInstanceUID'), dataset])).values()];
}
