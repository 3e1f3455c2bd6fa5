import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grid } from '../volume/grid.ts';
import { boxesOf, suppressed } from './boxes.ts';
import { componentsOf } from './components.ts';
import { squaredDistances } from './distance.ts';
import { takeSteps } from './label-steps.ts';
import { maskUpTo } from './mask.ts';
import { closed, forFaces, grown, holesOf, separated, shrunk } from './morphology.ts';
import { peaksOf } from './peaks.ts';

type Three = [number, number, number];
const size = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 7 }));
const masks = size.chain(([d, h, w]) =>
  fc.tuple(
    fc.constant<Three>([d, h, w]),
    fc.array(fc.integer({ min: 0, max: 1 }), { minLength: d * h * w, maxLength: d * h * w }),
  ),
);
const spacing = fc.constantFrom<Three>([1, 1, 1], [2.5, 0.7, 0.7], [1, 3, 0.5]);

function places([depth, height, width]: Three): Three[] {
  const all: Three[] = [];
  for (let d = 0; d < depth; d++) for (let h = 0; h < height; h++) for (let w = 0; w < width; w++) all.push([d, h, w]);
  return all;
}

/** Flood fill, the slow and certain way. */
function slowComponents(mask: Uint8Array, dims: Three, connectivity: 6 | 26): number[] {
  const all = places(dims);
  const out = Array.from(mask, () => 0);
  let count = 0;
  all.forEach((_, start) => {
    if (mask[start] === 0 || out[start] !== 0) return;
    const queue = [start];
    out[start] = ++count;
    for (let at = queue.pop(); at !== undefined; at = queue.pop())
      all.forEach((other, to) => {
        const gaps = other.map((index, axis) => Math.abs(index - all[at]![axis]!));
        const isNext = connectivity === 6 ? gaps.reduce((a, b) => a + b) === 1 : Math.max(...gaps) === 1;
        if (isNext && mask[to] !== 0 && out[to] === 0) {
          out[to] = count;
          queue.push(to);
        }
      });
  });
  return out;
}

const gridOf = (dims: Three, mm = 1): Grid => ({ size: dims, origin: [0, 0, 0], steps: [[0, 0, mm], [0, mm, 0], [mm, 0, 0]] }); // prettier-ignore

/** A mask in which `inside` says what belongs to it. */
function maskOf(dims: Three, inside: (d: number, h: number, w: number) => boolean): Uint8Array {
  return Uint8Array.from(places(dims), ([d, h, w]) => (inside(d, h, w) ? 1 : 0));
}

describe('connected pieces', () => {
  it.each([6, 26] as const)('are those that a flood fill finds, with %i neighbours', (connectivity) => {
    fc.assert(
      fc.property(masks, ([dims, bits]) => {
        const mask = Uint8Array.from(bits);
        const { pieces, voxels } = componentsOf(mask, { size: dims }, connectivity);
        const slow = slowComponents(mask, dims, connectivity);
        expect([...pieces]).toEqual(slow);
        expect([...voxels].slice(1)).toEqual(Array.from({ length: Math.max(0, ...slow) }, (_, k) => slow.filter((p) => p === k + 1).length)); // prettier-ignore
      }),
    );
  });
});

describe('distances', () => {
  it('are exact on any lattice', () => {
    fc.assert(
      fc.property(masks, spacing, ([dims, bits], spacingMm) => {
        const mask = Uint8Array.from(bits);
        const found = squaredDistances(mask, { size: dims, spacingMm });
        const all = places(dims);
        const from = all.filter((_, at) => mask[at] !== 0);
        all.forEach((place, at) => {
          const exact = Math.min(1e20, ...from.map((other) => other.reduce((sum, index, axis) => sum + ((index - place[axis]!) * spacingMm[axis]!) ** 2, 0))); // prettier-ignore
          expect(Math.abs(found[at]! - exact)).toBeLessThanOrEqual(1e-5 * exact);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('masks', () => {
  it('closed hold what they held, and closing again changes nothing', () => {
    fc.assert(
      fc.property(masks, fc.constantFrom(1, 1.5, 2), ([dims, bits], radius) => {
        const lattice = { size: dims, spacingMm: [1, 1, 1] as const };
        const mask = Uint8Array.from(bits);
        const once = closed(mask, lattice, radius);
        expect(mask.every((value, at) => value === 0 || once[at] === 1)).toBe(true);
        expect(closed(once, lattice, radius)).toEqual(once);
      }),
      { numRuns: 60 },
    );
  });

  it('are grown, closed and filled in the box around them as they would be in the whole volume', () => {
    fc.assert(
      fc.property(masks, spacing, fc.constantFrom(1, 1.5, 2.5), ([dims, bits], spacingMm, radius) => {
        // A few voxels in a volume with room on some sides, and none on others.
        const whole = [dims[0] + 3, dims[1], dims[2] + 4] as const;
        const mask = maskOf([...whole], (d, h, w) => d < dims[0] && w >= 2 && w < dims[2] + 2 && bits[(d * dims[1] + h) * dims[2] + w - 2] === 1); // prettier-ignore
        const lattice = { size: whole, spacingMm };
        const near = maskUpTo(squaredDistances(mask, lattice), radius * radius);
        expect(grown(mask, lattice, radius)).toEqual(near);
        expect(closed(mask, lattice, radius)).toEqual(shrunk(near, lattice, radius));
        const open = componentsOf(
          mask.map((value) => 1 - value),
          { size: whole },
          6,
        );
        const touching = new Set<number>();
        forFaces(whole, 'all', (at) => void touching.add(open.pieces[at] ?? 0));
        const holes = open.pieces.map((piece) => (piece !== 0 && !touching.has(piece) ? 1 : 0));
        expect([...holesOf(mask, { size: whole }, 'volume')]).toEqual([...holes]);
      }),
      { numRuns: 60 },
    );
  });

  it('have holes where nothing leads outside', () => {
    const ring = maskOf([3, 5, 5], (d, h, w) => !(d === 1 && h === 2 && w === 2) && h > 0 && h < 4 && w > 0 && w < 4);
    expect([...holesOf(ring, { size: [3, 5, 5] }, 'volume').keys()].filter((at) => holesOf(ring, { size: [3, 5, 5] }, 'volume')[at] === 1)).toEqual([37]); // prettier-ignore
    const pipe = maskOf([3, 5, 5], (_, h, w) => !(h === 2 && w === 2) && h > 0 && h < 4 && w > 0 && w < 4);
    expect(holesOf(pipe, { size: [3, 5, 5] }, 'volume').includes(1)).toBe(false);
    expect(holesOf(pipe, { size: [3, 5, 5] }, 'slice').reduce((a, b) => a + b)).toBe(3);
  });

  it('that hang together by a bridge are separated, and a third small part is dropped', () => {
    const dims: Three = [20, 20, 60];
    const ball = (d: number, h: number, w: number, at: number, r: number): boolean => (d - 10) ** 2 + (h - 10) ** 2 + (w - at) ** 2 <= r * r; // prettier-ignore
    const mask = maskOf(dims, (d, h, w) => ball(d, h, w, 12, 9) || ball(d, h, w, 46, 8) || (Math.abs(d - 10) < 2 && Math.abs(h - 10) < 2 && w > 12 && w < 46) || ball(d, h, w, 29, 6)); // prettier-ignore
    const rule = { radiiMm: [1, 2.5, 4], parts: 2, leastMl: 1.2, leastShare: 0.2, most: 2 };
    const { parts, isSeparated } = separated(mask, { size: dims, spacingMm: [1, 1, 1] }, rule);
    expect(isSeparated).toBe(true);
    const index = (w: number): number => (10 * 20 + 10) * 60 + w;
    expect([parts[index(12)], parts[index(46)], parts[index(29)]]).toEqual([1, 2, 0]);
    expect(separated(maskOf(dims, (d, h, w) => ball(d, h, w, 12, 9)), { size: dims, spacingMm: [1, 1, 1] }, rule).isSeparated).toBe(false); // prettier-ignore
  });
});

describe('steps on a label map', () => {
  it('drop what is open to the sides, and keep what only the first slice cuts', () => {
    const labels = maskOf([3, 6, 6], (_, h, w) => h === 0 || (h > 2 && h < 5 && w > 2 && w < 5));
    takeSteps(labels, gridOf([3, 6, 6]), [{ do: 'drop-touching', label: 1, faces: 'in-plane', connectivity: 6 }]);
    expect(labels.reduce((a, b) => a + b)).toBe(12);
    takeSteps(labels, gridOf([3, 6, 6]), [{ do: 'drop-touching', label: 1, faces: 'all', connectivity: 6 }]);
    expect(labels.reduce((a, b) => a + b)).toBe(0);
  });

  it('keep the largest pieces that are large enough', () => {
    const labels = maskOf([1, 1, 20], (_, __, w) => w < 8 || (w > 9 && w < 14) || w === 16);
    const keep = (most: number, leastShare: number, leastMl = 0): number => {
      const copy = labels.slice();
      takeSteps(copy, gridOf([1, 1, 20]), [{ do: 'largest', label: 1, most, leastMl, leastShare, connectivity: 6 }]);
      return copy.reduce((a, b) => a + b);
    };
    expect([keep(1, 0), keep(2, 0), keep(3, 0), keep(3, 0.5), keep(3, 0, 0.005)]).toEqual([8, 12, 13, 12, 8]);
  });

  it('name sides by the patient, whichever way the columns run', () => {
    const labels = maskOf([1, 1, 11], (_, __, w) => w < 3 || w > 8);
    const steps = [{ do: 'sides', label: 1, right: 1, left: 2 }] as const;
    const toLeft = labels.slice();
    takeSteps(toLeft, gridOf([1, 1, 11]), steps);
    expect([toLeft[0], toLeft[10]]).toEqual([1, 2]);
    const toRight = labels.slice();
    takeSteps(toRight, { ...gridOf([1, 1, 11]), steps: [[0, 0, 1], [0, 1, 0], [-1, 0, 0]] }, steps); // prettier-ignore
    expect([toRight[0], toRight[10]]).toEqual([2, 1]);
  });

  it('name sides of parts that were cut apart and still touch', () => {
    // Two balls that overlap: what separates them leaves no gap.
    const size = [15, 15, 31] as const;
    const near = (d: number, h: number, w: number, at: number): boolean => Math.hypot(d - 7, h - 7, w - at) <= 7;
    const labels = maskOf([...size], (d, h, w) => near(d, h, w, 9) || near(d, h, w, 21));
    const whole = labels.reduce((a, b) => a + b);
    const notices = takeSteps(labels, gridOf([...size]), [
      { do: 'separate', label: 1, radiiMm: [2, 4], parts: 2, leastMl: 0, leastShare: 0.3, most: 2 },
      { do: 'sides', label: 1, right: 1, left: 2 },
    ]);
    const count = (label: number): number => labels.filter((one) => one === label).length;
    expect(notices).toEqual([]);
    expect(count(1) + count(2)).toBe(whole);
    expect(Math.abs(count(1) - count(2))).toBeLessThan(whole * 0.2);
    const row = labels.subarray((7 * 15 + 7) * 31, (7 * 15 + 7) * 31 + 31);
    expect([row[4], row[26]]).toEqual([1, 2]);
  });

  it('say when parts could not be told apart', () => {
    const labels = maskOf([9, 9, 9], () => true);
    expect(takeSteps(labels, gridOf([9, 9, 9]), [{ do: 'separate', label: 1, radiiMm: [1], parts: 2, leastMl: 0, leastShare: 0.1, most: 2 }])).toEqual(['parts-not-separated']); // prettier-ignore
  });

  it('never take a voxel of another label when they grow', () => {
    const labels = Uint8Array.from([1, 0, 2, 0, 1]);
    takeSteps(labels, gridOf([1, 1, 5]), [{ do: 'grow', label: 1, radiusMm: 1 }]);
    expect([...labels]).toEqual([1, 1, 2, 1, 1]);
  });
});

describe('peaks', () => {
  it('are where no neighbour is higher, apart from each other, within the region', () => {
    const map = new Float32Array(5 * 5 * 30);
    const index = (w: number): number => (2 * 5 + 2) * 30 + w;
    map[index(3)] = 0.9;
    map[index(6)] = 0.8;
    map[index(20)] = 0.7;
    map[index(21)] = 0.7; // a plateau is one peak
    map[index(28)] = 0.2;
    const look = (apartMm: number, within?: Uint8Array): number[] =>
      peaksOf(map, gridOf([5, 5, 30], 2), { threshold: 0.5, apartMm, most: 9, within }).map(({ at }) => at[2]);
    expect(look(5)).toEqual([3, 6, 20]);
    expect(look(6)).toEqual([3, 20]);
    expect(
      look(
        0,
        maskOf([5, 5, 30], (_, __, w) => w > 4),
      ),
    ).toEqual([6, 20]);
    expect(peaksOf(map, gridOf([5, 5, 30]), { threshold: 0.1, apartMm: 0, most: 2 })).toHaveLength(2);
  });
});

describe('boxes', () => {
  const rule = {
    kind: 'boxes',
    boxes: 'b',
    scores: 's',
    form: 'corners',
    unit: 'voxels',
    activation: 'none',
    threshold: 0.5,
    overlap: 0.4,
    most: 10,
    classes: [{ index: 0 }, { index: 1 }],
  } as unknown as Parameters<typeof boxesOf>[2]; // names and codes play no part here
  const boxes = { dimensions: [1, 4, 4], values: Float32Array.from([0, 0, 10, 10, 1, 0, 11, 10, 20, 20, 30, 30, 0, 0, 10, 10]) }; // prettier-ignore
  const scores = { dimensions: [1, 4, 2], values: Float32Array.from([0.9, 0, 0.8, 0, 0.6, 0, 0.1, 0.7]) };

  it('that overlap a surer one of their class are dropped', () => {
    const found = suppressed(boxesOf(boxes, scores, rule, [1, 64, 64]), 0.4, 10);
    expect(found.map(({ score, classIndex }) => [Math.round(score * 10), classIndex])).toEqual([[9, 0], [7, 1], [6, 0]]); // prettier-ignore
    expect(suppressed(boxesOf(boxes, scores, rule, [1, 64, 64]), 0.95, 10)).toHaveLength(4);
    expect(suppressed(boxesOf(boxes, scores, rule, [1, 64, 64]), 0.4, 1)).toHaveLength(1);
  });

  it('come by corners or by centre and size, in voxels or shares, in two or three dimensions', () => {
    const one = { dimensions: [1, 1, 4], values: Float32Array.from([0.5, 0.25, 0.5, 0.25]) };
    const flat = boxesOf(one, { dimensions: [1, 1, 2], values: Float32Array.of(1, 0) }, { ...rule, form: 'centre-size', unit: 'share' }, [1, 100, 200]); // prettier-ignore
    expect(flat).toEqual([{ from: [0, 12.5, 50], to: [1, 37.5, 150], score: 1, classIndex: 0 }]);
    const deep = { dimensions: [1, 1, 6], values: Float32Array.of(1, 2, 3, 4, 5, 6) };
    expect(boxesOf(deep, { dimensions: [1, 1, 2], values: Float32Array.of(1, 0) }, rule, [9, 9, 9])[0]).toMatchObject({ from: [1, 2, 3], to: [4, 5, 6] }); // prettier-ignore
  });

  it('of another shape than promised are refused', () => {
    expect(() => boxesOf({ ...boxes, dimensions: [1, 2, 8] }, scores, rule, [1, 9, 9])).toThrow(expect.objectContaining({ code: 'bad-output' })); // prettier-ignore
    expect(() => boxesOf(undefined, scores, rule, [1, 9, 9])).toThrow(expect.objectContaining({ code: 'bad-output' }));
  });
});
