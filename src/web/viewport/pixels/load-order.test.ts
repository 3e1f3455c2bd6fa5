import { describe, expect, it } from 'vitest';
import { loadOrder } from './load-order.ts';

const show = (order: ReturnType<typeof loadOrder>) => order.map(({ setId, index }) => `${setId}${index}`).join(' ');

describe('loadOrder', () => {
  it('begins with what is in front, the active viewport first, then the neighbours of the active image', () => {
    const order = loadOrder({
      active: { setId: 'a', count: 100, index: 50 },
      others: [{ setId: 'b', count: 5, index: 2 }],
      unseen: [],
      thumbnails: [],
    });
    expect(show(order).startsWith('a50 b2 a51 a49 a52 a48 a53 a47')).toBe(true);
  });

  it('asks for a thumbnail of every series before the rest of the active one, and for unseen series last', () => {
    const order = loadOrder({
      active: { setId: 'a', count: 30, index: 0 },
      others: [],
      unseen: [{ setId: 'z', count: 2, index: 0 }],
      thumbnails: [{ setId: 'z', index: 1 }],
    });
    const text = show(order);
    expect(text.indexOf('z1')).toBeLessThan(text.indexOf('a20'));
    expect(text.endsWith('a29 z0')).toBe(true);
  });

  it('names every image of every series exactly once', () => {
    const order = loadOrder({
      active: { setId: 'a', count: 40, index: 7 },
      others: [
        { setId: 'b', count: 9, index: 8 },
        { setId: 'a', count: 40, index: 30 },
      ],
      unseen: [{ setId: 'c', count: 3, index: 0 }],
      thumbnails: [{ setId: 'c', index: 1 }],
    });
    const keys = order.map(({ setId, index }) => `${setId} ${index}`);
    expect(keys).toHaveLength(52);
    expect(new Set(keys).size).toBe(52);
  });

  it('is empty where nothing is shown', () => {
    expect(loadOrder({ active: undefined, others: [], unseen: [], thumbnails: [] })).toEqual([]);
  });
});
