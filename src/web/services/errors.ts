/** Everything the app shows as a failure: a stable code to quote, a sentence for a person, never a value of a dataset. */
export class AppError extends Error {
  readonly code: string;
  /** Links what the person sees to the gateway's own log; absent when no answer came. */
  readonly correlationId: string | undefined;

  constructor(code: string, message: string, options: { correlationId?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.correlationId = options.correlationId;
  }
}

/** No answer came: offline, or the gateway is down. Nothing is known to have happened; offer to try again. */
export class Unreachable extends AppError {
  constructor(cause?: unknown) {
    super('unreachable', 'The server did not answer. Check the network and try again.', { cause });
  }
}

/** The audit service did not acknowledge. Do not show or export anything; offer to try again. */
export class AuditUnavailable extends AppError {}

/** The person may not do this, or not any more. Trying again will not help. */
export class Denied extends AppError {}

/** The study, grant or page is not there (any more). */
export class NotFound extends AppError {}

/** The gateway answered with a failure of its own. Offer to try again. */
export class ServerFailed extends AppError {}

/** The answer is not what the contract promises: a version mismatch or a proxy in between. Do not use any part of it. */
export class ContractBroken extends AppError {
  constructor(route: string, cause?: unknown) {
    super('contract-broken', `The answer to ${route} is not in the agreed form. Nothing of it was used.`, { cause });
  }
}

/** The session is over; the request was not and will not be made. */
export class SessionOver extends AppError {
  constructor() {
    super('session-over', 'You are signed out.');
  }
}
