import deidWorkerUrl from '../workers/export/deid.worker.ts?worker&url';
import storeWorkerUrl from '../workers/export/store.worker.ts?worker&url';
import { createDeidPool } from '../workers/export/pool.ts';
import type { DeidPool, RunSettings } from '../workers/export/protocol.ts';

export function startDeidPool(settings: RunSettings, width: number): Promise<DeidPool> {
  const starts = {
    deid: () => new Worker(deidWorkerUrl, { type: 'module', name: 'de-identification' }),
    store: () => new Worker(storeWorkerUrl, { type: 'module', name: 'sealed files' }),
  };
  return createDeidPool(starts, settings, width);
}
