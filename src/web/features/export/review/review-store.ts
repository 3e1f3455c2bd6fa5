import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Box } from '../../../../core/redaction/index.ts';
import { normaliseWord } from '../../../../core/deid/index.ts';
import {
  advanceReview,
  approvalFactsOf,
  finishReview,
  isStudyOpen,
  openedInstance,
  openedStudy,
  reviewFactsOf,
  startReview,
  type Login,
  type ReviewEvent,
  type ReviewState,
  type SamplingRule,
} from '../../../../core/export/index.ts';
import { AppError, type ExportsApi } from '../../../services/index.ts';
import type { Correction, FinishedReview, FinishedRun, FoundBox } from '../hand-over.ts';
import { addition, inScope, removal, type Scope } from './box-scope.ts';
import type { PictureShelf } from './picture-shelf.ts';
import type { ToKeep } from './journal.ts';
import { nextOpen, queueOf, type Queue, type QueueItem, type Tile } from './review-queue.ts';

/** What failed, what is safe, what to do: the page says it by the code. */
export interface Trouble {
  readonly code: string;
  readonly about: 'correction' | 'refused' | 'picture' | 'gateway';
  readonly correlationId?: string | undefined;
}

interface Past {
  readonly what: string;
  readonly review: ReviewState;
  /** What takes a correction back; bytes are made anew from the original, so the old ones come back. */
  readonly corrections: readonly Correction[];
  /** The words that were decided about before, where a word was decided about. */
  readonly exceptions?: readonly string[] | undefined;
}

export interface ReviewModel {
  readonly run: FinishedRun;
  readonly review: ReviewState;
  readonly queue: Queue;
  /** The item that is looked at, and which of its frames has the focus. */
  readonly itemKey: string;
  readonly tileAt: number;
  /** One frame before and after, instead of the montage. */
  readonly isPair: boolean;
  readonly past: readonly Past[];
  readonly notes: ReadonlyMap<string, string>;
  readonly work: 'making-anew' | 'approving' | undefined;
  readonly trouble: Trouble | undefined;
}

export interface ReviewActions {
  go(itemKey: string, tileAt?: number): void;
  move(by: number): void;
  setPair(isPair: boolean): void;
  focusTile(tileAt: number): void;
  /** The drawing is on the screen: only then is it evidence. */
  shown(tile: Tile, sha256: string): void;
  studyShown(studyInstanceUID: string): void;
  accept(tiles: readonly Tile[]): void;
  refuseInstance(tile: Tile): void;
  refuseStudy(studyInstanceUID: string): void;
  addBox(tile: Tile, box: Box, scope: Scope): Promise<void>;
  dropBox(tile: Tile, box: FoundBox): Promise<void>;
  /** Kept where it was removed, removed where it was kept: everywhere in this export. */
  turnWord(word: string): Promise<void>;
  undo(): Promise<void>;
  note(key: string, text: string): void;
  /** Opening more than the site asks for proves more; less is not offered. */
  setRate(minimumRate: number): void;
  forgetTrouble(): void;
  tell(trouble: Trouble): void;
  approve(): Promise<FinishedReview | undefined>;
  /** The drawing worker ends with the screen; who comes back brings another. */
  lookWith(shelf: () => PictureShelf): void;
}

export type ReviewStore = StoreApi<ReviewModel & ReviewActions>;

export interface ReviewParts {
  readonly run: FinishedRun;
  readonly reviewer: Login;
  readonly rule: SamplingRule;
  readonly seed: string;
  readonly exports: Pick<ExportsApi, 'tellReview' | 'approve'>;
  readonly shelf: PictureShelf;
  /** What an earlier page of this sign-in has left. */
  readonly before?: ToKeep | undefined;
}

const MOST_PAST = 200;

export function createReviewStore(parts: ReviewParts): ReviewStore {
  const { run, reviewer, rule, seed, exports, shelf: first, before: kept } = parts;
  let shelf = (): PictureShelf => first;
  const review = kept?.review ?? startReview(run.batch, reviewer, { seed, rule });
  return createStore((set, get) => {
    /** The queue is made anew where the sample may have grown or shrunk: it depends on verdicts, not on openings. */
    const put = (next: ReviewState, more: Partial<ReviewModel> = {}): void => {
      const { review: before, queue, run: current } = get();
      const isSameWork = next.verdicts === before.verdicts && next.batch === before.batch && next.rule === before.rule;
      const nextQueue = isSameWork ? queue : queueOf(more.run ?? current, next);
      set({ review: next, queue: nextQueue, ...more });
    };
    const decide = (what: string, events: readonly ReviewEvent[]): void => {
      const { review: before, past } = get();
      const after = events.reduce(advanceReview, before);
      put(after, { past: remembered(past, { what, review: before, corrections: [] }), trouble: undefined });
    };

    async function makeAnew(make: (run: FinishedRun) => Promise<FinishedRun>): Promise<boolean> {
      set({ work: 'making-anew', trouble: undefined });
      try {
        const { run: current } = get();
        // The gateway is told of the new batch by whoever makes it; what was approved of the old one counts no more.
        const next = await make(current);
        const lost = [...current.instances.keys()].find((sopInstanceUID) => !next.instances.has(sopInstanceUID));
        put(advanceReview(get().review, { kind: 'corrected', batch: next.batch }), { run: next });
        // The engine refused it with these boxes: it does not leave, and there is nothing to look at any more.
        if (lost !== undefined) set({ trouble: { about: 'refused', code: next.refused.at(-1)?.code ?? 'refused' } });
        return true;
      } catch (error) {
        set({ trouble: { about: 'correction', ...toldOf(error) } });
        return false;
      } finally {
        set({ work: undefined });
      }
    }

    async function edit(what: string, tile: Tile, corrections: readonly Correction[], back: readonly Correction[]) {
      if (corrections.length === 0 || get().work !== undefined) return;
      const { review: before, past } = get();
      const { sopInstanceUID, frame } = tile;
      // Until the new bytes are there this image counts as undecided, whatever happens on the way.
      put(advanceReview(before, { kind: 'decided', sopInstanceUID, frames: [frame], verdict: 'edit' }));
      if (await makeAnew((current) => current.correct(corrections)))
        set({ past: remembered(past, { what, review: before, corrections: back }), isPair: true });
    }

    return {
      run,
      review,
      queue: queueOf(run, review),
      itemKey: kept?.itemKey ?? (run.studies[0] === undefined ? '' : `study ${run.studies[0].studyInstanceUID}`),
      tileAt: 0,
      isPair: false,
      past: [],
      notes: kept?.notes ?? new Map(),
      work: undefined,
      trouble: undefined,

      go: (itemKey, tileAt = 0) => set({ itemKey, tileAt, isPair: false, trouble: undefined }),
      move(by) {
        const { queue, itemKey } = get();
        const at = queue.items.findIndex(({ key }) => key === itemKey);
        const next = queue.items[Math.min(queue.items.length - 1, Math.max(0, at + by))];
        if (next !== undefined && next.key !== itemKey) get().go(next.key);
      },
      setPair: (isPair) => set({ isPair }),
      focusTile: (tileAt) => set({ tileAt }),
      shown({ sopInstanceUID, frame }, sha256) {
        const { review: before } = get();
        if (before.seen.get(sha256)?.has(frame) === true) return;
        try {
          const view = openedInstance(before.batch, reviewer, { sopInstanceUID, sha256, frames: [frame] });
          put(advanceReview(before, { kind: 'instance-opened', view }));
        } catch (error) {
          set({ trouble: { about: 'picture', ...toldOf(error) } });
        }
      },
      studyShown(studyInstanceUID) {
        const { review: before } = get();
        const view = openedStudy(before.batch, reviewer, studyInstanceUID);
        if (before.studies.get(studyInstanceUID) !== view.key)
          put(advanceReview(before, { kind: 'study-opened', view }));
      },
      accept(tiles) {
        const { review: before } = get();
        // What was not drawn is left out, not passed over in silence: it stays marked as not opened.
        const drawn = tiles.filter((tile) => isSeen(before, tile));
        if (drawn.length > 0) decide(acceptWords(drawn.length), decisions(drawn, 'accept'));
      },
      refuseInstance(tile) {
        if (isSeen(get().review, tile)) decide('refused an image', decisions([tile], 'refuse'));
      },
      refuseStudy(studyInstanceUID) {
        // Not unseen: its header table comes first, and the key again.
        if (!isStudyOpen(get().review, studyInstanceUID)) return get().go(`study ${studyInstanceUID}`);
        decide('refused a study', [{ kind: 'study-refused', studyInstanceUID }]);
      },
      async addBox(tile, box, scope) {
        const instances = await inScope(get().run, shelf(), tile, scope);
        const drop = {
          frame: scope === 'frame' ? tile.frame : ('all' as const),
          box,
          score: 1,
          reasons: ['reviewer'],
          verdict: 'covered',
        } as const;
        const back = instances.map(({ finished }) => ({
          sopInstanceUID: finished.sopInstanceUID,
          add: [],
          drop: [drop],
        }));
        await edit('added a box', tile, addition(instances, tile, scope, box), back);
      },
      dropBox: (tile, box) =>
        edit('removed a box', tile, removal(tile, box), [
          { sopInstanceUID: tile.sopInstanceUID, add: [{ frame: box.frame, box: box.box }], drop: [] },
        ]),
      async turnWord(word) {
        const { run: current, review: before, past, work } = get();
        if (work !== undefined) return;
        const turned = normaliseWord(word);
        const { exceptions } = current;
        const others = exceptions.filter((one) => one !== turned);
        const next = others.length < exceptions.length ? others : [...exceptions, turned];
        if (await makeAnew((run) => run.except(next)))
          set({ past: remembered(past, { what: 'decided a word', review: before, corrections: [], exceptions }) });
      },
      async undo() {
        const { past, review: now, work } = get();
        const last = past.at(-1);
        if (last === undefined || work !== undefined) return;
        const { corrections, exceptions } = last;
        if (corrections.length > 0 && !(await makeAnew((current) => current.correct(corrections)))) return;
        if (exceptions !== undefined && !(await makeAnew((current) => current.except(exceptions)))) return;
        const { batch } = get().review;
        const hashes = new Map(batch.instances.map((one) => [one.sopInstanceUID, one.sha256]));
        const verdicts = new Map([...last.review.verdicts].filter(([uid, { sha256 }]) => hashes.get(uid) === sha256));
        // What was looked at was looked at.
        put({ ...last.review, batch, verdicts, seen: now.seen, studies: now.studies }, { past: past.slice(0, -1) });
      },
      note(key, text) {
        const notes = new Map(get().notes);
        if (text === '') notes.delete(key);
        else notes.set(key, text);
        set({ notes });
      },
      setRate(minimumRate) {
        if (minimumRate >= rule.minimumRate) put({ ...get().review, rule: { ...rule, minimumRate } });
      },
      lookWith(next) {
        shelf = next;
      },
      forgetTrouble: () => set({ trouble: undefined }),
      tell: (trouble) => set({ trouble }),
      async approve() {
        const { review: state, run: current, work } = get();
        const finished = finishReview(state);
        if (finished.kind === 'unfinished' || work !== undefined) return undefined;
        set({ work: 'approving', trouble: undefined });
        try {
          await exports.tellReview(current.exportId, reviewFactsOf(state));
          await exports.approve(current.exportId, approvalFactsOf(finished.reviewed));
          return { run: current, reviewed: finished.reviewed };
        } catch (error) {
          set({ trouble: { about: 'gateway', ...toldOf(error) } });
          return undefined;
        } finally {
          set({ work: undefined });
        }
      },
    };
  });
}

function remembered(past: readonly Past[], one: Past): readonly Past[] {
  return [...past.slice(-MOST_PAST + 1), one];
}

/** One event per image: a verdict is about an image and names the frames it rests on. */
function decisions(tiles: readonly Tile[], verdict: 'accept' | 'refuse'): ReviewEvent[] {
  return [...Map.groupBy(tiles, ({ sopInstanceUID }) => sopInstanceUID)].map(([sopInstanceUID, ofImage]) => ({
    kind: 'decided',
    sopInstanceUID,
    frames: ofImage.map(({ frame }) => frame),
    verdict,
  }));
}

const acceptWords = (count: number): string => (count === 1 ? 'accepted 1 frame' : `accepted ${count} frames`);

function isSeen({ batch, seen }: ReviewState, { sopInstanceUID, frame }: Tile): boolean {
  const instance = batch.instances.find((one) => one.sopInstanceUID === sopInstanceUID);
  return instance !== undefined && seen.get(instance.sha256)?.has(frame) === true;
}

/** A code and nothing else: messages of engines are for those who read logs. */
function toldOf(error: unknown): Pick<Trouble, 'code' | 'correlationId'> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
  return { code, correlationId: error instanceof AppError ? error.correlationId : undefined };
}

export function itemAt({ queue, itemKey }: ReviewModel): QueueItem | undefined {
  return queue.items.find(({ key }) => key === itemKey) ?? queue.items[0];
}

/** Where the person is sent after the last tile of an item was decided. */
export function afterItem({ queue, review, itemKey }: ReviewModel): QueueItem | undefined {
  return nextOpen(queue, review, itemKey);
}
