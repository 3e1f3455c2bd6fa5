import type { Justification, NeedsJustification, NeedsStepUp } from '../../../contract/index.ts';
import type { AppError } from '../errors.ts';
import type { Grant } from './grant.ts';

export type StudyName = { readonly handle: string } | { readonly studyInstanceUID: string };
export type Purpose = Grant['purpose'];

export interface GrantRequest {
  readonly study: StudyName;
  readonly purpose: Purpose;
  /** With HRESCH: the open export that the study is taken for. */
  readonly exportId?: string;
  /** With HRESCH: nothing of it is shown but what this page makes of it. */
  readonly viewing?: 'deidentified';
}

export type GrantOutcome =
  | { readonly kind: 'granted'; readonly grant: Grant }
  /** The person was asked for a reason or a second factor and said no. */
  | { readonly kind: 'declined' }
  | { readonly kind: 'refused'; readonly error: AppError };

export type GrantEnd = 'closed' | 'expired' | 'refused' | 'emergency-over' | 'wiped';

export type GrantStatus =
  /** Pixels may be shown until `expiresAt` (milliseconds since 1970, this machine's clock). */
  | {
      readonly kind: 'open';
      readonly expiresAt: number;
      readonly receipt: Grant['receipt'];
      readonly emergencyEndsAt: number | undefined;
    }
  /** The grant ran out without an answer from the gateway: hide every pixel, keep the state, it may come back. */
  | { readonly kind: 'paused'; readonly error: AppError | undefined }
  /** Over for good: drop every pixel. */
  | { readonly kind: 'ended'; readonly reason: GrantEnd; readonly error?: AppError };

export interface Grants {
  /** Asks the gateway to record the opening and release the study; asks the person where the gateway demands it. */
  request(request: GrantRequest): Promise<GrantOutcome>;
  status(grant: Grant): GrantStatus;
  /** Calls back at every change of `status(grant)`, at the moment of expiry too. */
  subscribe(grant: Grant, listener: () => void): () => void;
  /** Renews now instead of at the next heartbeat: after a 403, or when the person asks to try again. */
  renew(grant: Grant): Promise<GrantStatus>;
  /** Tells the gateway that the study was closed. */
  release(grant: Grant): Promise<void>;
  /** Ends the emergency access under which the grant was made, and every grant made under it. */
  endEmergency(grant: Grant): Promise<void>;
  /** Forgets every grant at once, without asking the gateway. */
  wipe(): void;
}

/** Asks a person why; `undefined` when they cancel. */
export type AskForJustification = (demand: NeedsJustification) => Promise<Justification | undefined>;
/** Asks a person for a fresh second factor; false when they cancel. */
export type AskForStepUp = (demand: NeedsStepUp) => Promise<boolean>;
