// In a clip a line was read in one frame and is shown in all of them. It stays visible only if neither it nor what its verdict rests on
// changes in any frame: then every frame would be judged alike.
import { clipped } from '../geometry/box.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import type { ReleasedText } from '../release/sort-regions.ts';

export interface StillText {
  add(image: GreyImage): void;
  result(): readonly ReleasedText[];
}

/** Lossy compression makes a still pixel flicker by less; any letter that comes, goes or changes differs by more. */
const STILL = 0.1;

/** `released` was read in `image`, the first frame. */
export function createStillText(first: GreyImage, released: readonly ReleasedText[]): StillText {
  let left = released;
  return {
    add(image) {
      left = left.filter((one) => isStill(first, image, one));
    },
    result: () => left,
  };
}

function isStill(a: GreyImage, b: GreyImage, { restsOn }: ReleasedText): boolean {
  const box = clipped(restsOn, a.columns, a.rows);
  if (box === undefined || a.values.length !== b.values.length) return false;
  for (let row = box.y; row < box.y + box.height; row++)
    for (let at = row * a.columns + box.x; at < row * a.columns + box.x + box.width; at++)
      if (Math.abs((a.values[at] ?? 0) - (b.values[at] ?? 0)) > STILL) return false;
  return true;
}
