import type { Circumstances, Draft } from '../audit/recorder.ts';
import { Refusal } from '../problems.ts';
import type { Services } from '../services.ts';
import type { Receipt } from '../store/index.ts';
import { runRecordSchema, type RunRecord } from './run-record.ts';

const TRIES = 4;

/** The run, changed together with its events. `change` may be asked again when somebody else was quicker. */
export async function changeRun(
  services: Services,
  runUID: string,
  circumstances: Circumstances,
  change: (record: RunRecord) => { readonly record: RunRecord; readonly drafts: readonly Draft[] },
): Promise<Receipt> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const found = await services.store.findModelState('run', runUID);
    if (found === undefined) throw new Refusal('ai-run-unknown');
    const { record, drafts } = change(runRecordSchema.parse(JSON.parse(found.record)));
    const next = { ...found, version: found.version + 1, record: JSON.stringify(record) };
    const receipts = await services.recorder.recordChange(drafts, circumstances, (events) =>
      services.store.changeModelState(next, events),
    );
    const last = receipts?.at(-1);
    if (last !== undefined) return last;
  }
  throw new Refusal('ai-changed-meanwhile');
}
