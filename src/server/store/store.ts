import type { AuditEvent } from '../../core/audit/index.ts';
import type { Purpose } from '../../core/access/index.ts';

/** Where an event stands in the log, once it is on disk. */
export interface Receipt {
  readonly index: number;
  readonly leafHash: string;
  readonly recordedAt: string;
}

/** One row of the log, as stored. `event` is the canonical JSON whose UTF-8 bytes were hashed. */
export interface LogRow {
  readonly index: number;
  readonly eventId: string;
  readonly event: string;
  readonly leafHash: string;
  readonly chainHash: string;
}

export interface LogHead {
  readonly size: number;
  readonly chainHash: string;
}

/** A signed tree head and the frontier it was made from, so that the next one starts where it ended. */
export interface StoredCheckpoint {
  readonly size: number;
  readonly note: string;
  readonly frontier: readonly string[];
  readonly createdAtMs: number;
}

export interface GrantRecord {
  readonly grantId: string;
  readonly sub: string;
  readonly sid: string;
  readonly studyInstanceUID: string;
  readonly purpose: Purpose;
  readonly readOnly: boolean;
  readonly patientKey: string;
  readonly patientSealed: string;
  readonly emergencyId: string | undefined;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly endedAtMs: number | undefined;
  readonly receipt: Receipt;
}

/** A grant as it is opened, with the emergency that begins with it. */
export interface NewGrant {
  readonly grant: Omit<GrantRecord, 'receipt'>;
  readonly emergency?: EmergencyRecord | undefined;
}

export interface EmergencyRecord {
  readonly emergencyId: string;
  readonly sub: string;
  readonly sid: string;
  readonly patientKey: string;
  readonly startedAtMs: number;
  readonly endsAtMs: number;
  readonly endedAtMs: number | undefined;
}

/** One export as it stands. `record` is JSON that `src/server/exports` writes and reads; the rest is for finding it. */
export interface StoredExport {
  readonly exportId: string;
  readonly sub: string;
  readonly sid: string;
  /** 1 when it is opened, one more with every change. */
  readonly version: number;
  readonly openedAtMs: number;
  readonly endsAtMs: number;
  readonly isOpen: boolean;
  readonly record: string;
}

export const MODEL_STATE_KINDS = ['switch', 'run', 'refusal'] as const;

/**
 * One thing about models as it stands: a switch, or a run and what became of its result. `record` is JSON that
 * `src/server/models` and `src/server/ai` write and read; it holds codes and numbers.
 */
export interface StoredModelState {
  readonly kind: (typeof MODEL_STATE_KINDS)[number];
  readonly key: string;
  /** 1 when it is made, one more with every change. */
  readonly version: number;
  /** When it was made. */
  readonly atMs: number;
  readonly record: string;
}

export type ExportSelector =
  | { readonly sub: string; readonly sid: string }
  | { readonly sub?: string | undefined; readonly beforeMs: number }
  | { readonly dueAtMs: number };

/** Everything `authorize` must know about one person, login and study: one question, one round trip. */
export interface Standing {
  readonly isSidRevoked: boolean;
  /** Tokens of this person that were issued at or before this moment no longer count. */
  readonly subRevokedAtMs: number | undefined;
  /** Newest first. Ended and expired ones too, so that a refusal can say why. */
  readonly grants: readonly GrantRecord[];
}

export type GrantSelector =
  { readonly grantId: string } | { readonly sid: string } | { readonly sub: string } | { readonly emergencyId: string };

export type EmergencySelector =
  { readonly emergencyId: string } | { readonly sid: string } | { readonly sub: string } | { readonly dueAtMs: number };

/**
 * Everything a gateway must remember, and so everything another copy of it can read. The log is append-only; the rest
 * is short-lived state. Every promise resolves only when the change is durable; every failure is `StoreUnavailable`.
 */
export interface Store {
  /** All or none, in order, without gaps. An event with a known id and equal bytes gets its first receipt again. */
  append(events: readonly AuditEvent[]): Promise<Receipt[]>;
  logHead(): Promise<LogHead>;
  readLog(from: number, limit: number): Promise<LogRow[]>;
  readLeafHashes(from: number, limit: number): Promise<string[]>;

  latestCheckpoint(): Promise<StoredCheckpoint | undefined>;
  readCheckpoints(fromSize: number, limit: number): Promise<StoredCheckpoint[]>;
  /** False when another copy was quicker: there is one checkpoint for each size. */
  putCheckpoint(checkpoint: StoredCheckpoint): Promise<boolean>;
  /** The public key that signs checkpoints, kept beside them for the offline verifier. */
  putVerifierKey(verifierKey: string): Promise<void>;
  readVerifierKeys(): Promise<string[]>;

  standing(who: { sub: string; sid: string; studyInstanceUID: string | undefined }): Promise<Standing>;
  /**
   * Grows with every write, in any copy, that may change a standing: an answer of `standing` that was asked for at this
   * number is still true while the number is the same. Undefined while writes elsewhere would go unseen. Costs no round trip.
   */
  standingsVersion(): number | undefined;
  /** Told of each write by another copy or by hand that may change a standing, and whenever such writes may have gone unseen. */
  onWrittenElsewhere(listener: () => void): void;
  /**
   * The events and what they tell of, all or nothing: the log holds no view that was not granted, and no grant stands that it
   * does not hold. The last receipt is the grant's.
   */
  openGrant(opened: NewGrant, events: readonly AuditEvent[]): Promise<Receipt[]>;
  findGrant(grantId: string): Promise<GrantRecord | undefined>;
  /** False when the grant has ended meanwhile. Never shortens. */
  renewGrant(grantId: string, expiresAtMs: number): Promise<boolean>;
  /** Ends what has not ended, and returns just those. */
  endGrants(which: GrantSelector, atMs: number): Promise<GrantRecord[]>;

  findOpenEmergencies(who: { sub: string; sid: string }, nowMs: number): Promise<EmergencyRecord[]>;
  endEmergencies(which: EmergencySelector, atMs: number): Promise<EmergencyRecord[]>;

  findExport(exportId: string): Promise<StoredExport | undefined>;
  /** Newest first; `dueAtMs`: open ones whose time is over. */
  findExports(which: ExportSelector, limit: number): Promise<StoredExport[]>;
  /**
   * The events and the new state, both or neither: what the log does not tell has not happened. Undefined, and nothing
   * written, when `version` is not the one after what is stored: somebody else was quicker.
   */
  changeExport(changed: StoredExport, events: readonly AuditEvent[]): Promise<Receipt[] | undefined>;

  findModelState(kind: StoredModelState['kind'], key: string): Promise<StoredModelState | undefined>;
  /** Of one kind, made at or after `sinceMs`; newest first. */
  findModelStates(kind: StoredModelState['kind'], sinceMs: number, limit: number): Promise<StoredModelState[]>;
  /** Like `changeExport`: the events and the new state, both or neither; undefined when somebody else was quicker. */
  changeModelState(changed: StoredModelState, events: readonly AuditEvent[]): Promise<Receipt[] | undefined>;

  revoke(what: { kind: 'sid' | 'sub'; key: string; atMs: number; untilMs: number }): Promise<void>;
  /** True the first time, false ever after until `untilMs`: for what must not be used twice. */
  rememberOnce(kind: string, key: string, untilMs: number): Promise<boolean>;
  /** Forgets short-lived state that no longer decides anything. Never touches the log. */
  purge(nowMs: number): Promise<void>;
  close(): Promise<void>;
}

/** The store did not answer or did not take the change. Release nothing; offer to try again. */
export class StoreUnavailable extends Error {
  readonly code = 'audit-unavailable';
}

/** An event id came again with other content. Somebody replays or forges: refuse it. */
export class EventConflict extends Error {
  readonly code = 'event-conflict';
}
