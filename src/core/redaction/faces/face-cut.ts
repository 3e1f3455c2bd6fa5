// One plane between brain and face, after Schimke and Hale 2011: what lies in front of it and below is removed. Of all planes that
// touch the brain from there, the one that takes most of the face.
import type { HeadParts } from './head-parts.ts';
import { dot, type Vector } from './slice-geometry.ts';
import { type Cells, cubicCentimetres, GRID, type Volume } from './volume.ts';

/** Removed is where `normal` times the place is greater than `distance`. The normal has length 1. */
export interface Plane {
  readonly normal: Vector;
  readonly distance: number;
}

export interface FaceCut {
  readonly plane: Plane;
  /** Of the brain that was found, seen from the side, in cells of the grid: none. */
  readonly brainCut: number;
  readonly brainCubicCentimetres: number;
  /** Of the surface between brow and chin, seen from the front: the share that lies at least 15 mm farther back, or is gone. */
  readonly faceMoved: number;
}

/** From the surface of the found brain to the plane: half for what the coarse grid misses, half to leave skull. */
const MARGIN = 5;
const MOVED = 15;
/** The eye sees a face in this width. */
const HALF_FACE = 40;
/** From the floor of the frontal lobes down to the edge of the orbit, where the brow lies. */
const ROOF_OF_ORBIT = 4;
/** Less than this below the brow is no face, but the lower end of what was scanned. */
const LEAST_FACE = 20;
/** A cut that moves less leaves a face: not taken. */
export const LEAST_MOVED = 0.95;

/** Undefined when no face is in the volume, or none can be taken without the brain. */
export function faceCutOf(volume: Volume, { head, brain }: HeadParts): FaceCut | undefined {
  const face = faceSurface(volume, head, brain);
  if (face.length === 0) return undefined;
  const outline = outlineOf(brain, volume);
  let best: FaceCut | undefined;
  for (let degrees = 10; degrees <= 80; degrees += 2) {
    const angle = (degrees * Math.PI) / 180;
    const normal: Vector = [0, -Math.cos(angle), -Math.sin(angle)];
    const reach = outline.reduce((most, place) => Math.max(most, dot(place, normal)), -Infinity);
    const plane = { normal, distance: reach + MARGIN };
    const faceMoved = movedShare(volume, head, face, plane);
    if (best !== undefined && faceMoved <= best.faceMoved) continue;
    const brainCut = outline.filter((place) => isCut(plane, place)).length;
    best = { plane, brainCut, brainCubicCentimetres: cubicCentimetres(brain), faceMoved };
  }
  return best;
}

export function isCut({ normal, distance }: Plane, place: Vector): boolean {
  return dot(normal, place) > distance;
}

function placeOf({ nx, ny, origin }: Volume, at: number): Vector {
  const [x, y, z] = [at % nx, Math.floor(at / nx) % ny, Math.floor(at / (nx * ny))];
  return [origin[0] + x * GRID, origin[1] + y * GRID, origin[2] + z * GRID];
}

/** The brain seen from the side: all that matters to a plane that does not lean to the left or right. */
function outlineOf(brain: Cells, volume: Volume): Vector[] {
  const { nx, ny, nz } = volume;
  const places: Vector[] = [];
  for (let line = 0; line < ny * nz; line++)
    if (brain.subarray(line * nx, (line + 1) * nx).includes(1)) places.push(placeOf(volume, line * nx));
  return places;
}

/** First cell of the head behind each place of the frontal view, between brow and chin. */
function faceSurface(volume: Volume, head: Cells, brain: Cells): number[] {
  const { nx, ny, nz, origin } = volume;
  const centre = middleOf(brain, volume);
  const front = frontView(head, volume);
  const brow = browOf(brain, volume) - Math.round(ROOF_OF_ORBIT / GRID);
  const isCentral = (x: number, width: number): boolean => Math.abs(origin[0] + x * GRID - centre) <= width;
  const profile = (z: number): number => {
    let nearest = ny;
    for (let x = 0; x < nx; x++) if (isCentral(x, 12)) nearest = Math.min(nearest, front[z * nx + x] ?? ny);
    return nearest;
  };
  const lowest = Math.max(0, brow - Math.round(130 / GRID));
  let tip = ny;
  for (let z = lowest; z <= brow; z++) tip = Math.min(tip, profile(z));
  // Below the chin the front falls back to the throat.
  let chin = brow;
  for (let z = brow; z >= lowest && profile(z) <= tip + 45 / GRID; z--) chin = z;
  if ((brow - chin) * GRID < LEAST_FACE) return [];
  const found: number[] = [];
  for (let z = chin; z <= Math.min(brow, nz - 1); z++)
    for (let x = 0; x < nx; x++) {
      const y = front[z * nx + x] ?? ny;
      if (isCentral(x, HALF_FACE) && y < tip + 60 / GRID) found.push((z * ny + y) * nx + x);
    }
  return found;
}

/** For each place of the frontal view the first row that is head; `ny` where there is none. */
function frontView(head: Cells, { nx, ny, nz }: Volume): Int32Array {
  const view = new Int32Array(nx * nz).fill(ny);
  for (let z = 0; z < nz; z++)
    for (let x = 0; x < nx; x++)
      for (let y = 0; y < ny; y++)
        if (head[(z * ny + y) * nx + x] === 1) {
          view[z * nx + x] = y;
          break;
        }
  return view;
}

function middleOf(brain: Cells, volume: Volume): number {
  let [sum, count] = [0, 0];
  for (let at = 0; at < brain.length; at++) if (brain[at] === 1) [sum, count] = [sum + (at % volume.nx), count + 1];
  return volume.origin[0] + (sum / Math.max(1, count)) * GRID;
}

/** The floor of the frontal lobes is the roof of the orbits: the lowest cells of the front 25 mm of the brain, but for a few. */
function browOf(brain: Cells, { nx, ny }: Volume): number {
  let foremost = ny;
  for (let at = 0; at < brain.length; at++)
    if (brain[at] === 1) foremost = Math.min(foremost, Math.floor(at / nx) % ny);
  const heights: number[] = [];
  for (let at = 0; at < brain.length; at++)
    if (brain[at] === 1 && Math.floor(at / nx) % ny <= foremost + 25 / GRID) heights.push(Math.floor(at / (nx * ny)));
  heights.sort((a, b) => a - b);
  return heights[Math.floor(heights.length * 0.02)] ?? 0;
}

function movedShare(volume: Volume, head: Cells, face: readonly number[], plane: Plane): number {
  const { nx, ny } = volume;
  let moved = 0;
  for (const start of face) {
    const row = Math.floor(start / nx) % ny;
    let y = row;
    for (; y < ny; y++) {
      const at = start + (y - row) * nx;
      if (head[at] === 1 && !isCut(plane, placeOf(volume, at))) break;
    }
    if ((y - row) * GRID >= MOVED) moved++;
  }
  return moved / face.length;
}
