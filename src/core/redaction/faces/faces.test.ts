// A head of CT made of ellipsoids, whose brain and skin are known everywhere; and the real head of MR where the data are at hand.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodePixelCodecs } from '../../../cli/inference/pixel-codecs.ts';
import { DicomError, readDicom } from '../../dicom/index.ts';
import { type FaceCut, isCut, LEAST_MOVED, type Plane } from './face-cut.ts';
import { coverHalfPlane, halfPlaneOf } from './half-plane.ts';
import { planFaces } from './plan-faces.ts';
import { BRAIN, bowed, BROW, CHIN, inside, isSkin, slicesOfPhantom } from '../testing/head-phantom.ts';
import type { SliceGeometry, Vector } from './slice-geometry.ts';
import { createSliceStack } from './slice-stack.ts';
import { slicesOf } from './slices-of.ts';

async function cutOf(degrees: number): Promise<FaceCut> {
  const stack = createSliceStack();
  slicesOfPhantom(degrees).forEach((slice) => stack.add(slice));
  const found = await planFaces(stack, 'CT');
  if (typeof found === 'string') throw new Error(found);
  return found;
}

/** In the axes of the head, seen from the front: the share of the skin that lies 15 mm farther back, or is gone. */
function movedShare(plane: Plane, degrees: number): number {
  const toScanner = bowed(-degrees);
  let [moved, all] = [0, 0];
  for (let z = CHIN; z <= BROW; z += 2)
    for (let x = -40; x <= 40; x += 4) {
      const depth = (holds: (at: Vector) => boolean): number => {
        for (let y = -140; y < 60; y += 1) if (holds([x, y, z])) return y;
        return Infinity;
      };
      const before = depth(isSkin);
      if (before > -30) continue;
      all++;
      if (depth((at) => isSkin(at) && !isCut(plane, toScanner(at))) - before >= 15) moved++;
    }
  return moved / all;
}

describe.each([0, 14])('a head of CT bowed by %i degrees', (degrees) => {
  it('loses its face and nothing of its brain', async () => {
    const { plane, faceMoved, brainCut } = await cutOf(degrees);
    expect(brainCut).toBe(0);
    expect(faceMoved).toBeGreaterThanOrEqual(LEAST_MOVED);
    expect(movedShare(plane, degrees)).toBeGreaterThanOrEqual(0.95);
    const toScanner = bowed(-degrees);
    let lost = 0;
    for (let x = -64; x <= 64; x += 2)
      for (let y = -80; y <= 90; y += 2)
        for (let z = -30; z <= 90; z += 2) if (inside(BRAIN, [x, y, z]) && isCut(plane, toScanner([x, y, z]))) lost++;
    expect(lost).toBe(0);
  }, 60_000);
});

describe('what shows no face', () => {
  it.each<[string, (index: number, count: number) => boolean]>([
    ['a few slices', (index) => index < 10],
    ['slices too far apart', (index) => index % 4 === 0],
    ['the top of the head alone', (index) => index < 30],
  ])(
    '%s gives no plane',
    async (_what, isKept) => {
      const stack = createSliceStack();
      slicesOfPhantom(0)
        .filter((_, index, all) => isKept(index, all.length))
        .forEach((slice) => stack.add(slice));
      expect(typeof (await planFaces(stack, 'CT'))).toBe('string');
    },
    60_000,
  );
  it('air gives no plane', async () => {
    const stack = createSliceStack();
    for (const slice of slicesOfPhantom(0))
      stack.add({ ...slice, values: new Float32Array(slice.values.length).fill(-1000) });
    expect(await planFaces(stack, 'CT')).toBe('no-brain');
  }, 60_000);
});

describe('the plane in a frame', () => {
  const plane: Plane = { normal: [0, -0.6, -0.8], distance: 40.0137 };
  it.each<[string, SliceGeometry]>([
    ['axial', { origin: [-60, -90, -30], perColumn: [1.5, 0, 0], perRow: [0, 1.5, 0] }],
    ['sagittal, as a localiser lies', { origin: [3, -100, 80], perColumn: [0, 2, 0], perRow: [0, 0, -2] }],
    ['coronal', { origin: [-80, -70, 60], perColumn: [2, 0, 0], perRow: [0, 0, -2] }],
  ])('covers exactly the pixels in front of it: %s', (_name, geometry) => {
    const cells = new Uint8Array(100 * 120);
    coverHalfPlane(halfPlaneOf(plane, geometry), cells, 120);
    for (let at = 0; at < cells.length; at++) {
      const [row, column] = [Math.floor(at / 120), at % 120];
      const { origin: o, perColumn: c, perRow: r } = geometry;
      const place: Vector = [
        o[0] + c[0] * column + r[0] * row,
        o[1] + c[1] * column + r[1] * row,
        o[2] + c[2] * column + r[2] * row,
      ];
      expect(cells[at] === 1).toBe(isCut(plane, place));
    }
    expect(cells.includes(0) && cells.includes(1)).toBe(true);
  });
});

const REAL = resolve(import.meta.dirname, '../../../../../shared/data/series/mr-brain-t1');

describe('a real head of MR', () => {
  it.skipIf(!existsSync(REAL))(
    `loses its face (needs ../shared/data${existsSync(REAL) ? '' : ', which is absent'})`,
    async () => {
      const stack = createSliceStack();
      for (const name of readdirSync(REAL)) {
        try {
          const file = readDicom(readFileSync(resolve(REAL, name)));
          for await (const slice of slicesOf(file, createNodePixelCodecs())) stack.add(slice);
        } catch (error) {
          if (!(error instanceof DicomError)) throw error; // a note lies among the slices
        }
      }
      const found = await planFaces(stack, 'MR');
      if (typeof found === 'string') throw new Error(found);
      expect(found.faceMoved).toBeGreaterThanOrEqual(0.95);
      expect(found.brainCut).toBe(0);
      expect(found.brainCubicCentimetres).toBeGreaterThan(1200);
      expect(found.brainCubicCentimetres).toBeLessThan(1700);
    },
    60_000,
  );
});
