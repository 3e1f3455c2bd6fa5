import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { modelMonitoringSchema, type ModelMonitoring } from '../../contract/index.ts';
import type { RunRecord } from '../ai/run-record.ts';
import type { StoredModelState } from '../store/index.ts';
import { createTestStack, OPEN_STUDY, type TestStack } from '../testing/stack.ts';
import type { Services } from '../services.ts';
import { driftOf, LEAST, RECENT_MS, type Timed } from './drift.ts';
import { monitorModels } from './monitor-models.ts';
import { chanceOfIndex, countsInFifths, spreadOf, stabilityIndex } from './statistics.ts';

const modelsFolder = join(import.meta.dirname, '../../../models');
const DAY_MS = 24 * 60 * 60_000;
const NOW = 100 * DAY_MS;
const model = { name: 'ct-lung-density', version: '1.0.0', sha256: 'a'.repeat(64) };

function ran(
  ageDays: number,
  change: Partial<RunRecord['run']> = {},
  decisions?: [number, number, number],
): Timed<RunRecord> {
  const [accepted, edited, rejected] = decisions ?? [0, 0, 0];
  const signature = {
    decisions: { accepted, edited, rejected, drawn: 0 },
    rejections: {},
    documents: ['1.2'],
    atMs: 1,
  };
  return {
    atMs: NOW - ageDays * DAY_MS,
    record: {
      sub: 'u1',
      signatures: decisions === undefined ? [] : [signature],
      run: { runUID: '1.2', studyInstanceUID: '1.3', model, outcome: 'completed', reasons: [], backend: 'wasm', durationMs: 1, input: { images: 300, sliceSpacingMm: 1 }, findings: { total: 5, aboveThreshold: 5 }, ...change }, // prettier-ignore
    },
  };
}
const many = (count: number, one: (at: number) => Timed<RunRecord>) =>
  Array.from({ length: count }, (_, at) => one(at));

describe('drift', () => {
  const steady = many(200, (at) => ran(8 + (at % 20), { input: { images: 280 + (at % 40), sliceSpacingMm: 1 }, scores: [0, 0, 0, 0, 0, 1, 1, 1, 0, 0] }, [7, 1, 2])); // prettier-ignore
  const recent = (change: (at: number) => Parameters<typeof ran>[1], decisions: [number, number, number] = [7, 1, 2]) =>
    many(60, (at) => ran(at % 7, { input: { images: 280 + (at % 40), sliceSpacingMm: 1 }, scores: [0, 0, 0, 0, 0, 1, 1, 1, 0, 0], ...change(at) }, decisions)); // prettier-ignore

  it('is not seen where nothing moved', () => {
    expect(driftOf([...steady, ...recent(() => ({}))], [], NOW)).toMatchObject({ state: 'steady', findings: [], comparedRuns: 60, referenceRuns: 200 }); // prettier-ignore
  });

  it.each([
    ['scores', recent(() => ({ scores: [0, 0, 1, 1, 1, 0, 0, 0, 0, 0] }))],
    ['images', recent((at) => ({ input: { images: 60 + at, sliceSpacingMm: 1 } }))],
    ['slice-spacing', recent(() => ({ input: { images: 300, sliceSpacingMm: 3 } }))],
    ['acceptance', recent(() => ({}), [3, 1, 6])],
  ] as const)('of %s raises an alert that says so', (of, now) => {
    const drift = driftOf([...steady, ...now], [], NOW);
    expect(drift.state).toBe('alert');
    expect(drift.findings.map((one) => one.of)).toContain(of);
    expect(drift.findings.every(({ value, limit }) => Math.abs(value) > limit)).toBe(true);
  });

  it('of refusals raises one too', () => {
    const refusals = many(40, (at) => ran(at % 7)).map(({ atMs }) => ({ atMs, record: { model, code: 'out-of-scope', reasons: ['modality'] } })); // prettier-ignore
    const { findings } = driftOf([...steady, ...recent(() => ({}))], refusals, NOW);
    expect(findings.map(({ of }) => of)).toEqual(['refusals']);
  });

  it('is not claimed from too few, nor from a difference that chance makes', () => {
    expect(
      driftOf(
        many(LEAST.runs - 1, () => ran(1)),
        [],
        NOW,
      ).state,
    ).toBe('too-few');
    // Ten runs look different, but are ten.
    const few = recent(() => ({ scores: [9, 0, 0, 0, 0, 0, 0, 0, 0, 0], input: { images: 1 } })).slice(0, 5);
    expect(driftOf([...steady, ...few], [], NOW).findings.map(({ of }) => of)).not.toContain('scores');
    expect(RECENT_MS).toBe(7 * DAY_MS);
    // Two samples of one distribution, a hundred times: next to none may look like a drift.
    let seed = 1;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const alerts = many(100, () => ran(0)).filter(() => {
      const sample = (count: number, age: number) =>
        many(count, () => ran(age, { input: { images: 100 + Math.floor(200 * random()), sliceSpacingMm: [1, 1.25, 2][Math.floor(3 * random())]! } })); // prettier-ignore
      return driftOf([...sample(40, 1), ...sample(120, 10)], [], NOW).state === 'alert';
    });
    expect(alerts.length).toBeLessThanOrEqual(1);
  });
});

describe('statistics', () => {
  it('give values that were measured, and an index that is 0 for what is equal', () => {
    expect(spreadOf([])).toBeUndefined();
    expect(spreadOf(Array.from({ length: 100 }, (_, at) => at + 1))).toEqual({ p5: 5, median: 50, p95: 95 });
    expect(stabilityIndex([10, 20, 30], [10, 20, 30])).toBe(0);
    // Two bins of 30 : 70 against 70 : 30 without smoothing: 0.8 * ln(7 / 3) = 0.678.
    expect(stabilityIndex([3000, 7000], [7000, 3000])).toBeCloseTo(0.678, 2);
    expect(
      countsInFifths(
        [0, 1, 5, 10, 11],
        Array.from({ length: 10 }, (_, at) => at + 1),
      ),
    ).toEqual([1, 1, 0, 1, 0, 1, 1]);
    expect(countsInFifths([1, 1, 3], [1, 1, 1])).toEqual([0, 2, 1]);
    // Chi-square with 9 degrees of freedom stays below 27.88 in 999 of 1000.
    expect(chanceOfIndex(10, 100, 100)).toBeCloseTo(27.88 / 50, 2);
  });
});

describe('the numbers of a site', () => {
  const ask = async (stack: TestStack, query = '', role = 'administrator') =>
    stack.send(`/api/monitoring/models${query}`, { token: await stack.token({ roles: [role] }) });
  const read = async (stack: TestStack, query = ''): Promise<ModelMonitoring> =>
    modelMonitoringSchema.parse(await (await ask(stack, query)).json());

  it('come from what was recorded, per model and version, and hold nothing else', async () => {
    const stack = await createTestStack({ modelsFolder });
    const token = await stack.token({ roles: ['radiologist'] });
    const post = async (path: string, json: unknown) =>
      (await stack.send(path, { method: 'POST', token, json })).status;
    await post('/api/grants', { study: { studyInstanceUID: OPEN_STUDY }, purpose: 'TREAT' });
    const list = (await (await stack.send('/api/models', { token })).json()) as { models: (typeof model)[] };
    const { name, version, sha256 } = list.models[0]!;
    const base = { studyInstanceUID: OPEN_STUDY, model: { name, version, sha256 }, outcome: 'completed', reasons: [], backend: 'wasm', durationMs: 1000, input: { images: 300 }, findings: { total: 3, aboveThreshold: 3 }, scores: [0, 0, 0, 0, 0, 0, 0, 0, 1, 2] }; // prettier-ignore
    expect(await post('/api/ai/runs', { ...base, runUID: '2.25.1' })).toBe(201);
    expect(await post('/api/ai/runs', { ...base, runUID: '2.25.2', durationMs: 3000 })).toBe(201);
    expect(await post('/api/ai/runs', { ...base, runUID: '2.25.3', outcome: 'failed', reasons: ['runtime-failed'] })).toBe(201); // prettier-ignore
    stack.advance(5000);
    expect(await post('/api/ai/runs/2.25.1/events', { kind: 'revealed', mode: 'second-reader' })).toBe(201);
    const signature = { decisions: { accepted: 1, edited: 0, rejected: 2, drawn: 1 }, rejections: { 'ai-artifact': 1, 'not-given': 1 }, documents: ['2.25.9'] }; // prettier-ignore
    expect(await post('/api/ai/runs/2.25.1/signatures', signature)).toBe(201);
    // Signed again after a correction: the last one counts.
    expect(await post('/api/ai/runs/2.25.1/signatures', { ...signature, decisions: { ...signature.decisions, accepted: 0, edited: 1 } })).toBe(201); // prettier-ignore
    await post('/api/ai/refusals', {
      model: { name, version },
      code: 'out-of-scope',
      reasons: ['modality', 'body-part'],
    });
    await post('/api/ai/refusals', { model: { name: 'tampered' }, code: 'model-hash', reasons: [] });
    const numbers = await read(stack);
    expect(numbers.otherRefusals).toEqual({ 'model-hash': 1 });
    expect(numbers.models).toMatchObject([
      {
        name,
        version,
        isDisabled: false,
        runs: { completed: 2, failed: 1, cancelled: 0 },
        refusals: { modality: 1, 'body-part': 1 },
        signed: 1,
        unsigned: 1,
        decisions: { accepted: 0, edited: 1, rejected: 2, drawn: 1 },
        rejections: { 'ai-artifact': 1, 'not-given': 1 },
        scores: [0, 0, 0, 0, 0, 0, 0, 0, 2, 4],
        durationMs: { p5: 1000, median: 1000, p95: 3000 },
        revealAfterMs: { median: 5000 },
        backends: { wasm: 2 },
        days: [{ runs: 2, accepted: 0, edited: 1, rejected: 2 }],
        drift: { state: 'too-few' },
      },
    ]);
    const text = JSON.stringify(numbers);
    for (const word of [OPEN_STUDY, 'P1', 'ROE', 'Dr. Test', '2.25.']) expect(text).not.toContain(word);
    stack.advance(3 * DAY_MS);
    expect((await read(stack, '?days=2')).models).toEqual([]);
    expect((await read(stack, '?days=4')).models).toHaveLength(1);
  });

  it('are read in pieces, and what waits meanwhile has its turn', async () => {
    const states = many(1600, () => ran(1)).map(({ atMs, record }, at): StoredModelState => ({ kind: 'run', key: `2.25.${at}`, version: 1, atMs, record: JSON.stringify(record) })); // prettier-ignore
    const store = { findModelStates: async (kind: string) => (kind === 'run' ? states : []) };
    // What monitoring asks of its services.
    const services = { store, clock: () => NOW, config: { siteName: 'Site' } } as unknown as Services;
    let isAnswered = false;
    const answer = monitorModels(services, 30).finally(() => (isAnswered = true));
    let turns = 0;
    for (; !isAnswered; turns += 1) await setImmediate();
    expect((await answer).models[0]?.runs.completed).toBe(1600);
    expect(turns).toBeGreaterThanOrEqual(4);
  });

  it('that drift are said in the operator’s log each hour, without anything of a patient', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const stack = await createTestStack({ modelsFolder });
    const state = ({ atMs, record }: Timed<RunRecord>, at: number): StoredModelState => ({ kind: 'run', key: `2.25.${at + 1}`, version: 1, atMs: stack.now() - (NOW - atMs), record: JSON.stringify(record) }); // prettier-ignore
    const runs = [...many(60, () => ran(20, { input: { images: 300 } })), ...many(60, () => ran(1, { input: { images: 90 } }))]; // prettier-ignore
    for (const [at, run] of runs.entries()) await stack.store.changeModelState(state(run, at), []);
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    await vi.waitFor(() => expect(stack.lines.filter(({ event }) => event === 'model-drift')).toMatchObject([{ level: 'warning', code: 'ct-lung-density-images' }])); // prettier-ignore
    vi.useRealTimers();
  });

  it.each(['radiologist', 'clinician', 'researcher', 'auditor', 'nobody'])('are not for a %s', async (role) => {
    const stack = await createTestStack();
    expect((await ask(stack, '', role)).status).toBe(403);
    expect((await stack.events()).at(-1)).toMatchObject({ action: 'access-refused', outcome: 'denied' });
  });

  it('are asked for in days', async () => {
    const stack = await createTestStack();
    for (const query of ['?days=0', '?days=367', '?days=x', '?days=1e9'])
      expect((await ask(stack, query)).status).toBe(400);
    expect((await read(stack)).models).toEqual([]);
  });
});
