import { describe, expect, it } from 'vitest';
import { displaySetsOf, isImageSet, type DisplaySet } from '../../services/dicomweb/index.ts';
import { ageAt, dayOf, personName } from './dates.ts';
import { firstDocument, initialLayout, LAYOUTS, nextLayout } from './layout.ts';
import { createReadingStore, frontOf } from './reading-store.ts';

const element = (vr: string, ...Value: unknown[]) => ({ vr, Value });
function series(uid: string, count: number, sopClass = '1.2.840.10008.5.1.4.1.1.2'): DisplaySet {
  const [set] = displaySetsOf(
    Array.from({ length: count }, (_, index) => ({
      '00080016': element('UI', sopClass),
      '00080018': element('UI', `${uid}.${index + 1}`),
      '0020000E': element('UI', uid),
      '00200013': element('IS', index + 1),
      '00280010': element('US', 4),
      '00280011': element('US', 4),
    })),
  );
  if (set === undefined) throw new Error('no display set');
  return set;
}
const mapping = { centre: 40, width: 400, shape: 'LINEAR', isInverted: false } as const;
const open = (uid: string, ...sets: DisplaySet[]) => ({
  seriesInstanceUID: uid,
  seriesNumber: 1,
  description: '',
  modality: 'CT',
  instances: undefined,
  status: 'ready' as const,
  sets,
});

describe('createReadingStore', () => {
  it('keeps window and turn when the whole series takes the place of its first image', () => {
    const store = createReadingStore();
    const whole = series('1.2', 5);
    const [first] = displaySetsOf(isImageSet(whole) ? whole.frames.slice(2, 3).map((frame) => frame.dataset) : []);
    if (first === undefined) throw new Error('no stand-in');
    store.getState().put(0, first);
    store.getState().setMapping(0, mapping);
    store.getState().put(0, whole, 2);
    const [cell] = store.getState().cells;
    expect(cell).toMatchObject({ index: 2, mapping, state: { kind: 'loading', total: 5 } });
  });

  it('starts another series with its own window', () => {
    const store = createReadingStore();
    store.getState().put(0, series('1.2', 5));
    store.getState().setMapping(0, mapping);
    store.getState().put(0, series('1.3', 5));
    expect(store.getState().cells[0]?.mapping).toBeUndefined();
  });

  it('resets to the window the series came with', () => {
    const store = createReadingStore();
    store.getState().put(0, series('1.2', 5));
    store.getState().setMapping(0, mapping);
    store.getState().setMapping(0, { ...mapping, width: 1 });
    store.getState().resetMapping(0);
    expect(store.getState().cells[0]?.mapping).toEqual(mapping);
  });

  it('stays inside the series and hears no late news of the one before', () => {
    const store = createReadingStore();
    store.getState().put(0, series('1.2', 5));
    store.getState().setIndex(0, 99);
    expect(store.getState().cells[0]?.index).toBe(4);
    const before = store.getState().cells[0]?.occupant ?? 0;
    store.getState().put(0, series('1.3', 5));
    store.getState().painted(0, before, 3);
    expect(store.getState().cells[0]?.painted).toBeUndefined();
  });

  it('fills new cells with images that are not shown yet, and never with objects that cannot be drawn', () => {
    const store = createReadingStore();
    const report = series('1.9', 1, '1.2.840.10008.5.1.4.1.1.88.33');
    store.setState({ series: [open('1.2', series('1.2', 2)), open('1.9', report), open('1.3', series('1.3', 2))] });
    store.getState().setLayout({ rows: 2, columns: 2 });
    const shown = store.getState().cells.map((cell) => frontOf(cell)?.seriesInstanceUID);
    expect(shown.slice(0, 4)).toEqual(['1.2', '1.3', undefined, undefined]);
  });

  it('says at once what an object is that cannot be drawn', () => {
    const store = createReadingStore();
    store.getState().put(0, series('1.9', 1, '1.2.840.10008.5.1.4.1.1.66.4'));
    expect(store.getState().cells[0]?.state).toMatchObject({ kind: 'unsupported', what: 'Segmentation' });
  });

  it('waits for a report to be read, as for an image', () => {
    const store = createReadingStore();
    store.getState().put(0, series('1.9', 1, '1.2.840.10008.5.1.4.1.1.88.33'));
    expect(store.getState().cells[0]?.state).toEqual({ kind: 'loading', ready: 0, total: 1 });
  });

  it('keeps the active viewport inside a smaller layout', () => {
    const store = createReadingStore();
    store.getState().setLayout({ rows: 3, columns: 3 });
    store.getState().setActive(8);
    store.getState().setLayout({ rows: 1, columns: 1 });
    expect(store.getState().active).toBe(0);
  });
});

describe('layouts', () => {
  const entry = (modality: string, count: number) => ({
    '00080060': element('CS', modality),
    '00201209': element('IS', count),
  });
  it.each([
    ['one CT', [entry('CT', 300)], '1x1'],
    ['two radiographs in one series', [entry('DX', 2)], '1x2'],
    ['four mammograms', [entry('MG', 2), entry('MG', 2)], '2x2'],
    ['a radiograph beside a CT', [entry('DX', 1), entry('CT', 30)], '1x1'],
    ['one radiograph', [entry('CR', 1), entry('SR', 1)], '1x1'],
  ])('%s starts %s', (_, list, expected) => {
    const { rows, columns } = initialLayout(list);
    expect(`${rows}x${columns}`).toBe(expected);
  });

  it('open a study without images with what can be read in it', () => {
    const [report, mask] = [
      series('1.9', 1, '1.2.840.10008.5.1.4.1.1.88.33'),
      series('1.8', 1, '1.2.840.10008.5.1.4.1.1.66.4'),
    ];
    expect(firstDocument([mask, report])).toBe(report);
    expect(firstDocument([mask])).toBe(mask);
    expect(firstDocument([report, series('1.2', 1)])).toBeUndefined();
    expect(firstDocument([])).toBeUndefined();
  });

  it('steps through all layouts and back to the first', () => {
    let now = LAYOUTS[0] ?? { rows: 1, columns: 1 };
    const seen = LAYOUTS.map(() => (now = nextLayout(now)));
    expect(new Set(seen.map((layout) => JSON.stringify(layout))).size).toBe(LAYOUTS.length);
    expect(now).toEqual(LAYOUTS[0]);
  });
});

describe('words of the header', () => {
  it('writes dates without doubt and leaves odd ones as they are', () => {
    expect([dayOf('20240314'), dayOf('2024.03.14'), dayOf('20241301'), dayOf(undefined)]).toEqual([
      '14 Mar 2024',
      '14 Mar 2024',
      '20241301',
      '',
    ]);
  });

  it('counts whole years', () => {
    expect([ageAt('19620315', '20240314'), ageAt('19620314', '20240314'), ageAt('unknown', '20240314')]).toEqual([
      61,
      62,
      undefined,
    ]);
  });

  it('orders names family first', () => {
    expect([
      personName('DOE^JANE^M^Dr^Jr'),
      personName('DOE'),
      personName(undefined),
      personName('山田^太郎=x'),
    ]).toEqual(['DOE, Dr JANE M Jr', 'DOE', '', '山田, 太郎']);
  });
});

describe('linked scrolling', () => {
  /** Slices from `from` mm on, as many millimetres apart. */
  function volume(uid: string, count: number, step: number, from = 0, space = '1.7'): DisplaySet {
    const [set] = displaySetsOf(
      Array.from({ length: count }, (_, index) => ({
        '00080016': element('UI', '1.2.840.10008.5.1.4.1.1.2'),
        '00080018': element('UI', `${uid}.${index + 1}`),
        '0020000E': element('UI', uid),
        '00200013': element('IS', index + 1),
        '00080060': element('CS', 'CT'),
        '00200032': element('DS', 0, 0, from + index * step),
        '00200037': element('DS', 1, 0, 0, 0, 1, 0),
        '00200052': element('UI', space),
        '00280010': element('US', 4),
        '00280011': element('US', 4),
        '00280030': element('DS', 1, 1),
      })),
    );
    if (set === undefined) throw new Error('no display set');
    return set;
  }

  function hung(...sets: DisplaySet[]) {
    const store = createReadingStore();
    store.getState().setLayout({ rows: 1, columns: Math.max(2, sets.length) });
    sets.forEach((set, at) => store.getState().put(at, set, 0));
    const { scroll, setIndex, setLinked, put, patch } = store.getState();
    const indices = () =>
      store
        .getState()
        .cells.slice(0, sets.length)
        .map((cell) => cell.index);
    const gap = (at: number) => store.getState().cells[at]?.linkGapMm;
    return { store, scroll, setIndex, setLinked, put, patch, indices, gap };
  }

  it('takes the others to the same place, leaves other patients’ spaces and what plays alone, and tells once', () => {
    const page = hung(volume('1', 100, 1), volume('2', 20, 5), volume('3', 100, 1, 0, '1.8'), volume('4', 50, 2));
    page.patch(3, { isPlaying: true });
    let calls = 0;
    page.store.subscribe(() => calls++);
    page.scroll(0, 40);
    expect([page.indices(), calls]).toEqual([[40, 8, 0, 0], 1]);
    page.scroll(1, 10);
    expect(page.indices()).toEqual([50, 10, 0, 0]);
  });

  it('says where a stack has no image of the place, until it has one again or is scrolled itself', () => {
    const page = hung(volume('1', 100, 1), volume('2', 20, 1));
    page.scroll(0, 60);
    expect([page.indices(), page.gap(0), page.gap(1)]).toEqual([[60, 19], undefined, 41]);
    page.scroll(0, 10);
    expect([page.indices(), page.gap(1)]).toEqual([[10, 10], undefined]);
    page.scroll(0, 60);
    page.scroll(1, 19);
    expect([page.indices(), page.gap(1)]).toEqual([[19, 19], undefined]);
  });

  it('is put off and on by the person: off, each goes alone; on, the others come to the active one', () => {
    const page = hung(volume('1', 100, 1), volume('2', 20, 1));
    page.scroll(0, 60);
    page.setLinked(false);
    expect(page.gap(1)).toBeUndefined();
    page.scroll(0, 5);
    expect(page.indices()).toEqual([5, 19]);
    page.setLinked(true);
    expect(page.indices()).toEqual([5, 5]);
  });

  it('starts a stack that comes beside others at their place, or in its middle where it has none there', () => {
    const page = hung(volume('1', 100, 1), volume('2', 20, 1));
    page.setIndex(0, 12);
    page.put(1, volume('3', 50, 0.5));
    expect(page.indices()).toEqual([12, 24]);
    page.put(1, volume('4', 40, 1, 500));
    expect([page.indices()[1], page.gap(1)]).toEqual([20, undefined]);
  });
});
