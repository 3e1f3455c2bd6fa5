import { describe, expect, it } from 'vitest';
import { Dataset, makeElement, makeSequence } from './dataset.ts';
import type { Element } from './dataset.ts';

const elementOf = (tag: number): Element => makeElement(tag, 'LO', new Uint8Array(2));
const tagsOf = (dataset: Dataset): number[] => dataset.elements.map(({ tag }) => tag);

describe('a data set that takes elements over', () => {
  it('finds and adds in the order of tags, as one that got them one by one', () => {
    const dataset = new Dataset();
    dataset.appendAll([0x00100010, 0x00100020, 0x00200010].map(elementOf));
    dataset.set(elementOf(0x00100030));
    expect(tagsOf(dataset)).toEqual([0x00100010, 0x00100020, 0x00100030, 0x00200010]);
    expect(dataset.has(0x00200010)).toBe(true);
  });

  it('keeps an odd order, finds in it, and takes no tag twice', () => {
    const dataset = new Dataset();
    const first = elementOf(0x00200010);
    dataset.appendAll([first, elementOf(0x00100010), elementOf(0x00200010)]);
    expect(tagsOf(dataset)).toEqual([0x00200010, 0x00100010]);
    expect(dataset.get(0x00200010)).toBe(first);
  });

  it('is told by items of what it took over, and takes nothing beside what it has', () => {
    const item = new Dataset();
    const dataset = new Dataset();
    dataset.appendAll([makeSequence(0x00081110, [item])]);
    item.set(elementOf(0x00081150));
    expect(dataset.isTouched).toBe(true);
    expect(() => dataset.appendAll([])).toThrow(Error);
  });
});
