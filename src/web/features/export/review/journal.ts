// What is kept sealed of a review, so that a reload goes on where the person was: what this sign-in drew and decided, by the
// hashes of the very bytes. What has other bytes now is looked at again.
import { z } from 'zod';
import {
  advanceReview,
  isStudyOpen,
  openedInstance,
  openedStudy,
  startReview,
  type Login,
  type ReviewState,
  type SamplingRule,
} from '../../../../core/export/index.ts';
import type { FinishedRun } from '../hand-over.ts';
import { drawnAsKept, drawnSchema } from '../run/drawn-boxes.ts';

const journalSchema = z.strictObject({
  batchSha256: z.string(),
  minimumRate: z.number(),
  studies: z.array(z.string()),
  seen: z.array(z.tuple([z.string(), z.array(z.number())])),
  verdicts: z.array(
    z.tuple([z.string(), z.string(), z.array(z.tuple([z.number(), z.enum(['accept', 'refuse', 'edit'])]))]),
  ),
  failures: z.array(z.string()),
  notes: z.array(z.tuple([z.string(), z.string()])),
  itemKey: z.string(),
  /** Boxes that were drawn: a resumed run has the bytes, and must know what made them so. */
  drawn: drawnSchema,
  /** Doubtful words that were decided about. */
  exceptions: z.array(z.string()),
});
export type ReviewJournal = z.infer<typeof journalSchema>;

export interface ToKeep {
  readonly run: FinishedRun;
  readonly review: ReviewState;
  readonly notes: ReadonlyMap<string, string>;
  readonly itemKey: string;
}

export function journalOf({ run, review, notes, itemKey }: ToKeep): ReviewJournal {
  const { batch, studies, seen, verdicts, failures, rule } = review;
  return {
    batchSha256: batch.sha256,
    minimumRate: rule.minimumRate,
    studies: [...studies.keys()].filter((uid) => isStudyOpen(review, uid)),
    seen: [...seen].map(([sha256, frames]) => [sha256, [...frames]]),
    verdicts: [...verdicts].map(([uid, { sha256, frames }]) => [uid, sha256, [...frames]]),
    failures: [...failures],
    notes: [...notes],
    itemKey,
    drawn: drawnAsKept(run.recipe().drawn),
    exceptions: [...run.exceptions],
  };
}

/** What makes the bytes what they were; undefined where nothing was kept in this form. */
export function decisionsIn(kept: unknown): Pick<ReviewJournal, 'drawn' | 'exceptions'> | undefined {
  const journal = journalSchema.safeParse(kept);
  return journal.success ? journal.data : undefined;
}

/** Undefined where nothing was kept, or it is about another batch: then the review begins anew. */
export function restoredFrom(
  kept: unknown,
  run: FinishedRun,
  reviewer: Login,
  { seed, rule }: { readonly seed: string; readonly rule: SamplingRule },
): ToKeep | undefined {
  const journal = journalSchema.safeParse(kept);
  if (!journal.success || journal.data.batchSha256 !== run.batch.sha256) return undefined;
  const { studies, seen, verdicts, failures, notes, itemKey, minimumRate } = journal.data;
  const { batch } = run;
  const byHash = new Map(batch.instances.map((one) => [one.sha256, one]));
  const byUID = new Map(batch.instances.map((one) => [one.sopInstanceUID, one]));
  let review = startReview(batch, reviewer, {
    seed,
    rule: { ...rule, minimumRate: Math.max(rule.minimumRate, minimumRate) },
  });
  for (const [sha256, frames] of seen) {
    const instance = byHash.get(sha256);
    if (instance === undefined || frames.length === 0) continue;
    const view = openedInstance(batch, reviewer, { sopInstanceUID: instance.sopInstanceUID, sha256, frames });
    review = advanceReview(review, { kind: 'instance-opened', view });
  }
  for (const uid of studies)
    review = advanceReview(review, { kind: 'study-opened', view: openedStudy(batch, reviewer, uid) });
  const same = verdicts.filter(([uid, sha256]) => byUID.get(uid)?.sha256 === sha256);
  // Also of studies that were refused unseen: as they were, for the same bytes.
  const decided = new Map(same.map(([uid, sha256, frames]) => [uid, { sha256, frames: new Map(frames) }]));
  review = { ...review, verdicts: decided, failures: new Set(failures) };
  return { run, review, notes: new Map(notes), itemKey };
}
