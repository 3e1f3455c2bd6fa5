import type { ExportAnswer } from '../../../../contract/index.ts';
import { builtInProfile } from '../../../../core/deid/index.ts';
import {
  defineCohort,
  deidentifiedBatch,
  factsOf,
  profileSha256,
  type FinishedInstance,
} from '../../../../core/export/index.ts';
import { sha256OfBytes } from '../../../../core/export/hashing.ts';
import { bytesOf, CONTEXT, instance, RULE, SEED } from '../../../../core/export/testing/batches.ts';
import type { Correction, FinishedRun, FoundBox, Recheck, RunInstance } from '../hand-over.ts';

// A run as it is handed to the review: made by the real steps, with bytes that hash and are no images.

export const PROFILE = builtInProfile('research');
export const EXPORT_ID = CONTEXT.exportId;
export const TERMS = { ...CONTEXT.terms, profile: { code: 'research', sha256: profileSha256(PROFILE) } };

const BOX: FoundBox = {
  frame: 'all',
  box: { x: 10, y: 10, width: 40, height: 12 },
  score: 0.93,
  reasons: ['model'],
  verdict: 'covered',
};

/** Two studies: 0 has a box, 1 is a cine of three frames of which two are marked, 2 to 9 look clean, 10 and 11 were refused. */
export function finishedRun(change: Partial<Recheck> = {}): FinishedRun {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const first = [
    instance(0, { see: [1] }),
    instance(1, { see: [1, 3], frames: 3, reason: 'low-confidence' }),
    ...Array.from({ length: 8 }, (_, at) => instance(at + 2)),
  ];
  for (const { sopInstanceUID, input } of first) files.set(sopInstanceUID, owned(bytesOf(`${input}`)));
  return runOf(first.map(aroundIt), files, change);
}

function aroundIt(finished: FinishedInstance): RunInstance {
  const pixels: RunInstance['pixels'] =
    finished.input === 0
      ? { kind: 'redacted', boxes: [BOX], facesRemoved: false, released: [] }
      : { kind: 'clean', boxes: [], released: [] };
  return { finished, rows: 100, columns: 200, seriesLabel: `CT series ${finished.input % 2}`, pixels, warnings: [] };
}

function runOf(
  list: readonly RunInstance[],
  files: Map<string, Uint8Array<ArrayBuffer>>,
  change: Partial<Recheck>,
): FinishedRun {
  const cohort = defineCohort(12);
  const batch = deidentifiedBatch(cohort, {
    profile: TERMS.profile,
    modelSha256: ['c'.repeat(64)],
    instances: list.map(({ finished }) => finished),
    refused: [10, 11].map((input) => ({ input, code: 'encapsulated-document' })),
  });
  const studyUIDs = [...new Set(list.map(({ finished }) => finished.studyInstanceUID))];
  const fileOf = async (uid: string): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = files.get(uid);
    if (bytes === undefined) throw new Error('no such file in this test');
    return bytes.slice();
  };
  return {
    exportId: EXPORT_ID,
    terms: TERMS,
    answer: answerFor(batch),
    profile: PROFILE,
    cohort,
    batch,
    instances: new Map(list.map((one) => [one.finished.sopInstanceUID, one])),
    studies: studyUIDs.map((studyInstanceUID) => {
      const own = list.filter(({ finished }) => finished.studyInstanceUID === studyInstanceUID);
      return {
        studyInstanceUID,
        pseudonym: own[0]?.finished.pseudonym ?? '',
        modalities: ['CT'],
        instances: own.map(({ finished }) => finished.sopInstanceUID),
        differences: [],
      };
    }),
    refused: [],
    store: { finished: fileOf, original: fileOf },
    recipe: () => ({
      plan: { terms: TERMS, profile: PROFILE, key: new Uint8Array(32), pseudonymPrefix: '', crosswalk: undefined },
      studies: [],
      files: 0,
      drawn: [],
      exceptions: [],
    }),
    exceptions: [],
    except: async (words) => ({
      ...runOf(
        list.map((one) => worded(one, words, files)),
        files,
        change,
      ),
      exceptions: words,
    }),
    journal: { keep: async () => undefined, kept: async () => undefined },
    linkage: () => [],
    correct: async (corrections) =>
      runOf(
        list.map((one) => corrected(one, corrections, files)),
        files,
        change,
      ),
    recheck: async (withheld) => ({
      checked: new Map(batch.instances.map(({ sopInstanceUID, sha256 }) => [sopInstanceUID, sha256])),
      residual: [],
      damaged: [],
      closure: { resolvedBefore: 0, resolvedAfter: withheld.size, broken: [] },
      k: 5,
      rare: [],
      ...change,
    }),
    forget: async () => files.clear(),
  };
}

/** The first image has a doubtful word in its header. */
function worded(one: RunInstance, words: readonly string[], files: Map<string, Uint8Array<ArrayBuffer>>): RunInstance {
  const { input, sopInstanceUID } = one.finished;
  if (input !== 0) return one;
  const bytes = owned(bytesOf(words.length === 0 ? `${input}` : `${input} without ${words.join()}`));
  files.set(sopInstanceUID, bytes);
  return { ...one, finished: { ...one.finished, sha256: sha256OfBytes(bytes), byteLength: bytes.length } };
}

/** Other boxes, other bytes; the same boxes again, the same bytes again. */
function corrected(
  one: RunInstance,
  corrections: readonly Correction[],
  files: Map<string, Uint8Array<ArrayBuffer>>,
): RunInstance {
  const { sopInstanceUID, input } = one.finished;
  const mine = corrections.filter((each) => each.sopInstanceUID === sopInstanceUID);
  if (mine.length === 0) return one;
  const before = one.pixels.kind === 'redacted' ? one.pixels.boxes : [];
  const isDropped = (box: FoundBox): boolean =>
    mine.some(({ drop }) =>
      drop.some((gone) => gone.frame === box.frame && gone.box.x === box.box.x && gone.box.y === box.box.y),
    );
  const added: FoundBox[] = mine.flatMap(({ add }) =>
    add.map(({ frame, box }) => ({ frame, box, score: 1, reasons: ['reviewer'], verdict: 'covered' })),
  );
  const boxes = [...before.filter((box) => !isDropped(box)), ...added];
  const isAsMade = added.length === 0 && boxes.every(({ reasons }) => !reasons.includes('reviewer'));
  const bytes = owned(bytesOf(isAsMade ? `${input}` : `${input} ${JSON.stringify(boxes)}`));
  files.set(sopInstanceUID, bytes);
  const finished = { ...one.finished, sha256: sha256OfBytes(bytes), byteLength: bytes.length };
  return { ...one, finished, pixels: { kind: 'redacted', boxes, facesRemoved: false, released: [] } };
}

export function answerFor(batch: FinishedRun['batch'], change: Partial<ExportAnswer> = {}): ExportAnswer {
  return {
    exportId: EXPORT_ID,
    role: 'owner',
    state: 'prepared',
    openedAt: '2026-11-22T08:00:00.000Z',
    endsAt: '2026-11-22T20:00:00.000Z',
    terms: TERMS,
    batch: factsOf(batch),
    sampling: { seed: SEED, required: 2, confidence: RULE.confidence, maximumResidualRate: RULE.maximumResidualRate },
    review: null,
    bound: null,
    missing: null,
    approvals: [],
    approvalsNeeded: 1,
    reviewers: 0,
    receipt: null,
    ...change,
  };
}

function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
