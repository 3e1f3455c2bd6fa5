// A head of CT made of ellipsoids, whose brain and skin are known everywhere; and the real head of MR where the data are at hand.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodePixelCodecs } from '../../../cli/inference/pixel-codecs.ts';
import { DicomError, readDicom } from '../../dicom/index.ts';
import { type FaceCut, isCut, LEAST_MOVED, type Plane } from './face-cut.ts';
import { coverHalfPlane, halfPlaneOf } from './half-plane.ts';
import { planFaces } from './plan-faces.ts';
import type { SliceGeometry, Vector } from './slice-geometry.ts';
import { createSliceStack, type Slice } from './slice-stack.ts';
import { slicesOf } from './slices-of.ts';

type Ellipsoid = readonly [centre: Vector, radii: Vector];
const BRAIN: Ellipsoid = [[0, 5, 30], [64, 82, 58]]; // prettier-ignore
const SKULL: Ellipsoid = [[0, 5, 30], [71, 89, 66]]; // prettier-ignore
const SKIN: readonly Ellipsoid[] = [
  [[0, 5, 28], [78, 97, 74]], // scalp
  [[0, -42, -45], [62, 52, 75]], // face down to the chin
  [[0, -92, -38], [14, 24, 16]], // nose
  [[0, 35, -90], [55, 58, 90]], // neck
]; // prettier-ignore
const SINUS: Ellipsoid = [[0, -62, -38], [16, 20, 18]]; // prettier-ignore
const JAW: Ellipsoid = [[0, -62, -92], [38, 24, 14]]; // prettier-ignore
const BROW = -22;
const CHIN = -105;

const inside = ([centre, radii]: Ellipsoid, [x, y, z]: Vector): boolean =>
  ((x - centre[0]) / radii[0]) ** 2 + ((y - centre[1]) / radii[1]) ** 2 + ((z - centre[2]) / radii[2]) ** 2 <= 1;
const inCord = ([x, y, z]: Vector, radius: number): boolean => z < 0 && Math.hypot(x, y - 25) < radius;
const isSkin = (at: Vector): boolean => SKIN.some((part) => inside(part, at));

function hounsfield(at: Vector): number {
  if (inside(BRAIN, at)) return 35;
  if (inCord(at, 9) && isSkin(at)) return 35;
  if (inside(SKULL, at)) return 900;
  if (inCord(at, 16) && isSkin(at)) return 500;
  if (inside(SINUS, at)) return -990;
  if (inside(JAW, at)) return 1100;
  return isSkin(at) ? 50 : -1000;
}

/** The head bowed by some degrees: places in the scanner to places in the head. */
function bowed(degrees: number): (at: Vector) => Vector {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return ([x, y, z]) => [x, cos * y + sin * z, -sin * y + cos * z];
}

const SPACING = 2;
const made = new Map<number, Slice[]>();

function slicesOfPhantom(degrees: number): Slice[] {
  const known = made.get(degrees);
  if (known !== undefined) return known;
  const toHead = bowed(degrees);
  const slices: Slice[] = [];
  for (let z = 112; z >= -140; z -= 3) {
    const geometry: SliceGeometry = { origin: [-110, -140, z], perColumn: [SPACING, 0, 0], perRow: [0, SPACING, 0] };
    const values = new Float32Array(110 * 130);
    for (let row = 0; row < 130; row++)
      for (let column = 0; column < 110; column++) {
        const noise = ((row * 7919 + column * 104_729 + z * 31) % 41) - 20;
        values[row * 110 + column] = hounsfield(toHead([-110 + column * SPACING, -140 + row * SPACING, z])) + noise;
      }
    slices.push({ geometry, rows: 130, columns: 110, values });
  }
  made.set(degrees, slices);
  return slices;
}

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
