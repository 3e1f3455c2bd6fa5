import { exportRecordSchema, type ExportFault, type ExportRecord } from '../../core/export/record/index.ts';
import type { Circumstances, Draft } from '../audit/recorder.ts';
import { Refusal } from '../problems.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import { StoreUnavailable, type Receipt, type StoredExport } from '../store/index.ts';
import { isOwner } from './export-answer.ts';

/** What a step makes of an export: the new state and what the log says about it, or why it is refused. */
export type Step = (record: ExportRecord) => { readonly record: ExportRecord; readonly drafts: readonly Draft[] };

export interface Changed {
  readonly record: ExportRecord;
  readonly receipt: Receipt;
}

/** Two people may press a button in the same moment; that they do so again and again does not happen. */
const MOST_TRIES = 4;

export async function putNewExport(
  services: Services,
  record: ExportRecord,
  drafts: readonly Draft[],
  circumstances: Circumstances,
): Promise<Changed> {
  return receiptOf(record, await write(services, storedOf(record, 1), drafts, circumstances));
}

/** State and log move together or not at all; against a state that changed meanwhile the step is judged anew. */
export async function changeExport(
  services: Services,
  exportId: string,
  circumstances: Circumstances,
  step: Step,
): Promise<Changed> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const found = await services.store.findExport(exportId);
    if (found === undefined) throw new Refusal('export-unknown');
    const { record, drafts } = step(recordOf(found));
    const receipts = await write(services, storedOf(record, found.version + 1), drafts, circumstances);
    if (receipts !== undefined) return receiptOf(record, receipts);
  }
  throw new Refusal('export-changed-meanwhile');
}

/** How far a release is: a number that the log tells when it is at its end. */
export async function putProgress(
  services: Services,
  exportId: string,
  step: (record: ExportRecord) => ExportRecord,
): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const found = await services.store.findExport(exportId);
    if (found === undefined) throw new Refusal('export-unknown');
    const changed = storedOf(step(recordOf(found)), found.version + 1);
    if ((await services.store.changeExport(changed, [])) !== undefined) return;
  }
  throw new Refusal('export-changed-meanwhile');
}

function write(
  services: Services,
  stored: StoredExport,
  drafts: readonly Draft[],
  circumstances: Circumstances,
): Promise<Receipt[] | undefined> {
  return services.recorder.recordChange(drafts, circumstances, (events) => services.store.changeExport(stored, events));
}

function receiptOf(record: ExportRecord, receipts: readonly Receipt[] | undefined): Changed {
  const receipt = receipts?.at(-1);
  if (receipt === undefined) throw new Refusal('audit-unavailable');
  return { record, receipt };
}

export function recordOf(stored: StoredExport): ExportRecord {
  const record = exportRecordSchema.safeParse(JSON.parse(stored.record));
  if (record.success) return record.data;
  throw new StoreUnavailable('an export is not stored in its form');
}

function storedOf(record: ExportRecord, version: number): StoredExport {
  const { exportId, owner, openedAtMs, endedAtMs } = record;
  const text = JSON.stringify(record);
  const last = record.releases.at(-1);
  // When the clock has to look at it next.
  const endsAtMs = last?.state === 'permitted' ? Math.min(last.endsAtMs, record.endsAtMs) : record.endsAtMs;
  const isOpen = endedAtMs === undefined;
  return { exportId, sub: owner.sub, sid: owner.sid, version, openedAtMs, endsAtMs, isOpen, record: text };
}

/** Anybody else's export does not exist. */
export function assertVisible(record: ExportRecord, person: Person): void {
  const { sub, sid } = person;
  const isReviewer = record.reviewers.some((one) => one.sub === sub && one.sid === sid);
  if (!isReviewer && !isOwner(record, person)) throw new Refusal('export-unknown');
}

export function refuseFault(fault: ExportFault | undefined): void {
  if (fault !== undefined) throw new Refusal(fault);
}
