// A left hand from behind, fingers up, as a computed radiograph: bones with cortex and marrow, soft tissue around.
import { createNoiseField, createNoiseTile } from '../drawing/noise-tile.ts';
import { between, createRandom } from '../drawing/random.ts';
import { blur, Film, noiseAt, type FilmPoint } from './film.ts';

export const HAND_FILM = { columns: 1024, rows: 1440, mmPerPixel: 0.175, leftMm: -82, topMm: -220 } as const;

type Ray = {
  /** Where the metacarpal begins and ends, mm; y up from the wrist. */
  readonly base: readonly [number, number];
  readonly head: readonly [number, number];
  /** Lengths of the phalanges, from the palm outwards. */
  readonly phalanges: readonly number[];
  /** Away from straight up, towards the thumb. */
  readonly degrees: number;
  readonly girth: number;
};

const RAYS: readonly Ray[] = [
  { base: [14, 38], head: [21, 101], phalanges: [40, 24, 17], degrees: 7, girth: 4.1 },
  { base: [3, 40], head: [4, 104], phalanges: [45, 28, 18], degrees: 1, girth: 4.2 },
  { base: [-8, 38], head: [-13, 97], phalanges: [41, 27, 18], degrees: -6, girth: 3.8 },
  { base: [-18, 35], head: [-29, 86], phalanges: [33, 19, 16], degrees: -14, girth: 3.4 },
  { base: [27, 24], head: [50, 60], phalanges: [31, 23], degrees: 38, girth: 4.5 },
];

/** Carpal bones: x, y, half width, half height. */
const CARPALS: readonly (readonly [number, number, number, number])[] = [
  [16, 13, 7.5, 9.5],
  [2, 11, 8, 7.5],
  [-11, 14, 7, 7],
  [-14, 19, 5, 5],
  [22, 24, 6, 6.5],
  [12, 29, 6, 6.8],
  [1, 27, 7.2, 10.5],
  [-11, 27, 7.5, 8.5],
];

/** Computed radiography, inverted: MONOCHROME1, so much exposure is a high value and is shown dark. */
export function renderHandFilm(seed: number): Uint16Array<ArrayBuffer> {
  const { columns, rows, mmPerPixel, leftMm, topMm } = HAND_FILM;
  const film = new Film(columns, rows, mmPerPixel, leftMm, topMm);
  const flesh = fleshLayer(film);
  const bone = boneLayer(film, seed);
  const noise = createNoiseTile(seed + 1, 512, 1);
  const spongy = createNoiseTile(seed + 2, 512, 2);
  const field = createNoiseField(seed + 3);
  const pixels = new Uint16Array(columns * rows);
  for (let j = 0, at = 0; j < rows; j++)
    for (let i = 0; i < columns; i++, at++) {
      const b = bone[at]!;
      let sum = flesh[at]!;
      if (b > 0) sum += b * 4.6 * (1 + 0.045 * noiseAt(spongy, i, j) + 0.05 * field(i / 90, j / 90, 0));
      const exposure = Math.exp(-sum / 46);
      const collimator = edge(i, j, columns, rows);
      const value = 260 + 3500 * exposure * collimator + noiseAt(noise, i, j) * (10 + 14 * Math.sqrt(exposure));
      pixels[at] = value < 0 ? 0 : value > 4095 ? 4095 : value;
    }
  return pixels;
}

/** The shutters leave a soft frame. */
function edge(i: number, j: number, columns: number, rows: number): number {
  const inside = Math.min(i - 34, columns - 34 - i, j - 30, rows - 30 - j);
  return inside <= 0 ? 0.02 : inside >= 6 ? 1 : inside / 6;
}

/** Joints of a finger: metacarpal head, then the end of each phalanx. */
function joints(ray: Ray): [number, number][] {
  const points: [number, number][] = [[ray.head[0], ray.head[1]]];
  let [x, y] = ray.head;
  ray.phalanges.forEach((length, index) => {
    const lean = (ray.degrees * (1 + 0.06 * index) * Math.PI) / 180;
    x += Math.sin(lean) * (length + 2.2);
    y += Math.cos(lean) * (length + 2.2);
    points.push([x, y]);
  });
  return points;
}

function fleshLayer(film: Film): Float32Array {
  const layer = film.layer();
  const put = (points: readonly (readonly [number, number, number])[]): void =>
    film.chain(
      layer,
      points.map(([x, y, r]) => [x, -y, r]),
    );
  for (const ray of RAYS) {
    const path = joints(ray);
    const tip = path.at(-1)!;
    put([
      [ray.base[0], ray.base[1], 15],
      [ray.head[0], ray.head[1], 12.5],
      ...path.slice(1, -1).map(([x, y], i): [number, number, number] => [x, y, 9.6 - i * 0.9]),
      [tip[0], tip[1], 7.2],
    ]);
  }
  put([
    [15, 60, 17],
    [38, 44, 12],
  ]);
  put([
    [18, 30, 17],
    [30, 40, 15],
  ]);
  for (let x = -20; x <= 16; x += 6)
    put([
      [x, 15, 15],
      [x * 1.05, 80, 12],
    ]);
  for (let x = -14; x <= 12; x += 5)
    put([
      [x, 12, 16],
      [x * 0.95, -80, 17],
    ]);
  blur(layer, film.columns, film.rows, 6);
  return layer;
}

type Bones = { readonly outer: Float32Array; readonly marrow: Float32Array };

/** Bone is what lies between two envelopes, its surface and its marrow; each is one smooth thing. */
function boneLayer(film: Film, seed: number): Float32Array {
  const random = createRandom(seed);
  const bones: Bones = { outer: film.layer(), marrow: film.layer() };
  for (const ray of RAYS) {
    longBone(film, bones, ray.base, ray.head, ray.girth, 1.45);
    const path = joints(ray);
    ray.phalanges.forEach((_, index) => {
      const last = index === ray.phalanges.length - 1;
      longBone(film, bones, path[index]!, path[index + 1]!, ray.girth * (0.92 - 0.17 * index), last ? 1.2 : 1.3, last);
    });
  }
  for (const [x, y, rx, ry] of CARPALS) {
    const tilt = between(random, -0.25, 0.25);
    lay(
      film,
      bones,
      [
        [x - tilt * ry, -(y - ry * 0.45), rx * 0.82],
        [x, -y, rx * 0.95],
        [x + tilt * ry, -(y + ry * 0.42), rx * 0.85],
      ],
      0.9,
    );
  }
  lay(
    film,
    bones,
    [
      [12, -0.5, 6.5],
      [4, -0.5, 6.2],
      [9, 6, 10],
      [8, 18, 8.3],
      [7, 40, 6.8],
      [7, 100, 6.4],
    ],
    1.7,
  );
  lay(
    film,
    bones,
    [
      [-15, -1, 4.2],
      [-14, 3, 6.2],
      [-13, 12, 5],
      [-13, 40, 4.8],
      [-13, 100, 5],
    ],
    1.6,
  );
  lay(
    film,
    bones,
    [
      [-17.5, -4, 1.6],
      [-16.5, 0, 2.6],
    ],
    1,
  );
  for (let i = 0; i < bones.outer.length; i++) bones.outer[i]! -= 0.68 * bones.marrow[i]!;
  return bones.outer;
}

function lay(film: Film, bones: Bones, points: readonly FilmPoint[], wallMm: number): void {
  film.chain(bones.outer, points);
  film.chain(
    bones.marrow,
    points.map(([x, y, r]) => [x, y, Math.max(0.1, r - wallMm)]),
  );
}

/** Flared at both ends, thick walled in the middle; a last phalanx ends in a small tuft. */
function longBone(
  film: Film,
  bones: Bones,
  from: readonly [number, number],
  to: readonly [number, number],
  girth: number,
  flare: number,
  tuft = false,
): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const u = [(to[0] - from[0]) / length, (to[1] - from[1]) / length] as const;
  const end = girth * flare;
  const start = end + 0.3;
  const stop = length - (tuft ? girth * 0.9 : end + 0.3);
  // Radius along the bone, as a fraction of the way from one end to the other.
  const profile = tuft
    ? [
        [0, end],
        [0.2, girth * 0.95],
        [0.45, girth * 0.66],
        [0.8, girth * 0.58],
        [1, girth * 0.9],
      ]
    : [
        [0, end * 0.97],
        [0.1, end * 0.95],
        [0.25, girth * 1.02],
        [0.45, girth * 0.88],
        [0.6, girth * 0.87],
        [0.78, girth * 1.02],
        [0.92, end * 0.94],
        [1, end * 0.92],
      ];
  const wall = Math.max(0.7, girth * 0.34);
  const points = profile.map(([t, r]): FilmPoint => {
    const mm = start + (stop - start) * t!;
    return [from[0] + u[0] * mm, -(from[1] + u[1] * mm), r!];
  });
  film.chain(bones.outer, points);
  // The wall is thin at the ends, thick in the shaft.
  film.chain(
    bones.marrow,
    points.map(([x, y, r], i): FilmPoint => [
      x,
      y,
      Math.max(0.1, r - (i === 0 || i === points.length - 1 ? wall * 0.55 : wall)),
    ]),
  );
}
