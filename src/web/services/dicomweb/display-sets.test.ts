import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset, Element } from './dataset.ts';
import { displaySetsOf, isImageSet, type DisplaySet } from './display-sets.ts';

const CT = '1.2.840.10008.5.1.4.1.1.2';
const AXIAL = [1, 0, 0, 0, 1, 0];
const CORONAL = [1, 0, 0, 0, 0, -1];

function element(vr: string, ...Value: unknown[]): Element {
  return { vr, Value };
}

function image(number: number, extra: Record<string, Element> = {}): Dataset {
  return {
    '00080016': element('UI', CT),
    '00080018': element('UI', `1.2.3.${number}`),
    '00080060': element('CS', 'CT'),
    '0020000E': element('UI', '1.2.9'),
    '00200013': element('IS', number),
    '00280010': element('US', 512),
    '00280011': element('US', 512),
    '00280002': element('US', 1),
    ...extra,
  };
}

function slice(number: number, z: number, orientation = AXIAL): Dataset {
  return image(number, {
    '00200032': element('DS', 0, 0, z),
    '00200037': element('DS', ...orientation),
  });
}

const orderOf = (set: DisplaySet | undefined) =>
  set !== undefined && isImageSet(set) ? set.frames.map((frame) => frame.sopInstanceUID) : [];

describe('displaySetsOf', () => {
  it('orders slices by their place, from the end the device numbered first', () => {
    const [set] = displaySetsOf([slice(3, 30), slice(1, 50), slice(2, 40)]);
    expect(orderOf(set)).toEqual(['1.2.3.1', '1.2.3.2', '1.2.3.3']);
    expect(set).toMatchObject({ kind: 'stack', order: 'position' });
  });

  it('believes the place more than the number', () => {
    const [set] = displaySetsOf([slice(1, 0), slice(2, 20), slice(3, 10), slice(4, 30)]);
    expect(orderOf(set)).toEqual(['1.2.3.1', '1.2.3.3', '1.2.3.2', '1.2.3.4']);
  });

  it('falls back to the number where two images lie in one place', () => {
    const [set] = displaySetsOf([slice(2, 0), slice(1, 0), slice(3, 5)]);
    expect(orderOf(set)).toEqual(['1.2.3.1', '1.2.3.2', '1.2.3.3']);
    expect(set).toMatchObject({ order: 'instance number' });
  });

  it.each([
    ['another orientation', slice(9, 0, CORONAL)],
    ['another size', { ...slice(9, 0), '00280010': element('US', 888) }],
    ['a localiser', { ...slice(9, 0), '00080008': element('CS', 'ORIGINAL', 'PRIMARY', 'LOCALIZER') }],
    ['colour', { ...slice(9, 0), '00280002': element('US', 3) }],
    ['another frame of reference', { ...slice(9, 0), '00200052': element('UI', '1.9.9') }],
  ])('keeps %s apart from the stack', (_, odd) => {
    const sets = displaySetsOf([slice(1, 0), slice(2, 5), odd]);
    expect(sets.map((set) => orderOf(set).length)).toEqual([2, 1]);
  });

  it('tolerates the rounding of orientations between slices', () => {
    const sets = displaySetsOf([slice(1, 0), slice(2, 5, [1, 0.0001, 0, 0, 1, -0])]);
    expect(sets).toHaveLength(1);
  });

  it('makes a clip of an ultrasound multi-frame, with the speed of its header', () => {
    const clip = image(1, {
      '00080060': element('CS', 'US'),
      '00280008': element('IS', 30),
      '00181063': element('DS', 40),
    });
    expect(displaySetsOf([clip])[0]).toMatchObject({ kind: 'cine', framesPerSecond: 25, order: 'frame number' });
  });

  it('orders the frames of an enhanced object by their places', () => {
    const place = (z: number) => ({ '00209113': element('SQ', { '00200032': element('DS', 0, 0, z) }) });
    const enhanced = image(1, {
      '00280008': element('IS', 3),
      '52009229': element('SQ', { '00209116': element('SQ', { '00200037': element('DS', ...AXIAL) }) }),
      '52009230': element('SQ', place(0), place(20), place(10)),
    });
    const [set] = displaySetsOf([enhanced]);
    expect(set !== undefined && isImageSet(set) ? set.frames.map((frame) => frame.frame) : []).toEqual([1, 3, 2]);
  });

  it.each([
    ['1.2.840.10008.5.1.4.1.1.66.4', 'Segmentation'],
    ['1.2.840.10008.5.1.4.1.1.11.1', 'Grayscale presentation state'],
    ['1.2.840.10008.5.1.4.1.1.481.3', 'RT structure set'],
    ['1.2.840.10008.5.1.4.1.1.104.1', 'Encapsulated PDF'],
    ['1.2.840.10008.5.1.4.1.1.66', 'Raw data'],
    ['1.2.840.10008.5.1.4.1.1.9.1.1', 'Waveform (ECG or other signal)'],
  ])('names the object of class %s instead of drawing it', (sopClassUID, what) => {
    const sets = displaySetsOf([image(1, { '00080016': element('UI', sopClassUID) })]);
    expect(sets).toMatchObject([{ kind: 'unsupported', what }]);
    expect(sets[0]?.kind === 'unsupported' && sets[0].why.length > 10).toBe(true);
  });

  it.each([
    ['1.2.840.10008.5.1.4.1.1.88.33', 'Structured report'],
    ['1.2.840.10008.5.1.4.1.1.88.34', 'Structured report'],
    ['1.2.840.10008.5.1.4.1.1.88.59', 'Key object selection'],
  ])('hands the object of class %s over to be read as a document', (sopClassUID, what) => {
    const sets = displaySetsOf([image(1, { '00080016': element('UI', sopClassUID) })]);
    expect(sets).toMatchObject([{ kind: 'report', what, sopInstanceUID: '1.2.3.1' }]);
    expect(sets.some(isImageSet)).toBe(false);
  });

  it('names an unknown object without rows and columns', () => {
    const { '00280010': _rows, ...without } = image(1, { '00080016': element('UI', '1.2.3') });
    expect(displaySetsOf([without])[0]).toMatchObject({ kind: 'unsupported', what: 'Object of modality CT' });
  });

  it('gives the same sets with the same ids whatever order the instances come in, and loses none', () => {
    const instances = [
      slice(1, 0),
      slice(2, 5),
      slice(3, 5, CORONAL),
      image(4),
      image(5, { '00280010': element('US', 8) }),
    ];
    const expected = displaySetsOf(instances);
    expect(expected.flatMap(orderOf).sort()).toEqual(['1.2.3.1', '1.2.3.2', '1.2.3.3', '1.2.3.4', '1.2.3.5']);
    fc.assert(
      fc.property(fc.shuffledSubarray(instances, { minLength: instances.length }), (shuffled) => {
        expect(displaySetsOf([...shuffled, ...shuffled])).toEqual(expected);
      }),
    );
  });
});
