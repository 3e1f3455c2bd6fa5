import type { ExportLookup, StudyRow } from '../../../../contract/index.ts';
import type { ExportsApi } from '../../../services/index.ts';

export interface Found {
  readonly rows: readonly StudyRow[];
  /** Numbers without a study that may leave. */
  readonly missing: number;
}

/** As many as the gateway takes at once. */
const AT_ONCE = 50;

export async function lookUpAll(
  exports: Pick<ExportsApi, 'lookUp'>,
  { accessionNumbers, studyInstanceUIDs }: { [K in keyof ExportLookup]: readonly string[] },
  onProgress: (done: number, of: number) => void,
): Promise<Found> {
  const parts: ExportLookup[] = [
    ...inParts(accessionNumbers).map((part) => ({ accessionNumbers: part, studyInstanceUIDs: [] })),
    ...inParts(studyInstanceUIDs).map((part) => ({ accessionNumbers: [], studyInstanceUIDs: part })),
  ];
  const of = accessionNumbers.length + studyInstanceUIDs.length;
  const rows = new Map<string, StudyRow>();
  let [missing, done] = [0, 0];
  for (const part of parts) {
    onProgress(done, of);
    const answer = await exports.lookUp(part);
    for (const row of answer.rows) rows.set(row.handle, row);
    missing += answer.missing;
    done += part.accessionNumbers.length + part.studyInstanceUIDs.length;
  }
  return { rows: [...rows.values()], missing };
}

function inParts(numbers: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(numbers.length / AT_ONCE) }, (_, at) =>
    numbers.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
}
