// Bones of the chest that are not ribs (those are part of the wall, see render-chest-slice.ts).
import type { SliceCanvas } from '../drawing/slice-canvas.ts';
import { along, DIRECTIONS } from '../drawing/polar.ts';
import { CAVITY_FRONT, type TrunkLevel } from './trunk.ts';

const CORTEX = 620;
const MARROW = 190;
/** Height of a vertebra with its disc. */
export const VERTEBRA_MM = 24;

export function paintSkeleton(canvas: SliceCanvas, level: TrunkLevel): void {
  paintSpine(canvas, level);
  paintSternum(canvas, level);
  paintShoulderBlades(canvas, level);
  paintCollarBones(canvas, level.z);
}

function bone(
  canvas: SliceCanvas,
  x: number,
  y: number,
  rx: number,
  ry: number,
  angleRadians = 0,
  cortexMm = 1.6,
): void {
  canvas.ellipse({ x, y, rx, ry, angleRadians }, CORTEX);
  canvas.ellipse({ x, y, rx: rx - cortexMm, ry: ry - cortexMm, angleRadians }, MARROW);
}

function paintSpine(canvas: SliceCanvas, { z, spineY }: TrunkLevel): void {
  const phase = (((z % VERTEBRA_MM) + VERTEBRA_MM) % VERTEBRA_MM) / VERTEBRA_MM;
  const waist = 1 - 0.08 * Math.sin(phase * Math.PI);
  const rx =
    along(
      [
        [-40, 19],
        [120, 16],
        [300, 13],
      ],
      z,
    ) * waist;
  const ry =
    along(
      [
        [-40, 15],
        [120, 13.5],
        [300, 10],
      ],
      z,
    ) * waist;
  const disc = phase > 0.86;
  const endplate = !disc && (phase < 0.07 || phase > 0.79);
  const canal = spineY + ry + 7;
  const spinous = phase > 0.3 && phase < 0.75;
  const transverse = phase > 0.45 && phase < 0.8;
  // Lamina and joints first, then body, then the canal is cut out of both.
  if (transverse)
    for (const side of [-1, 1]) {
      bone(canvas, side * 21, canal + 4, 15, 4.2, side * 0.4, 1.4);
      bone(canvas, side * 13, canal - 2, 6, 5, 0, 1.4);
    }
  bone(canvas, 0, canal + 3, disc ? 13 : 15.5, disc ? 10 : 12.5, 0, 1.8);
  if (spinous) bone(canvas, 0, canal + 20, 3.2, 13, 0, 1.2);
  if (disc) canvas.ellipse({ x: 0, y: spineY, rx, ry }, 95);
  else if (endplate) {
    canvas.ellipse({ x: 0, y: spineY, rx, ry }, CORTEX);
    canvas.ellipse({ x: 0, y: spineY, rx: rx - 1.5, ry: ry - 1.5 }, 380);
  } else bone(canvas, 0, spineY, rx, ry, 0, 1.3);
  // A vertebral body is kidney-shaped: the canal bites its back.
  canvas.ellipse({ x: 0, y: canal - 0.5, rx: 10, ry: 8.5 }, -30);
  canvas.ellipse({ x: 0, y: canal - 0.5, rx: 8, ry: 7 }, 15);
  canvas.ellipse({ x: 0, y: canal - 0.5, rx: 5, ry: 4 }, 42);
}

function paintSternum(canvas: SliceCanvas, { z }: TrunkLevel): void {
  const y = -along(CAVITY_FRONT, z) - 4;
  if (z > 190 && z < 246)
    bone(
      canvas,
      0,
      y,
      along(
        [
          [190, 18],
          [215, 24],
          [240, 28],
        ],
        z,
      ),
      6,
      0,
      1.2,
    );
  else if (z > 72 && z <= 188)
    bone(
      canvas,
      0,
      y,
      along(
        [
          [72, 9],
          [110, 17],
          [188, 14],
        ],
        z,
      ),
      5.2,
      0,
      1.2,
    );
  else if (z > 50 && z <= 72) canvas.ellipse({ x: 0, y, rx: 7, ry: 4 }, 140);
}

function paintShoulderBlades(canvas: SliceCanvas, { z, cavity }: TrunkLevel): void {
  if (z < 112 || z > 262) return;
  const quarter = Math.PI / 2;
  const inner = along(
    [
      [112, 0.92],
      [150, 0.72],
      [225, 0.66],
      [262, 0.8],
    ],
    z,
  );
  const outer = along(
    [
      [112, 1.02],
      [150, 1.18],
      [215, 1.42],
      [262, 1.5],
    ],
    z,
  );
  const gap = along(
    [
      [112, 19],
      [180, 20],
      [230, 30],
      [262, 44],
    ],
    z,
  );
  for (const side of [-1, 1]) {
    const at = (angle: number, lift: number): readonly [number, number] => {
      const radians = quarter - side * angle;
      const index = Math.floor((((radians / (2 * Math.PI)) % 1) + 1) * DIRECTIONS) % DIRECTIONS;
      const radius = cavity[index]! + gap + lift;
      return [Math.cos(radians) * radius, Math.sin(radians) * radius];
    };
    const stations = Array.from({ length: 9 }, (_, i) => at(inner + ((outer - inner) * i) / 8, 2.5 * Math.sin(i)));
    for (const [value, grow] of [
      [CORTEX, 0.8],
      [240, -0.6],
    ] as const)
      stations.slice(1).forEach((to, i) => {
        const from = stations[i]!;
        const thick = i === 0 || i > 5 ? 3.4 : 1.9;
        canvas.tube({ from: [...from, z], to: [...to, z], fromRadiusMm: thick, toRadiusMm: thick }, z, value, grow);
      });
    if (z > 196) {
      const neck = at(outer + 0.08, 6);
      bone(canvas, neck[0], neck[1], 13, 9, side * 0.7);
      const ridge = at((inner + outer) / 2, 20);
      const tip = at(outer + 0.1, 20);
      const root = at((inner + outer) / 2 + 0.1, 2);
      if (z > 222)
        for (const [value, grow] of [
          [CORTEX, 0],
          [MARROW, -1.4],
        ] as const) {
          canvas.tube({ from: [...root, z], to: [...ridge, z], fromRadiusMm: 2.6, toRadiusMm: 3 }, z, value, grow);
          canvas.tube({ from: [...ridge, z], to: [...tip, z], fromRadiusMm: 3.6, toRadiusMm: 5 }, z, value, grow);
        }
    }
  }
}

function paintCollarBones(canvas: SliceCanvas, z: number): void {
  for (const side of [-1, 1]) {
    const points = [
      [24, -62, 240],
      [60, -66, 252],
      [100, -50, 264],
      [145, -22, 274],
    ] as const;
    for (const [value, grow] of [
      [CORTEX, 0],
      [MARROW, -1.8],
    ] as const)
      points.slice(1).forEach((to, i) => {
        const from = points[i]!;
        canvas.tube(
          {
            from: [side * from[0], from[1], from[2]],
            to: [side * to[0], to[1], to[2]],
            fromRadiusMm: 7,
            toRadiusMm: 6,
          },
          z,
          value,
          grow,
        );
      });
    for (const [value, grow] of [
      [CORTEX, 0],
      [230, -2],
    ] as const)
      canvas.tube(
        { from: [side * 158, 14, 276], to: [side * 176, 0, 320], fromRadiusMm: 22, toRadiusMm: 16 },
        z,
        value,
        grow,
      );
  }
}
