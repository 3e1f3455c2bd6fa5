import { expect, it } from 'vitest';
import { concept, type ProposedFinding, startReview } from '../../../core/findings/index.ts';
import type { ImagingResult } from '../../../core/inference/index.ts';
import { createAiResults } from './ai-results.ts';
import { type AiRun, visibleFindings } from './result-set.ts';

const AT = '2026-01-02T03:04:05Z';
const algorithm = { name: 'tester', version: '1.0.0' };

function finding(trackingUID: string, score: number): ProposedFinding {
  return {
    trackingUID,
    trackingIdentifier: trackingUID,
    type: concept('39607008', 'SCT', 'Lung'),
    sites: [],
    regions: [{ space: 'image', image: { sopClassUID: '1', sopInstanceUID: '2' }, shape: { kind: 'point', point: [1, 1] } }],
    score: { concept: concept('122157', 'DCM', 'Probability'), value: score },
    measurements: [],
    evaluations: [],
    algorithm,
  }; // prettier-ignore
}

const resultSet: ImagingResult['resultSet'] = {
  runUID: '1.2',
  label: 'A tester',
  studyInstanceUID: '1.3',
  appliesTo: { kind: 'images', sopInstanceUIDs: ['2'] },
  at: AT,
  source: { kind: 'model', algorithm, modelSha256: 'a'.repeat(64), threshold: 0.5, backend: 'wasm' },
  findings: [finding('1.1', 0.9), finding('1.2', 0.3)],
};

const run: AiRun = {
  runUID: '1.2',
  model: { name: 'tester', version: '1.0.0', title: 'A tester', sha256: 'a'.repeat(64), signedBy: 'nobody' },
  device: { uid: '1.4', name: 'tester 1.0.0' },
  seriesInstanceUID: '1.5',
  sopInstanceUIDs: ['2'],
  startedAt: AT,
  finishedAt: AT,
  backend: 'wasm',
  result: { resultSet, algorithm, labelMap: undefined, heatMaps: [], slices: [], notices: [] },
};

function shown(mode: 'second-reader' | 'concurrent') {
  const store = createAiResults();
  store.getState().add(run, startReview(resultSet, mode, AT));
  const names = () => store.getState().runs.flatMap((one) => visibleFindings(one).map(({ finding: { trackingUID } }) => trackingUID)); // prettier-ignore
  return { store, names };
}

it('keeps results out of sight until the first read is done', () => {
  const { store, names } = shown('second-reader');
  expect(names()).toEqual([]);
  store.getState().act('1.2', { kind: 'first-read-done', at: AT });
  expect(names()).toEqual(['1.1']);
});

it('shows what is below the threshold only when asked, and what was decided always', () => {
  const { store, names } = shown('concurrent');
  expect(names()).toEqual(['1.1']);
  store.getState().showBelowThreshold('1.2', true);
  expect(names()).toEqual(['1.1', '1.2']);
  store.getState().showBelowThreshold('1.2', false);
  store.getState().act('1.2', { kind: 'locate', trackingUID: '1.1' });
  const by = { name: 'Doe^Jane', login: 'jane', organisation: 'Hospital' };
  expect(store.getState().act('1.2', { kind: 'reject', trackingUID: '1.1', by, at: AT }).kind).toBe('changed');
  store.getState().act('1.2', { kind: 'set-threshold', threshold: 0.95 });
  expect(names()).toEqual(['1.1']);
});

it('changes nothing when the review refuses, and forgets all with the study', () => {
  const { store, names } = shown('concurrent');
  const before = store.getState().runs;
  const by = { name: 'Doe^Jane', login: 'jane', organisation: 'Hospital' };
  const outcome = store.getState().act('1.2', { kind: 'accept', trackingUID: '1.1', by, at: AT });
  expect(outcome).toEqual({ kind: 'refused', reason: 'not-located' });
  expect(store.getState().runs).toBe(before);
  store.getState().forget();
  expect(names()).toEqual([]);
});
