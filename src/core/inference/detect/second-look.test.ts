import { describe, expect, it } from 'vitest';
import { doubtfulPlaces, MARGIN, PLACE, SEEN, seenAround } from './second-look.ts';

function scores(rows: number, columns: number, ...doubts: [row: number, column: number, score: number][]) {
  const map = { rows: rows / 4, columns: columns / 4, stride: 4, scores: new Float32Array((rows * columns) / 16) };
  for (const [row, column, score] of doubts) map.scores[row * map.columns + column] = score;
  return map;
}

describe('a second look', () => {
  it('is taken at everything of a small image', () => {
    expect(doubtfulPlaces(scores(480, 640), 480, 640)).toBe('everywhere');
  });
  it('is taken where the first was neither sure nor empty', () => {
    const map = scores(1024, 1024, [0, 0, 0.9], [100, 40, 0.3], [255, 255, 0.1], [10, 200, 0.01]);
    expect(doubtfulPlaces(map, 1024, 1024)).toEqual([
      { x: 128, y: 384 },
      { x: 896, y: 896 },
    ]);
  });
  it('costs less than half a look at the whole image, and goes to the most doubtful first', () => {
    const map = scores(1024, 1024);
    map.scores.fill(0.3);
    map.scores.fill(0.9, 0, 256 * 16);
    map.scores[5] = 0.3;
    const places = doubtfulPlaces(map, 1024, 1024);
    expect(places).not.toBe('everywhere');
    expect(places.length * SEEN * SEEN).toBeLessThan(0.46 * 1024 * 1024);
    expect(places.length).toBeGreaterThan(8);
    expect(places).not.toContainEqual({ x: 0, y: 0 });
    expect(places[0]).toEqual({ x: 0, y: 128 });
  });
  it('sees the surroundings, and beyond the border the last pixels', () => {
    const image = { rows: 300, columns: 300, values: Float32Array.from({ length: 90_000 }, (_, at) => at) };
    const seen = seenAround(image, { x: 256, y: 0 });
    expect([seen.rows, seen.columns]).toEqual([SEEN, SEEN]);
    expect(seen.values[0]).toBe(256 - MARGIN);
    expect(seen.values[MARGIN * SEEN + MARGIN]).toBe(256);
    expect(seen.values[MARGIN * SEEN + MARGIN + PLACE]).toBe(299);
  });
});
