import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  approvedExport,
  archiveName,
  BytesChanged,
  checkExport,
  NotApproved,
  permitRelease,
  planRelease,
  type Checked,
  type PlannedRelease,
  type ReleaseSource,
} from '../../../../core/export/index.ts';
import type { RareCombination } from '../../../../core/deid/index.ts';
import type { ExportAnswer, ExportPolicyAnswer, ExportVoid, ReleaseAnswer } from '../../../../contract/index.ts';
import { AppError, type AskForStepUp, type ExportsApi } from '../../../services/index.ts';
import type { FinishedReview } from '../hand-over.ts';
import { DestinationRefused } from './destination-refused.ts';
import type { ReleaseSink, Written } from './sinks.ts';

/** A refusal or a failure, by its code: `release-words.ts` says it in plain words. */
export interface Refused {
  readonly code: string;
  readonly message: string | undefined;
  readonly correlationId: string | undefined;
}

export type ReleaseState =
  | { readonly kind: 'asking' }
  /** Another person's approval is missing, or two disagree. */
  | { readonly kind: 'unapproved'; readonly answer: ExportAnswer }
  | { readonly kind: 'checking'; readonly done: number; readonly of: number }
  | { readonly kind: 'failed'; readonly found: Checked & { kind: 'failed' } }
  | { readonly kind: 'rare'; readonly combinations: readonly RareCombination[]; readonly mayAcknowledge: boolean }
  | { readonly kind: 'ready'; readonly planned: PlannedRelease; readonly refused: Refused | undefined }
  | { readonly kind: 'permitting'; readonly planned: PlannedRelease }
  | {
      readonly kind: 'writing';
      readonly planned: PlannedRelease;
      readonly done: number;
      readonly of: number;
      readonly byteLength: number;
    }
  /** Every byte is written; the gateway does not know it yet. */
  | {
      readonly kind: 'unrecorded';
      readonly planned: PlannedRelease;
      readonly written: Written;
      readonly refused: Refused;
    }
  | {
      readonly kind: 'released';
      readonly planned: PlannedRelease;
      readonly written: Written;
      readonly receipt: ReleaseAnswer['receipt'];
    }
  /** What was written is no export; `isRecorded`: the log says so too. */
  | {
      readonly kind: 'void';
      readonly planned: PlannedRelease;
      readonly why: ExportVoid['reasonCode'];
      readonly refused: Refused;
      readonly isRecorded: boolean;
    }
  | { readonly kind: 'stopped'; readonly refused: Refused };

export interface ReleaseModel {
  readonly state: ReleaseState;
  readonly policy: ExportPolicyAnswer['policy'] | undefined;
}

export interface ReleaseActions {
  /** Asks the gateway where the export stands, and checks the finished bytes once more. */
  prepare(): Promise<void>;
  acknowledgeRare(): void;
  release(sink: ReleaseSink): Promise<void>;
  recordCompletion(): Promise<void>;
  cancel(): void;
  /** After a release that became void: from the plan on, with a new permission. */
  again(): void;
}

export type ReleaseStore = StoreApi<ReleaseModel & ReleaseActions>;

export interface ReleaseParts {
  readonly review: FinishedReview;
  readonly exports: Pick<ExportsApi, 'policy' | 'find' | 'release' | 'complete' | 'declareVoid'>;
  readonly askForStepUp: AskForStepUp;
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
}

export function createReleaseStore({ review, exports, askForStepUp, sha256 }: ReleaseParts): ReleaseStore {
  const { run, reviewed } = review;
  const { exportId } = run;
  let check: ((acknowledgesRare: boolean) => Checked) | undefined;
  let permitted: ReleaseAnswer | undefined;
  let stopping = new AbortController();
  let handedOn: Written = { files: 0, byteLength: 0 };

  return createStore((set, get) => {
    const show = (state: ReleaseState): void => set({ state });

    function judge(acknowledgesRare: boolean): void {
      const { policy } = get();
      const found = check?.(acknowledgesRare);
      if (found === undefined || policy === undefined) return;
      if (found.kind === 'failed') return show({ kind: 'failed', found });
      if (found.kind === 'rare')
        return show({
          kind: 'rare',
          combinations: found.combinations,
          mayAcknowledge: policy.rareCombinations === 'acknowledge',
        });
      const context = { exportId, terms: run.terms, sampling: policy.sampling, profile: run.profile };
      show({ kind: 'ready', planned: planRelease(found.checks, context), refused: undefined });
    }

    /** Undefined: the person did not want to, or the gateway said no; the state tells which. */
    async function askPermission(planned: PlannedRelease): Promise<ReleaseAnswer | undefined> {
      for (;;) {
        const answer = await exports.release(exportId, planned.facts);
        if (answer.kind === 'permitted') return answer;
        if (!(await askForStepUp(answer))) return undefined;
      }
    }

    function watched(planned: PlannedRelease): ReleaseSource {
      handedOn = { files: 0, byteLength: 0 };
      const of = planned.facts.counts.instances;
      return {
        sha256,
        async read({ sopInstanceUID }) {
          stopping.signal.throwIfAborted();
          const bytes = await run.store.finished(sopInstanceUID);
          handedOn = { files: handedOn.files + 1, byteLength: handedOn.byteLength + bytes.length };
          show({ kind: 'writing', planned, done: handedOn.files, of, byteLength: handedOn.byteLength });
          return bytes;
        },
      };
    }

    async function declareVoid(planned: PlannedRelease, releaseId: string, error: unknown): Promise<void> {
      const why = reasonOf(error);
      const isRecorded = await exports.declareVoid(exportId, releaseId, { reasonCode: why, ...handedOn }).then(
        () => true,
        // The gateway does it by itself when the time of the permission is over.
        () => false,
      );
      show({ kind: 'void', planned, why, refused: refusedBy(error), isRecorded });
    }

    async function complete(planned: PlannedRelease, answer: ReleaseAnswer, written: Written): Promise<void> {
      const { manifestSha256 } = planned;
      try {
        await exports.complete(exportId, answer.releaseId, { manifestSha256, ...written });
        show({ kind: 'released', planned, written, receipt: answer.receipt });
      } catch (error) {
        show({ kind: 'unrecorded', planned, written, refused: refusedBy(error) });
      }
    }

    return {
      state: { kind: 'asking' },
      policy: undefined,

      async prepare() {
        show({ kind: 'asking' });
        try {
          const { policy } = await exports.policy();
          set({ policy });
          const answer = await exports.find(exportId);
          const approved = (() => {
            try {
              return approvedExport(reviewed, answer);
            } catch (error) {
              if (error instanceof NotApproved) return undefined;
              throw error;
            }
          })();
          if (approved === undefined) return show({ kind: 'unapproved', answer });
          const of = reviewed.released.length;
          show({ kind: 'checking', done: 0, of });
          const withheld = new Set(reviewed.withheld.map(({ sopInstanceUID }) => sopInstanceUID));
          const found = await run.recheck(withheld, (done, all) => show({ kind: 'checking', done, of: all }));
          check = (acknowledgesRare) => checkExport(approved, found, acknowledgesRare);
          judge(false);
        } catch (error) {
          show({ kind: 'stopped', refused: refusedBy(error) });
        }
      },

      acknowledgeRare: () => judge(true),

      async release(sink) {
        const { state } = get();
        if (state.kind !== 'ready') return;
        const { planned } = state;
        show({ kind: 'permitting', planned });
        let answer: ReleaseAnswer | undefined;
        try {
          answer = await askPermission(planned);
        } catch (error) {
          return show({ kind: 'ready', planned, refused: refusedBy(error) });
        }
        if (answer === undefined) return show({ kind: 'ready', planned, refused: undefined });
        permitted = answer;
        stopping = new AbortController();
        let written: Written;
        try {
          const permit = permitRelease(planned, answer);
          show({ kind: 'writing', planned, done: 0, of: planned.facts.counts.instances, byteLength: 0 });
          written = await sink.write(permit, watched(planned), stopping.signal);
        } catch (error) {
          return declareVoid(planned, answer.releaseId, error);
        }
        await complete(planned, answer, written);
      },

      async recordCompletion() {
        const { state } = get();
        if (state.kind === 'unrecorded' && permitted !== undefined)
          await complete(state.planned, permitted, state.written);
      },

      cancel: () => stopping.abort(),

      again() {
        const { state } = get();
        if (state.kind === 'void') show({ kind: 'ready', planned: state.planned, refused: undefined });
      },
    };
  });
}

function reasonOf(error: unknown): ExportVoid['reasonCode'] {
  if (error instanceof BytesChanged) return 'bytes-changed';
  if (error instanceof DestinationRefused) return 'destination-refused';
  return error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : 'write-failed';
}

function refusedBy(error: unknown): Refused {
  if (error instanceof AppError)
    return { code: error.code, message: error.message, correlationId: error.correlationId };
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'write-failed';
  const isCancelled = error instanceof DOMException && error.name === 'AbortError';
  return { code: isCancelled ? 'cancelled' : code, message: undefined, correlationId: undefined };
}

/** Of the folder and the archive alike: nothing but part of the manifest's hash. */
export function releaseName(planned: PlannedRelease): string {
  return archiveName(planned).replace(/\.zip$/, '');
}
