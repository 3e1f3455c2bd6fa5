// Text in a box of another shade, as buttons and chosen entries have it. It is read as a line of its own where the box holds one line and
// nothing else, and stands by itself: a box around one letter of a text is a part of that text.
import type { Box } from '../geometry/box.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import { isClear, type Page, pageOf, type TextLine } from './text-lines.ts';

export interface PanelLine {
  /** Of the box alone. */
  readonly image: GreyImage;
  /** In that image. */
  readonly line: TextLine;
}

/** What differs less from the shade of the box is none of its letters, and letters differ by so much more. */
const LEVEL = 0.2;
const STRONG = 0.4;
/** Heights to its left and right in which nothing may stand. */
const APART = 0.4;

export function lineOfPanel(image: GreyImage, { ink }: Page, box: Box): PanelLine | undefined {
  const { x, y, width, height } = box;
  const isAtBorder = x === 0 || y === 0 || x + width >= image.columns || y + height >= image.rows;
  if (isAtBorder || !isClear(ink, box, APART)) return undefined;
  const inside = cropped(image, box);
  const shade = inside.values.toSorted()[inside.values.length >> 1] ?? 0;
  const away = inside.values.map((value) => Math.abs(value - shade));
  const { lines, panels } = pageOf({ rows: height, columns: width, away, level: LEVEL });
  const [line] = lines;
  const isOnly = line !== undefined && lines.length === 1 && panels.length === 0;
  return isOnly && line.flaw === undefined && line.strength >= STRONG ? { image: inside, line } : undefined;
}

function cropped({ columns, values }: GreyImage, { x, y, width, height }: Box): GreyImage {
  const out = new Float32Array(width * height);
  for (let row = 0; row < height; row++)
    out.set(values.subarray((y + row) * columns + x, (y + row) * columns + x + width), row * width);
  return { rows: height, columns: width, values: out };
}
