import { authorize, type AuthorizeRequest } from '../authorize.ts';
import type { Services } from '../services.ts';

/** Status and headers; there is never a body. */
export interface GateAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * For nginx's `auth_request`: 204 lets the bytes pass. Only the front may reach this; it names method and address of the
 * original itself. Asked before each frame, so it is kept clear of router and `Request`.
 */
export async function answerGate(
  services: Services,
  question: AuthorizeRequest,
  correlationId: string,
): Promise<GateAnswer> {
  const startedAt = performance.now();
  const decision = await authorize(services, question, correlationId);
  const headers = { 'cache-control': 'no-store', 'x-correlation-id': correlationId };
  // No line of log: one per frame, and the front has one for each of those already.
  if (decision.kind === 'allow') {
    const { reliableSeconds } = decision;
    // nginx's own word for how long it may keep an answer; `no-store` beside it would win in some versions.
    const kept = { 'x-correlation-id': correlationId, 'x-accel-expires': String(reliableSeconds) };
    return { status: 204, headers: reliableSeconds > 0 ? kept : headers };
  }
  const { status, code } = decision;
  const durationMs = Math.round(performance.now() - startedAt);
  const level = status >= 500 ? 'error' : 'info';
  services.log({ level, event: 'request', correlationId, route: 'GET /auth', status, durationMs, code });
  return { status, headers: { ...headers, 'x-reason': code } };
}

/** The question that the front asks by these headers. */
export function gateQuestion(
  header: (name: string) => string | null | undefined,
  remoteAddress: string | null,
): AuthorizeRequest {
  return {
    method: header('x-original-method') ?? '',
    uri: header('x-original-uri') ?? '',
    authorization: header('authorization'),
    accept: header('accept'),
    remoteAddress,
  };
}

export function isGateQuestion(method: string | undefined, rawTarget: string | undefined): boolean {
  return rawTarget === '/auth' && method === 'GET';
}
