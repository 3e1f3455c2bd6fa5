import type { AppConfig } from '../../contract/index.ts';
import {
  createApi,
  createGrants,
  createPreferences,
  createUnsavedWork,
  createWipe,
  PREFERENCES_KEY,
  type AppServices,
} from '../services/index.ts';
import { createDicomwebClient } from '../services/dicomweb/index.ts';
import {
  coverScreen,
  createEndedMemory,
  createEndPage,
  createOidc,
  createSession,
  createTabs,
  ENDED_MEMORY_KEYS,
  type EndedMemory,
  type Tabs,
} from '../services/session/index.ts';
import { createPrompts, type Prompts } from './prompts.ts';
import type { Router } from './routes.ts';

/** Everything that is made once. Passed down; nothing looks it up. */
export interface Shell {
  readonly services: AppServices;
  readonly prompts: Prompts;
  readonly tabs: Tabs;
  readonly memory: EndedMemory;
}

export function createShell(config: AppConfig, page: Window & typeof globalThis, router: Router): Shell {
  const wipe = createWipe();
  const preferences = createPreferences(page.localStorage);
  const prompts = createPrompts();
  const now = () => Date.now();
  const memory = createEndedMemory(page.localStorage, { now, idleLockMs: config.idleLockMs });
  const tabs = createTabs(new BroadcastChannel('collimator.session'));
  const keepKeys = [PREFERENCES_KEY, ...ENDED_MEMORY_KEYS];
  const send: typeof fetch = (...request) => page.fetch(...request);

  const session = createSession({
    oidc: createOidc(config.oidc, page),
    fetch: send,
    page: {
      url: () => page.location.href,
      returnedTo: (path) => {
        page.history.replaceState(null, '', path);
        router.sync();
      },
    },
    endedBefore: () => memory.ended(),
    signedInFresh: () => memory.clear(),
    cover: () => coverScreen(page.document),
    endPage: createEndPage({ page, wipe, memory, tabs, keepKeys }),
    now,
  });
  const api = createApi(session.fetch);
  const grants = createGrants({
    api,
    session,
    tabs,
    askForJustification: prompts.askForJustification,
    askForStepUp: prompts.askForStepUp,
    now,
  });
  const dicomweb = createDicomwebClient({
    baseUrl: '/dicom-web',
    fetch: session.fetch,
    renewGrant: async (grant) => (await grants.renew(grant)).kind === 'open',
  });
  wipe.register('grants', () => grants.wipe());
  return {
    services: { config, session, grants, api, dicomweb, wipe, unsaved: createUnsavedWork(), preferences },
    prompts,
    tabs,
    memory,
  };
}
