// Takes single lines out of what was found. What stands beside something that stays covered stays covered, too: "F" says nothing, and
// behind "Sex:" it does.
import { type Box, clipped, intersection, padded } from '../geometry/box.ts';
import { without } from '../geometry/rectangles.ts';
import type { Region } from '../find/region.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { mayBeReleased, type ReleaseSettings, verdictOf } from './release.ts';

/** A line that stays visible: wholly on the closed list, read alike twice, and near nothing that identifies. */
export interface ReleasedText {
  readonly region: Region;
  readonly text: string;
  readonly allowedAs: string;
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
  const staying: Box[] = regions.filter((region) => !mayBeReleased(region)).map(({ box }) => box);
  const candidates: ReleasedText[] = [];
  const pieces: Box[] = [];
  for (const together of clusters(regions.filter(mayBeReleased)))
    for (const piece of linesOf(image, together)) {
      pieces.push(piece.box);
      const verdict = piece.isWhole ? await verdictOf(image, regionOf(piece, together), settings) : undefined;
      if (verdict?.kind === 'release') candidates.push(verdict);
      else staying.push(piece.box);
    }
  const released = withoutCompany(
    candidates.filter((one) => isLoneOrLong(one, pieces)),
    staying,
  );
  // One row more: letters are softened at their edges.
  const holes = released.map(({ region }) => clipped(padded(region.box, 1), image.columns, image.rows) ?? region.box);
  return {
    regions: regions.flatMap((region) =>
      mayBeReleased(region) ? without(region.box, holes).map((box) => ({ ...region, box })) : [region],
    ),
    released: released.map((one, index) => ({
      ...one,
      region: { ...one.region, box: holes[index] ?? one.region.box },
    })),
  };
}

/** Lines of regions that belong together, as far as they stand on an even ground. Specks are none. */
export function linesOf(image: GreyImage, together: readonly Region[]): Piece[] {
  const pieces = piecesOf(image, together.map(({ box }) => box)); // prettier-ignore
  return pieces.filter(({ box }) => Math.max(box.width, box.height) >= SMALLEST);
}

/** Pixels; the smallest letters that anybody can read are as high. */
const SMALLEST = 5;

/** Regions that touch each other, directly or by way of others: a line may run through several. */
export function clusters(regions: readonly Region[]): Region[][] {
  const found: Region[][] = [];
  for (const region of regions) {
    const touched = found.filter((group) => group.some(({ box }) => intersection(padded(box, 1), region.box)));
    for (const group of touched) found.splice(found.indexOf(group), 1);
    found.push([...touched.flat(), region]);
  }
  return found;
}

function regionOf({ box }: Piece, together: readonly Region[]): Region {
  const over = together.filter((region) => intersection(region.box, box) !== undefined);
  return {
    box,
    score: over.reduce((most, { score }) => Math.max(most, score), 0),
    reasons: [...new Set(over.flatMap(({ reasons }) => reasons))],
  };
}

/** So many heights to the left or right of it something else still belongs to a line. */
const BESIDE = 3;
/** Lines share a row when this much of the lower one lies beside the other. */
const SAME_ROW = 0.3;

function withoutCompany(candidates: readonly ReleasedText[], staying: readonly Box[]): ReleasedText[] {
  let left = [...candidates];
  const covered = [...staying];
  for (;;) {
    const next = left.filter(({ region }) => !covered.some((other) => isBeside(region.box, other)));
    if (next.length === left.length) return next;
    covered.push(...left.filter((one) => !next.includes(one)).map(({ region }) => region.box));
    left = next;
  }
}

/** A single letter is a marker only where nothing stands near it, above and below included. */
function isLoneOrLong({ region: { box }, text }: ReleasedText, pieces: readonly Box[]): boolean {
  if (text.length > 1) return true;
  const around = padded(box, BESIDE * box.height);
  return pieces.filter((other) => intersection(around, other) !== undefined).length === 1;
}

function isBeside(a: Box, b: Box): boolean {
  const common = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const gap = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  return common >= SAME_ROW * Math.min(a.height, b.height) && gap <= BESIDE * a.height;
}
