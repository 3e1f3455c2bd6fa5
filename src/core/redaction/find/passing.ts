// Tells what stays in a clip from what passes. Text that is found in one frame is covered in all of them; flow that looks like text for
// a moment is covered while it does. Every frame is looked at by itself, so nothing that was found is left uncovered anywhere.
import type { Box } from '../geometry/box.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import type { Region } from './region.ts';

export interface Passing {
  /** Frames in their order, and what was found in each. */
  add(image: GreyImage, regions: readonly Region[]): void;
  /** Found in one frame and to be covered in all; and by frame what is to be covered there alone. */
  result(): { readonly staying: readonly Region[]; readonly passing: ReadonlyMap<number, readonly Region[]> };
}

/** Of shorter clips everything stays: too little is seen of what moves. */
const FEWEST_FRAMES = 8;
/** A place that is found in more of the frames is no moment. */
const OFTEN = 0.5;
/** Black where nothing is shown stays black, and says nothing. */
const BLACK = 0.06;
/** Lossy compression makes a still pixel flicker by less. */
const STILL = 0.06;
/** Letters have about one brightness: pixels are judged in so many shades apart, so that letters over flow are not lost among it. */
const SHADES = 8;
/** Fewer in a shade are no letter; of flow some happen to be as bright again. */
const LEAST_OF_BOX = 0.03;
const LEAST_PIXELS = 10;
/** Of letters nearly all pixels are the same in the next frame, of a running counter most. */
const STAYS = 0.5;
/** Where it was found before counts in squares of so many pixels. */
const SQUARE = 8;

export function createPassing(): Passing {
  const seen: { frame: number; region: Region; moved: boolean }[] = [];
  const often = new Map<number, number>();
  let frames = 0;
  let before: GreyImage | undefined;
  let last: { image: GreyImage; regions: readonly Region[] } | undefined;
  const judge = (next: GreyImage | undefined): void => {
    if (last === undefined) return;
    const { image, regions } = last;
    const others = [before, next].filter((other) => other !== undefined);
    for (const region of regions) {
      const moved = others.length > 0 && others.every((other) => hasMoved(image, other, region.box));
      seen.push({ frame: frames - 1, region, moved });
    }
    for (const square of new Set(regions.flatMap(({ box }) => squaresOf(box))))
      often.set(square, (often.get(square) ?? 0) + 1);
  };
  return {
    add(image, regions) {
      judge(image);
      before = last?.image;
      last = { image, regions };
      frames++;
    },
    result() {
      judge(undefined);
      last = undefined;
      const passes = ({ region, moved }: (typeof seen)[number]): boolean => {
        if (!moved || frames < FEWEST_FRAMES) return false;
        const counts = squaresOf(region.box).map((square) => often.get(square) ?? 0);
        return counts.reduce((sum, count) => sum + count, 0) <= OFTEN * frames * counts.length;
      };
      const passing = new Map<number, Region[]>();
      for (const { frame, region } of seen.filter(passes))
        for (const at of [frame - 1, frame, frame + 1])
          if (at >= 0 && at < frames) passing.set(at, [...(passing.get(at) ?? []), region]);
      return { staying: seen.filter((one) => !passes(one)).map(({ region }) => region), passing };
    },
  };
}

/** True when there is no shade of which half stayed where it was. */
function hasMoved(image: GreyImage, other: GreyImage, { x, y, width, height }: Box): boolean {
  const shades = Array.from({ length: SHADES }, () => ({ all: 0, same: 0 }));
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + width; column++) {
      const value = image.values[row * image.columns + column] ?? 0;
      const then = other.values[row * other.columns + column] ?? 0;
      const shade = shades[Math.min(SHADES - 1, Math.floor(value * SHADES))];
      if (shade === undefined || (value < BLACK && then < BLACK)) continue;
      shade.all++;
      if (Math.abs(value - then) <= STILL) shade.same++;
    }
  const least = Math.max(LEAST_PIXELS, LEAST_OF_BOX * width * height);
  const judged = shades.filter(({ all }) => all >= least);
  return judged.length > 0 && judged.every(({ all, same }) => same < STAYS * all);
}

/** Numbered as in an image of any width: 2^16 to a row. */
function squaresOf({ x, y, width, height }: Box): number[] {
  const found: number[] = [];
  for (let row = Math.floor(y / SQUARE); row * SQUARE < y + height; row++)
    for (let column = Math.floor(x / SQUARE); column * SQUARE < x + width; column++) found.push(row * 65_536 + column);
  return found;
}
