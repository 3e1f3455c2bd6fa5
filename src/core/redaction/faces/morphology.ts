// Growing, shrinking and sorting parts of a volume.
import type { Cells, Volume } from './volume.ts';
import { GRID } from './volume.ts';

type Shape = Pick<Volume, 'nx' | 'ny' | 'nz'>;

const FAR = 1e9;

/** A loop: `Uint8Array.from` takes a hundred times as long for a million cells. */
export function cellsWhere(length: number, holds: (at: number) => boolean): Cells {
  const out = new Uint8Array(length);
  for (let at = 0; at < length; at++) if (holds(at)) out[at] = 1;
  return out;
}

/** Squared distance in cells to the next cell that is `wanted`, exactly: one axis after the other. */
function squaredDistances(cells: Cells, wanted: 0 | 1, { nx, ny, nz }: Shape): Float32Array {
  const out = new Float32Array(nx * ny * nz);
  for (let at = 0; at < out.length; at++) out[at] = cells[at] === wanted ? 0 : FAR;
  alongAxis(out, nx, 1, ny * nz, (line) => line * nx);
  alongAxis(out, ny, nx, nx * nz, (line) => Math.floor(line / nx) * nx * ny + (line % nx));
  alongAxis(out, nz, nx * ny, nx * ny, (line) => line);
  return out;
}

/** Lower envelope of parabolas (Felzenszwalb and Huttenlocher 2012). */
function alongAxis(
  out: Float32Array,
  length: number,
  step: number,
  lines: number,
  startOf: (line: number) => number,
): void {
  const f = new Float64Array(length);
  const places = new Int32Array(length);
  const bounds = new Float64Array(length + 1);
  for (let line = 0; line < lines; line++) {
    const start = startOf(line);
    for (let q = 0; q < length; q++) f[q] = out[start + q * step] ?? 0;
    let k = 0;
    places[0] = 0;
    bounds[0] = -Infinity;
    bounds[1] = Infinity;
    for (let q = 1; q < length; q++) {
      let cut = meeting(f, q, places[k] ?? 0);
      while (cut <= (bounds[k] ?? 0)) cut = meeting(f, q, places[--k] ?? 0);
      places[++k] = q;
      bounds[k] = cut;
      bounds[k + 1] = Infinity;
    }
    k = 0;
    for (let q = 0; q < length; q++) {
      while ((bounds[k + 1] ?? 0) < q) k++;
      const p = places[k] ?? 0;
      out[start + q * step] = (q - p) ** 2 + (f[p] ?? 0);
    }
  }
}

function meeting(f: Float64Array, q: number, p: number): number {
  return ((f[q] ?? 0) + q * q - ((f[p] ?? 0) + p * p)) / (2 * q - 2 * p);
}

/** What is farther than `millimetres` from everything outside. */
export function eroded(cells: Cells, shape: Shape, millimetres: number): Cells {
  const far = (millimetres / GRID) ** 2;
  const distances = squaredDistances(cells, 0, shape);
  return cellsWhere(cells.length, (at) => (distances[at] ?? 0) > far);
}

/** What is within `millimetres` of the set. */
export function dilated(cells: Cells, shape: Shape, millimetres: number): Cells {
  const near = (millimetres / GRID) ** 2;
  const distances = squaredDistances(cells, 1, shape);
  return cellsWhere(cells.length, (at) => (distances[at] ?? 0) <= near);
}

export function both(a: Cells, b: Cells): Cells {
  return cellsWhere(a.length, (at) => a[at] === 1 && b[at] === 1);
}

/** The largest set of cells that touch by their faces. */
export function largestPart(cells: Cells, shape: Shape): Cells {
  const labels = new Int32Array(cells.length);
  let best = 0;
  let bestSize = 0;
  let label = 0;
  for (let start = 0; start < cells.length; start++) {
    if (cells[start] === 0 || labels[start] !== 0) continue;
    const size = flooded(cells, labels, start, ++label, shape);
    if (size > bestSize) [best, bestSize] = [label, size];
  }
  return cellsWhere(cells.length, (at) => best !== 0 && labels[at] === best);
}

/** Holes are what cannot be reached from the border of the volume. */
export function withoutHoles(cells: Cells, shape: Shape): Cells {
  const { nx, ny, nz } = shape;
  const empty = cellsWhere(cells.length, (at) => cells[at] === 0);
  const labels = new Int32Array(cells.length);
  for (let at = 0; at < cells.length; at++) {
    const x = at % nx;
    const y = Math.floor(at / nx) % ny;
    const z = Math.floor(at / (nx * ny));
    const isBorder = x === 0 || y === 0 || z === 0 || x === nx - 1 || y === ny - 1 || z === nz - 1;
    if (isBorder && empty[at] === 1 && labels[at] === 0) flooded(empty, labels, at, 1, shape);
  }
  return cellsWhere(cells.length, (at) => labels[at] === 0);
}

function flooded(cells: Cells, labels: Int32Array, start: number, label: number, { nx, ny, nz }: Shape): number {
  const stack = [start];
  labels[start] = label;
  let size = 0;
  const visit = (at: number): void => {
    if (cells[at] === 0 || labels[at] !== 0) return;
    labels[at] = label;
    stack.push(at);
  };
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    size++;
    const x = at % nx;
    const y = Math.floor(at / nx) % ny;
    const z = Math.floor(at / (nx * ny));
    if (x > 0) visit(at - 1);
    if (x < nx - 1) visit(at + 1);
    if (y > 0) visit(at - nx);
    if (y < ny - 1) visit(at + nx);
    if (z > 0) visit(at - nx * ny);
    if (z < nz - 1) visit(at + nx * ny);
  }
  return size;
}
