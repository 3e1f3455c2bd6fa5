import { expect, it } from 'vitest';
import { affineThrough, applied } from '../geometry/affine.ts';
import { heatColour } from './heat-colours.ts';
import { labelEdges } from './label-edges.ts';

const lengthOf = (edges: readonly number[] = []): number => {
  let sum = 0;
  for (let at = 0; at < edges.length; at += 4)
    sum += Math.abs((edges[at + 2] ?? 0) - (edges[at] ?? 0)) + Math.abs((edges[at + 3] ?? 0) - (edges[at + 1] ?? 0));
  return sum;
};

it('draws around pixels, not through their middles, and joins what lies in one line', () => {
  const labels = Uint8Array.from([
    0, 0, 0, 0,
    0, 7, 7, 0,
    0, 0, 0, 0,
  ]); // prettier-ignore
  const edges = labelEdges({ labels, rows: 3, columns: 4 });
  expect([...edges.keys()]).toEqual([7]);
  const four = [[1, 1, 3, 1], [1, 2, 3, 2], [1, 1, 1, 2], [3, 1, 3, 2]]; // prettier-ignore
  const found = Array.from({ length: (edges.get(7)?.length ?? 0) / 4 }, (_, k) =>
    edges.get(7)?.slice(k * 4, k * 4 + 4),
  );
  expect(found).toHaveLength(4);
  expect(found).toEqual(expect.arrayContaining(four));
});

it('closes areas at the edge of the image, and gives neighbours each their border', () => {
  const edges = labelEdges({ labels: Uint8Array.from([1, 1, 2, 2]), rows: 1, columns: 4 });
  expect([lengthOf(edges.get(1)), lengthOf(edges.get(2))]).toEqual([6, 6]);
  const hole = Uint8Array.from([1, 1, 1, 1, 0, 1, 1, 1, 1]);
  expect(lengthOf(labelEdges({ labels: hole, rows: 3, columns: 3 }).get(1))).toBe(12 + 4);
  expect(labelEdges({ labels: new Uint8Array(9), rows: 3, columns: 3 }).size).toBe(0);
});

it('finds the way from pixels to the screen, turned and mirrored', () => {
  const turned = affineThrough([[0, 0], [10, 0], [0, 10]], [[100, 0], [100, 20], [80, 0]]); // prettier-ignore
  expect(turned).toBeDefined();
  if (turned !== undefined) expect(applied(turned, [5, 5])).toEqual([90, 10]);
  expect(affineThrough([[0, 0], [1, 1], [2, 2]], [[0, 0], [1, 0], [0, 1]])).toBeUndefined(); // prettier-ignore
});

it('paints higher values lighter, all the way', () => {
  const light = Array.from({ length: 101 }, (_, share) => {
    const [red, green, blue] = heatColour(share / 100);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  expect(light.every((value, at) => at === 0 || value >= (light[at - 1] ?? 0))).toBe(true);
  expect(heatColour(-1)).toEqual(heatColour(0));
  expect(heatColour(2)).toEqual(heatColour(1));
});
