// Takes a box off the list of what is covered. Never on by itself: whoever switches it on is named in the record. A reader decides
// nothing alone: what it reads must be on the closed list, twice, surely, and near nothing that identifies.
import type { Region } from '../find/region.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import { allowedKindOf } from './grammar.ts';
import { alone } from './pieces.ts';
import { type Identifiers, isNearIdentifier } from './near-identifier.ts';

export interface Reading {
  readonly text: string;
  /** 0 to 1: of the least sure letter. */
  readonly confidence: number;
}

/** Reads one line of text. `scale` enlarges the crop before it is read. */
export interface Recogniser {
  read(image: GreyImage, region: Region, scale: 1 | 2): Promise<Reading>;
}

export interface ReleaseSettings {
  readonly recogniser: Recogniser;
  readonly identifiers: Identifiers;
  readonly minConfidence: number;
}

export type Verdict =
  | { readonly kind: 'remove'; readonly region: Region }
  | { readonly kind: 'release'; readonly region: Region; readonly text: string; readonly allowedAs: string };

/** What is known and not found by a detector is not up for reading. */
const NEVER_RELEASED = new Set(['device-rule', 'outside-ultrasound-regions', 'reviewer']);
/** Letters are at least this wide for their height, and at most that: a long line read as one letter was read wrongly. */
const NARROWEST = 0.25;
const WIDEST = 1.6;

export function mayBeReleased({ reasons }: Region): boolean {
  return !reasons.some((reason) => NEVER_RELEASED.has(reason));
}

/** `region` is one line, its box around the ink of it. */
export async function verdictOf(image: GreyImage, region: Region, settings: ReleaseSettings): Promise<Verdict> {
  const stays: Verdict = { kind: 'remove', region };
  if (!mayBeReleased(region)) return stays;
  const line = alone(image, region.box);
  const whole = { ...region, box: { x: 0, y: 0, width: line.columns, height: line.rows } };
  const first = await settings.recogniser.read(line, whole, 1);
  const text = first.text.trim();
  const allowedAs = allowedKindOf(text);
  if (allowedAs === undefined || first.confidence < settings.minConfidence) return stays;
  if (!fitsBox(text, region) || isNearIdentifier(text, settings.identifiers)) return stays;
  const second = await settings.recogniser.read(line, whole, 2);
  if (second.confidence < settings.minConfidence || second.text.trim() !== text) return stays;
  return { kind: 'release', region, text, allowedAs };
}

function fitsBox(text: string, { box: { width, height } }: Region): boolean {
  // A letter by itself stands upright; a line may run up or down.
  const perLetter =
    text.length === 1 ? width / height : Math.max(width, height) / text.length / Math.min(width, height);
  return perLetter >= NARROWEST && perLetter <= WIDEST;
}
