// The heart: nested ellipsoids in a frame of its own, whose first axis points to the apex.
import type { SliceCanvas } from '../drawing/slice-canvas.ts';

const CENTRE = [20, -20, 92] as const;
const APEX = unit([0.7, -0.52, -0.46]);
const LEFT_BACK = unit([0.57, 0.81, -0.05]);
const THIRD = cross(APEX, LEFT_BACK);

type Chamber = {
  readonly at: readonly [number, number, number];
  readonly size: readonly [number, number, number];
  readonly value: number;
};

/** In painting order; along apex, left-back and third axis, millimetres. Contrast fills the chambers. */
const CHAMBERS: readonly Chamber[] = [
  { at: [0, 0, 0], size: [64, 49, 47], value: -95 },
  { at: [0, 0, 0], size: [60, 44, 42], value: -60 },
  { at: [7, 13, 0], size: [50, 31, 33], value: 118 },
  { at: [4, -20, 2], size: [46, 22, 33], value: 112 },
  { at: [3, -21, 2], size: [42, 17.5, 28], value: 255 },
  { at: [9, 12, 0], size: [49, 29, 31], value: 122 },
  { at: [5, 12, 0], size: [39, 18, 20], value: 235 },
  { at: [-33, 16, 4], size: [20, 29, 24], value: 90 },
  { at: [-33, 16, 4], size: [18, 27, 22], value: 240 },
  { at: [-31, -24, 2], size: [24, 21, 31], value: 92 },
  { at: [-31, -24, 2], size: [22, 19, 29], value: 262 },
];

/** How far inside the pericardium (1 on it, less inside) a point lies. */
export function heartDepth(x: number, y: number, z: number): number {
  return measure(CHAMBERS[0]!, x - CENTRE[0], y - CENTRE[1], z - CENTRE[2]);
}

export function paintHeart(canvas: SliceCanvas, z: number): void {
  if (Math.abs(z - CENTRE[2]) > 70) return;
  for (const chamber of CHAMBERS) paintChamber(canvas, z, chamber);
}

/** Each box is the sphere around its chamber, cut at this level: most chambers then cost little. */
function paintChamber(canvas: SliceCanvas, z: number, chamber: Chamber): void {
  const [cx, cy, cz] = [0, 1, 2].map(
    (axis) =>
      CENTRE[axis]! + chamber.at[0] * APEX[axis]! + chamber.at[1] * LEFT_BACK[axis]! + chamber.at[2] * THIRD[axis]!,
  ) as [number, number, number]; // three axes in, three out
  const dz = z - cz;
  const reach = Math.sqrt(Math.max(...chamber.size) ** 2 - dz * dz) + 1;
  if (!(reach > 0)) return;
  const least = Math.min(...chamber.size);
  const [su, sv, sw] = chamber.size;
  const [ux, uy, uz] = APEX;
  const [vx, vy, vz] = LEFT_BACK;
  const [wx, wy, wz] = THIRD;
  canvas.shape(canvas.box(cx - reach, cx + reach, cy - reach, cy + reach), chamber.value, (x, y) => {
    const dx = x - cx;
    const dy = y - cy;
    const u = (dx * ux + dy * uy + dz * uz) / su;
    const v = (dx * vx + dy * vy + dz * vz) / sv;
    const w = (dx * wx + dy * wy + dz * wz) / sw;
    return (Math.sqrt(u * u + v * v + w * w) - 1) * least;
  });
}

function measure(chamber: Chamber, dx: number, dy: number, dz: number): number {
  const u = (dx * APEX[0] + dy * APEX[1] + dz * APEX[2] - chamber.at[0]) / chamber.size[0];
  const v = (dx * LEFT_BACK[0] + dy * LEFT_BACK[1] + dz * LEFT_BACK[2] - chamber.at[1]) / chamber.size[1];
  const w = (dx * THIRD[0] + dy * THIRD[1] + dz * THIRD[2] - chamber.at[2]) / chamber.size[2];
  return Math.sqrt(u * u + v * v + w * w);
}

function unit(v: readonly [number, number, number]): [number, number, number] {
  const length = Math.hypot(...v);
  return [v[0] / length, v[1] / length, v[2] / length];
}

function cross(a: readonly [number, number, number], b: readonly [number, number, number]): [number, number, number] {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
