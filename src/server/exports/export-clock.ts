import { randomUUID } from 'node:crypto';
import { withReleaseState, type ExportRecord } from '../../core/export/record/index.ts';
import type { Draft } from '../audit/recorder.ts';
import { describeError } from '../log.ts';
import { Refusal } from '../problems.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import { changeExport } from './change-export.ts';
import { endOfReleaseFacts } from './export-facts.ts';
import { endOfStoreDrafts } from './store-drafts.ts';

const EVERY_MS = 30_000;
const MOST_AT_ONCE = 100;

/** Ends exports whose time is over: a permission that nobody used up is declared void, so that the log has no loose end. */
export function startExportClock(services: Services): { stop(): void } {
  const tick = async (): Promise<void> => {
    const nowMs = services.clock();
    for (const { exportId } of await services.store.findExports({ dueAtMs: nowMs }, MOST_AT_ONCE)) {
      const circumstances = { remoteAddress: null, correlationId: randomUUID() };
      await changeExport(services, exportId, circumstances, (record) => {
        // Another copy of the gateway was quicker.
        if (record.endedAtMs !== undefined) throw new Refusal('export-ended');
        return timeRanOut(record, nowMs);
      }).catch((error: unknown) => {
        if (!(error instanceof Refusal) || error.code !== 'export-ended') throw error;
      });
    }
  };
  const timer = setInterval(() => {
    // Detached: what fails here is tried again with the next tick.
    tick().catch((error: unknown) => {
      services.log({ level: 'error', event: 'export-clock-failed', ...describeError(error) });
    });
  }, EVERY_MS).unref();
  return { stop: () => clearInterval(timer) };
}

/** Void what is permitted and was not completed; with the export itself where that is over too. */
function timeRanOut(record: ExportRecord, nowMs: number): { record: ExportRecord; drafts: readonly Draft[] } {
  const ending = { who: null, reason: 'time-ran-out', nowMs };
  if (record.endsAtMs <= nowMs) return ended(record, ending);
  const drafts = voidedDrafts(record, ending);
  // Somebody completed or declared it void meanwhile.
  if (drafts.length === 0) throw new Refusal('export-ended');
  return { record: withReleaseState(record, 'void'), drafts };
}

interface Ending {
  readonly who: Person | null;
  readonly reason: string;
  readonly nowMs: number;
}

export function ended(record: ExportRecord, ending: Ending): { record: ExportRecord; drafts: readonly Draft[] } {
  const { who, reason, nowMs } = ending;
  const voided = voidedDrafts(record, ending);
  const draft = { action: 'export-ended', outcome: 'success', who, purpose: 'HRESCH', reason } as const;
  return {
    record: { ...(voided.length > 0 ? withReleaseState(record, 'void') : record), endedAtMs: nowMs },
    drafts: [...voided, { ...draft, export: { exportId: record.exportId } }],
  };
}

function voidedDrafts(record: ExportRecord, { who, reason }: Ending): readonly Draft[] {
  const open = record.releases.at(-1);
  if (open?.state !== 'permitted') return [];
  const about = { outcome: 'success', who, purpose: 'HRESCH', reason } as const;
  const voided = { ...about, action: 'export-voided', export: endOfReleaseFacts(record, open) } as const;
  return [...endOfStoreDrafts(record, open, who, reason), voided];
}
