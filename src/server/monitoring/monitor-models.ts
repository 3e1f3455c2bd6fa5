import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import type { ModelMonitoring, ModelRef, MonitoredModel } from '../../contract/index.ts';
import { refusalRecordSchema, runRecordSchema, type RefusalRecord, type RunRecord } from '../ai/run-record.ts';
import { disabledModels, keyOf } from '../models/switches.ts';
import type { Services } from '../services.ts';
import type { StoredModelState } from '../store/index.ts';
import { driftOf, type Timed } from './drift.ts';
import { spreadOf } from './statistics.ts';

const DAY_MS = 24 * 60 * 60_000;
/** A site with a thousand runs a day sees a month of them. */
const MOST_STATES = 30_000;

/** Counts and spreads per model and version. Everything comes from states that were written together with the log. */
export async function monitorModels(services: Services, days: number): Promise<ModelMonitoring> {
  const { store, clock, config } = services;
  const untilMs = clock();
  const sinceMs = untilMs - days * DAY_MS;
  const [runs, refusals, disabled] = await Promise.all([
    store.findModelStates('run', sinceMs, MOST_STATES),
    store.findModelStates('refusal', sinceMs, MOST_STATES),
    disabledModels(services),
  ]);
  const timedRuns = await timed(runs, runRecordSchema);
  const timedRefusals = await timed(refusals, refusalRecordSchema);
  const byModel = Map.groupBy(timedRuns, ({ record }) => identityOf(record.run.model));
  const refusedByKey = Map.groupBy(timedRefusals, ({ record }) => `${record.model.name}@${record.model.version ?? ''}`);
  const models = [...byModel.values()].map((own) => {
    const model = (own[0] as Timed<RunRecord>).record.run.model; // groups are not empty
    const key = keyOf(model);
    const refused = refusedByKey.get(key) ?? [];
    refusedByKey.delete(key);
    return monitored(model, own, refused, { isDisabled: disabled.has(key), untilMs });
  });
  return {
    siteName: config.siteName,
    since: new Date(sinceMs).toISOString(),
    until: new Date(untilMs).toISOString(),
    isWhole: runs.length < MOST_STATES && refusals.length < MOST_STATES,
    models: models.sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1)).slice(0, 500),
    otherRefusals: counted([...refusedByKey.values()].flat().map(({ record }) => record.code)),
  };
}

/** So many records are read at a stretch: all of a month would hold up every frame for a second. */
const AT_A_STRETCH = 500;

async function timed<T>(states: readonly StoredModelState[], schema: z.ZodType<T>): Promise<Timed<T>[]> {
  const read: Timed<T>[] = [];
  for (let at = 0; at < states.length; at += AT_A_STRETCH) {
    for (const { atMs, record } of states.slice(at, at + AT_A_STRETCH))
      read.push({ atMs, record: schema.parse(JSON.parse(record)) });
    await setImmediate();
  }
  return read;
}

function identityOf({ name, version, sha256 }: ModelRef): string {
  return `${name} ${version} ${sha256}`;
}

function monitored(
  model: ModelRef,
  runs: readonly Timed<RunRecord>[],
  refusals: readonly Timed<RefusalRecord>[],
  { isDisabled, untilMs }: { readonly isDisabled: boolean; readonly untilMs: number },
): MonitoredModel {
  const completed = runs.filter(({ record }) => record.run.outcome === 'completed');
  const records = completed.map(({ record }) => record);
  const signatures = records.flatMap(({ signatures: own }) => own.at(-1) ?? []);
  const sum = (key: keyof MonitoredModel['decisions']): number => signatures.reduce((all, { decisions }) => all + decisions[key], 0); // prettier-ignore
  const outcome = (which: RunRecord['run']['outcome']): number => runs.filter(({ record }) => record.run.outcome === which).length; // prettier-ignore
  const scored = records.flatMap(({ run }) => (run.scores === undefined ? [] : [run.scores]));
  const optional = {
    editMm: spreadOf(signatures.flatMap(({ meanEditMm }) => meanEditMm ?? [])),
    durationMs: spreadOf(records.map(({ run }) => run.durationMs)),
    revealAfterMs: spreadOf(completed.flatMap(({ atMs, record }) => (record.revealedAtMs === undefined ? [] : [Math.max(0, record.revealedAtMs - atMs)]))), // prettier-ignore
    images: spreadOf(records.map(({ run }) => run.input.images)),
    sliceSpacingMm: spreadOf(records.flatMap(({ run }) => run.input.sliceSpacingMm ?? [])),
    scores:
      scored.length === 0 ? undefined : scored.reduce((all, one) => all.map((count, at) => count + (one[at] ?? 0))),
  };
  return {
    ...model,
    isDisabled,
    runs: { completed: completed.length, failed: outcome('failed'), cancelled: outcome('cancelled') },
    refusals: counted(refusals.flatMap(({ record }) => (record.reasons.length === 0 ? [record.code] : record.reasons))),
    signed: signatures.length,
    unsigned: completed.length - signatures.length,
    decisions: { accepted: sum('accepted'), edited: sum('edited'), rejected: sum('rejected'), drawn: sum('drawn') },
    rejections: added(signatures.map(({ rejections }) => rejections)),
    ...definedOf(optional),
    backends: counted(records.map(({ run }) => run.backend)),
    days: daysOf(completed),
    drift: driftOf(completed, refusals, untilMs),
  };
}

function daysOf(runs: readonly Timed<RunRecord>[]): MonitoredModel['days'] {
  const byDay = Map.groupBy(runs, ({ atMs }) => new Date(atMs).toISOString().slice(0, 10));
  return [...byDay]
    .map(([day, own]) => {
      const decided = own.flatMap(({ record }) => record.signatures.at(-1)?.decisions ?? []);
      const sum = (key: 'accepted' | 'edited' | 'rejected'): number => decided.reduce((all, each) => all + each[key], 0); // prettier-ignore
      return { day, runs: own.length, accepted: sum('accepted'), edited: sum('edited'), rejected: sum('rejected') };
    })
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

function counted(codes: readonly string[]): Record<string, number> {
  return added(codes.map((code) => ({ [code]: 1 })));
}

function added(list: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const counts of list) for (const [code, count] of Object.entries(counts)) sums.set(code, (sums.get(code) ?? 0) + count); // prettier-ignore
  return Object.fromEntries([...sums].sort(([, a], [, b]) => b - a));
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function definedOf<T extends object>(members: T): Defined<T> {
  // What is left has no undefined member.
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}
