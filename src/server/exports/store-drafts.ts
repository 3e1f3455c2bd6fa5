import type { ExportRecord, ExportRelease } from '../../core/export/record/index.ts';
import type { Draft } from '../audit/recorder.ts';
import type { Person } from '../session/index.ts';

/** The intent, before the first byte goes on to an archive. */
export function beginOfStoreDraft(record: ExportRecord, { releaseId, facts }: ExportRelease, who: Person): Draft {
  const { exportId, terms } = record;
  const counts = { instances: facts.counts.instances };
  const about = {
    exportId,
    releaseId,
    destinationCode: terms.destinationCode,
    manifestSha256: facts.manifestSha256,
    counts,
  };
  return { action: 'export-store-begun', outcome: 'success', who, purpose: 'HRESCH', export: about };
}

/** The outcome, as the gateway itself counted it; nothing where nothing was sent on. `reason`: it did not come to its end. */
export function endOfStoreDrafts(
  { exportId, terms }: ExportRecord,
  { releaseId, facts, stored }: ExportRelease,
  who: Person | null,
  reason?: string,
): readonly Draft[] {
  if (stored === undefined) return [];
  const about = {
    exportId,
    releaseId,
    destinationCode: terms.destinationCode,
    manifestSha256: facts.manifestSha256,
    counts: { ...stored },
  };
  const outcome = reason === undefined ? 'success' : 'failure';
  const why = reason === undefined ? {} : { reason };
  return [{ action: 'export-store-ended', outcome, ...why, who, purpose: 'HRESCH', export: about }];
}
