// A projection: tubes of tissue cast their thickness on a film. Thickness is in millimetres of water, about.
import type { NoiseTile } from '../drawing/noise-tile.ts';

export type FilmPoint = readonly [x: number, y: number, radius: number];

export class Film {
  readonly columns: number;
  readonly rows: number;
  readonly mmPerPixel: number;
  /** Position of the first pixel; y runs down. */
  readonly left: number;
  readonly top: number;

  constructor(columns: number, rows: number, mmPerPixel: number, left: number, top: number) {
    this.columns = columns;
    this.rows = rows;
    this.mmPerPixel = mmPerPixel;
    this.left = left;
    this.top = top;
  }

  layer(): Float32Array {
    return new Float32Array(this.columns * this.rows);
  }

  /** A chain of tubes; within one layer the thickest counts, so that joints do not shine. `wallMm`: hollow inside. */
  chain(layer: Float32Array, points: readonly FilmPoint[], wallMm = Infinity, marrow = 0.35): void {
    for (let i = 1; i < points.length; i++) this.tube(layer, points[i - 1]!, points[i]!, wallMm, marrow);
  }

  /** As `chain`, but adding to what is there. */
  add(layer: Float32Array, from: FilmPoint, to: FilmPoint): void {
    this.visit(from, to, (at, d2, r) => {
      layer[at]! += 2 * Math.sqrt(r * r - d2);
    });
  }

  private tube(layer: Float32Array, from: FilmPoint, to: FilmPoint, wallMm: number, marrow: number): void {
    this.visit(from, to, (at, d2, r) => {
      const inner = r - wallMm;
      let thick = 2 * Math.sqrt(r * r - d2);
      if (inner > 0 && d2 < inner * inner) thick -= 2 * (1 - marrow) * Math.sqrt(inner * inner - d2);
      if (thick > layer[at]!) layer[at] = thick;
    });
  }

  private visit(from: FilmPoint, to: FilmPoint, see: (at: number, distance2: number, radius: number) => void): void {
    const reach = Math.max(from[2], to[2]);
    const dx = to[0] - from[0];
    const dy = to[1] - from[1];
    const length2 = dx * dx + dy * dy || 1e-6;
    const column = (x: number): number => (x - this.left) / this.mmPerPixel;
    const row = (y: number): number => (y - this.top) / this.mmPerPixel;
    const right = Math.min(this.columns - 1, Math.ceil(column(Math.max(from[0], to[0]) + reach)));
    const bottom = Math.min(this.rows - 1, Math.ceil(row(Math.max(from[1], to[1]) + reach)));
    for (let j = Math.max(0, Math.floor(row(Math.min(from[1], to[1]) - reach))); j <= bottom; j++) {
      const py = this.top + j * this.mmPerPixel - from[1];
      for (let i = Math.max(0, Math.floor(column(Math.min(from[0], to[0]) - reach))); i <= right; i++) {
        const px = this.left + i * this.mmPerPixel - from[0];
        let t = (px * dx + py * dy) / length2;
        t = t < 0 ? 0 : t > 1 ? 1 : t;
        const ex = px - dx * t;
        const ey = py - dy * t;
        const r = from[2] + (to[2] - from[2]) * t;
        const d2 = ex * ex + ey * ey;
        if (d2 < r * r) see(j * this.columns + i, d2, r);
      }
    }
  }
}

/** Blurs in place, three passes of a box: close to a Gaussian of `radius` pixels. */
export function blur(layer: Float32Array, columns: number, rows: number, radius: number): void {
  const line = new Float32Array(Math.max(columns, rows));
  for (let pass = 0; pass < 2; pass++) {
    for (let j = 0; j < rows; j++) blurLine(layer, line, j * columns, 1, columns, radius);
    for (let i = 0; i < columns; i++) blurLine(layer, line, i, columns, rows, radius);
  }
}

function blurLine(
  layer: Float32Array,
  line: Float32Array,
  start: number,
  stride: number,
  length: number,
  radius: number,
): void {
  for (let i = 0; i < length; i++) line[i] = layer[start + i * stride]!;
  const clamp = (i: number): number => line[i < 0 ? 0 : i >= length ? length - 1 : i]!;
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += clamp(i);
  for (let i = 0; i < length; i++) {
    layer[start + i * stride] = sum / (2 * radius + 1);
    sum += clamp(i + radius + 1) - clamp(i - radius);
  }
}

export function noiseAt(tile: NoiseTile, i: number, j: number): number {
  const mask = tile.size - 1;
  return tile.values[(j & mask) * tile.size + (i & mask)]!;
}
