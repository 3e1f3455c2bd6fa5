import { randomUUID } from 'node:crypto';
import type { Agent, AuditEvent } from '../../core/audit/index.ts';
import { describeError, type Log } from '../log.ts';
import { Refusal, type ProblemCode } from '../problems.ts';
import type { Person } from '../session/index.ts';
import type { Receipt, Store } from '../store/index.ts';

/** Where a request came from and how to find it again. */
export interface Circumstances {
  readonly remoteAddress: string | null;
  readonly correlationId: string;
}

type Given = 'id' | 'recordedAt' | 'who' | 'address' | 'appVersion' | 'correlationId';
/** What a route says about an event; the rest comes from the token, the connection and the clock. */
export type Draft = Omit<AuditEvent, Given> & { readonly who: Person | null };

export interface Recorder {
  /** Resolves when all are on disk. Throws `Refusal('audit-unavailable')`: then nothing may be shown. */
  record(drafts: readonly Draft[], circumstances: Circumstances): Promise<Receipt[]>;
  /**
   * The same, where `write` puts the events into the log together with the change they tell of. Undefined when it wrote
   * neither.
   */
  recordChange(
    drafts: readonly Draft[],
    circumstances: Circumstances,
    write: (events: readonly AuditEvent[]) => Promise<Receipt[] | undefined>,
  ): Promise<Receipt[] | undefined>;
  /** One refusal; equal ones within a few seconds are counted and told with the next one that is written. */
  recordRefusal(draft: Draft & { reason: ProblemCode }, circumstances: Circumstances): Promise<void>;
  /** Throws `Refusal('audit-unavailable')` while the log cannot be written, trying again at most once a second. */
  assertWritable(circumstances: Circumstances): Promise<void>;
  readonly isWritable: boolean;
}

const RETRY_AFTER_MS = 1000;
/** A viewer that lost its grant asks for hundreds of frames at once: one refusal says it all. */
const FOLD_REFUSALS_MS = 10_000;
const REFUSALS_REMEMBERED = 5000;

export function createRecorder(options: {
  store: Store;
  appVersion: string;
  clock: () => number;
  log: Log;
  /** Told after each append, e.g. to make a checkpoint in time. */
  onAppended?: (size: number) => void;
  /** Told when the log did not take something: from then on nothing is released. */
  onFailed?: () => void;
}): Recorder {
  const { store, clock, log } = options;
  const refusals = new Map<string, { untilMs: number; folded: number }>();
  let failingSinceMs: number | undefined;
  let triedAtMs = 0;

  const failed = (cause: unknown): void => {
    failingSinceMs ??= clock();
    triedAtMs = clock();
    options.onFailed?.();
    log({ level: 'error', event: 'audit-append-failed', code: 'audit-unavailable', ...describeError(cause) });
  };

  const appended = (receipts: Receipt[] | undefined): void => {
    const last = receipts?.at(-1);
    if (last !== undefined) options.onAppended?.(last.index + 1);
  };

  const write = async <R extends Receipt[] | undefined>(
    writing: Promise<R>,
    circumstances: Circumstances,
  ): Promise<R> => {
    try {
      const receipts = await writing;
      appended(receipts);
      // What was written stands, whether this can be told now or with the next.
      await toldOutage(circumstances);
      return receipts;
    } catch (cause) {
      failed(cause);
      throw new Refusal('audit-unavailable', { cause });
    }
  };

  /** The log itself must say that it was away, and from when. False when it still is. */
  const toldOutage = async (circumstances: Circumstances): Promise<boolean> => {
    const sinceMs = failingSinceMs;
    if (sinceMs === undefined) return true;
    // Of many at once one tells it.
    failingSinceMs = undefined;
    const outageSince = new Date(sinceMs).toISOString();
    const draft: Draft = { action: 'audit-resumed', outcome: 'success', who: null, outageSince };
    try {
      appended(await store.append([complete(draft, circumstances)]));
      return true;
    } catch (cause) {
      failingSinceMs = sinceMs;
      failed(cause);
      return false;
    }
  };

  const append = (drafts: readonly Draft[], circumstances: Circumstances): Promise<Receipt[]> =>
    write(store.append(drafts.map((draft) => complete(draft, circumstances))), circumstances);

  const complete = ({ who, ...draft }: Draft, circumstances: Circumstances): AuditEvent => ({
    ...draft,
    id: randomUUID(),
    recordedAt: new Date(clock()).toISOString(),
    who: who === null ? null : agentOf(who),
    address: circumstances.remoteAddress?.slice(0, 64) ?? null,
    appVersion: options.appVersion,
    correlationId: circumstances.correlationId,
  });

  return {
    get isWritable() {
      return failingSinceMs === undefined;
    },
    record(drafts, circumstances) {
      return append(drafts, circumstances);
    },
    recordChange(drafts, circumstances, change) {
      return write(change(drafts.map((draft) => complete(draft, circumstances))), circumstances);
    },
    async recordRefusal(draft, circumstances) {
      const who = draft.who === null ? `@${circumstances.remoteAddress}` : `${draft.who.sub} ${draft.who.sid}`;
      const key = JSON.stringify([who, draft.action, draft.reason, draft.studyInstanceUID, draft.export?.exportId]);
      const earlier = refusals.get(key);
      if (earlier !== undefined && earlier.untilMs > clock()) {
        earlier.folded += 1;
        return;
      }
      if (refusals.size >= REFUSALS_REMEMBERED) refusals.clear();
      refusals.delete(key);
      const folded = earlier === undefined || earlier.folded === 0 ? {} : { repeated: earlier.folded };
      await append([{ ...draft, ...folded }], circumstances);
      refusals.set(key, { untilMs: clock() + FOLD_REFUSALS_MS, folded: 0 });
    },
    async assertWritable(circumstances) {
      if (failingSinceMs === undefined) return;
      const isTooEarly = clock() - triedAtMs < RETRY_AFTER_MS;
      if (isTooEarly || !(await toldOutage(circumstances))) throw new Refusal('audit-unavailable');
    },
  };
}

function agentOf(person: Person): Agent {
  const { sub, name, sid, roles, acr } = person;
  return { sub, name, sid, roles: [...roles], ...(acr === undefined ? {} : { acr }) };
}
