import { describe, expect, it } from 'vitest';
import { toPatient, toPixel } from '../../../core/findings/index.ts';
import { DicomwebError, displaySetsOf, isImageSet, type Dataset, type FrameRef, type ImageSet } from '../../services/dicomweb/index.ts'; // prettier-ignore
import { crossingOf, framePlane } from '../geometry/frame-plane.ts';
import type { DecodedFrame } from '../pixels/decoded-frame.ts';
import { frameKey, type FrameState, type FrameStore } from '../pixels/frame-store.ts';
import { reformatsOf } from './reformats-of.ts';
import { withReformats } from './reformat-frames.ts';
import { ReformatRefused } from './volume-of.ts';

const MANY = 2 ** 30;
const [ROWS, COLUMNS, DEPTH] = [6, 5, 7];
const AXIAL = [1, 0, 0, 0, 1, 0];
type Vector = readonly [number, number, number];

/** Slices whose header says where they lie, and pixels that say which voxel they are. */
function stack(
  options: {
    orientation?: readonly number[];
    gapMm?: number;
    change?: (dataset: Record<string, Dataset[string]>, at: number) => void;
  } = {},
): ImageSet {
  // prettier-ignore
  const { orientation = AXIAL, gapMm = 2.5, change } = options;
  const [rx, ry, rz, cx, cy, cz] = orientation as [number, number, number, number, number, number];
  const normal = [ry * cz - rz * cy, rz * cx - rx * cz, rx * cy - ry * cx];
  const datasets = Array.from({ length: DEPTH }, (_, at) => {
    const dataset: Record<string, Dataset[string]> = {
      '00080016': { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.2'] },
      '00080018': { vr: 'UI', Value: [`1.2.3.${at + 1}`] },
      '00080060': { vr: 'CS', Value: ['CT'] },
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Nobody^Here' }] },
      '0020000D': { vr: 'UI', Value: ['1.2'] },
      '0020000E': { vr: 'UI', Value: ['1.2.3'] },
      '00200013': { vr: 'IS', Value: [at + 1] },
      '00200032': { vr: 'DS', Value: normal.map((part, axis) => part * at * gapMm + [-10, -20, 30][axis]!) },
      '00200037': { vr: 'DS', Value: [...orientation] },
      '00200052': { vr: 'UI', Value: ['1.2.9'] },
      '00280002': { vr: 'US', Value: [1] },
      '00280004': { vr: 'CS', Value: ['MONOCHROME2'] },
      '00280010': { vr: 'US', Value: [ROWS] },
      '00280011': { vr: 'US', Value: [COLUMNS] },
      '00280030': { vr: 'DS', Value: [0.7, 0.9] },
    };
    change?.(dataset, at);
    return dataset;
  });
  const [set] = displaySetsOf(datasets);
  if (set === undefined || !isImageSet(set)) throw new Error('no stack');
  return set;
}

const frame = (at: number, change: Partial<DecodedFrame> = {}): DecodedFrame => ({
  rows: ROWS,
  columns: COLUMNS,
  isColour: false,
  pixels: Int16Array.from({ length: ROWS * COLUMNS }, (_, index) => at * 100 + index),
  min: at * 100,
  max: at * 100 + ROWS * COLUMNS - 1,
  slope: 1,
  intercept: -1024,
  isRounded: false,
  ...change,
});

/** Which slice of the series an image is, by its UID. */
const numberOf = ({ sopInstanceUID }: FrameRef): number => Number(sopInstanceUID.split('.').at(-1)) - 1;

/** A frame store as far as images are cut from it. */
function stored(set: ImageSet, made: (ref: FrameRef) => DecodedFrame = (ref) => frame(numberOf(ref))) {
  const states = new Map<string, FrameState>();
  const listeners = new Set<() => void>();
  let version = 0;
  const tell = (ref: FrameRef, state: FrameState): void => {
    states.set(frameKey(ref), state);
    version++;
    for (const listener of listeners) listener();
  };
  const store = {
    state: (ref: FrameRef) => states.get(frameKey(ref)) ?? { kind: 'absent' },
    version: () => version,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => undefined,
  } as unknown as FrameStore; // the rest is handed through untouched
  const ready = (ref: FrameRef): void => tell(ref, { kind: 'ready', frame: made(ref), transferSyntaxUID: '1.2.840.10008.1.2.1', isLossy: numberOf(ref) === 3 }); // prettier-ignore
  return { store, tell, ready, all: () => set.frames.forEach(ready) };
}

function opened(set: ImageSet, made?: (ref: FrameRef) => DecodedFrame) {
  const { sets, cutOf } = reformatsOf(set, MANY);
  const under = stored(set, made);
  const frames = withReformats(under.store);
  for (const one of sets) if (one !== set) frames.make(one.frames, cutOf);
  return { sets, frames, ...under };
}

const WAYS: readonly (readonly [string, readonly number[], number])[] = [
  ['axial', AXIAL, 0],
  ['axial, feet first', [-1, 0, 0, 0, 1, 0], 0],
  ['coronal', [1, 0, 0, 0, 0, -1], 1],
  ['sagittal', [0, 1, 0, 0, 0, -1], 2],
  ['oblique', [0.96, 0.28, 0, -0.26, 0.8912, -0.3714], 0],
];

describe('a stack in three directions', () => {
  it.each(WAYS)('puts every stored value where its voxel lies: taken %s', (_name, orientation, place) => {
    const source = stack({ orientation });
    const { sets, frames, all } = opened(source);
    all();
    expect(sets.indexOf(source)).toBe(place);
    let checked = 0;
    for (const set of sets.filter((one) => one !== source))
      for (const ref of set.frames) {
        const state = frames.state(ref);
        const plane = framePlane(ref);
        if (state.kind !== 'ready' || plane === undefined) throw new Error('no picture');
        const { rows, columns, pixels } = state.frame;
        expect([rows, columns]).toEqual([ref.dataset['00280010']?.Value?.[0], ref.dataset['00280011']?.Value?.[0]]);
        for (let row = 0; row < rows; row++)
          for (let column = 0; column < columns; column++) {
            const point = toPatient(plane, [column + 0.5, row + 0.5]);
            expect(pixels[row * columns + column]).toBe(voxelAt(source, point));
            checked++;
          }
      }
    expect(checked).toBe(2 * ROWS * COLUMNS * DEPTH);
  });

  it.each(WAYS.slice(0, 4))('hangs them as people expect: taken %s', (_name, orientation) => {
    const { sets } = opened(stack({ orientation }));
    const shown = sets.map((set) => (set.source === undefined ? undefined : set.frames[0]?.dataset['00200037']?.Value?.map((part) => Math.round(Number(part)) + 0))); // prettier-ignore
    const expected = [AXIAL, [1, 0, 0, 0, 0, -1], [0, 1, 0, 0, 0, -1]];
    shown.forEach((found, at) => {
      if (found !== undefined) expect(found).toEqual(expected[at]);
    });
    expect(shown.filter((found) => found !== undefined)).toHaveLength(2);
  });

  it('says whose images they are and nothing of an instance that they are not', () => {
    const { sets } = opened(stack());
    const [, coronal] = sets;
    const ref = coronal?.frames[0];
    expect(coronal).toMatchObject({ description: 'coronal', seriesInstanceUID: '1.2.3', order: 'position' });
    expect(ref?.dataset['00100010']).toEqual({ vr: 'PN', Value: [{ Alphabetic: 'Nobody^Here' }] });
    expect(ref?.dataset['00080018']).toBeUndefined();
    expect(ref?.sopInstanceUID).not.toMatch(/^[0-9.]+$/);
    expect(ref?.madeOf).toHaveLength(DEPTH);
  });

  it('reads the windows of enhanced images out of their functional groups', () => {
    const group = { '00289132': { vr: 'SQ', Value: [{ '00281050': { vr: 'DS', Value: [40] } }] } };
    const source = stack({ change: (dataset) => (dataset['52009229'] = { vr: 'SQ', Value: [group] }) });
    expect(opened(source).sets[1]?.frames[0]?.dataset['00281050']?.Value).toEqual([40]);
  });

  it('puts slices of different slopes on one scale and says that values are rounded', () => {
    const slope = (at: number): number => 0.5 + at / 10;
    const { sets, frames, all } = opened(stack(), (ref) => frame(numberOf(ref), { slope: slope(numberOf(ref)), intercept: 0 })); // prettier-ignore
    all();
    const state = frames.state(sets[1]!.frames[2]!);
    if (state.kind !== 'ready') throw new Error('no picture');
    expect(state.frame.isRounded).toBe(true);
    const { pixels, slope: own, intercept } = state.frame;
    for (let row = 0; row < DEPTH; row++) {
      const at = DEPTH - 1 - row;
      for (let column = 0; column < COLUMNS; column++) {
        const value = (pixels[row * COLUMNS + column] ?? 0) * own + intercept;
        expect(Math.abs(value - (at * 100 + 2 * COLUMNS + column) * slope(at))).toBeLessThanOrEqual(own);
      }
    }
  });
});

describe('stacks that are no volume', () => {
  const cases: readonly (readonly [string, string, () => ImageSet])[] = [
    ['missing slices', 'reformat-missing-slices', () => stack({ change: (d, at) => (d['00200032'] = { vr: 'DS', Value: [0, 0, at < 3 ? at : at + 1] }) })], // prettier-ignore
    ['a tilted gantry', 'reformat-gantry-tilt', () => stack({ change: (d, at) => (d['00200032'] = { vr: 'DS', Value: [0, at, at * 2] }) })], // prettier-ignore
    ['no place in a patient', 'reformat-no-geometry', () => stack({ change: (d) => delete d['00280030'] })],
    ['colour', 'reformat-colour', () => stack({ change: (d) => (d['00280002'] = { vr: 'US', Value: [3] }) })],
    ['too few slices', 'reformat-few-slices', () => ({ ...stack(), frames: stack().frames.slice(0, 4) })],
    ['a clip', 'reformat-few-slices', () => ({ ...stack(), kind: 'cine' as const })],
  ];
  it.each(cases)('are refused with a reason: %s', (_name, code, set) => {
    expect(() => reformatsOf(set(), MANY)).toThrow(expect.objectContaining({ code }) as ReformatRefused);
  });

  it('is refused where memory does not hold its slices', () => {
    expect(() => reformatsOf(stack(), ROWS * COLUMNS * DEPTH)).toThrow(ReformatRefused);
  });
});

describe('images that are cut here', () => {
  it('wait for every slice, fail with one, and are lossy when one is', async () => {
    const source = stack();
    const { sets, frames, tell, ready } = opened(source);
    const ref = sets[1]!.frames[2]!;
    const waited = frames.load(ref);
    source.frames.slice(1).forEach(ready);
    expect(frames.state(ref)).toEqual({ kind: 'loading' });
    const error = new DicomwebError('not-found');
    tell(source.frames[0]!, { kind: 'failed', error });
    expect(frames.state(ref)).toEqual({ kind: 'failed', error });
    await expect(waited).rejects.toBe(error);
    ready(source.frames[0]!);
    expect((await frames.load(ref)).columns).toBe(COLUMNS);
    expect(frames.state(ref)).toMatchObject({ kind: 'ready', isLossy: true });
  });

  it('are cut once, again after much else, and let go when the study is closed', async () => {
    const source = stack();
    const { sets, frames, all } = opened(source);
    all();
    const [ref, other] = sets[1]!.frames as [FrameRef, FrameRef];
    const first = await frames.load(ref);
    expect(await frames.load(ref)).toBe(first);
    const under = opened(source);
    const waiting = under.frames.load(under.sets[2]!.frames[0]!);
    under.frames.close();
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
    expect(await frames.load(other)).not.toBe(first);
  });
});

describe('where two images cut each other', () => {
  it('is a line at the place of the other, in pixels', () => {
    const source = stack();
    const { sets } = opened(source);
    const coronal = sets[1]!.frames[2]!;
    // Row 2 of the slice, from edge to edge.
    expect(crossingOf(source.frames[0]!, coronal)?.map((point) => point.map((part) => Math.round(part * 1e6) / 1e6 + 0)).sort()).toEqual([[0, 2.5], [COLUMNS, 2.5]]); // prettier-ignore
    expect(crossingOf(source.frames[0]!, source.frames[1]!)).toBeUndefined();
    const elsewhere = stack({ change: (d) => (d['00200052'] = { vr: 'UI', Value: ['1.2.8'] }) });
    expect(crossingOf(elsewhere.frames[0]!, coronal)).toBeUndefined();
  });
});

/** The value of the voxel around a place in the patient, found by the headers of the slices alone. */
function voxelAt(source: ImageSet, point: Vector): number {
  for (const ref of source.frames) {
    const plane = framePlane(ref);
    if (plane === undefined) continue;
    const { point: [column, row], distanceMm } = toPixel(plane, point); // prettier-ignore
    if (Math.abs(distanceMm) < 0.01) return numberOf(ref) * 100 + Math.round(row - 0.5) * COLUMNS + Math.round(column - 0.5); // prettier-ignore
  }
  throw new Error('no slice lies there');
}
