import { Hono } from 'hono';
import { describeError } from './log.ts';
import { RecordedRefusal, Refusal, problemResponse, type ProblemCode } from './problems.ts';
import { circumstancesOf, type AppEnv, type GatewayApp, type GatewayContext } from './request.ts';
import { aiRoutes } from './routes/ai.ts';
import { auditRoutes } from './routes/audit.ts';
import { configRoutes } from './routes/config.ts';
import { dicomwebRoutes } from './routes/dicomweb.ts';
import { exportLedgerRoutes } from './routes/export-ledger.ts';
import { exportImageRoutes } from './routes/export-images.ts';
import { exportReleaseRoutes } from './routes/export-releases.ts';
import { exportRoutes } from './routes/exports.ts';
import { grantRoutes } from './routes/grants.ts';
import { logoutRoutes } from './routes/logout.ts';
import { modelRoutes } from './routes/models.ts';
import { monitoringRoutes } from './routes/monitoring.ts';
import { searchRoutes } from './routes/search.ts';
import { sessionRoutes } from './routes/session.ts';
import type { Services } from './services.ts';
import { storeRefusal } from './session/authenticate.ts';
import { recordFailedSignIn } from './session/failed-sign-in.ts';

/** The HTTP face: routes, one place where failures become answers, one line of log per request. */
export function createApp(services: Services): GatewayApp {
  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    const startedAt = performance.now();
    await next();
    // Nothing here may outlive the request: no cache between us and the person, none in the browser.
    c.res.headers.set('cache-control', 'no-store');
    c.res.headers.set('x-content-type-options', 'nosniff');
    c.res.headers.set('x-correlation-id', c.env.correlationId);
    const code = c.res.headers.get('x-reason');
    services.log({
      level: c.res.status >= 500 ? 'error' : 'info',
      event: 'request',
      correlationId: c.env.correlationId,
      route: routeOf(c),
      status: c.res.status,
      durationMs: Math.round(performance.now() - startedAt),
      ...(code === null ? {} : { code }),
    });
  });
  for (const add of ROUTES) add(app, services);
  app.notFound((c) => problemResponse('not-found', c.env.correlationId));
  app.onError((error, c) => answerFailure(services, c, error));
  return app;
}

const ROUTES: readonly ((app: GatewayApp, services: Services) => void)[] = [
  configRoutes,
  sessionRoutes,
  logoutRoutes,
  searchRoutes,
  grantRoutes,
  dicomwebRoutes,
  auditRoutes,
  exportRoutes,
  exportReleaseRoutes,
  exportImageRoutes,
  exportLedgerRoutes,
  modelRoutes,
  aiRoutes,
  monitoringRoutes,
];

/** The pattern that matched, never the address: that holds UIDs. */
function routeOf(c: GatewayContext): string {
  const path = c.req.routePath;
  return `${c.req.method} ${path}`;
}

/** `told` in `exports/` writes down each refusal of theirs, under the export's name. */
function isRecordedByRoute(route: string): boolean {
  return / \/api\/exports(\/|$)/.test(route);
}

async function answerFailure(services: Services, c: GatewayContext, failure: unknown): Promise<Response> {
  const error = storeRefusal(failure);
  const { correlationId } = c.env;
  if (!(error instanceof Refusal)) {
    services.log({ level: 'error', event: 'unexpected', correlationId, route: routeOf(c), ...describeError(error) });
    return problemResponse('internal-error', correlationId);
  }
  await recordFailedSignIn(services, error.code, circumstancesOf(c));
  const isRecorded = error instanceof RecordedRefusal || isRecordedByRoute(routeOf(c));
  if (error.status !== 403 || c.get('person') === undefined || isRecorded) {
    return problemResponse(error.code, correlationId);
  }
  return problemResponse(await recorded(services, c, error.code), correlationId);
}

/** A denial that cannot be recorded is still a denial, but says so. */
async function recorded(services: Services, c: GatewayContext, reason: ProblemCode): Promise<ProblemCode> {
  try {
    const draft = { action: 'access-refused', outcome: 'denied', reason, who: c.get('person') ?? null } as const;
    await services.recorder.recordRefusal(draft, circumstancesOf(c));
    return reason;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
