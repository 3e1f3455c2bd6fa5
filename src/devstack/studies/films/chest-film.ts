// A chest radiograph, posterior-anterior: the same trunk as the chest CT seen from behind, bones and vessels drawn fine.
import { createNoiseField, createNoiseTile } from '../drawing/noise-tile.ts';
import { DIRECTIONS, directionOf } from '../drawing/polar.ts';
import { AORTA, MAIN_BRONCHI, PULMONARY_ARTERIES, TRACHEA } from '../chest/great-vessels.ts';
import { heartDepth } from '../chest/heart.ts';
import { growLungTrees, heightOverDiaphragm } from '../chest/lungs.ts';
import { MEDIASTINUM, trunkLevel, type TrunkLevel } from '../chest/trunk.ts';
import { Film, noiseAt, type FilmPoint } from './film.ts';

export const CHEST_FILM = { columns: 1280, rows: 1280, mmPerPixel: 0.3125, leftMm: -200, topMm: -318 } as const;

/** Twelve bits, air black. Film coordinates: x to the patient's left (right on the film), y down. */
export function renderChestFilm(seed: number): Uint16Array<ArrayBuffer> {
  const { columns, rows, mmPerPixel, leftMm, topMm } = CHEST_FILM;
  const film = new Film(columns, rows, mmPerPixel, leftMm, topMm);
  const wobble = createNoiseField(seed);
  const soft = softTissue(wobble);
  const bones = boneLayer(film, wobble);
  const vessels = vesselLayer(film, seed, wobble);
  const arms = film.layer();
  for (const side of [-1, 1])
    film.chain(arms, [
      [side * 168, -268, 34],
      [side * 188, -215, 40],
      [side * 206, -60, 40],
    ]);
  const airway = film.layer();
  for (const s of [...TRACHEA, ...MAIN_BRONCHI])
    film.chain(airway, [
      [s.from[0], -s.from[2], s.fromRadiusMm],
      [s.to[0], -s.to[2], s.toRadiusMm],
    ]);
  const noise = createNoiseTile(seed + 2, 512, 1);
  const pixels = new Uint16Array(columns * rows);
  for (let j = 0, at = 0; j < rows; j++)
    for (let i = 0; i < columns; i++, at++) {
      const water = Math.max(soft.at(leftMm + i * mmPerPixel, topMm + j * mmPerPixel), 0.95 * arms[at]!);
      if (water <= 0.2) {
        pixels[at] = 60 + 6 * noiseAt(noise, i, j) > 0 ? 60 + 6 * noiseAt(noise, i, j) : 0;
        continue;
      }
      const sum = water + 3 * bones[at]! + vessels[at]! - 0.9 * airway[at]!;
      const shade = 1 - Math.exp(-Math.max(0, sum) / 98);
      pixels[at] = Math.max(0, Math.min(4095, 150 + 3900 * shade ** 2.3 + noiseAt(noise, i, j) * (9 + 16 * shade)));
    }
  return pixels;
}

function vesselLayer(film: Film, seed: number, wobble: ReturnType<typeof createNoiseField>): Float32Array {
  const fine = film.layer();
  const large = film.layer();
  for (const s of growLungTrees(seed + 1, wobble, 900).vessels) {
    const from: FilmPoint = [s.from[0], -s.from[2], Math.max(0.55, s.fromRadiusMm)];
    const to: FilmPoint = [s.to[0], -s.to[2], Math.max(0.5, s.toRadiusMm)];
    if (s.fromRadiusMm < 2) film.add(fine, from, to);
    else film.chain(large, [from, to]);
  }
  for (const s of [...AORTA, ...PULMONARY_ARTERIES])
    film.chain(large, [
      [s.from[0], -s.from[2], s.fromRadiusMm],
      [s.to[0], -s.to[2], s.toRadiusMm],
    ]);
  for (let i = 0; i < fine.length; i++) fine[i] = 1.5 * fine[i]! + 0.9 * large[i]!;
  return fine;
}

const GRID = { columns: 250, rows: 250, mm: 400 / 250 } as const;

/** Water along the beam, integrated on a coarse grid with soft edges and read between its points. */
function softTissue(wobble: ReturnType<typeof createNoiseField>): { at: (x: number, y: number) => number } {
  const water = new Float32Array(GRID.columns * GRID.rows);
  for (let j = 0; j < GRID.rows; j++) {
    const level = trunkLevel(-(CHEST_FILM.topMm + j * GRID.mm), wobble);
    for (let i = 0; i < GRID.columns; i++)
      water[j * GRID.columns + i] = waterAt(CHEST_FILM.leftMm + i * GRID.mm, level);
  }
  return {
    at: (x, y) => {
      const u = Math.max(0, Math.min(GRID.columns - 1.001, (x - CHEST_FILM.leftMm) / GRID.mm));
      const v = Math.max(0, Math.min(GRID.rows - 1.001, (y - CHEST_FILM.topMm) / GRID.mm));
      const i = Math.floor(u);
      const j = Math.floor(v);
      const fu = u - i;
      const fv = v - j;
      const at = j * GRID.columns + i;
      const upper = water[at]! * (1 - fu) + water[at + 1]! * fu;
      return upper + (water[at + GRID.columns]! * (1 - fu) + water[at + GRID.columns + 1]! * fu - upper) * fv;
    },
  };
}

const STEP_MM = 7;

function waterAt(x: number, level: TrunkLevel): number {
  let sum = 0;
  for (let y = -112; y <= 112; y += STEP_MM) {
    const direction = directionOf(x, y) & (DIRECTIONS - 1);
    const r = Math.sqrt(x * x + y * y);
    const inBody = clamp01((level.skin[direction]! - r) / STEP_MM + 0.5);
    if (inBody === 0) continue;
    const inLung = clamp01((level.cavity[direction]! - r) / STEP_MM + 0.5) * lungShare(x, y, level);
    sum += STEP_MM * inBody * (1 - 0.86 * inLung) * (r > level.muscle[direction]! ? 0.85 : 1);
  }
  return sum;
}

function lungShare(x: number, y: number, { z, spineY }: TrunkLevel): number {
  let share = clamp01(heightOverDiaphragm(x, y, z) / 3 + 0.5);
  if (share === 0) return 0;
  share *= clamp01((heartDepth(x, y, z) - 1) * 14 + 0.5);
  share *= outside(x / (22.5 + 1.8 * Math.sin(z / 13)), (y - spineY - 14) / 32, 0, 24);
  for (let i = 0; i < MEDIASTINUM.length && share > 0; i++) {
    const [cx, cy, cz, rx, ry, rz] = MEDIASTINUM[i]!;
    if (rx < 8) continue; // a thin sheet seen edge on would be a bright line
    share *= outside((x - cx) / (rx * 0.82), (y - cy) / ry, (z - cz) / rz, rx);
  }
  return share;
}

function outside(u: number, v: number, w: number, sizeMm: number): number {
  return clamp01(((Math.sqrt(u * u + v * v + w * w) - 1) * sizeMm) / 3 + 0.5);
}

const clamp01 = (v: number): number => (v < 0 ? 0 : v > 1 ? 1 : v);

function boneLayer(film: Film, wobble: ReturnType<typeof createNoiseField>): Float32Array {
  const bones = film.layer();
  const levels = levelsOf(wobble);
  const merge = (draw: (layer: Float32Array) => void, weight: number): void => {
    const layer = film.layer();
    draw(layer);
    for (let i = 0; i < bones.length; i++) bones[i]! += weight * layer[i]!;
  };
  // Rib halves lie over each other: each in a layer of its own, so that crossings shine.
  merge((layer) => ribs(film, layer, levels, 0.22, 1.62), 0.55);
  merge((layer) => ribs(film, layer, levels, 1.58, 2.38), 0.42);
  merge((layer) => spine(film, layer), 0.7);
  for (const side of [-1, 1]) {
    merge((layer) => collarBone(film, layer, side), 0.75);
    merge((layer) => shoulderBlade(film, layer, side), 0.6);
  }
  return bones;
}

type Levels = (z: number) => TrunkLevel;

function levelsOf(wobble: ReturnType<typeof createNoiseField>): Levels {
  const made = new Map<number, TrunkLevel>();
  return (z) => {
    const step = Math.round(z / 4) * 4;
    const level = made.get(step) ?? trunkLevel(step, wobble);
    made.set(step, level);
    return level;
  };
}

function ribs(film: Film, layer: Float32Array, levels: Levels, from: number, to: number): void {
  for (const side of [-1, 1])
    for (let number = 1; number <= 12; number++) {
      const end = number > 10 ? Math.min(to, 2.1 - (number - 11) * 0.5) : number > 7 ? Math.min(to, 2.2) : to;
      const points: FilmPoint[] = [];
      for (let back = from; back <= end; back += 0.05) {
        const z = 286 - 24.5 * number - 96 * ((1 - Math.cos(Math.min(back, 2.5))) / 2);
        const level = levels(z);
        const radians = Math.PI / 2 - side * back;
        const index = Math.floor((((radians / (2 * Math.PI)) % 1) + 1) * DIRECTIONS) % DIRECTIONS;
        const radius = level.cavity[index]! + 5;
        const girth = 5.4 + 0.9 * Math.sin(back * 1.4) - (number === 12 ? 1.2 : 0);
        points.push([Math.cos(radians) * radius, -z, girth]);
      }
      film.chain(layer, points, 1.3, 0.3);
    }
}

function spine(film: Film, layer: Float32Array): void {
  for (let z = -96; z < 320; z += 24) {
    const half = z > 220 ? 13 : 17;
    const middle = z + 9.5;
    for (let row = -1; row <= 1; row += 0.25) {
      const width = half * (0.9 + 0.1 * row * row);
      film.chain(
        layer,
        [
          [-width, -(middle + row * 8.5), 2.2],
          [width, -(middle + row * 8.5), 2.2],
        ],
        0.9,
        0.5,
      );
    }
    for (const side of [-1, 1]) {
      film.chain(
        layer,
        [
          [side * (half - 6), -(middle + 4), 4.6],
          [side * (half - 6), -(middle - 2), 4.4],
        ],
        1.2,
        0.3,
      );
      film.chain(
        layer,
        [
          [side * half, -(middle + 2), 4],
          [side * (half + 16), -(middle + 6), 3],
        ],
        1.2,
        0.4,
      );
    }
    film.chain(
      layer,
      [
        [0, -(middle - 2), 2.6],
        [0, -(middle - 12), 3.4],
      ],
      1.2,
      0.6,
    );
  }
}

function collarBone(film: Film, layer: Float32Array, side: number): void {
  const points: FilmPoint[] = [
    [side * 16, -248, 8.5],
    [side * 32, -254, 6.5],
    [side * 70, -263, 5.6],
    [side * 110, -268, 5.6],
    [side * 140, -278, 6.4],
    [side * 160, -284, 7],
  ];
  film.chain(layer, points, 1.7, 0.35);
}

function shoulderBlade(film: Film, layer: Float32Array, side: number): void {
  // Blade: thin, thick at its outer border; then the socket, the spine, and the head of the humerus.
  for (let t = 0; t <= 1; t += 0.02)
    film.chain(
      layer,
      [
        [side * (112 + 20 * t), -(262 - 132 * t), 1.5],
        [side * (158 - 22 * t), -(252 - 118 * t), 1.5],
      ],
      0.9,
      0.6,
    );
  film.chain(
    layer,
    [
      [side * 160, -250, 7],
      [side * 152, -215, 4.5],
      [side * 138, -160, 4],
      [side * 131, -132, 4],
    ],
    1.4,
    0.4,
  );
  film.chain(
    layer,
    [
      [side * 112, -262, 2.4],
      [side * 122, -190, 2.2],
      [side * 131, -132, 3.4],
    ],
    1.2,
    0.5,
  );
  film.chain(
    layer,
    [
      [side * 118, -252, 3],
      [side * 150, -270, 5],
      [side * 178, -288, 8],
    ],
    1.5,
    0.4,
  );
  film.chain(
    layer,
    [
      [side * 163, -260, 12],
      [side * 163, -240, 11],
    ],
    1.8,
    0.45,
  );
  film.chain(
    layer,
    [
      [side * 172, -258, 22],
      [side * 176, -248, 21],
      [side * 184, -215, 13],
      [side * 191, -150, 11.5],
      [side * 200, -60, 11],
      [side * 212, 160, 11],
    ],
    2.6,
    0.4,
  );
}
