// Decisions, refusals and failures in words.
import type {
  CodedConcept,
  Decision,
  Finding,
  FindingSite,
  Measurement,
  ReviewRefusal,
} from '../../../core/findings/index.ts';

export const DECISION_WORDS: Readonly<Record<Decision['kind'], string>> = {
  undecided: 'not decided',
  accepted: 'accepted',
  edited: 'accepted with changes',
  rejected: 'rejected',
  drawn: 'drawn by you',
};

const REFUSALS: Readonly<Record<ReviewRefusal, string>> = {
  'first-read-not-done': 'Mark your own first read as done; then results come into sight.',
  'not-revealed': 'This result is not in sight yet.',
  'not-located': 'Look at its place first: go to the finding, then decide.',
  stale: 'This result is out of date: it can be rejected, not accepted.',
  signed: 'This result is signed. Nothing of it changes any more.',
  'nothing-to-undo': 'There is nothing to undo.',
  undecided: 'Some findings are not decided yet.',
  'tracking-uid-changed': 'This edit belongs to another finding.',
};

export const refusalWords = (reason: ReviewRefusal): string => REFUSALS[reason];

export function siteWords({ anatomy, laterality }: FindingSite): string {
  return laterality === undefined ? anatomy.meaning : `${anatomy.meaning}, ${laterality.meaning.toLowerCase()}`;
}

const UNITS: Readonly<Record<string, string>> = { "[hnsf'U]": 'HU', mm2: 'mm²', mm3: 'mm³', '1': '', deg: '°' };

export function measurementWords({ concept, derivation, value, unit }: Measurement): string {
  const name = derivation === undefined ? concept.meaning : `${concept.meaning}, ${derivation.meaning.toLowerCase()}`;
  return `${name} ${String(Number(value.toPrecision(4)))} ${UNITS[unit.value] ?? unit.value}`.trim();
}

/** What the model calls its number, and the number: never a bare percentage. */
export function scoreWords({ score }: Finding): string | undefined {
  return score === undefined ? undefined : `${score.concept.meaning} ${score.value.toFixed(2)}`;
}

export function countWords(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

/** A coded reason as the log takes it. */
export function reasonCode(reason: CodedConcept | undefined): string {
  return reason === undefined ? 'not-given' : reason.value.toLowerCase();
}
