// Reads the lines of a part of an image, and says which of them are on the list, and what stands there besides.
import { type Box, clipped, intersection, padded, unionOf } from '../geometry/box.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import type { AllowedKind } from './grammar.ts';
import { atEndsOfBars } from './bar-ends.ts';
import { inkOf } from './ink.ts';
import { closedUp } from './letter-spacing.ts';
import { lineOfPanel } from './panels.ts';
import { alone } from './pieces.ts';
import { type JudgedLine, type ReleaseSettings, verdictOf } from './release.ts';
import { type Page, pageOf, partOf, type TextLine } from './text-lines.ts';

/** On the list; what it needs around it nobody has asked yet. */
export interface Candidate {
  readonly line: TextLine;
  readonly text: string;
  readonly allowed: AllowedKind;
  /** A number with its like at the other end of a bar. */
  readonly isAtBar?: boolean;
}

export interface Lines {
  readonly candidates: readonly Candidate[];
  /** Lines and parts of them that are none, found or not. */
  readonly others: readonly Box[];
}

/** How faint ink may be that counts: on an even ground everything that can be seen; on a restless one what is far stronger than it. */
const LEVELS = [0.07, 0.2] as const;
/** On a restless ground letters are at least this strong. */
const STRONG = 0.4;

/** `open`: what was found and is up for reading. `closed`: nothing under it is. */
export async function linesIn(
  image: GreyImage,
  open: readonly Box[],
  closed: readonly Box[],
  settings: ReleaseSettings,
): Promise<Lines> {
  const candidates: Candidate[] = [];
  const others: Box[] = [];
  for (const area of areasAround(open, image)) {
    const found = await linesOfArea(cropped(image, area), moved(open, area), moved(closed, area), at(area, settings));
    const back = { x: -area.x, y: -area.y };
    for (const { line, ...rest } of found.candidates)
      candidates.push({ ...rest, line: { ...line, box: shifted(line.box, back) } });
    others.push(...moved(found.others, back));
  }
  return { candidates, others };
}

/** Pixels around what was found in which its neighbours are looked for: three heights of the largest letters, and a little. */
const NEIGHBOURHOOD = 130;

/** Whatever is looked at lies in one of them, and no two have anything in common. */
function areasAround(boxes: readonly Box[], { rows, columns }: GreyImage): Box[] {
  let areas: Box[] = [];
  for (const box of boxes) {
    let area = clipped(padded(box, NEIGHBOURHOOD), columns, rows) ?? box;
    for (;;) {
      const touching = areas.filter((other) => intersection(other, area) !== undefined);
      if (touching.length === 0) break;
      areas = areas.filter((other) => !touching.includes(other));
      area = touching.reduce(unionOf, area);
    }
    areas.push(area);
  }
  return areas;
}

function cropped({ columns, values }: GreyImage, { x, y, width, height }: Box): GreyImage {
  const out = new Float32Array(width * height);
  for (let row = 0; row < height; row++)
    out.set(values.subarray((y + row) * columns + x, (y + row) * columns + x + width), row * width);
  return { rows: height, columns: width, values: out };
}

type Corner = Pick<Box, 'x' | 'y'>;
const shifted = (box: Box, by: Corner): Box => ({ ...box, x: box.x - by.x, y: box.y - by.y });
const moved = (boxes: readonly Box[], by: Corner): Box[] => boxes.map((box) => shifted(box, by));

/** Whoever measures hears of places in the whole image. */
function at({ x, y }: Box, settings: ReleaseSettings): ReleaseSettings {
  const back = { x: -x, y: -y };
  return {
    ...settings,
    onLine: (box) => settings.onLine?.(shifted(box, back)),
    onJudged: (one) => settings.onJudged?.({ ...one, box: shifted(one.box, back) }),
  };
}

async function linesOfArea(
  image: GreyImage,
  open: readonly Box[],
  closed: readonly Box[],
  settings: ReleaseSettings,
): Promise<Lines> {
  const candidates: Candidate[] = [];
  const others: Box[] = [];
  /** Read, or held to be two texts of different strength: a second look would only be a second chance. */
  const decided: Box[] = [];
  const judge = judgeOf(image, settings, decided);
  const firstLines: Box[] = [];
  const isUnder = (boxes: readonly Box[], box: Box): boolean => boxes.some((one) => intersection(one, box));
  for (const level of LEVELS) {
    const page = pageOf(inkOf(image, level));
    const isFirst = level === LEVELS[0];
    if (isFirst) firstLines.push(...page.lines.map(({ box }) => box));
    if (isFirst) {
      const inPanels: Candidate[] = [];
      for (const panel of page.panels)
        if (isUnder(open, panel) && !isUnder(closed, panel))
          inPanels.push(...(await candidatesOfPanel(image, page, panel, settings)));
      candidates.push(...inPanels);
      others.push(...page.panels.filter((panel) => !inPanels.some(({ line }) => line.box === panel)));
    }
    const before = [...decided];
    for (const line of page.lines) {
      const isUp = isUnder(open, line.box) && !isUnder(closed, line.box) && !isUnder(before, line.box);
      const found =
        isUp && (isFirst || (line.strength >= STRONG && !reachesInto(firstLines, line.box)))
          ? await candidatesOf(page, line, judge)
          : [];
      candidates.push(...found.filter(({ allowed }) => isFirst || allowed.needs === 'anything'));
      const isLeft = (box: Box): boolean => !found.some((one) => intersection(one.line.box, box));
      if (isFirst) others.push(...line.parts.filter(isLeft));
    }
  }
  const labels = candidates.map((candidate) => ({ candidate, box: candidate.line.box, text: candidate.text }));
  const atBars = new Set(atEndsOfBars(image, labels).map(({ candidate }) => candidate));
  return { candidates: candidates.map((one) => (atBars.has(one) ? { ...one, isAtBar: true } : one)), others };
}

/** A fainter line above or below, of which only the strongest pixels count in this look: they may seem to be accents. */
function reachesInto(lines: readonly Box[], { x, y, width, height }: Box): boolean {
  return lines.some((other) => {
    const isBeyond = other.y < y - REACH || other.y + other.height > y + height + REACH;
    return isBeyond && intersection(other, { x, y, width, height }) !== undefined;
  });
}

/** Pixels; the soft edges of a line count in the first look only. */
const REACH = 2;

type Judge = (line: TextLine) => Promise<Candidate[]>;

function judgeOf(image: GreyImage, settings: ReleaseSettings, decided: Box[]): Judge {
  return async (line) => {
    const tell = (why: JudgedLine['why'], text = ''): Candidate[] => {
      settings.onJudged?.({ box: line.box, why, text });
      return [];
    };
    if (line.flaw === 'uneven-strength') decided.push(line.box);
    if (line.flaw !== undefined) return tell(line.flaw);
    decided.push(line.box);
    settings.onLine?.(line.box);
    const inkWidth = line.parts.reduce((sum, { width }) => sum + width, 0);
    const verdict = await verdictOf(
      {
        image: closedUp(alone(image, line.box), line.box.height, line.strength),
        height: line.box.height,
        inkWidth,
        hasWideGap: line.parts.length > 1,
      },
      settings,
    );
    return verdict.kind === 'remove'
      ? tell(verdict.why, verdict.text)
      : [{ line, text: verdict.text, allowed: verdict.allowed }];
  };
}

/** The whole box stays visible, for what says by itself what it is. */
async function candidatesOfPanel(image: GreyImage, page: Page, box: Box, settings: ReleaseSettings): Promise<Candidate[]> {
  const inPanel = lineOfPanel(image, page, box);
  if (inPanel === undefined) return [];
  const inBox = (one: TextLine): TextLine => ({ ...one, box, hasRoom: false });
  const [found] = await judgeOf(inPanel.image, { ...settings, onLine: () => settings.onLine?.(box), onJudged: (one) => settings.onJudged?.({ ...one, box }) }, [])(inPanel.line);
  return found?.allowed.needs === 'anything' || found?.allowed.needs === 'free' ? [{ ...found, line: inBox(found.line) }] : [];
} // prettier-ignore

/** The line, or all of its words where each says by itself what it is, or the parts of it that are on the list where the whole is not. */
async function candidatesOf(page: Page, line: TextLine, judge: Judge): Promise<Candidate[]> {
  const whole = await judge(line);
  if (whole.length > 0 || (line.flaw !== undefined && line.parts.length === 1)) return whole;
  const inWords = line.flaw === undefined && line.words.length > 1 ? await wordByWord(page, line, judge) : undefined;
  if (inWords !== undefined) return [inWords];
  if (line.parts.length === 1) return [];
  const parts: Candidate[] = [];
  for (const part of line.parts) {
    const one = partOf(page, part);
    const found = await judge(one);
    if (found.length > 0) parts.push(...found);
    else {
      const words = line.words.filter((word) => intersection(word, part));
      const read =
        one.flaw === undefined && words.length > 1 ? await wordByWord(page, { ...one, words }, judge) : undefined;
      if (read !== undefined) parts.push(read);
    }
  }
  return parts;
}

/** A long line is seldom read without a doubt; it stays visible as a whole, or not at all. */
async function wordByWord(page: Page, line: TextLine, judge: Judge): Promise<Candidate | undefined> {
  const found: Candidate[] = [];
  for (const word of line.words) {
    const [one] = await judge(partOf(page, word));
    if (one === undefined || (one.allowed.needs !== 'anything' && one.allowed.needs !== 'free')) return undefined;
    found.push(one);
  }
  const first = found.find(({ allowed }) => allowed.needs === 'free') ?? found[0];
  return first === undefined
    ? undefined
    : { line, text: found.map(({ text }) => text).join(' '), allowed: first.allowed };
}
