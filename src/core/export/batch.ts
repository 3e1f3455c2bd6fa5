import type { BatchFacts } from './record/index.ts';
import { sha256OfJSON } from './hashing.ts';

// Cohort -> batch. Both can only be made here, and only whole: nothing of a cohort is lost on the way unnoticed.

/** What goes in, by number: names and paths stay with whoever has them. */
class CohortOf {
  readonly #made = true;
  readonly inputs: number;
  constructor(inputs: number) {
    this.inputs = inputs;
    Object.freeze(this);
  }
  static is(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #made in value && value.#made;
  }
}
export type Cohort = CohortOf;

export function defineCohort(inputs: number): Cohort {
  if (!Number.isSafeInteger(inputs) || inputs < 1) throw new BatchIncomplete('cohort-empty');
  return new CohortOf(inputs);
}

/** Why the engines want a person to look; nothing here means that the image looked clean. */
export type SeeReason =
  'pixels-changed' | 'low-confidence' | 'doubtful-words' | 'face' | 'not-examined' | 'not-an-image';

/** One finished instance, under its new names. */
export interface FinishedInstance {
  readonly input: number;
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
  readonly sopClassUID: string;
  readonly modality: string;
  readonly pseudonym: string;
  /** Of the file as it would leave. */
  readonly sha256: string;
  readonly byteLength: number;
  /** 1 for what has no frames: a report is opened as a whole. */
  readonly frames: number;
  /**
   * Frames (from 1) that a person must see, and why. A box that a person drew does not count: an image stays in the
   * stratum it came from, or finding a fault would make the sample look better than it was.
   */
  readonly mustSee: readonly { readonly frame: number; readonly reason: SeeReason }[];
}

export interface RefusedInput {
  readonly input: number;
  readonly code: string;
}

export interface ProfileRef {
  readonly code: string;
  readonly sha256: string;
}

export type BatchFaultCode = 'cohort-empty' | 'input-missing' | 'input-unknown' | 'uid-twice' | 'malformed';

/** The batch is not whole, or not one. Say so and start again; nothing can be reviewed. */
export class BatchIncomplete extends Error {
  readonly code: BatchFaultCode;
  constructor(code: BatchFaultCode) {
    super(`the batch cannot be reviewed: ${code}`);
    this.code = code;
  }
}

export interface DecidedWords {
  readonly kept: number;
  readonly removed: number;
}
const NO_WORDS: DecidedWords = { kept: 0, removed: 0 };

class BatchOf {
  readonly #made = true;
  readonly profile: ProfileRef;
  readonly modelSha256: readonly string[];
  readonly instances: readonly FinishedInstance[];
  readonly refused: readonly RefusedInput[];
  /** Doubtful words of headers of which a person has decided what becomes of them: how many, and nothing more. */
  readonly decidedWords: DecidedWords;
  readonly sha256: string;
  constructor(content: Omit<BatchOf, 'sha256'>, sha256: string) {
    this.profile = content.profile;
    this.modelSha256 = content.modelSha256;
    this.instances = content.instances;
    this.refused = content.refused;
    this.decidedWords = content.decidedWords;
    this.sha256 = sha256;
    Object.freeze(this);
  }
  static is(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #made in value && value.#made;
  }
}
export type DeidentifiedBatch = BatchOf;

const HASH = /^[0-9a-f]{64}$/;

export function deidentifiedBatch(
  cohort: Cohort,
  parts: {
    readonly profile: ProfileRef;
    readonly modelSha256: readonly string[];
    readonly instances: readonly FinishedInstance[];
    readonly refused: readonly RefusedInput[];
    readonly decidedWords?: DecidedWords;
  },
): DeidentifiedBatch {
  assertGenuine(CohortOf.is(cohort));
  const instances = parts.instances.map(frozen).sort((a, b) => (a.sopInstanceUID < b.sopInstanceUID ? -1 : 1));
  const refused = parts.refused.map((one) => Object.freeze({ ...one })).sort((a, b) => a.input - b.input);
  assertWhole(cohort, instances, refused);
  const profile = Object.freeze({ ...parts.profile });
  const modelSha256 = Object.freeze([...parts.modelSha256].sort());
  const decidedWords = Object.freeze({ ...(parts.decidedWords ?? NO_WORDS) });
  const content = {
    profile,
    modelSha256,
    instances: Object.freeze(instances),
    refused: Object.freeze(refused),
    decidedWords,
  };
  // By bytes and by what must be seen: neither can be changed without the approvals falling away.
  const files = instances.map(({ sopInstanceUID, sha256, mustSee, frames }) => [
    sopInstanceUID,
    sha256,
    frames,
    mustSee,
  ]);
  const refusals = refused.map(({ input, code }) => [input, code]);
  const words = decidedWords.kept + decidedWords.removed === 0 ? [] : [decidedWords];
  return new BatchOf(content, sha256OfJSON(['collimator-batch-1', profile, modelSha256, files, refusals, ...words]));
}

function frozen(instance: FinishedInstance): FinishedInstance {
  const { sha256, byteLength, frames, mustSee } = instance;
  const isWellFormed =
    HASH.test(sha256) &&
    Number.isSafeInteger(byteLength) &&
    byteLength > 0 &&
    Number.isSafeInteger(frames) &&
    frames > 0 &&
    mustSee.every(({ frame }) => Number.isSafeInteger(frame) && frame >= 1 && frame <= frames);
  if (!isWellFormed) throw new BatchIncomplete('malformed');
  return Object.freeze({ ...instance, mustSee: Object.freeze(mustSee.map((one) => Object.freeze({ ...one }))) });
}

function assertWhole(
  { inputs }: Cohort,
  instances: readonly FinishedInstance[],
  refused: readonly RefusedInput[],
): void {
  const uids = new Set(instances.map(({ sopInstanceUID }) => sopInstanceUID));
  if (uids.size < instances.length) throw new BatchIncomplete('uid-twice');
  const seen = new Set([...instances, ...refused].map(({ input }) => input));
  for (const input of seen) if (!(input >= 0 && input < inputs)) throw new BatchIncomplete('input-unknown');
  if (seen.size < inputs) throw new BatchIncomplete('input-missing');
}

export function studiesOf(batch: DeidentifiedBatch): ReadonlySet<string> {
  return new Set(batch.instances.map(({ studyInstanceUID }) => studyInstanceUID));
}

export function looksClean(instance: FinishedInstance): boolean {
  return instance.mustSee.length === 0;
}

/** What the server is told about it. */
export function factsOf(batch: DeidentifiedBatch): BatchFacts {
  const clean = batch.instances.filter(looksClean).length;
  return {
    batchSha256: batch.sha256,
    modelSha256: [...batch.modelSha256],
    counts: {
      studies: studiesOf(batch).size,
      instances: batch.instances.length,
      mustSee: batch.instances.length - clean,
      looksClean: clean,
      refused: batch.refused.length,
      byteLength: batch.instances.reduce((sum, { byteLength }) => sum + byteLength, 0),
    },
  };
}

export function isBatch(value: unknown): value is DeidentifiedBatch {
  return BatchOf.is(value);
}

/** A look-alike that a cast let through. The types forbid it; this is for whoever went around them. */
export class NotGenuine extends Error {
  readonly code = 'not-genuine';
  constructor() {
    super('this was not made by the step that makes it');
  }
}

export function assertGenuine(isGenuine: boolean): void {
  if (!isGenuine) throw new NotGenuine();
}
