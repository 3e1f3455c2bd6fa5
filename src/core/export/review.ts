import {
  assertGenuine,
  isBatch,
  looksClean,
  studiesOf,
  type DeidentifiedBatch,
  type FinishedInstance,
} from './batch.ts';
import {
  isOpenedInstance,
  isOpenedStudy,
  NotTheseBytes,
  studyKey,
  type OpenedInstance,
  type OpenedStudy,
} from './opened.ts';
import { requiredSample, type Login, type ReviewFacts, type SamplingRule } from './record/index.ts';
import { chooseSample } from './sample.ts';

// One person's review of one batch, as (state, event) => state. The page keeps the states it had: that is its undo.

/** edit: a box was added or taken away; the instance is made anew, and that is another thing to look at. */
export type Verdict = 'accept' | 'refuse' | 'edit';

export interface ReviewState {
  readonly batch: DeidentifiedBatch;
  readonly reviewer: Login;
  readonly seed: string;
  readonly rule: SamplingRule;
  readonly studies: ReadonlyMap<string, string>;
  /** Frames that were seen of the bytes with this hash. */
  readonly seen: ReadonlyMap<string, ReadonlySet<number>>;
  /** By SOP Instance UID; each with the hash it was about. */
  readonly verdicts: ReadonlyMap<string, { readonly sha256: string; readonly frames: ReadonlyMap<number, Verdict> }>;
  /** Clean-looking images that were found not to be. Correcting them does not take that back. */
  readonly failures: ReadonlySet<string>;
}

export type ReviewEvent =
  | { readonly kind: 'instance-opened'; readonly view: OpenedInstance }
  | { readonly kind: 'study-opened'; readonly view: OpenedStudy }
  | {
      readonly kind: 'decided';
      readonly sopInstanceUID: string;
      readonly frames: readonly number[] | 'all';
      readonly verdict: Verdict;
    }
  | { readonly kind: 'study-refused'; readonly studyInstanceUID: string }
  | { readonly kind: 'corrected'; readonly batch: DeidentifiedBatch };

/** Somebody decided about what they had not opened. Open it first. */
export class NotOpened extends Error {
  readonly code = 'not-opened';
  constructor() {
    super('this was not opened yet');
  }
}

export function startReview(
  batch: DeidentifiedBatch,
  reviewer: Login,
  sampling: { readonly seed: string; readonly rule: SamplingRule },
): ReviewState {
  assertGenuine(isBatch(batch));
  const empty = { studies: new Map(), seen: new Map(), verdicts: new Map(), failures: new Set<string>() };
  return { batch, reviewer, seed: sampling.seed, rule: sampling.rule, ...empty };
}

export function advanceReview(state: ReviewState, event: ReviewEvent): ReviewState {
  switch (event.kind) {
    case 'instance-opened':
      return withInstanceOpened(state, event.view);
    case 'study-opened':
      return withStudyOpened(state, event.view);
    case 'decided':
      return withVerdict(state, event.sopInstanceUID, event.frames, event.verdict);
    case 'study-refused':
      return withStudyRefused(state, event.studyInstanceUID);
    case 'corrected':
      return withCorrection(state, event.batch);
  }
}

function withInstanceOpened(state: ReviewState, view: OpenedInstance): ReviewState {
  assertGenuine(isOpenedInstance(view) && view.sub === state.reviewer.sub);
  if (instanceOf(state, view.sopInstanceUID).sha256 !== view.sha256) throw new NotTheseBytes();
  const frames = new Set([...(state.seen.get(view.sha256) ?? []), ...view.frames]);
  return { ...state, seen: new Map(state.seen).set(view.sha256, frames) };
}

function withStudyOpened(state: ReviewState, view: OpenedStudy): ReviewState {
  assertGenuine(isOpenedStudy(view) && view.sub === state.reviewer.sub);
  if (studyKey(state.batch, view.studyInstanceUID) !== view.key) throw new NotTheseBytes();
  return { ...state, studies: new Map(state.studies).set(view.studyInstanceUID, view.key) };
}

function withVerdict(
  state: ReviewState,
  sopInstanceUID: string,
  frames: readonly number[] | 'all',
  verdict: Verdict,
): ReviewState {
  const instance = instanceOf(state, sopInstanceUID);
  const seen = state.seen.get(instance.sha256);
  const about = frames === 'all' ? framesToSee(instance) : frames;
  if (about.length === 0 || !about.every((frame) => seen?.has(frame) === true)) throw new NotOpened();
  const before = state.verdicts.get(sopInstanceUID);
  const decided = new Map(before?.sha256 === instance.sha256 ? before.frames : []);
  for (const frame of about) decided.set(frame, verdict);
  const isFailure = looksClean(instance) && verdict !== 'accept';
  return {
    ...state,
    verdicts: new Map(state.verdicts).set(sopInstanceUID, { sha256: instance.sha256, frames: decided }),
    failures: isFailure ? new Set(state.failures).add(sopInstanceUID) : state.failures,
  };
}

/** Withholding needs no look at each image, only at the study: nothing leaves by it. */
function withStudyRefused(state: ReviewState, studyInstanceUID: string): ReviewState {
  if (!isStudyOpen(state, studyInstanceUID)) throw new NotOpened();
  const verdicts = new Map(state.verdicts);
  for (const one of state.batch.instances.filter((instance) => instance.studyInstanceUID === studyInstanceUID)) {
    const frames = new Map(allFrames(one).map((frame): [number, Verdict] => [frame, 'refuse']));
    verdicts.set(one.sopInstanceUID, { sha256: one.sha256, frames });
  }
  return { ...state, verdicts };
}

/** What still has the same bytes keeps its evidence and its verdict; the sample keeps its seed. */
function withCorrection(state: ReviewState, batch: DeidentifiedBatch): ReviewState {
  assertGenuine(isBatch(batch));
  const hashes = new Map(batch.instances.map(({ sopInstanceUID, sha256 }) => [sopInstanceUID, sha256]));
  const verdicts = [...state.verdicts].filter(([uid, { sha256 }]) => hashes.get(uid) === sha256);
  return { ...state, batch, verdicts: new Map(verdicts) };
}

/** Of an image that looked clean nothing points at a frame, so all of them count. */
export function framesToSee(instance: FinishedInstance): number[] {
  return looksClean(instance) ? allFrames(instance) : [...new Set(instance.mustSee.map(({ frame }) => frame))];
}

function allFrames({ frames }: FinishedInstance): number[] {
  return Array.from({ length: frames }, (_, at) => at + 1);
}

function instanceOf({ batch }: ReviewState, sopInstanceUID: string): FinishedInstance {
  const instance = batch.instances.find((one) => one.sopInstanceUID === sopInstanceUID);
  if (instance === undefined) throw new NotTheseBytes();
  return instance;
}

/** What this person must open: everything the engines point at, and the sample, which grows with what was found in it. */
export function subjectsOf(state: ReviewState): { mustSee: FinishedInstance[]; sample: FinishedInstance[] } {
  const isWithheld = (one: FinishedInstance): boolean => standingOf(state, one) === 'withheld';
  const population = state.batch.instances.filter((one) => looksClean(one) && !isWithheld(one));
  const failures = population.filter((one) => state.failures.has(one.sopInstanceUID)).length;
  const chosen = chooseSample(population, state.seed, requiredSample(population.length, failures, state.rule));
  // Who looked at more than the sample and found something has found it.
  const found = population.filter((one) => state.failures.has(one.sopInstanceUID) && !chosen.includes(one));
  return { mustSee: state.batch.instances.filter((one) => !looksClean(one)), sample: [...chosen, ...found] };
}

/** withheld: refused with its study, unseen. */
export type InstanceStanding = 'unopened' | 'undecided' | 'accepted' | 'refused' | 'edited' | 'withheld';

export function standingOf(state: ReviewState, instance: FinishedInstance): InstanceStanding {
  const verdict = state.verdicts.get(instance.sopInstanceUID);
  const frames = verdict?.sha256 === instance.sha256 ? [...verdict.frames.values()] : [];
  const seen = state.seen.get(instance.sha256);
  const wanted = framesToSee(instance);
  if (frames.includes('refuse')) return wanted.some((frame) => seen?.has(frame) === true) ? 'refused' : 'withheld';
  if (frames.includes('edit')) return 'edited';
  if (wanted.every((frame) => verdict?.sha256 === instance.sha256 && verdict.frames.get(frame) === 'accept'))
    return 'accepted';
  return wanted.every((frame) => seen?.has(frame) === true) ? 'undecided' : 'unopened';
}

export function isStudyOpen(state: ReviewState, studyInstanceUID: string): boolean {
  const key = studyKey(state.batch, studyInstanceUID);
  return key !== '' && state.studies.get(studyInstanceUID) === key;
}

/** Sums for the server: `PUT /api/exports/:exportId/review`. */
export function reviewFactsOf(state: ReviewState): ReviewFacts {
  const { mustSee, sample } = subjectsOf(state);
  const standings = (list: readonly FinishedInstance[]) => list.map((one) => standingOf(state, one));
  const isOpen = (one: InstanceStanding): boolean => one !== 'unopened' && one !== 'withheld';
  const withheld = (list: readonly FinishedInstance[]): number =>
    standings(list).filter((one) => one === 'withheld').length;
  const all = [...standings(mustSee), ...standings(sample)];
  const count = (wanted: InstanceStanding): number => all.filter((one) => one === wanted).length;
  return {
    batchSha256: state.batch.sha256,
    opened: {
      studies: [...studiesOf(state.batch)].filter((one) => isStudyOpen(state, one)).length,
      mustSee: standings(mustSee).filter(isOpen).length,
      sampled: standings(sample).filter(isOpen).length,
    },
    decided: { accepted: count('accepted'), refused: count('refused'), edited: count('edited') },
    withheldUnseen: {
      mustSee: withheld(mustSee),
      looksClean: withheld(state.batch.instances.filter(looksClean)),
    },
    sampleFailures: sample.filter((one) => state.failures.has(one.sopInstanceUID) && isOpen(standingOf(state, one)))
      .length,
  };
}
