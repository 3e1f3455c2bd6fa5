import { z } from 'zod';
import type { ModelSwitch } from '../../contract/index.ts';
import type { Circumstances } from '../audit/recorder.ts';
import { Refusal } from '../problems.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import type { ShelvedModel } from './shelf.ts';

const recordSchema = z.strictObject({ reasonCode: z.string().optional(), atMs: z.int() });

export interface Disabled {
  readonly reasonCode: string;
  readonly atMs: number;
}

export function keyOf({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name}@${version}`;
}

const MOST_SWITCHES = 1000;

/** What is switched off now, by name and version. Asked of the store each time: what another copy switched off counts at once. */
export async function disabledModels({ store }: Pick<Services, 'store'>): Promise<ReadonlyMap<string, Disabled>> {
  const found = await store.findModelStates('switch', 0, MOST_SWITCHES);
  return new Map(
    found.flatMap(({ key, record }) => {
      const { reasonCode, atMs } = recordSchema.parse(JSON.parse(record));
      return reasonCode === undefined ? [] : [[key, { reasonCode, atMs }] as const];
    }),
  );
}

export async function isDisabled(
  { store }: Pick<Services, 'store'>,
  model: { readonly name: string; readonly version: string },
): Promise<boolean> {
  const found = await store.findModelState('switch', keyOf(model));
  return found !== undefined && recordSchema.parse(JSON.parse(found.record)).reasonCode !== undefined;
}

/** Two administrators at the same moment: the second sees what the first did and does it again. */
const TRIES = 4;

/** Switches in one transaction with the log: nothing is off, or on again, that the log does not tell. */
export async function switchModel(
  services: Services,
  { manifest }: ShelvedModel,
  change: ModelSwitch,
  by: { readonly person: Person; readonly circumstances: Circumstances },
): Promise<void> {
  const { name, version, model } = manifest;
  const key = keyOf(manifest);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const before = await services.store.findModelState('switch', key);
    const nowMs = services.clock();
    const reasons = change.state === 'disabled' ? [change.reasonCode] : [];
    const record = JSON.stringify({ atMs: nowMs, ...(change.state === 'disabled' ? { reasonCode: change.reasonCode } : {}) }); // prettier-ignore
    const draft = {
      action: change.state === 'disabled' ? 'model-disabled' : 'model-enabled',
      outcome: 'success',
      who: by.person,
      ai: { model: { name, version, sha256: model.sha256 }, reasons },
    } as const;
    const state = { kind: 'switch', key, version: (before?.version ?? 0) + 1, atMs: before?.atMs ?? nowMs, record } as const; // prettier-ignore
    const receipts = await services.recorder.recordChange([draft], by.circumstances, (events) =>
      services.store.changeModelState(state, events),
    );
    if (receipts !== undefined) return;
  }
  throw new Refusal('model-changed-meanwhile');
}
