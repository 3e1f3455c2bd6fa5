// Values of one grid at the voxels of another.
import { type Grid, type Mapping, mappingOf, voxelsOf } from './grid.ts';
import type { Volume } from './volume.ts';

/** `outside` stands where the volume has no value. Whole voxels that lie on each other are copied exactly. */
export function resample(volume: Volume, grid: Grid, how: 'trilinear' | 'nearest', outside: number): Float32Array {
  const out = new Float32Array(voxelsOf(grid));
  const mapping = mappingOf(grid, volume.grid);
  const [depth, height, width] = grid.size;
  for (let d = 0; d < depth; d++)
    for (let h = 0; h < height; h++) {
      const at = (d * height + h) * width;
      resampleRow(volume, mapping, how, outside, d, h, out.subarray(at, at + width));
    }
  return out;
}

function resampleRow(
  volume: Volume,
  { base, per }: Mapping,
  how: 'trilinear' | 'nearest',
  outside: number,
  d: number,
  h: number,
  out: Float32Array,
): void {
  // prettier-ignore
  const [nd, nh, nw] = volume.grid.size;
  const [z0, y0, x0] = [0, 1, 2].map((axis) => (base[axis] ?? 0) + d * (per[0][axis] ?? 0) + h * (per[1][axis] ?? 0)) as [number, number, number]; // prettier-ignore
  const [dz, dy, dx] = per[2];
  const { values } = volume;
  if (how === 'trilinear' && dz === 0 && dy === 0 && nw > 1) {
    alongRow(volume, [z0, y0, x0], dx, outside, out);
    return;
  }
  for (let w = 0; w < out.length; w++) {
    const z = z0 + w * dz;
    const y = y0 + w * dy;
    const x = x0 + w * dx;
    // A voxel reaches half its size beyond its centre.
    if (z < -0.5 || y < -0.5 || x < -0.5 || z > nd - 0.5 || y > nh - 0.5 || x > nw - 0.5) out[w] = outside;
    else if (how === 'nearest') {
      const [rz, ry, rx] = [Math.min(nd - 1, Math.round(z)), Math.min(nh - 1, Math.round(y)), Math.min(nw - 1, Math.round(x))]; // prettier-ignore
      out[w] = values[(rz * nh + ry) * nw + rx] ?? outside;
    } else out[w] = between(values, nd, nh, nw, z, y, x);
  }
}

/** The same numbers as `between`, for a row that lies along one of the volume: where it lies across is found once. */
function alongRow(
  { values, grid }: Volume,
  [z, y, x0]: readonly [number, number, number],
  dx: number,
  outside: number,
  out: Float32Array,
): void {
  // prettier-ignore
  const [nd, nh, nw] = grid.size;
  if (z < -0.5 || y < -0.5 || z > nd - 0.5 || y > nh - 0.5) {
    out.fill(outside);
    return;
  }
  const cz = Math.min(nd - 1, Math.max(0, z));
  const cy = Math.min(nh - 1, Math.max(0, y));
  const iz = Math.min(Math.floor(cz), Math.max(0, nd - 2));
  const iy = Math.min(Math.floor(cy), Math.max(0, nh - 2));
  const [fz, fy] = [cz - iz, cy - iy];
  const top = (iz * nh + iy) * nw;
  const down = nh > 1 ? nw : 0;
  const deep = nd > 1 ? nh * nw : 0;
  for (let w = 0; w < out.length; w++) {
    const x = x0 + w * dx;
    if (x < -0.5 || x > nw - 0.5) {
      out[w] = outside;
      continue;
    }
    const cx = Math.min(nw - 1, Math.max(0, x));
    const ix = Math.min(Math.floor(cx), nw - 2);
    const fx = cx - ix;
    const a = top + ix;
    // Indices are clamped above.
    const one = (values[a] as number) * (1 - fx) + (values[a + 1] as number) * fx;
    const two = (values[a + down] as number) * (1 - fx) + (values[a + down + 1] as number) * fx;
    const near = one * (1 - fy) + two * fy;
    if (fz === 0) {
      out[w] = near * (1 - fz);
      continue;
    }
    const b = a + deep;
    const three = (values[b] as number) * (1 - fx) + (values[b + 1] as number) * fx;
    const four = (values[b + down] as number) * (1 - fx) + (values[b + down + 1] as number) * fx;
    out[w] = near * (1 - fz) + (three * (1 - fy) + four * fy) * fz;
  }
}

function between(
  values: Volume['values'],
  nd: number,
  nh: number,
  nw: number,
  z: number,
  y: number,
  x: number,
): number {
  // prettier-ignore
  const cz = Math.min(nd - 1, Math.max(0, z));
  const cy = Math.min(nh - 1, Math.max(0, y));
  const cx = Math.min(nw - 1, Math.max(0, x));
  const iz = Math.min(Math.floor(cz), Math.max(0, nd - 2));
  const iy = Math.min(Math.floor(cy), Math.max(0, nh - 2));
  const ix = Math.min(Math.floor(cx), Math.max(0, nw - 2));
  const fz = cz - iz;
  const fy = cy - iy;
  const fx = cx - ix;
  const a = (iz * nh + iy) * nw + ix;
  const along = nw > 1 ? 1 : 0;
  const down = nh > 1 ? nw : 0;
  const deep = nd > 1 ? nh * nw : 0;
  const row = (at: number): number => (values[at] as number) * (1 - fx) + (values[at + along] as number) * fx; // indices are clamped above
  const plane = (at: number): number => row(at) * (1 - fy) + row(at + down) * fy;
  return plane(a) * (1 - fz) + (fz === 0 ? 0 : plane(a + deep) * fz);
}

/** Labels of one grid at the voxels of another, by the nearest voxel. */
export function labelsAt(labels: Uint8Array, from: Grid, to: Grid): Uint8Array {
  const { base, per } = mappingOf(to, from);
  const [depth, height, width] = to.size;
  const [nd, nh, nw] = from.size;
  const out = new Uint8Array(voxelsOf(to));
  if (per[2][0] === 0 && per[2][1] === 0 && per[0][2] === 0 && per[1][2] === 0) {
    alongRows(labels, from.size, { base, per }, to.size, out);
    return out;
  }
  let at = 0;
  for (let d = 0; d < depth; d++)
    for (let h = 0; h < height; h++) {
      let z = base[0] + d * per[0][0] + h * per[1][0] + 0.5;
      let y = base[1] + d * per[0][1] + h * per[1][1] + 0.5;
      let x = base[2] + d * per[0][2] + h * per[1][2] + 0.5;
      for (let w = 0; w < width; w++, at++) {
        const iz = Math.floor(z);
        const iy = Math.floor(y);
        const ix = Math.floor(x);
        if (iz >= 0 && iy >= 0 && ix >= 0 && iz < nd && iy < nh && ix < nw)
          out[at] = labels[(iz * nh + iy) * nw + ix] as number; // bounds are checked
        z += per[2][0];
        y += per[2][1];
        x += per[2][2];
      }
    }
  return out;
}

/** Where rows lie along rows the columns are the same in all of them: found once, as the loop above would find them. */
function alongRows(
  labels: Uint8Array,
  [nd, nh, nw]: Grid['size'],
  { base, per }: Mapping,
  [depth, height, width]: Grid['size'],
  out: Uint8Array,
): void {
  // prettier-ignore
  const columns = new Int32Array(width);
  for (let w = 0, x = base[2] + 0.5; w < width; w++, x += per[2][2]) {
    const ix = Math.floor(x);
    columns[w] = ix >= 0 && ix < nw ? ix : -1;
  }
  for (let d = 0; d < depth; d++)
    for (let h = 0; h < height; h++) {
      const iz = Math.floor(base[0] + d * per[0][0] + h * per[1][0] + 0.5);
      const iy = Math.floor(base[1] + d * per[0][1] + h * per[1][1] + 0.5);
      if (iz < 0 || iy < 0 || iz >= nd || iy >= nh) continue;
      const row = (iz * nh + iy) * nw;
      const into = (d * height + h) * width;
      for (let w = 0; w < width; w++) {
        const column = columns[w] as number; // filled above
        if (column >= 0) out[into + w] = labels[row + column] as number;
      }
    }
}
