import { decideByRole, isAcceptAllowed, isSearch, parseDicomweb, type ReadRoute } from '../core/access/index.ts';
import type { Circumstances } from './audit/recorder.ts';
import { describeError } from './log.ts';
import { PROBLEMS, RecordedRefusal, Refusal, type ProblemCode } from './problems.ts';
import type { Services } from './services.ts';
import { authenticate, loginFault, storeRefusal } from './session/authenticate.ts';
import { recordFailedSignIn } from './session/failed-sign-in.ts';
import type { Person } from './session/index.ts';
import type { GrantRecord, Standing } from './store/index.ts';

export interface AuthorizeRequest {
  readonly method: string;
  /** The raw request target as it came over the wire: path and query, nothing decoded or tidied. */
  readonly uri: string;
  readonly authorization: string | null | undefined;
  readonly accept: string | null | undefined;
  readonly remoteAddress: string | null;
}

export type Decision =
  | {
      readonly kind: 'allow';
      readonly route: ReadRoute;
      readonly grantId: string;
      readonly correlationId: string;
      /** For so long the front may say yes to frames of this study by itself. */
      readonly reliableSeconds: number;
    }
  | {
      readonly kind: 'deny';
      readonly status: 400 | 401 | 403 | 503;
      readonly code: ProblemCode;
      readonly message: string;
      readonly correlationId: string;
    };

/**
 * Whether the bytes behind one DICOMweb address may leave. The only way to pixels in both stacks: nginx asks through
 * `/auth`, the embedded stack calls it. Promises that nothing is released without a recorded, living grant for this
 * person, login and study. Searches and stores never pass here: the gateway serves those itself.
 */
export async function authorize(
  services: Services,
  request: AuthorizeRequest,
  correlationId: string,
): Promise<Decision> {
  const circumstances = { remoteAddress: request.remoteAddress, correlationId };
  try {
    const route = readRoute(request);
    const { studyInstanceUID } = route;
    const allow = (who: Person, grant: GrantRecord): Decision => {
      const reliableSeconds = secondsFor(services, request, who, grant);
      return { kind: 'allow', route, grantId: grant.grantId, correlationId, reliableSeconds };
    };
    const known = await services.verifyToken(request.authorization);
    const remembered = rememberedGrant(services, known, studyInstanceUID);
    if (remembered !== undefined) return allow(known, remembered);
    const { person, standing } = await authenticate(services, request.authorization, studyInstanceUID);
    await services.recorder.assertWritable(circumstances);
    return allow(person, await assertGrant({ services, person, standing, studyInstanceUID, circumstances }));
  } catch (error) {
    const refusal = storeRefusal(error);
    if (refusal instanceof Refusal) await recordFailedSignIn(services, refusal.code, circumstances);
    return denial(services, refusal, correlationId);
  }
}

function readRoute(request: AuthorizeRequest): ReadRoute {
  const route = parseDicomweb(request.method, request.uri);
  if (typeof route === 'string') throw new Refusal(route);
  if (isSearch(route) || route.name === 'store') throw new Refusal('route-not-allowed');
  if (!isAcceptAllowed(request.accept)) throw new Refusal('accept-not-allowed');
  // What is neither search nor store is a read: the union has no other members.
  return route as ReadRoute;
}

function secondsFor(services: Services, request: AuthorizeRequest, person: Person, grant: GrantRecord): number {
  // What another copy ends would go unheard.
  if (services.store.standingsVersion() === undefined) return 0;
  const loginEndsAtMs = (person.authenticatedAtMs ?? person.issuedAtMs) + services.config.sessionMaxMs;
  const validUntilMs = Math.min(grant.expiresAtMs, person.tokenExpiresAtMs, loginEndsAtMs);
  return services.marks.secondsFor(request.authorization, person, validUntilMs);
}

/** Memory only ever says yes: whatever it would refuse, the store is asked, so that a refusal and its reason are fresh. */
function rememberedGrant(services: Services, person: Person, studyInstanceUID: string): GrantRecord | undefined {
  if (!services.recorder.isWritable) return undefined;
  const { sub, sid } = person;
  const standing = services.standings.recall({ sub, sid, studyInstanceUID });
  if (standing === undefined || loginFault(services, person, standing) !== undefined) return undefined;
  const found = livingGrant(person, standing, services.clock());
  return typeof found === 'string' ? undefined : found;
}

/** The living grant of this person, login and study; otherwise records the refusal and throws it. */
export async function assertGrant(asked: {
  services: Services;
  person: Person;
  standing: Standing;
  studyInstanceUID: string;
  circumstances: Circumstances;
}): Promise<GrantRecord> {
  const { services, person, standing, studyInstanceUID, circumstances } = asked;
  const found = livingGrant(person, standing, services.clock());
  if (typeof found !== 'string') return found;
  const draft = { action: 'read-refused', outcome: 'denied', reason: found, who: person, studyInstanceUID } as const;
  await services.recorder.recordRefusal(draft, circumstances);
  throw new RecordedRefusal(found);
}

function livingGrant(person: Person, standing: Standing, nowMs: number): GrantRecord | ProblemCode {
  let code: ProblemCode | undefined;
  for (const grant of standing.grants) {
    // A role that was taken away stops the reading with the next token, whatever was granted before.
    const verdict = decideByRole(person.roles, 'read', grant.purpose);
    if (verdict.kind !== 'allow') continue;
    if (grant.endedAtMs === undefined && grant.expiresAtMs > nowMs) return grant;
    code = grant.purpose === 'BTG' ? 'emergency-ended' : 'grant-expired';
  }
  if (code !== undefined) return code;
  const verdict = decideByRole(person.roles, 'read', 'TREAT');
  return verdict.kind === 'deny' ? verdict.code : 'grant-missing';
}

function denial(services: Services, error: unknown, correlationId: string): Decision {
  if (!(error instanceof Refusal)) {
    services.log({ level: 'error', event: 'authorize-failed', correlationId, ...describeError(error) });
  }
  const code = error instanceof Refusal ? error.code : 'audit-unavailable';
  const [status, message] = PROBLEMS[code];
  // Whatever else went wrong here, the honest answer is "not now".
  const told = status === 400 || status === 401 || status === 403 ? status : 503;
  return { kind: 'deny', status: told, code, message, correlationId };
}
