import { describe, expect, it } from 'vitest';
import { displaySetsOf, isImageSet, type Dataset, type FrameRef, type ImageSet } from '../../../services/dicomweb/index.ts'; // prettier-ignore
import { createReadingStore } from '../reading-store.ts';
import type { StudyReading } from '../study-reading.ts';
import { pointEverywhere } from './point-everywhere.ts';
import { turnDirections } from './turn-directions.ts';

/** Axial slices 2 mm apart, of 8 x 8 pixels of 1 mm. */
function stack(uid: string, count = 6, space = '1.2.9'): ImageSet {
  const datasets = Array.from({ length: count }, (_, at): Dataset => ({
    '00080018': { vr: 'UI', Value: [`${uid}.${at + 1}`] },
    '00080060': { vr: 'CS', Value: ['CT'] },
    '0020000E': { vr: 'UI', Value: [uid] },
    '00200013': { vr: 'IS', Value: [at + 1] },
    '00200032': { vr: 'DS', Value: [0, 0, at * 2] },
    '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
    '00200052': { vr: 'UI', Value: [space] },
    '00280010': { vr: 'US', Value: [8] },
    '00280011': { vr: 'US', Value: [8] },
    '00280030': { vr: 'DS', Value: [1, 1] },
  }));
  const [set] = displaySetsOf(datasets);
  if (set === undefined || !isImageSet(set)) throw new Error('no stack');
  return set;
}

const WINDOW = { centre: 40, width: 400, shape: 'LINEAR', isInverted: false } as const;
const LUNG = { ...WINDOW, centre: -600, width: 1500 };

function opened(...sets: ImageSet[]) {
  const store = createReadingStore();
  const made: FrameRef[] = [];
  const frames = { make: (refs: readonly FrameRef[]) => made.push(...refs) };
  const reading = { maxBytes: 2 ** 20, frames } as unknown as StudyReading; // nothing else is asked for
  store.getState().setLayout({ rows: 1, columns: Math.max(1, sets.length) });
  sets.forEach((set, at) => store.getState().put(at, set, 1));
  sets.forEach((_, at) => store.getState().setMapping(at, WINDOW));
  return { store, made, turn: () => turnDirections(store, reading), cells: () => store.getState().cells };
}

describe('one stack in three directions', () => {
  it('stands where it stood, beside the two that are cut from it, in its window', async () => {
    const source = stack('1.2.3');
    const { store, made, turn, cells } = opened(source);
    store.getState().setMapping(0, LUNG);
    await turn();
    expect(store.getState().layout).toEqual({ rows: 1, columns: 3 });
    expect(cells().slice(0, 3).map(({ set }) => (set !== undefined && isImageSet(set) ? [set.source === source, set.frames.length] : []))).toEqual([[false, 6], [true, 8], [true, 8]]); // prettier-ignore
    expect(cells()[0]).toMatchObject({ set: source, index: 1, mapping: LUNG, initialMapping: WINDOW });
    expect(made).toHaveLength(16);
  });

  it('gives way to what hung before, and keeps image and window of the stack itself', async () => {
    const [source, other] = [stack('1.2.3'), stack('1.2.4')];
    const { store, turn, cells } = opened(source, other);
    await turn();
    store.getState().setIndex(0, 4);
    store.getState().setMapping(1, LUNG);
    store.getState().resetMapping(1);
    store.getState().setMapping(0, LUNG);
    await turn();
    expect(store.getState()).toMatchObject({ layout: { rows: 1, columns: 2 }, active: 0, hungBefore: undefined });
    expect(cells()[0]).toMatchObject({ set: source, index: 4, mapping: LUNG, initialMapping: WINDOW });
    expect(cells()[1]).toMatchObject({ set: other, index: 1 });
    expect(cells()[2]?.set).toBeUndefined();
  });

  it('is looked at through one window, and a neighbour of another series is not', async () => {
    const { store, turn, cells } = opened(stack('1.2.3'));
    await turn();
    store.getState().setLayout({ rows: 2, columns: 2 });
    store.getState().put(3, stack('1.2.4'));
    store.getState().setMapping(3, WINDOW);
    store.getState().setMapping(2, LUNG);
    expect(cells().slice(0, 4).map(({ mapping }) => mapping?.width)).toEqual([1500, 1500, 1500, 400]); // prettier-ignore
  });

  it('says why a series has none, and changes nothing', async () => {
    const { store, turn, cells } = opened(stack('1.2.3', 3));
    await turn();
    expect(store.getState().notice).toMatch(/at least 5 slices.*reformat-few-slices/);
    expect(store.getState().layout).toEqual({ rows: 1, columns: 1 });
    expect(cells()[1]?.set).toBeUndefined();
  });

  it('keeps no header once the study is closed', async () => {
    const { store, turn } = opened(stack('1.2.3'));
    await turn();
    store.getState().forget();
    expect(store.getState().hungBefore).toBeUndefined();
  });
});

describe('a place that is pointed at', () => {
  it('is found in every stack of the same space, and in no other', async () => {
    const { store, turn, cells } = opened(stack('1.2.3'));
    await turn();
    store.getState().setLayout({ rows: 2, columns: 2 });
    store.getState().put(3, stack('1.2.5', 6, '1.2.8'), 1);
    const before = cells()[3]?.index;
    const geometry = { zoomColumn: 10, zoomRow: 10, right: undefined, down: undefined, centre: [4, 4], toScreen: [10, 0, 0, 10, 100, 50] } as const; // prettier-ignore
    store.getState().patch(0, { geometry });
    store.getState().painted(0, cells()[0]!.occupant, 1);
    // Column 6, row 2 of the slice.
    pointEverywhere(store, 0, [100 + 65, 50 + 25]);
    expect(cells().slice(0, 3).map(({ index }) => index)).toEqual([1, 2, 6]); // prettier-ignore
    expect(cells()[3]?.index).toBe(before);
  });
});
