// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { startReview } from '../../../../core/findings/index.ts';
import type { ImagingResult } from '../../../../core/inference/index.ts';
import { type AiRun, createAiResults } from '../../../services/ai-results/index.ts';
import type { ModelsDesk } from '../run/models-desk.ts';
import { Results } from './results.tsx';

afterEach(cleanup);

it('says that nothing is above the threshold, with model and version, and never that anything is normal', () => {
  const algorithm = { name: 'tester', version: '1.0.0' };
  const resultSet: ImagingResult['resultSet'] = {
    runUID: '1.2',
    label: 'A tester',
    studyInstanceUID: '1.3',
    appliesTo: { kind: 'images', sopInstanceUIDs: ['1'] },
    at: '2026-01-02T03:04:05Z',
    source: { kind: 'model', algorithm, modelSha256: 'a'.repeat(64), threshold: 0.6, backend: 'wasm' },
    findings: [],
  };
  const run: AiRun = {
    runUID: '1.2',
    model: { name: 'tester', version: '1.0.0', title: 'A tester', sha256: 'a'.repeat(64), signedBy: 'nobody' },
    device: { uid: '1.4', name: 'tester 1.0.0' },
    seriesInstanceUID: '1.8',
    sopInstanceUIDs: ['1'],
    startedAt: resultSet.at,
    finishedAt: resultSet.at,
    backend: 'wasm',
    result: { resultSet, algorithm, labelMap: undefined, heatMaps: [], slices: [], notices: [] },
  };
  const results = createAiResults();
  results.getState().add(run, startReview(resultSet, 'concurrent', resultSet.at));
  // Nothing of the desk is asked for before somebody acts.
  render(<Results desk={{} as ModelsDesk} results={results} />);
  expect(screen.getByTestId('ai-above').textContent).toBe('Nothing above threshold 0.60');
  expect(screen.getByText('AI – not verified: tester 1.0.0')).toBeTruthy();
  expect(document.body.textContent).toContain('over 1 image');
  expect(document.body.textContent).not.toMatch(/normal/i);
});
