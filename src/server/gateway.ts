import { randomUUID } from 'node:crypto';
import type { JWTVerifyGetKey } from 'jose';
import { parseTarget, type RestrictionPolicy } from '../core/access/index.ts';
import { createDraftKeys } from './ai/draft-keys.ts';
import { createPatientRefs } from './audit/patient-refs.ts';
import { createRecorder } from './audit/recorder.ts';
import { createApp } from './app.ts';
import { authorize, type AuthorizeRequest, type Decision } from './authorize.ts';
import { startCheckpoints, type Checkpoints } from './audit/checkpoints.ts';
import type { SiteConfig } from './config.ts';
import { createEndings } from './endings.ts';
import { startExportClock } from './exports/export-clock.ts';
import { createFrameMarks, NO_MARKS } from './frame-marks.ts';
import { startEmergencyClock } from './grants/emergency-clock.ts';
import type { Log } from './log.ts';
import { openModelShelf } from './models/shelf.ts';
import { startDriftClock } from './monitoring/drift-clock.ts';
import type { PacsUpstream } from './pacs/index.ts';
import { problemResponse } from './problems.ts';
import type { RequestContext } from './request.ts';
import { answerGate, gateQuestion, isGateQuestion, type GateAnswer } from './routes/auth.ts';
import type { GatewaySecrets } from './secrets.ts';
import type { Services } from './services.ts';
import { createVerifyToken, remoteKeys } from './session/index.ts';
import type { Store } from './store/index.ts';
import { createUnwrittenEnds } from './session/unwritten-ends.ts';
import { createStandingMemory } from './standing-memory.ts';
import { createVaultKeys } from './exports/vault-keys.ts';
import { createStudyHandles } from './study-handles.ts';

export interface GatewayOptions {
  readonly config: SiteConfig;
  readonly store: Store;
  readonly pacs: PacsUpstream;
  /** By the code of a destination of the kind `stow`; one that is not here cannot be released to. */
  readonly researchArchives?: Readonly<Record<string, PacsUpstream>>;
  /** A function is asked each time, so that a change counts at once. */
  readonly policy: RestrictionPolicy | (() => RestrictionPolicy);
  readonly secrets: GatewaySecrets;
  /** Where model packages and `trusted-keys.json` lie; without it the site has no models. */
  readonly modelsFolder?: string;
  /** Keys of the identity provider, when they are not to be fetched over HTTP. */
  readonly identityProviderKeys?: JWTVerifyGetKey;
  /** Shared with the front and nobody else, in memory: lets it rely on an answer for a moment (`frame-marks.ts`). */
  readonly marksFolder?: string;
  readonly clock?: () => number;
  readonly log?: Log;
  /** Told of each signed checkpoint: keep it where the gateway's administrator cannot change it. */
  readonly keepCheckpoint?: (note: string, size: number) => Promise<void>;
}

export interface Gateway {
  /** Serves `/api/*`, `/auth`, and searches and stores under `/dicom-web/`. */
  fetch(request: Request, context: RequestContext): Promise<Response>;
  /** The function behind `/auth`. Ask it before one byte of WADO-RS leaves; answer its refusal with `refusalResponse`. */
  authorize(request: AuthorizeRequest): Promise<Decision>;
  /** What `/auth` answers, for who has the headers at hand already: `listen` spares each frame a `Request`. */
  answerGate(question: AuthorizeRequest): Promise<GateAnswer>;
  /** Signs a last checkpoint and stops the timers. Does not close the store. */
  close(): Promise<void>;
}

export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, store, pacs, policy, secrets } = options;
  const clock = options.clock ?? Date.now;
  const log: Log = options.log ?? (() => undefined);
  const identityProviderKeys = options.identityProviderKeys ?? remoteKeys(config.oidc);
  const marks = options.marksFolder === undefined ? NO_MARKS : createFrameMarks(options.marksFolder, clock, log);
  store.onWrittenElsewhere(() => marks.forgetAll());
  let checkpoints: Checkpoints | undefined;
  const services: Services = {
    config,
    store,
    pacs,
    researchArchives: options.researchArchives ?? {},
    models: openModelShelf(options.modelsFolder),
    get policy() {
      return typeof policy === 'function' ? policy() : policy;
    },
    clock,
    log,
    recorder: createRecorder({
      store,
      appVersion: config.version,
      clock,
      log,
      onAppended: (size) => checkpoints?.noticeSize(size),
      onFailed: () => marks.forgetAll(),
    }),
    patients: createPatientRefs(secrets.masterKey),
    draftKeys: createDraftKeys(secrets.masterKey),
    handles: createStudyHandles(secrets.masterKey),
    vaultKeys: createVaultKeys(secrets.masterKey),
    standings: createStandingMemory(store, clock),
    endings: createEndings(store, marks),
    unwrittenEnds: createUnwrittenEnds(log),
    marks,
    verifyToken: createVerifyToken(config.oidc, identityProviderKeys, clock),
    identityProviderKeys,
  };
  const keepCheckpoint = options.keepCheckpoint ?? (async () => undefined);
  checkpoints = await startCheckpoints({ services, checkpointKey: secrets.checkpointKey, keepCheckpoint });
  const emergencies = startEmergencyClock(services);
  const exportClock = startExportClock(services);
  const driftClock = startDriftClock(services);
  const app = createApp(services);
  const own = { remoteAddress: null, correlationId: randomUUID() };
  await services.recorder.record([{ action: 'gateway-started', outcome: 'success', who: null }], own);
  return {
    async fetch(request, context) {
      const correlationId = randomUUID();
      if (isGateQuestion(request.method, context.rawTarget)) {
        const question = gateQuestion((name) => request.headers.get(name), context.remoteAddress);
        return new Response(null, await answerGate(services, question, correlationId));
      }
      if (typeof parseTarget(context.rawTarget) === 'string') {
        const code = 'path-not-canonical';
        log({ level: 'warning', event: 'request', correlationId, status: 400, code });
        return problemResponse(code, correlationId);
      }
      return app.fetch(request, { ...context, correlationId });
    },
    answerGate: (question) => answerGate(services, question, randomUUID()),
    authorize: (request) => authorize(services, request, randomUUID()),
    async close() {
      emergencies.stop();
      exportClock.stop();
      driftClock.stop();
      services.unwrittenEnds.stop();
      marks.forgetAll();
      try {
        await services.recorder.record([{ action: 'gateway-stopped', outcome: 'success', who: null }], own);
      } finally {
        await checkpoints.stop();
      }
    },
  };
}
