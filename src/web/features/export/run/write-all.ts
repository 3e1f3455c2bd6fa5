import type { DeidPool, Written } from '../../../workers/export/protocol.ts';
import { eachOf, type Gate } from './gate.ts';
import { inPlace, type Entry } from './run-entries.ts';
import { count, type RunStore } from './run-state.ts';

const MOST_WORKERS = 8;

/** As many workers as processors: the page itself does little while they work, it hands on what comes. */
export function poolWidth(): number {
  return Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency));
}

export interface Writing {
  readonly entries: readonly Entry[];
  readonly pool: DeidPool;
  readonly gate: Gate;
  readonly store: RunStore;
  readonly isResumed: boolean;
  readonly untilDone: <T>(work: () => Promise<T>) => Promise<T>;
}

/** The second half of a run: everything was learned, so each input can be made anew. */
export async function writeAll({ entries, pool, gate, store, isResumed, untilDone }: Writing): Promise<void> {
  const waiting = inPlace(entries).filter(({ taken }) => taken !== undefined);
  await eachOf(waiting, pool.width + 1, gate, async (entry) => {
    const { taken } = entry;
    if (taken === undefined) return;
    // Finished files exist only after all inputs were taken: what an earlier page finished was made of the same knowledge.
    const before = isResumed ? await pool.recall(entry.ticket) : undefined;
    const result = before ?? (await untilDone((): Promise<Written> => pool.write(taken)));
    if (result.kind === 'written') {
      entry.written = result;
      count(store, entry.study, { written: 1 });
    } else {
      entry.refused = { code: result.code, where: result.where };
      count(store, entry.study, { refused: 1, taken: -1 });
    }
  });
}
