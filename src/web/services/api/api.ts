import type {
  GrantAnswer,
  GrantRequest,
  HeartbeatAnswer,
  NeedsJustification,
  NeedsStepUp,
  SessionAnswer,
  SessionEvent,
  StudySearch,
  StudySearchAnswer,
} from '../../../contract/index.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly whileResuming?: boolean;
}

/** The gateway's routes. Answers are parsed by the contract; failures are thrown as the classes of `errors.ts`. */
export interface Api {
  searchStudies(search: StudySearch, options?: CallOptions): Promise<StudySearchAnswer>;
  session(options?: CallOptions): Promise<SessionAnswer>;
  recordSessionEvent(event: SessionEvent, options?: CallOptions): Promise<void>;
  requestGrant(request: GrantRequest, options?: CallOptions): Promise<GrantAnswer | NeedsJustification | NeedsStepUp>;
  heartbeat(grantId: string, options?: CallOptions): Promise<HeartbeatAnswer>;
  releaseGrant(grantId: string, options?: CallOptions): Promise<void>;
  endEmergency(emergencyId: string, options?: CallOptions): Promise<void>;
}
