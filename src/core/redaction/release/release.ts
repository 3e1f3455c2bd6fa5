// Takes a box off the list of what is covered. Never on by itself: whoever switches it on is named in the record. A reader decides
// nothing alone: what it reads must be on the closed list, twice, surely, and near nothing that identifies.
import type { Region } from '../find/region.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import { allowedKindOf } from './grammar.ts';
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

export async function verdictOf(image: GreyImage, region: Region, settings: ReleaseSettings): Promise<Verdict> {
  const stays: Verdict = { kind: 'remove', region };
  if (region.reasons.some((reason) => NEVER_RELEASED.has(reason))) return stays;
  const first = await settings.recogniser.read(image, region, 1);
  const second = await settings.recogniser.read(image, region, 2);
  const text = first.text.trim();
  const allowedAs = allowedKindOf(text);
  const isSure = Math.min(first.confidence, second.confidence) >= settings.minConfidence;
  if (allowedAs === undefined || !isSure || second.text.trim() !== text) return stays;
  if (!fitsBox(text, region) || isNearIdentifier(text, settings.identifiers)) return stays;
  return { kind: 'release', region, text, allowedAs };
}

function fitsBox(text: string, { box }: Region): boolean {
  const perLetter = Math.max(box.width, box.height) / text.length / Math.min(box.width, box.height);
  return perLetter >= NARROWEST && perLetter <= WIDEST;
}
