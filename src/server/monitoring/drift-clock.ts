import { describeError } from '../log.ts';
import type { Services } from '../services.ts';
import { monitorModels } from './monitor-models.ts';

const EVERY_MS = 60 * 60_000;
/** The last week, and a month before it to compare with. */
const DAYS = 37;

/** Says drift in the operator's log, each hour while it lasts: nobody has to open the page to be told. */
export function startDriftClock(services: Services): { stop(): void } {
  const tick = async (): Promise<void> => {
    const { models } = await monitorModels(services, DAYS);
    for (const { name, drift } of models)
      for (const { of } of drift.findings)
        services.log({ level: 'warning', event: 'model-drift', code: `${name}-${of}` });
  };
  const timer = setInterval(() => {
    // Detached: what fails here is tried again with the next tick.
    tick().catch((error: unknown) => {
      services.log({ level: 'error', event: 'drift-clock-failed', ...describeError(error) });
    });
  }, EVERY_MS).unref();
  return { stop: () => clearInterval(timer) };
}
