// Consoles space the letters of their fonts widely, and a reader that learned from other fonts sees blanks between them, or letters in the gaps.
// Nothing but empty columns is taken out, of every gap as many, so that words stay as far from each other as they are.
import type { GreyImage } from '../pixels/renderings.ts';

/** Heights. Letters are widely spaced when half of the gaps in a line are wider; wider ones still are between words, or initials. */
const WIDE = 0.25;
const WIDEST = 0.6;
/** So much of such a gap stays. */
const USUAL = 0.2;
/** Fewer gaps say nothing. */
const FEWEST = 2;
/** Of the strength of its letters: what differs less from the ground is none of them. */
const INK = 0.3;

/** A line by itself on its ground; `height` of its letters, `strength` from the ground. */
export function closedUp(line: GreyImage, height: number, strength: number): GreyImage {
  const gaps = gapsOf(line, INK * strength);
  const between = gaps.filter(([from, to]) => from > 0 && to < line.columns).map(([from, to]) => to - from);
  const middle = between.toSorted((a, b) => a - b)[between.length >> 1] ?? 0;
  if (between.length < FEWEST || middle < WIDE * height || middle > WIDEST * height) return line;
  const toGo = middle - Math.ceil(USUAL * height);
  const gone = new Set<number>();
  for (const [from, to] of gaps) {
    const count = Math.min(toGo, to - from - 1);
    if (from === 0 || to === line.columns) continue;
    const first = from + Math.ceil((to - from - count) / 2);
    for (let column = first; column < first + count; column++) gone.add(column);
  }
  return withoutColumns(line, gone);
}

/** Runs of columns without ink: from the first to before the next letter. */
function gapsOf({ rows, columns, values }: GreyImage, least: number): [number, number][] {
  const ground = values[0] ?? 0;
  const gaps: [number, number][] = [];
  for (let column = 0; column < columns; column++) {
    let isInk = false;
    for (let row = 0; row < rows; row++) isInk ||= Math.abs((values[row * columns + column] ?? 0) - ground) >= least;
    if (isInk) continue;
    const last = gaps.at(-1);
    if (last?.[1] === column) last[1] = column + 1;
    else gaps.push([column, column + 1]);
  }
  return gaps;
}

function withoutColumns({ rows, columns, values }: GreyImage, gone: ReadonlySet<number>): GreyImage {
  const left = Array.from({ length: columns }, (_, column) => column).filter((column) => !gone.has(column));
  const out = new Float32Array(rows * left.length);
  for (let row = 0; row < rows; row++)
    left.forEach((column, at) => (out[row * left.length + at] = values[row * columns + column] ?? 0));
  return { rows, columns: left.length, values: out };
}
