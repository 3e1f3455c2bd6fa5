import { describe, expect, it, vi } from 'vitest';
import type { AiRunEvent, AiRunRecord, ModelList, OfferedModel } from '../../../../contract/index.ts';
import { concept, type ProposedFinding } from '../../../../core/findings/index.ts';
import { manifestOf } from '../../../../core/inference/testing/imaging.ts';
import { createAiResults, visibleFindings } from '../../../services/ai-results/index.ts';
import { AuditUnavailable } from '../../../services/index.ts';
import type { ModelsApi } from '../../../services/models/index.ts';
import type { ReadingView, ViewedSeries } from '../../../viewport/index.ts';
import { type Engine, ModelFailed, type RunOutcome } from '../engine.ts';
import { createModelsDesk } from './models-desk.ts';

const MODEL: OfferedModel = {
  name: 'tester',
  version: '1.0.0',
  sha256: 'a'.repeat(64),
  title: 'A tester',
  intendedUse: 'Tests',
  date: '2026-01-02',
  license: 'none',
  task: 'imaging',
  byteLength: 1,
  signedBy: 'nobody',
  files: { manifest: '/m', model: '/o', card: '/c' },
};

const algorithm = { name: 'tester', version: '1.0.0' };
const finding: ProposedFinding = {
  trackingUID: '1.1',
  trackingIdentifier: 'Thing 1',
  type: concept('39607008', 'SCT', 'Lung'),
  sites: [],
  regions: [{ space: 'image', image: { sopClassUID: '1', sopInstanceUID: '1.9.1' }, shape: { kind: 'point', point: [1, 1] } }],
  score: { concept: concept('122157', 'DCM', 'Probability'), value: 0.85 },
  measurements: [],
  evaluations: [],
  algorithm,
}; // prettier-ignore

const OUTCOME: RunOutcome = {
  backend: 'wasm',
  signedBy: 'nobody',
  device: { uid: '1.4', name: 'tester 1.0.0' },
  manifest: manifestOf(),
  result: {
    algorithm,
    labelMap: undefined,
    heatMaps: [],
    slices: [],
    notices: ['one-slice'],
    resultSet: {
      runUID: '1.2',
      label: 'A tester',
      studyInstanceUID: '1.3',
      appliesTo: { kind: 'images', sopInstanceUIDs: ['1.9.1'] },
      at: '2026-01-02T03:04:05Z',
      source: { kind: 'model', algorithm, modelSha256: MODEL.sha256, threshold: 0.5, backend: 'wasm' },
      findings: [finding],
    },
  },
};

function seriesOf(count: number): ViewedSeries {
  const frames = Array.from({ length: count }, (_, at) => ({
    seriesInstanceUID: '1.8',
    sopInstanceUID: `1.9.${at + 1}`,
    frame: 1,
    dataset: { '0020000D': { vr: 'UI', Value: ['1.3'] } },
  }));
  const set = { id: `stack:${count}`, kind: 'stack', seriesInstanceUID: '1.8', modality: 'CT', seriesNumber: 2, description: 'Chest', date: undefined, frames, framesPerSecond: undefined, order: 'position' } as const; // prettier-ignore
  return {
    seriesInstanceUID: '1.8',
    seriesNumber: 2,
    description: 'Chest',
    modality: 'CT',
    status: 'ready',
    sets: [set],
  };
}

interface Given {
  readonly mode?: ModelList['settings']['readingMode'];
  readonly run?: Engine['run'];
  readonly recordRun?: ModelsApi['recordRun'];
  readonly recordRunEvent?: ModelsApi['recordRunEvent'];
}

function desk({ mode = 'concurrent', run = () => Promise.resolve(OUTCOME), recordRun, recordRunEvent }: Given = {}) {
  let series = seriesOf(1);
  let models: readonly OfferedModel[] = [MODEL];
  const listeners = new Set<() => void>();
  const said: (AiRunRecord | AiRunEvent | { refusal: unknown })[] = [];
  const view = {
    frames: {},
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cell: () => ({ set: series.sets[0], painted: undefined, geometry: undefined }),
    active: () => 0,
    series: () => [series],
    show: () => true,
    reload: () => undefined,
  } as unknown as ReadingView; // frames are never asked for here
  const api: ModelsApi = {
    list: () => Promise.resolve({ models: [...models], refused: [], trustedKeys: [], settings: { readingMode: mode, startsVisible: true }, pollAfterMs: 30_000 }),
    file: () => Promise.resolve(new Uint8Array([123, 125])),
    recordRefusal: (refusal) => Promise.resolve(void said.push({ refusal })),
    recordRun: recordRun ?? ((record) => Promise.resolve(void said.push(record))),
    recordRunEvent: recordRunEvent ?? ((_, event) => Promise.resolve(void said.push(event))),
  } as ModelsApi; // prettier-ignore
  const results = createAiResults();
  const engine: Engine = { check: (_, manifests) => Promise.resolve(manifests.map(() => ({}))), warm: () => Promise.resolve(), run, stop: () => undefined }; // prettier-ignore
  const made = createModelsDesk({ view, api, engine, results, now: () => 1_700_000_000_000, newUID: () => '1.7' });
  return {
    made,
    results,
    said,
    grow: () => {
      series = seriesOf(2);
      for (const listener of listeners) listener();
    },
    offer: (next: readonly OfferedModel[]) => {
      models = next;
      return made.refresh();
    },
    ready: () => vi.waitFor(() => expect(made.store.getState().offers[0]?.fit).toEqual({})),
  };
}

const kinds = (said: readonly object[]): string[] =>
  said.map((one) => ('kind' in one ? String(one.kind) : 'outcome' in one ? String(one.outcome) : 'refusal'));

describe('a run', () => {
  it('is recorded before its result is shown, and its reveal too', async () => {
    const { made, results, said, ready } = desk();
    await ready();
    await made.run(MODEL);
    expect(kinds(said)).toEqual(['completed', 'revealed']);
    expect(said[0]).toMatchObject({ runUID: '1.2', findings: { total: 1, aboveThreshold: 1 }, threshold: 0.5, reasons: ['one-slice'], scores: [0, 0, 0, 0, 0, 0, 0, 0, 1, 0] }); // prettier-ignore
    const [shown] = results.getState().runs;
    expect(shown === undefined ? [] : visibleFindings(shown).map(({ finding: { trackingUID } }) => trackingUID)).toEqual(['1.1']); // prettier-ignore
    made.close();
  });

  it('stays out of sight for a second reader until the first read is done, which is recorded', async () => {
    const { made, results, said, ready } = desk({ mode: 'second-reader' });
    await ready();
    await made.run(MODEL);
    expect(kinds(said)).toEqual(['completed']);
    const visible = () => results.getState().runs.flatMap(visibleFindings).length;
    expect(visible()).toBe(0);
    await made.reveal('1.2');
    expect(kinds(said)).toEqual(['completed', 'revealed']);
    expect(visible()).toBe(1);
    made.close();
  });

  it('whose record fails is kept, not shown, and shown when the log answers', async () => {
    let isUp = false;
    const { made, results, ready } = desk({
      recordRun: () => (isUp ? Promise.resolve() : Promise.reject(new AuditUnavailable('audit-unavailable', 'no'))),
    });
    await ready();
    await made.run(MODEL);
    expect(results.getState().runs).toEqual([]);
    expect(made.store.getState().unrecorded?.runUID).toBe('1.2');
    isUp = true;
    await made.recordAgain();
    expect(results.getState().runs).toHaveLength(1);
    expect(made.store.getState().unrecorded).toBeUndefined();
    made.close();
  });

  it('that is refused, fails or is stopped is a state with a code, and a record of its own kind', async () => {
    for (const [code, kind] of [
      ['out-of-scope', 'refusal'],
      ['runtime-failed', 'failed'],
      ['aborted', 'cancelled'],
    ]) {
      const { made, results, said, ready } = desk({
        run: () => Promise.reject(new ModelFailed(code ?? '', ['modality'])),
      });
      await ready();
      await made.run(MODEL);
      expect(made.store.getState().failure).toMatchObject({ code, reasons: ['modality'] });
      expect(made.store.getState().running).toBeUndefined();
      expect([kinds(said), results.getState().runs]).toEqual([[kind], []]);
      made.close();
    }
  });
});

describe('a result is outdated', () => {
  it('by new images of its series', async () => {
    const { made, results, said, grow, ready } = desk();
    await ready();
    await made.run(MODEL);
    grow();
    expect(results.getState().runs[0]?.review.stale).toBe('new-images');
    expect(said.at(-1)).toEqual({ kind: 'outdated', reason: 'new-images' });
    made.close();
  });

  it('by another version, and by the switch of the site', async () => {
    const newer = { ...MODEL, version: '1.1.0', sha256: 'b'.repeat(64) };
    const off = { ...MODEL, disabled: { reasonCode: 'safety', at: '2026-01-02T03:04:05Z' } };
    for (const [next, reason] of [
      [newer, 'model-changed'],
      [off, 'model-disabled'],
    ] as const) {
      const { made, results, offer, ready } = desk();
      await ready();
      await made.run(MODEL);
      await offer([next]);
      expect(results.getState().runs[0]?.review.stale).toBe(reason);
      if (reason === 'model-disabled') expect(made.store.getState().offers).toEqual([]);
      made.close();
    }
  });
});

it('a threshold is recorded, and goes back where it cannot be', async () => {
  let isUp = true;
  const events: AiRunEvent[] = [];
  const { made, results, ready } = desk({
    recordRunEvent: (_, event) =>
      isUp ? Promise.resolve(void events.push(event)) : Promise.reject(new AuditUnavailable('audit-unavailable', 'no')),
  });
  await ready();
  await made.run(MODEL);
  const threshold = () => results.getState().runs[0]?.review.threshold;
  results.getState().act('1.2', { kind: 'set-threshold', threshold: 0.9 });
  await made.thresholdSet('1.2', 0.5);
  expect([threshold(), events.at(-1)]).toEqual([0.9, { kind: 'threshold-changed', from: 0.5, to: 0.9 }]);
  isUp = false;
  results.getState().act('1.2', { kind: 'set-threshold', threshold: 0.7 });
  await made.thresholdSet('1.2', 0.9);
  expect(threshold()).toBe(0.9);
  expect(made.store.getState().failure?.code).toBe('audit-unavailable');
  made.close();
});
