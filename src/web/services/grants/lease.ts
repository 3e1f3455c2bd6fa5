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

export function createLease({ grant, now, heartbeat, ask }: LeaseParts): Lease {
  const listeners = new Set<() => void>();
  const emergencyEndsAt = grant.emergency === undefined ? undefined : Date.parse(grant.emergency.endsAt);
  let grantId = grant.grantId;
  let receipt: Receipt = grant.receipt;
  let expiresAt = localExpiry(grant, now());
  let status: GrantStatus = openStatus();
  let beat: ReturnType<typeof setTimeout> | undefined;
  let expiry: ReturnType<typeof setTimeout> | undefined;
  let renewal: Promise<void> | undefined;
  schedule(grant.renewAfterMs);
  watchExpiry();

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
    if (emergencyEndsAt !== undefined && emergencyEndsAt <= now()) end('emergency-over');
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
    try {
      accept(await heartbeat(grantId, false));
    } catch (error) {
      if (error instanceof NotFound && grant.emergency === undefined) await reopen(false);
      else fail(error);
    }
  }

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

  /** Emergency access outlives a new token of the same login: its heartbeat says whether it still stands. */
  async function reopenAfterSignIn(): Promise<void> {
    if (grant.emergency === undefined) return reopen(true);
    try {
      accept(await heartbeat(grantId, true));
    } catch (error) {
      fail(error);
    }
  }

  function accept(answer: HeartbeatAnswer): void {
    if (status.kind === 'ended') return;
    expiresAt = localExpiry(answer, now());
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
    reopen: reopenAfterSignIn,
    end,
  };
}

/**
 * When the grant ends by this machine's clock. The server's clock may differ; the receipt tells what it said the time was,
 * so the grant's length is known and counted from now.
 */
function localExpiry(answer: Pick<HeartbeatAnswer, 'expiresAt' | 'receipt'>, now: number): number {
  return now + Math.max(0, Date.parse(answer.expiresAt) - Date.parse(answer.receipt.recordedAt));
}
