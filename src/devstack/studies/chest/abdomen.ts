// What lies under the diaphragm in the lowest slices: stomach, spleen, crura, left kidney. The liver is part of the
// slice loop because it follows the dome.
import { directionOf } from '../drawing/polar.ts';
import type { SliceCanvas } from '../drawing/slice-canvas.ts';
import { heightOverDiaphragm } from './lungs.ts';
import type { TrunkLevel } from './trunk.ts';

type Organ = {
  readonly at: readonly [number, number, number];
  readonly size: readonly [number, number, number];
  readonly value: number;
};

const SPLEEN: Organ = { at: [100, 30, 4], size: [30, 46, 44], value: 128 };
const STOMACH: Organ = { at: [60, -20, 6], size: [46, 44, 50], value: 70 };
const KIDNEY: Organ = { at: [52, 50, -30], size: [26, 24, 30], value: 190 };

export function paintUpperAbdomen(canvas: SliceCanvas, level: TrunkLevel): void {
  const { z } = level;
  if (z > 60) return;
  paintOrgan(canvas, level, SPLEEN);
  paintOrgan(canvas, level, STOMACH);
  paintOrgan(canvas, level, { ...STOMACH, size: [42, 40, 46], value: 22 });
  // Gas rises: the patient lies on the back, so it gathers in front.
  paintOrgan(canvas, level, { ...STOMACH, size: [42, 40, 46], value: -960 }, (_, y) => y + 36);
  paintOrgan(canvas, level, KIDNEY);
  for (const side of [-1, 1])
    canvas.ellipse({ x: side * 13 + 2, y: level.spineY - 14, rx: 5, ry: 11, angleRadians: side * 0.5 }, 62);
}

function paintOrgan(
  canvas: SliceCanvas,
  level: TrunkLevel,
  organ: Organ,
  cut?: (x: number, y: number) => number,
): void {
  const height = (level.z - organ.at[2]) / organ.size[2];
  const shrink = Math.sqrt(1 - height * height);
  if (!(shrink > 0)) return;
  const [cx, cy] = organ.at;
  const rx = organ.size[0] * shrink;
  const ry = organ.size[1] * shrink;
  canvas.shape(canvas.box(cx - rx - 1, cx + rx + 1, cy - ry - 1, cy + ry + 1), organ.value, (x, y) => {
    const inside = (Math.hypot((x - cx) / rx, (y - cy) / ry) - 1) * Math.min(rx, ry);
    const wall = Math.hypot(x, y) - level.cavity[directionOf(x, y)]! + 3;
    const dome = heightOverDiaphragm(x, y, level.z) + 2.5;
    return Math.max(inside, wall, dome, cut?.(x, y) ?? -1e3);
  });
}
