// Takes single lines out of what was found. What stands beside something that stays covered stays covered, too, unless it says by itself what
// it is: "L" says nothing, and behind "Name:" it does; "Gain 54 %" is a setting wherever it stands.
import { type Box, clipped, intersection, padded } from '../geometry/box.ts';
import { without } from '../geometry/rectangles.ts';
import type { Region } from '../find/region.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import type { AllowedKind } from './grammar.ts';
import { inkOf } from './ink.ts';
import { alone } from './pieces.ts';
import { type JudgedLine, mayBeReleased, type ReleaseSettings, verdictOf } from './release.ts';
import { type Page, pageOf, partOf, type TextLine } from './text-lines.ts';

/** A line that stays visible: wholly on the closed list, at two sizes, and near nothing that identifies. */
export interface ReleasedText {
  readonly region: Region;
  readonly text: string;
  readonly allowedAs: string;
  /** Whatever decided: as long as nothing changes in it, it would be released again. */
  readonly restsOn: Box;
}

export interface SortedRegions {
  readonly regions: readonly Region[];
  readonly released: readonly ReleasedText[];
}

/** How faint ink may be that counts: on an even ground everything that can be seen; on a restless one what is far stronger than it. */
const LEVELS = [0.07, 0.2] as const;
/** On a restless ground letters are at least this strong. */
const STRONG = 0.4;

interface Candidate {
  readonly line: TextLine;
  readonly text: string;
  readonly allowed: AllowedKind;
}

export async function sortRegions(
  image: GreyImage,
  regions: readonly Region[],
  settings: ReleaseSettings,
): Promise<SortedRegions> {
  const open = regions.filter(mayBeReleased).map(({ box }) => box);
  const kept = regions.filter((region) => !mayBeReleased(region)).map(({ box }) => box);
  if (open.length === 0) return { regions, released: [] };
  const around = open.map((box) => padded(box, NEIGHBOURHOOD));
  const candidates: Candidate[] = [];
  const staying: Box[] = [...kept];
  /** Read, or held to be two texts of different strength: a second look would only be a second chance. */
  const decided: Box[] = [];
  const judge = judgeOf(image, settings, decided);
  for (const level of LEVELS) {
    const page = pageOf(inkOf(image, level), (box) => around.some((near) => intersection(near, box)));
    const isFirst = level === LEVELS[0];
    const before = [...decided];
    for (const line of page.lines) {
      const isOpen =
        open.some((box) => intersection(box, line.box)) && !kept.some((box) => intersection(box, line.box));
      const isNew = !before.some((box) => intersection(box, line.box));
      const found =
        isOpen && isNew && (isFirst || line.strength >= STRONG) ? await candidatesOf(page, line, judge) : [];
      candidates.push(...found.filter(({ allowed }) => isFirst || allowed.needs === 'anything'));
      if (isFirst) staying.push(...without(line.box, found.map((one) => one.line.box))); // prettier-ignore
    }
  }
  const released = inGoodCompany(candidates, staying);
  for (const one of candidates)
    settings.onJudged?.({
      box: one.line.box,
      why: released.includes(one) ? 'released' : lacks(one),
      text: one.text,
    });
  return split(image, regions, released);
}

/** Pixels around what was found in which its neighbours are looked for. */
const NEIGHBOURHOOD = 80;

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
    const verdict = await verdictOf({ image: alone(image, line.box), height: line.box.height, inkWidth }, settings);
    return verdict.kind === 'remove'
      ? tell(verdict.why, verdict.text)
      : [{ line, text: verdict.text, allowed: verdict.allowed }];
  };
}

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
    if (one === undefined || one.allowed.needs !== 'anything') return undefined;
    found.push(one);
  }
  const [first] = found;
  return first === undefined
    ? undefined
    : { line, text: found.map(({ text }) => text).join(' '), allowed: first.allowed };
}

/** Of what says by itself what it is, only so many heights around it were looked at. */
const NEAR = 0.5;
/** So many heights to the left or right of it something else still belongs to a line. */
const BESIDE = 3;
/** Lines share a row when this much of the lower one lies beside the other. */
const SAME_ROW = 0.3;

/** What has around it what its kind needs. Whoever loses its company stays covered, and is none for others. */
function inGoodCompany(candidates: readonly Candidate[], staying: readonly Box[]): Candidate[] {
  let left = [...candidates];
  for (;;) {
    const gone = candidates.filter((one) => !left.includes(one)).map(({ line }) => line.box);
    const next = left.filter((one) => hasWhatItNeeds(one, left, [...staying, ...gone]));
    if (next.length === left.length) return next;
    left = next;
  }
}

function hasWhatItNeeds({ line: { box, hasRoom }, allowed }: Candidate, others: readonly Candidate[], covered: readonly Box[]): boolean {
  if (allowed.needs !== 'anything' && !hasRoom) return false;
  switch (allowed.needs) {
    case 'anything':
      return true;
    case 'label-free':
      return !covered.some((other) => isBeside(box, other) && other.x < box.x);
    case 'room':
      return !covered.some((other) => isBeside(box, other));
    case 'alone':
      return ![...covered, ...others.map((one) => one.line.box)].some((other) => other !== box && intersection(padded(box, BESIDE * box.height), other));
    case 'block':
      return !covered.some((other) => isBeside(box, other)) && others.some((one) => one.allowed.needs !== 'block' && isOverOrUnder(one.line.box, box));
  }
} // prettier-ignore

function basisOf({ x, y, width, height }: Box, needs: AllowedKind['needs']): Box {
  const beside = Math.ceil((needs === 'anything' ? NEAR : BESIDE) * height);
  const above = Math.ceil((needs === 'alone' || needs === 'block' ? BESIDE : NEAR) * height);
  return { x: x - beside, y: y - above, width: width + 2 * beside, height: height + 2 * above };
}

function lacks({ allowed }: Candidate): JudgedLine['why'] {
  return allowed.needs === 'alone' ? 'not-alone' : allowed.needs === 'block' ? 'no-block' : 'beside';
}

function isBeside(a: Box, b: Box): boolean {
  const common = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const gap = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  return common >= SAME_ROW * Math.min(a.height, b.height) && gap <= BESIDE * a.height;
}

/** The next line of the same list of settings: written as large, and begun or ended about in the same column. */
function isOverOrUnder(a: Box, b: Box): boolean {
  const gap = Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height);
  const isAligned = Math.min(Math.abs(a.x - b.x), Math.abs(a.x + a.width - b.x - b.width)) <= b.height;
  return isAligned && gap >= 0 && gap <= b.height && Math.max(a.height, b.height) <= 1.6 * Math.min(a.height, b.height);
}

function split(image: GreyImage, regions: readonly Region[], released: readonly Candidate[]): SortedRegions {
  // One row more: letters are softened at their edges.
  const holes = released.map(({ line }) => clipped(padded(line.box, 1), image.columns, image.rows) ?? line.box);
  return {
    regions: regions.flatMap((region) =>
      mayBeReleased(region) ? without(region.box, holes).map((box) => ({ ...region, box })) : [region],
    ),
    released: released.map(({ text, allowed, line }, index) => {
      const box = holes[index] ?? { x: 0, y: 0, width: 0, height: 0 };
      const over = regions.filter((region) => intersection(region.box, box) !== undefined);
      return {
        region: {
          box,
          score: over.reduce((most, { score }) => Math.max(most, score), 0),
          reasons: [...new Set(over.flatMap(({ reasons }) => reasons))],
        },
        text,
        allowedAs: allowed.name,
        restsOn: basisOf(line.box, allowed.needs),
      };
    }),
  };
}
