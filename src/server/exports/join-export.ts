import { timingSafeEqual } from 'node:crypto';
import { MOST_REVIEWERS, type ExportRecord } from '../../core/export/record/index.ts';
import { Refusal } from '../problems.ts';
import type { Person } from '../session/index.ts';
import { sha256Of } from './policy.ts';
import { assertRunning, type Taken } from './take-step.ts';

/** A wrong code and no export at all get the same answer; a right one in the owner's own hands says why it is no use. */
export function joined(record: ExportRecord, person: Person, code: string, nowMs: number): Taken {
  const { sub, sid, name } = person;
  const isInvited =
    record.invitation !== undefined && timingSafeEqual(Buffer.from(record.invitation), Buffer.from(sha256Of(code)));
  if (!isInvited) throw new Refusal('export-unknown');
  assertRunning(record, nowMs);
  if (record.reviewers.length >= MOST_REVIEWERS) throw new Refusal('export-tried-too-often');
  const isKnown = [record.owner, ...record.reviewers].some((one) => one.sub === sub || one.sid === sid);
  if (isKnown) throw new Refusal('export-same-reviewer');
  const { invitation: _, ...rest } = record;
  return {
    record: { ...rest, reviewers: [...record.reviewers, { sub, sid, name }] },
    action: 'export-reviewer-joined',
    facts: { exportId: record.exportId, reviewers: [{ sub, name }] },
  };
}
