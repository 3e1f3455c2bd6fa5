import { expect, it } from 'vitest';
import { concept, type ProposedFinding, type Region, startReview } from '../../../../core/findings/index.ts';
import type { ImagingResult } from '../../../../core/inference/index.ts';
import { type AiRun, createAiResults } from '../../../services/ai-results/index.ts';
import type { FrameRef } from '../../../services/dicomweb/index.ts';
import { sceneOf } from './scene-of.ts';

const AT = '2026-01-02T03:04:05Z';
const algorithm = { name: 'tester', version: '1.0.0' };
const SERIES = ['1.9.1', '1.9.2'];

/** Axial images 2 mm apart, of 4 x 4 pixels of 1 mm. */
const image = (number: 1 | 2): FrameRef => ({
  seriesInstanceUID: '1.8',
  sopInstanceUID: SERIES[number - 1] ?? '',
  frame: 1,
  dataset: {
    '00280010': { vr: 'US', Value: [4] },
    '00280011': { vr: 'US', Value: [4] },
    '00280030': { vr: 'DS', Value: [1, 1] },
    '00200032': { vr: 'DS', Value: [0, 0, number * 2] },
    '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
    '00180050': { vr: 'DS', Value: [2] },
  },
});

function finding(trackingUID: string, region: Region, score?: number): ProposedFinding {
  return {
    trackingUID,
    trackingIdentifier: `Thing ${trackingUID}`,
    type: concept('39607008', 'SCT', 'Lung'),
    sites: [],
    regions: [region],
    ...(score === undefined ? {} : { score: { concept: concept('122157', 'DCM', 'Probability'), value: score } }),
    measurements: [],
    evaluations: [],
    algorithm,
  };
}

const onImage = (number: 1 | 2): Region => ({
  space: 'image',
  image: { sopClassUID: '1', sopInstanceUID: SERIES[number - 1] ?? '' },
  shape: { kind: 'circle', centre: [2, 2], edge: [3, 2] },
});
const segment: Region = { space: 'segment', segmentation: { sopClassUID: '2', sopInstanceUID: '1.6', segments: [1] } };

function shown(findings: readonly ProposedFinding[], more: Partial<ImagingResult> = {}) {
  const resultSet: ImagingResult['resultSet'] = {
    runUID: '1.2',
    label: 'A tester',
    studyInstanceUID: '1.3',
    appliesTo: { kind: 'images', sopInstanceUIDs: SERIES },
    at: AT,
    source: { kind: 'model', algorithm, modelSha256: 'a'.repeat(64), threshold: 0.5, backend: 'wasm' },
    findings,
  };
  const run: AiRun = {
    runUID: '1.2',
    model: { name: 'tester', version: '1.0.0', title: 'A tester', sha256: 'a'.repeat(64), signedBy: 'nobody' },
    device: { uid: '1.4', name: 'tester 1.0.0' },
    seriesInstanceUID: '1.8',
    sopInstanceUIDs: SERIES,
    startedAt: AT,
    finishedAt: AT,
    backend: 'wasm',
    result: { resultSet, algorithm, labelMap: undefined, heatMaps: [], slices: [], notices: [], ...more },
  };
  const store = createAiResults();
  store.getState().add(run, startReview(resultSet, 'concurrent', AT));
  return store;
}

it('draws marks on their own image only, named as those of a model, faint below the threshold', () => {
  const store = shown([finding('1', onImage(1), 0.9), finding('2', onImage(2), 0.3)]);
  const labels = (number: 1 | 2) => sceneOf(image(number), store.getState())?.marks.map(({ label, isFaint }) => [label, isFaint]); // prettier-ignore
  expect([labels(1), labels(2)]).toEqual([[['AI Thing 1 0.90', false]], []]);
  store.getState().showBelowThreshold('1.2', true);
  expect(labels(2)).toEqual([['AI Thing 2 0.30, below', true]]);
});

it('says nothing about images of other series, and nothing at all when hidden', () => {
  const store = shown([finding('1', onImage(1), 0.9)]);
  expect(sceneOf({ ...image(1), sopInstanceUID: '7.7' }, store.getState())).toBeUndefined();
  store.getState().setVisible(false);
  const scene = sceneOf(image(1), store.getState());
  expect([scene?.runs.length, scene?.marks, scene?.placed]).toEqual([1, [], []]);
});

it('draws a shape in the patient on the image that it lies in, and on no other', () => {
  const inSpace: Region = {
    space: 'patient',
    frameOfReferenceUID: '1.5',
    shape: { kind: 'point', point: [2, 1, 4.3] },
  };
  const store = shown([finding('1', inSpace, 0.9)]);
  expect(sceneOf(image(1), store.getState())?.marks).toEqual([]);
  // Positions are centres of pixels, marks count from their corner.
  expect(sceneOf(image(2), store.getState())?.marks[0]?.shape).toEqual({ kind: 'point', point: [2.5, 1.5] });
});

it('draws areas slice by slice, without what is hidden or rejected, and places only what is there', () => {
  const labels = new Uint8Array(32);
  labels[16 + 5] = 1;
  const area = finding('1', segment);
  const grid = { size: [2, 4, 4], origin: [0, 0, 2], steps: [[0, 0, 2], [0, 1, 0], [1, 0, 0]] } as const; // prettier-ignore
  const slices = SERIES.map((sopInstanceUID) => ({ image: { sopClassUID: '1', sopInstanceUID }, frame: 0 }));
  const labelMap = {
    sopInstanceUID: '1.6',
    labels,
    grid,
    slices,
    frameOfReferenceUID: '1.5',
    segments: [{ number: 1, finding: area, colour: [1, 2, 3] }],
  } as unknown as ImagingResult['labelMap']; // prettier-ignore -- headers hold more than is read here
  const store = shown([area], { labelMap });
  const second = () => sceneOf(image(2), store.getState());
  expect(sceneOf(image(1), store.getState())?.placed).toEqual([]);
  expect(second()?.placed).toEqual([{ runUID: '1.2', trackingUID: '1' }]);
  expect(second()?.labels[0]?.slice.labels[5]).toBe(1);
  expect(second()?.labels[0]?.segments.get(1)).toMatchObject({ colour: [1, 2, 3], label: 'AI Thing 1' });
  expect(second()?.labels[0]?.slice).toBe(second()?.labels[0]?.slice);
  store.getState().showSegment('1.2', 1, false);
  expect(second()?.labels).toEqual([]);
  store.getState().showSegment('1.2', 1, true);
  store.getState().act('1.2', { kind: 'locate', trackingUID: '1' });
  const by = { name: 'Doe^Jane', login: 'jane', organisation: 'Hospital' };
  store.getState().act('1.2', { kind: 'reject', trackingUID: '1', by, at: AT });
  expect(second()?.labels).toEqual([]);
});

/** A coronal cut through row `row` of the two images: their columns to the right, the upper image first. */
const cut = (row: number): FrameRef => ({
  seriesInstanceUID: '1.8',
  sopInstanceUID: 'coronal',
  frame: row + 1,
  madeOf: [image(1), image(2)],
  dataset: {
    '00280010': { vr: 'US', Value: [2] },
    '00280011': { vr: 'US', Value: [4] },
    '00280030': { vr: 'DS', Value: [2, 1] },
    '00200032': { vr: 'DS', Value: [0, row, 4] },
    '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 0, -1] },
    '00180050': { vr: 'DS', Value: [1] },
  },
});

it('shows on a cut where it meets a mark of a slice, and nothing where it passes by', () => {
  const store = shown([finding('1', onImage(1), 0.9)]);
  const marks = (row: number) => sceneOf(cut(row), store.getState())?.marks ?? [];
  const [mark] = marks(1);
  if (mark?.shape.kind !== 'polyline') throw new Error('no line');
  // A circle of radius 1 around the corner of pixels 2\2, cut half a pixel above its middle, on the lower of the two slices.
  const half = Math.sqrt(1 - 0.25);
  const ends = mark.shape.points.map(([column, row]) => [column, row]).sort(([a = 0], [b = 0]) => a - b);
  expect(ends[0]?.[0]).toBeCloseTo(2 - half, 2);
  expect(ends[1]?.[0]).toBeCloseTo(2 + half, 2);
  expect(ends.map(([, row]) => row)).toEqual([expect.closeTo(1.5, 6), expect.closeTo(1.5, 6)]);
  expect(marks(3)).toEqual([]);
  const point = shown([finding('1', { space: 'image', image: { sopClassUID: '1', sopInstanceUID: SERIES[1] ?? '' }, shape: { kind: 'point', point: [0.5, 2.5] } }, 0.9)]); // prettier-ignore
  expect(sceneOf(cut(2), point.getState())?.marks[0]?.shape).toEqual({ kind: 'points', points: [[0.5, 0.5]] });
  expect(sceneOf(cut(1), point.getState())?.marks).toEqual([]);
});

it('cuts areas as the images are cut', () => {
  const labels = new Uint8Array(32);
  labels[16 + 5] = 1;
  const area = finding('1', segment);
  const grid = { size: [2, 4, 4], origin: [0, 0, 2], steps: [[0, 0, 2], [0, 1, 0], [1, 0, 0]] } as const; // prettier-ignore
  const labelMap = {
    sopInstanceUID: '1.6',
    labels,
    grid,
    slices: [],
    frameOfReferenceUID: '1.5',
    segments: [{ number: 1, finding: area }],
  } as unknown as ImagingResult['labelMap']; // prettier-ignore -- headers hold more than is read here
  const store = shown([area], { labelMap });
  const scene = sceneOf(cut(1), store.getState());
  expect(scene?.placed).toEqual([{ runUID: '1.2', trackingUID: '1' }]);
  expect([...(scene?.labels[0]?.slice.labels ?? [])]).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
  expect(sceneOf(cut(2), store.getState())?.placed).toEqual([]);
});

it('brings a heat map onto the pixels of the image', () => {
  const grid = { size: [2, 2, 2], origin: [0.5, 0.5, 2], steps: [[0, 0, 2], [0, 2, 0], [2, 0, 0]] } as const; // prettier-ignore
  const values = Float32Array.from([0, 0, 0, 0, 1, 0, 0, 0]);
  const store = shown([], { heatMaps: [{ grid, values }] });
  const [heat] = sceneOf(image(2), store.getState())?.heat ?? [];
  expect([heat?.rows, heat?.columns, heat?.values.length]).toEqual([4, 4, 16]);
  expect(heat?.values[0]).toBe(1);
  expect(heat?.values[15]).toBe(0);
  expect(Math.max(...(sceneOf(image(1), store.getState())?.heat[0]?.values ?? [1]))).toBe(0);
});
