import type { GrantAnswer, HeartbeatAnswer, Receipt } from '../../../contract/index.ts';
import { AppError, Denied, NotFound, SessionOver } from '../errors.ts';
import type { Grant } from './grant.ts';
import type { GrantEnd, GrantStatus } from './grants.ts';

export interface LeaseParts {
  readonly grant: Grant;
  readonly now: () => number;
  readonly heartbeat: (grantId: string, whileResuming: boolean) => Promise<HeartbeatAnswer>;
  /** Asks for the same study again, as a new recorded opening. */
  readonly ask: (whileResuming: boolean) => Promise<GrantAnswer>;
}

/** One grant's life on this page: renewed by heartbeat, hidden at expiry, over when the gateway says so. */
export interface Lease {
  status(): GrantStatus;
  grantId(): string;
  subscribe(listener: () => void): () => void;
  /** A heartbeat now. */
  renew(): Promise<void>;
  /** After signing in again: the old login's grant is gone, so the study is opened anew. */
  reopen(): Promise<void>;
  end(reason: GrantEnd, error?: AppError): void;
}

/** After a heartbeat without an answer: soon again, the pixels' time is running out. */
const RETRY_MS = 5000;
/** A grant that ends this close to the end of its emergency ended with it: the two were told at different moments. */
const EMERGENCY_SLACK_MS = 3000;

export function createLease({ grant, now, heartbeat, ask }: LeaseParts): Lease {
  const listeners = new Set<() => void>();
  const emergencyEndsAt =
    grant.emergency === undefined ? undefined : localTime(grant.emergency.endsAt, grant.receipt, now());
  let grantId = grant.grantId;
  let receipt: Receipt = grant.receipt;
  let expiresAt = localTime(grant.expiresAt, grant.receipt, now());
  let status: GrantStatus = openStatus();
  let beat: ReturnType<typeof setTimeout> | undefined;
  let expiry: ReturnType<typeof setTimeout> | undefined;
  let renewal: Promise<void> | undefined;
  schedule(grant.renewAfterMs);
  watchExpiry();

  function emergencyTimeLeft(): number {
    return (emergencyEndsAt ?? Infinity) - now();
  }

  function openStatus(): GrantStatus {
    return { kind: 'open', expiresAt, receipt, emergencyEndsAt };
  }

  function set(next: GrantStatus): void {
    status = next;
    for (const listener of listeners) listener();
  }

  function schedule(delayMs: number): void {
    clearTimeout(beat);
    beat = setTimeout(() => void renew(), delayMs);
  }

  /** Compares the wall clock, in short steps: a timer that slept with the machine would fire too late. */
  function watchExpiry(): void {
    clearTimeout(expiry);
    if (status.kind === 'ended') return;
    const left = Math.min(expiresAt, emergencyEndsAt ?? Infinity) - now();
    if (emergencyTimeLeft() <= 0 || (left <= 0 && emergencyTimeLeft() < EMERGENCY_SLACK_MS)) end('emergency-over');
    else if (left <= 0 && status.kind === 'open') set({ kind: 'paused', error: undefined });
    if (status.kind === 'open') expiry = setTimeout(watchExpiry, Math.min(Math.max(left, 0), 1000));
    else if (status.kind === 'paused') expiry = setTimeout(watchExpiry, 1000);
  }

  function renew(): Promise<void> {
    renewal ??= renewNow().finally(() => {
      renewal = undefined;
    });
    return renewal;
  }

  async function renewNow(): Promise<void> {
    if (status.kind === 'ended') return;
    // The gateway renews nothing for research: it looks at what it is for anew, and would note a heartbeat as a denial.
    if (grant.purpose === 'HRESCH') return reopen(false);
    try {
      accept(await heartbeat(grantId, false));
    } catch (error) {
      if (isGone(error, emergencyTimeLeft())) await reopen(false);
      else fail(error);
    }
  }

  /** A new recorded view of the same study; under emergency access only while that still stands. */
  async function reopen(whileResuming: boolean): Promise<void> {
    if (status.kind === 'ended') return;
    try {
      const answer = await ask(whileResuming);
      grantId = answer.grantId;
      accept(answer);
    } catch (error) {
      fail(error);
    }
  }

  function accept(answer: HeartbeatAnswer): void {
    if (status.kind === 'ended') return;
    expiresAt = localTime(answer.expiresAt, answer.receipt, now());
    receipt = answer.receipt;
    schedule(answer.renewAfterMs);
    set(openStatus());
    watchExpiry();
  }

  function fail(error: unknown): void {
    if (status.kind === 'ended') return;
    if (error instanceof SessionOver) end('wiped');
    else if (error instanceof Denied || error instanceof NotFound)
      end(grant.emergency === undefined ? 'refused' : 'emergency-over', error);
    else if (error instanceof AppError) {
      // No answer, or the audit store is down: what was granted may be shown to its end, not longer.
      if (now() >= expiresAt) set({ kind: 'paused', error });
      schedule(RETRY_MS);
    } else throw error;
  }

  function end(reason: GrantEnd, error?: AppError): void {
    if (status.kind === 'ended') return;
    clearTimeout(beat);
    clearTimeout(expiry);
    set(error === undefined ? { kind: 'ended', reason } : { kind: 'ended', reason, error });
  }

  return {
    status: () => status,
    grantId: () => grantId,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    renew,
    reopen: () => reopen(true),
    end,
  };
}

/** The gateway no longer holds this grant (it ran out, or the gateway was started anew), but may give another. */
function isGone(error: unknown, emergencyLeftMs: number): boolean {
  if (error instanceof NotFound) return true;
  if (!(error instanceof Denied)) return false;
  return error.code === 'grant-expired' || (error.code === 'emergency-ended' && emergencyLeftMs > EMERGENCY_SLACK_MS);
}

/**
 * A time of the server's clock on this machine's clock. The two may differ; the receipt says what time the server thought
 * it was when it answered, so the length is known and counted from now.
 */
function localTime(instant: string, receipt: Receipt, now: number): number {
  return now + Math.max(0, Date.parse(instant) - Date.parse(receipt.recordedAt));
}
