// Single lines of text wherever they stand: letters that follow each other in a row. What is cut out must be all there is, so a line counts
// as whole only where there is nothing but ground around it, and nothing in its box but its own letters.
import { type Box, unionOf } from '../geometry/box.ts';
import { type Ink, labelled } from './ink.ts';

export interface TextLine {
  /** Around all of its ink, and nothing else. */
  readonly box: Box;
  /** Where wide gaps part it; the line itself where none does. */
  readonly parts: readonly Box[];
  /** Where gaps part it that are wider than those between letters. */
  readonly words: readonly Box[];
  /** How strong its strongest letter is. */
  readonly strength: number;
  /** Undefined: what is read is all there is. */
  readonly flaw: Flaw | undefined;
  /** Nothing but ground is farther around it, too. */
  readonly hasRoom: boolean;
}

export type Flaw = 'border' | 'other-ink' | 'not-clear' | 'uneven-strength';

/** Pixels: lower letters nobody reads, and higher ones are a picture. */
const LOWEST = 5;
const HIGHEST = 40;
/** A stroke this much wider than high is a rule below or beside text, or a part of a frame. */
const RULE = 8;
/** Letters further apart than so many of their heights are of other lines. */
const FAR = 3;
/** A gap this wide for the height of the line may part it; one this wide is between words, and none beside a point in letters of one width. */
const WIDE_GAP = 1.4;
const WORD_GAP = 0.6;
/** Letters of a line lie in one row when this much of the lower one is beside the other. */
const SAME_ROW = 0.5;
/** A dot or an accent stands this near above its letter, and is this low for it. */
const ACCENT_GAP = 0.35;
const ACCENT_HEIGHT = 0.4;

/** Lower than this for the letter beside it is a dot, a dash or a degree, and stands near. */
const LETTER = 0.45;
const MARK_GAP = 0.5;
const USUAL = 24;

/** Pixels: no letter, and no word whose letters touch, is higher or wider; and so far apart are those of a line. */
const STRIP = HIGHEST;
const WIDEST = HIGHEST * RULE;
const REACH = FAR * HIGHEST;

interface Blob {
  readonly label: number;
  readonly box: Box;
}

export interface Page {
  readonly ink: Ink;
  readonly labels: Int32Array;
  readonly lines: readonly TextLine[];
  /** Boxes that may hold letters in their own shade: nobody reads them. */
  readonly panels: readonly Box[];
}

export function pageOf(ink: Ink): Page {
  const cells = new Uint8Array(ink.away.length);
  for (let at = 0; at < cells.length; at++) if ((ink.away[at] ?? 0) >= ink.level) cells[at] = 1;
  const { labels, sizes } = labelled(cells, ink.rows, ink.columns);
  const blobs = blobsOf(labels, sizes, ink.columns).filter(({ box }) => isLetter(box));
  const isOfPanel = ({ label, box }: Blob): boolean => isPanel(box, sizes[label] ?? 0);
  const lines = rowsOf(blobs.filter((blob) => !isOfPanel(blob)))
    .map((row) => lineOf(row, ink, labels))
    .filter(({ box }) => box.height >= LOWEST);
  return { ink, labels, lines, panels: blobs.filter(isOfPanel).map(({ box }) => box) };
}

function isLetter({ width, height }: Box): boolean {
  return height <= HIGHEST && !(width > 20 && width > RULE * height);
}

/** A bright box with dark letters in it, or a bar. */
function isPanel({ width, height }: Box, pixels: number): boolean {
  return height >= 8 && width >= 1.5 * height && pixels >= PANEL * width * height;
}

const PANEL = 0.55;

function blobsOf(labels: Int32Array, sizes: readonly number[], columns: number): Blob[] {
  const [left, right] = [new Int32Array(sizes.length).fill(columns), new Int32Array(sizes.length).fill(-1)];
  const [top, bottom] = [new Int32Array(sizes.length).fill(-1), new Int32Array(sizes.length)];
  for (let at = 0; at < labels.length; at++) {
    const label = labels[at] ?? 0;
    if (label === 0) continue;
    const row = Math.floor(at / columns);
    const column = at - row * columns;
    if (column < (left[label] ?? 0)) left[label] = column;
    if (column > (right[label] ?? 0)) right[label] = column;
    if ((top[label] ?? 0) < 0) top[label] = row;
    bottom[label] = row;
  }
  return sizes.slice(1).map((_, index) => {
    const label = index + 1;
    const [x, y] = [left[label] ?? 0, top[label] ?? 0];
    return { label, box: { x, y, width: (right[label] ?? 0) - x + 1, height: (bottom[label] ?? 0) - y + 1 } };
  });
}

/** Letters that follow each other, and the dots above them. */
function rowsOf(blobs: readonly Blob[]): Blob[][] {
  const sorted = blobs.toSorted((a, b) => a.box.x - b.box.x);
  const parent = sorted.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] ?? at;
    return (parent[index] = at);
  };
  // Letters of a line are near each other in height: only what is in the same strip or the next is compared.
  const strips = Map.groupBy(sorted.keys(), (index) => Math.floor((sorted[index]?.box.y ?? 0) / STRIP));
  for (const [strip, indices] of strips)
    for (const near of [indices, strips.get(strip + 1) ?? []]) {
      let from = 0;
      for (const first of indices) {
        const a = sorted[first]?.box;
        if (a === undefined) continue;
        const [left, right] = [a.x - WIDEST - REACH, a.x + a.width + REACH];
        while (from < near.length && (sorted[near[from] ?? 0]?.box.x ?? left) < left) from++;
        for (const second of near.slice(from)) {
          const b = sorted[second]?.box;
          if (b === undefined || b.x > right) break;
          if (b !== a && belong(a, b)) parent[root(second)] = root(first);
        }
      }
    }
  return [...Map.groupBy(sorted, (_, index) => root(index)).values()];
}

function belong(a: Box, b: Box): boolean {
  const higher = Math.max(a.height, b.height);
  const lower = Math.min(a.height, b.height);
  const beside = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  const over = Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height);
  // Over each other: parts of one letter, or a letter and its accent. The inverted letter of one line may reach into the next.
  if (beside < 0) return -over >= SAME_ROW * lower || (over <= ACCENT_GAP * higher && lower <= ACCENT_HEIGHT * higher);
  const isMark = lower < LETTER * higher;
  return (
    (-over >= SAME_ROW * lower || (isMark && over <= 2)) &&
    beside <= (isMark ? MARK_GAP * Math.min(higher, USUAL) : FAR * higher)
  );
}

function lineOf(row: readonly Blob[], ink: Ink, labels: Int32Array): TextLine {
  const box = row.map((blob) => blob.box).reduce(unionOf);
  const own = new Set(row.map(({ label }) => label));
  const strength = strongest(ink, box);
  return {
    box,
    parts: partsOf(row, box, WIDE_GAP),
    words: partsOf(row, box, WORD_GAP),
    strength,
    flaw: flawOf(ink, labels, own, box, strength),
    hasRoom: isClear(ink, box, ROOM),
  };
}

function partsOf(row: readonly Blob[], { height }: Box, gap: number): Box[] {
  const parts: Box[] = [];
  for (const { box } of row) {
    const last = parts.at(-1);
    if (last !== undefined && box.x - last.x - last.width < gap * height) parts[parts.length - 1] = unionOf(last, box);
    else parts.push(box);
  }
  return parts;
}

/** A part of a line, with its own flaws. */
export function partOf({ ink, labels }: Page, box: Box): TextLine {
  const own = new Set<number>();
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++) {
      const label = labels[y * ink.columns + x] ?? 0;
      if (label !== 0) own.add(label);
    }
  const strength = strongest(ink, box);
  return {
    box,
    parts: [box],
    words: [box],
    strength,
    flaw: flawOf(ink, labels, own, box, strength),
    hasRoom: isClear(ink, box, ROOM),
  };
}

function strongest({ away, columns }: Ink, { x, y, width, height }: Box): number {
  let most = 0;
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + width; column++) most = Math.max(most, away[row * columns + column] ?? 0);
  return most;
}

/** So many of its heights to the left and right of a line must be empty, whatever was found there: a letter further away is of another word. */
const CLEAR = 0.4;
/** And so many, that nothing small stands beside it. */
const ROOM = 1.2;
/** Columns of ink weaker than this beside the strongest are another text, or its shadow; a reader overlooks what is half as strong. */
const AS_STRONG = 0.6;

function flawOf(ink: Ink, labels: Int32Array, own: ReadonlySet<number>, box: Box, strength: number): Flaw | undefined {
  const { x, y, width, height } = box;
  if (x === 0 || y === 0 || x + width >= ink.columns || y + height >= ink.rows) return 'border';
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + width; column++) {
      const label = labels[row * ink.columns + column] ?? 0;
      if (label !== 0 && !own.has(label)) return 'other-ink';
    }
  if (!isClear(ink, box, CLEAR)) return 'not-clear';
  return isAsStrong(ink, box, strength) ? undefined : 'uneven-strength';
}

/** One row above and below, and so many heights to the left and right. */
export function isClear({ rows, columns, away, level }: Ink, { x, y, width, height }: Box, heights: number): boolean {
  const beside = Math.ceil(heights * height);
  for (let row = Math.max(0, y - 1); row < Math.min(rows, y + height + 1); row++)
    for (let column = Math.max(0, x - beside); column < Math.min(columns, x + width + beside); column++) {
      const isInside = row >= y && row < y + height && column >= x && column < x + width;
      if (!isInside && (away[row * columns + column] ?? 0) >= level) return false;
    }
  return true;
}

/** Every letter reaches about the strength of the strongest: nothing faint stands between or beside what a reader sees. */
function isAsStrong({ columns, away, level }: Ink, { x, y, width, height }: Box, strength: number): boolean {
  const peaks: number[] = [];
  let isInLetter = false;
  for (let column = x; column < x + width; column++) {
    let most = 0;
    for (let row = y; row < y + height; row++) most = Math.max(most, away[row * columns + column] ?? 0);
    const isInk = most >= level;
    if (isInk && isInLetter) peaks.push(Math.max(most, peaks.pop() ?? 0));
    else if (isInk) peaks.push(most);
    isInLetter = isInk;
  }
  return peaks.every((peak) => peak >= AS_STRONG * strength);
}
