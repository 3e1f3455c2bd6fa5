// Takes single lines out of what was found. What stands beside something that stays covered stays covered, too, unless it says by itself what
// it is: "L" says nothing, and behind "Name:" it does; "Gain 54 %" is a setting wherever it stands.
import { type Box, clipped, intersection, padded } from '../geometry/box.ts';
import { without } from '../geometry/rectangles.ts';
import type { Region } from '../find/region.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import type { AllowedKind } from './grammar.ts';
import { type Candidate, linesIn } from './read-lines.ts';
import { isNumber, isOnScale } from './scale.ts';
import { type JudgedLine, mayBeReleased, type ReleaseSettings } from './release.ts';

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

export async function sortRegions(
  image: GreyImage,
  regions: readonly Region[],
  settings: ReleaseSettings,
): Promise<SortedRegions> {
  const open = regions.filter(mayBeReleased).map(({ box }) => box);
  const closed = regions.filter((region) => !mayBeReleased(region)).map(({ box }) => box);
  const { candidates, others } = await linesIn(image, open, closed, settings);
  const released = inGoodCompany(candidates, [...closed, ...others]);
  for (const one of candidates)
    settings.onJudged?.({
      box: one.line.box,
      why: released.includes(one) ? 'released' : lacks(one),
      text: one.text,
    });
  return split(image, regions, released);
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

function hasWhatItNeeds(one: Candidate, others: readonly Candidate[], covered: readonly Box[]): boolean {
  const { line: { box, hasRoom }, allowed } = one;
  // The marks of a scale stand beside its labels.
  if (allowed.needs !== 'anything' && allowed.needs !== 'free' && allowed.needs !== 'scale' && !hasRoom) return false;
  const isBesideCovered = covered.some((other) => isBeside(box, other));
  switch (allowed.needs) {
    case 'anything':
      return true;
    case 'label-free':
      return !covered.some((other) => isBeside(box, other) && other.x < box.x);
    case 'free':
    case 'room':
      return !isBesideCovered;
    case 'alone':
      return ![...covered, ...others.map((one) => one.line.box)].some((other) => other !== box && intersection(padded(box, BESIDE * box.height), other));
    case 'block':
      return !isBesideCovered && (others.some((other) => !BARE.has(other.allowed.needs) && isOverOrUnder(other.line.box, box)) || isLabel(one, others));
    case 'scale':
      return !isBesideCovered && isLabel(one, others);
  }
} // prettier-ignore

/** These say nothing of what stands beside them. */
const BARE: ReadonlySet<AllowedKind['needs']> = new Set(['block', 'scale']);

function isLabel({ text, line, isAtBar }: Candidate, others: readonly Candidate[]): boolean {
  const labels = others.filter((other) => other.line !== line && isNumber(other.text));
  return isAtBar === true || isNumber(text) && isOnScale({ box: line.box, text }, labels.map((other) => ({ box: other.line.box, text: other.text })));
} // prettier-ignore

function basisOf({ x, y, width, height }: Box, needs: AllowedKind['needs']): Box {
  const beside = Math.ceil((needs === 'anything' ? NEAR : BESIDE) * height);
  const above = Math.ceil((needs === 'alone' || needs === 'block' || needs === 'scale' ? BESIDE : NEAR) * height);
  return { x: x - beside, y: y - above, width: width + 2 * beside, height: height + 2 * above };
}

function lacks({ allowed }: Candidate): JudgedLine['why'] {
  const whys = { alone: 'not-alone', block: 'no-block', scale: 'no-scale' } as const;
  return allowed.needs === 'alone' || allowed.needs === 'block' || allowed.needs === 'scale'
    ? whys[allowed.needs]
    : 'beside';
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
