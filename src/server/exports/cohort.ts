import type { Purpose } from '../../core/access/index.ts';
import { MOST_STUDIES, type ExportRecord } from '../../core/export/record/index.ts';
import { Refusal } from '../problems.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import { recordOf } from './change-export.ts';
import { isOwner } from './export-answer.ts';
import { sha256Of } from './policy.ts';

/** How a study stands in the record: by itself it says nothing, and in another export it is another. */
function nameIn(exportId: string, studyInstanceUID: string): string {
  return sha256Of(`${exportId} ${studyInstanceUID}`);
}

/** More studies for an export whose batch was not named yet: what was looked at must not grow afterwards. */
export function withStudies(record: ExportRecord, studyInstanceUIDs: readonly string[]): ExportRecord {
  if (record.batch !== undefined) throw new Refusal('export-batch-changed');
  const names = studyInstanceUIDs.map((uid) => nameIn(record.exportId, uid));
  const cohort = [...new Set([...(record.cohort ?? []), ...names])];
  if (cohort.length > MOST_STUDIES) throw new Refusal('export-too-large');
  return { ...record, cohort };
}

/** Asked at every opening for research: an export that has ended, or is somebody else's, opens nothing. */
export async function belongsToOpenExport(
  services: Services,
  asked: { person: Person; studyInstanceUID: string; purpose: Purpose; exportId?: string | undefined },
): Promise<boolean> {
  const { person, studyInstanceUID, purpose, exportId } = asked;
  if (purpose !== 'HRESCH' || exportId === undefined || !services.config.exports.isEnabled) return false;
  const found = await services.store.findExport(exportId);
  if (found === undefined) return false;
  const record = recordOf(found);
  const isOver = record.endedAtMs !== undefined || record.endsAtMs <= services.clock();
  return !isOver && takesPart(record, person) && record.cohort?.includes(nameIn(exportId, studyInstanceUID)) === true;
}

/** Asked at every opening, too: the rules of the moment decide. */
export function isForDeidentifiedViewing(
  { config }: Pick<Services, 'config'>,
  { purpose, viewing }: { purpose: Purpose; viewing?: 'deidentified' | undefined },
): boolean {
  const { isEnabled, deidentifiedViewing } = config.exports;
  return purpose === 'HRESCH' && viewing === 'deidentified' && isEnabled && deidentifiedViewing;
}

/** The second reviewer makes the same bytes again, to look at them. */
function takesPart(record: ExportRecord, person: Person): boolean {
  return isOwner(record, person) || record.reviewers.some((one) => one.sub === person.sub && one.sid === person.sid);
}
