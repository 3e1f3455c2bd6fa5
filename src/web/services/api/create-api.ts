import {
  appConfigSchema,
  grantAnswerSchema,
  heartbeatAnswerSchema,
  needsJustificationSchema,
  needsStepUpSchema,
  sessionAnswerSchema,
  studySearchAnswerSchema,
  type AppConfig,
} from '../../../contract/index.ts';
import { Unreachable } from '../errors.ts';
import type { SessionFetch } from '../session/session.ts';
import type { Api } from './api.ts';
import { copyOf, createCaller, jsonOf, parse } from './caller.ts';
import { failureOf } from './failure.ts';

export function createApi(request: SessionFetch): Api {
  const { call, ask, tell } = createCaller(request);

  return {
    searchStudies: (search, options) => ask(studySearchAnswerSchema, 'POST', '/api/search/studies', search, options),
    session: (options) => ask(sessionAnswerSchema, 'GET', '/api/session', undefined, options),
    recordSessionEvent: (event, options) => tell('POST', '/api/session/events', event, options),
    async requestGrant(grantRequest, options) {
      const response = await call('POST', '/api/grants', grantRequest, options);
      if (response.ok) return parse(grantAnswerSchema, 'grants', await jsonOf(response, 'grants'));
      const demand = await demandOf(response);
      if (demand !== undefined) return demand;
      throw await failureOf(response);
    },
    heartbeat: (grantId, options) =>
      ask(heartbeatAnswerSchema, 'POST', `/api/grants/${encodeURIComponent(grantId)}/heartbeat`, undefined, options),
    releaseGrant: (grantId, options) =>
      tell('DELETE', `/api/grants/${encodeURIComponent(grantId)}`, undefined, options),
    endEmergency: (emergencyId, options) =>
      tell('DELETE', `/api/emergency/${encodeURIComponent(emergencyId)}`, undefined, options),
  };
}

/** `GET /api/config`: public, before anybody has signed in. Asked for exactly as index.html preloads it. */
export async function loadConfig(send: typeof fetch): Promise<AppConfig> {
  let response: Response;
  try {
    response = await send('/api/config', { credentials: 'same-origin' });
  } catch (error) {
    throw new Unreachable(error);
  }
  if (!response.ok) throw await failureOf(response);
  return parse(appConfigSchema, 'config', await jsonOf(response, 'config'));
}

/** A 401 or 403 that asks a person for something instead of refusing them. */
async function demandOf(response: Response) {
  if (response.status !== 401 && response.status !== 403) return undefined;
  const body = await copyOf(response);
  const justification = needsJustificationSchema.safeParse(body);
  if (justification.success) return justification.data;
  const stepUp = needsStepUpSchema.safeParse(body);
  return stepUp.success ? stepUp.data : undefined;
}
