// The numbers at both ends of a colour or grey bar: the same in size, or nought and something, as a scale of velocities has them. Neither may be
// shown by itself, since it may be an age; above and below a bar they say what they are.
import type { Box } from '../geometry/box.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import { isNumber, type ScaleLabel, valueOf } from './scale.ts';

/** Of the rows between them so many are the bar's, and of a row of it so many pixels: its dark middle counts for neither. */
const FILLED = 0.75;
const FULL_ROW = 0.5;
/** So far from the ground around the numbers. */
const STEP = 0.04;
/** Heights: a bar is longer, and its numbers are of one size. */
const LONG = 3;
const LONGEST = 40;
const ALIKE = 1.2;

/** Those of the numbers that stand at an end of a bar whose other end has its number, too. */
export function atEndsOfBars<T extends ScaleLabel>(image: GreyImage, labels: readonly T[]): T[] {
  const numbers = labels.filter(({ text }) => isNumber(text));
  return numbers.filter((one) =>
    numbers.some((other) => other !== one && (isPair(image, one, other) || isPair(image, other, one))),
  );
}

function isPair(image: GreyImage, above: ScaleLabel, below: ScaleLabel): boolean {
  const [a, b] = [above.box, below.box];
  const x = Math.max(a.x, b.x);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const top = a.y + a.height;
  const isBelow = b.y - top >= LONG * a.height && b.y - top <= LONGEST * a.height;
  const isAligned = width >= FULL_ROW * Math.max(a.width, b.width);
  const isAlike = Math.max(a.height, b.height) <= ALIKE * Math.min(a.height, b.height);
  const [first, last] = [Math.abs(valueOf(above)), Math.abs(valueOf(below))];
  const areEnds = (first === last && first !== 0) || (first !== last && (first === 0 || last === 0));
  return isBelow && isAligned && isAlike && areEnds && isFilled(image, { x, y: top, width, height: b.y - top }, a);
}

function isFilled({ columns, values }: GreyImage, { x, y, width, height }: Box, above: Box): boolean {
  // The row of pixels over the upper number is ground.
  const ground = values[Math.max(0, above.y - 1) * columns + above.x] ?? 0;
  let filled = 0;
  for (let row = y; row < y + height; row++) {
    let away = 0;
    for (let column = x; column < x + width; column++)
      if (Math.abs((values[row * columns + column] ?? 0) - ground) >= STEP) away++;
    if (away >= FULL_ROW * width) filled++;
  }
  return filled >= FILLED * height;
}
