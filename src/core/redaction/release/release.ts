// Takes a line off the list of what is covered. Never on by itself: whoever switches it on is named in the record. A reader decides nothing
// alone: whatever it may have read must be on the closed list, in every view of the line, surely, and near nothing that identifies.
import type { Region } from '../find/region.ts';
import type { Box } from '../geometry/box.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import { asPrinted } from './as-printed.ts';
import { type AllowedKind, allowedOf, NEEDS, SCALE } from './grammar.ts';
import { type Identifiers, isNearIdentifier } from './near-identifier.ts';
import { isNumber, valueOf } from './scale.ts';
import type { Flaw } from './text-lines.ts';

export interface Reading {
  readonly text: string;
  /** 0 to 1: of the least sure letter. */
  readonly confidence: number;
  /** All that the line may say, the likeliest first. */
  readonly likely: readonly { readonly text: string; readonly probability: number }[];
}

/** Ways to look at a line: with little and much room around it, as wide as it is and a little narrower. */
export const VIEWS = [1, 2, 3, 4] as const;
export type View = (typeof VIEWS)[number];

/** Reads one line of text. Each view shows its letters at another size. */
export interface Recogniser {
  read(image: GreyImage, region: { readonly box: Box }, view: View): Promise<Reading>;
}

export interface ReleaseSettings {
  readonly recogniser: Recogniser;
  readonly identifiers: Identifiers;
  /** How likely it must be that the line is on the list, whichever entry of it. */
  readonly minConfidence: number;
  /** Told of every line before it is read, and of what became of it: for whoever measures. */
  readonly onLine?: ((box: Box) => void) | undefined;
  readonly onJudged?: ((one: JudgedLine) => void) | undefined;
}

/** How likely it must be that a line is on the closed list so that it is released: set on lines that the reader never saw, see its card. */
export const RELEASE_CONFIDENCE = 0.3;

/** Why a line stays covered, in the order in which it is asked. */
export type Why =
  | Flaw
  | 'not-on-list'
  | 'not-sure'
  | 'wrong-size'
  | 'near-identifier'
  | 'not-alone'
  | 'beside'
  | 'no-block'
  | 'no-scale';

export interface JudgedLine {
  readonly box: Box;
  readonly why: Why | 'released';
  readonly text: string;
}

export type Verdict =
  | { readonly kind: 'remove'; readonly why: Why; readonly text: string }
  | { readonly kind: 'release'; readonly text: string; readonly allowed: AllowedKind };

/** What is known and not found by a detector is not up for reading. */
const NEVER_RELEASED = new Set(['device-rule', 'outside-ultrasound-regions', 'reviewer']);

export function mayBeReleased({ reasons }: Region): boolean {
  return !reasons.some((reason) => NEVER_RELEASED.has(reason));
}

/** A line by itself, cut out with room around it, and how much of its width is ink of letters. */
export interface LineToRead {
  readonly image: GreyImage;
  readonly height: number;
  /** Without the wide gaps in it. */
  readonly inkWidth: number;
  readonly hasWideGap: boolean;
}

export async function verdictOf(line: LineToRead, settings: ReleaseSettings): Promise<Verdict> {
  const { image, height, inkWidth } = line;
  const box = { x: 0, y: 0, width: image.columns, height: image.rows };
  const sums = new Map<string, number>();
  let first: Reading | undefined;
  const missing = { list: 0, numbers: 0 };
  let mostListed = 0;
  for (const view of VIEWS) {
    const reading = await settings.recogniser.read(image, { box }, view);
    first ??= reading;
    const listed = shareOf(reading, (text) => allowedOf(text, line) !== undefined);
    missing.list += 1 - listed;
    missing.numbers += 1 - shareOf(reading, isNumber);
    mostListed = Math.max(mostListed, listed);
    // Whatever the other views show, neither can become likely any more.
    if (
      missing.list > VIEWS.length * (1 - settings.minConfidence) &&
      missing.numbers > VIEWS.length * (1 - SURE_OF_FEW)
    )
      return { kind: 'remove', why: mostListed >= 0.5 ? 'not-sure' : 'not-on-list', text: first.text.trim() };
    for (const { text, probability } of reading.likely) sums.set(text, (sums.get(text) ?? 0) + probability);
  }
  const likely = likelyOf(sums, VIEWS.length);
  const isListed = missing.list <= VIEWS.length * (1 - settings.minConfidence);
  const judged = isListed ? judgedOf(likely, line, settings) : numberOf(likely, settings);
  if (judged.kind === 'release' && !fits(judged.text, inkWidth / height))
    return { kind: 'remove', why: 'wrong-size', text: judged.text };
  return judged;
}

/** By itself it is on no list: it may be an age. The likeliest must be likely, since its place is compared with its value. */
function numberOf(likely: Reading['likely'], { identifiers }: ReleaseSettings): Verdict {
  const text = likely[0]?.text.trim() ?? '';
  const sure = isNumber(text)
    ? shareOf({ likely }, (other) => isNumber(other) && valueOf({ text: other }) === valueOf({ text }))
    : 0;
  if (sure < SURE_OF_FEW) return { kind: 'remove', why: 'not-on-list', text };
  if (likely.some((one) => one.probability >= UNLIKELY && isNearIdentifier(one.text, identifiers)))
    return { kind: 'remove', why: 'near-identifier', text };
  return { kind: 'release', text, allowed: SCALE };
}

function likelyOf(sums: ReadonlyMap<string, number>, count: number): { text: string; probability: number }[] {
  return [...sums]
    .map(([text, sum]) => ({ text, probability: sum / count }))
    .sort((a, b) => b.probability - a.probability);
}

function shareOf({ likely }: Pick<Reading, 'likely'>, counts: (text: string) => boolean): number {
  return likely.reduce((sum, { text, probability }) => (counts(text) ? sum + probability : sum), 0);
}

/** Less likely readings say nothing. */
const UNLIKELY = 0.03;

/**
 * Whatever the reader holds possible counts: 8 or 3 behind "Gain" are both harmless, "CHEST" or "CHESTER" are not. The kind that needs most
 * decides what must be around.
 */
function judgedOf(
  likely: Reading['likely'],
  line: LineToRead,
  { minConfidence, identifiers }: ReleaseSettings,
): Verdict {
  const text = likely[0]?.text.trim() ?? '';
  const listed = likely.flatMap((one) => {
    const allowed = allowedOf(one.text, line);
    return allowed === undefined ? [] : [{ ...one, allowed }];
  });
  const [best] = listed;
  if (best === undefined) return { kind: 'remove', why: 'not-on-list', text };
  const sure = listed.reduce((sum, { probability }) => sum + probability, 0);
  const isShort = best.text.replace(/ /g, '').length < FEW;
  if (
    sure < minConfidence ||
    mostOf(listed) < (isShort ? MARGIN_OF_SHORT : MARGIN) * mostOf(likely.filter((one) => !isAmong(listed, one)))
  )
    return { kind: 'remove', why: 'not-sure', text };
  if (likely.some((one) => one.probability >= UNLIKELY && isNearIdentifier(one.text, identifiers)))
    return { kind: 'remove', why: 'near-identifier', text };
  const strictest = listed
    .filter(({ probability }) => probability >= UNLIKELY)
    .reduce((most, one) => (NEEDS.indexOf(one.allowed.needs) > NEEDS.indexOf(most.allowed.needs) ? one : most), best);
  const saysItself = SAYS_ITSELF.has(strictest.allowed.needs);
  if (!saysItself && sure < SURE_OF_FEW) return { kind: 'remove', why: 'not-sure', text };
  return { kind: 'release', text: saidOf(best.text), allowed: strictest.allowed };
}

/** What is not on the list may be no likelier than what is; half as likely where there are so few letters that one of them makes another word. */
const FEW = 6;
const MARGIN = 1;
const MARGIN_OF_SHORT = 2;

type Likely = Reading['likely'];

const isAmong = (listed: Likely, { text }: Likely[number]): boolean => listed.some((one) => one.text === text);

/** How likely the likeliest is; blanks make no difference. */
function mostOf(readings: Likely): number {
  const sums = new Map<string, number>();
  for (const { text, probability } of readings) {
    const letters = text.replace(/ /g, '');
    sums.set(letters, (sums.get(letters) ?? 0) + probability);
  }
  return Math.max(0, ...sums.values());
}

/** What is told of it: words as printed, without the mark of a caliper that readers take for anything. */
function saidOf(text: string): string {
  return asPrinted(text.trim()).replace(/^[*:;.x] (?=[A-Z])/, '');
}

/** Of one or two letters the reader must be surer: there is little else to see that it is wrong. */
const SURE_OF_FEW = 0.85;

/** Long enough to be read without much around it. */
export const SAYS_ITSELF: ReadonlySet<AllowedKind['needs']> = new Set(['anything', 'label-free', 'free']);

/** Letters are at least this wide for the height of their line, and at most that: a long line read as one letter was read wrongly. */
const NARROWEST = 0.25;
const WIDEST = 1.6;

function fits(text: string, widthForHeight: number): boolean {
  const perLetter = widthForHeight / text.length;
  return perLetter >= NARROWEST && perLetter <= WIDEST;
}
