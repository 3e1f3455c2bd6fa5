import type { Backend } from '../../core/inference/index.ts';
import { PROCEDURE_ROLE } from '../../core/findings/index.ts';
import { createAi } from '../features/ai/index.tsx';
import { createAiReview } from '../features/ai-review/index.tsx';
import { createAiResults } from '../services/ai-results/index.ts';
import { hasDrafts, openDrafts } from '../services/drafts/index.ts';
import {
  type AppServices,
  type AskForStepUp,
  type Grant,
  instantNow,
  newUID,
  observerOf,
  signedInPerson,
} from '../services/index.ts';
import { createModelsApi, createReviewApi } from '../services/models/index.ts';
import type { ReadingExtension, ReadingView } from '../viewport/index.ts';
import { startAiDocuments } from './start-ai-documents.ts';
import { startImaging } from './start-imaging.ts';

export interface AiHost {
  readonly services: AppServices;
  readonly askForStepUp: AskForStepUp;
  readonly grant: Grant;
}

/** Joins what runs models, what shows their results and what decides about them, for one open study. */
export function createAiExtension({ services, askForStepUp, grant }: AiHost, view: ReadingView): ReadingExtension {
  const { session, config, dicomweb, unsaved, wipe } = services;
  const results = createAiResults();
  const api = createModelsApi(session.fetch);
  const reviewApi = createReviewApi(session.fetch);
  const review = createAiReview({
    view,
    results,
    grant,
    api: { ...api, ...reviewApi },
    dicomweb,
    unsaved,
    documents: startAiDocuments(),
    openDrafts: grant.readOnly
      ? undefined
      : async () => openDrafts(indexedDB, await reviewApi.draftKey(), () => Date.now()),
    askForStepUp,
    // Whoever decides about a result verifies it, CID 7453.
    me: { ...observerOf(signedInPerson(session), config.siteName), role: PROCEDURE_ROLE.verifying },
    softwareVersions: config.version,
    newUID,
    now: () => instantNow(),
  });
  const ai = createAi({
    view,
    results,
    api,
    engine: startImaging(),
    now: () => Date.now(),
    newUID,
    prefer: backendWish(),
    review: () => <review.Panel />,
  });
  const forget = () => {
    review.forget();
    ai.forget();
  };
  const unregister = wipe.register('results of models', forget);
  return {
    ...ai,
    // Without a draft of anybody on this machine, nothing is opened and no key is asked for.
    bringsBack: hasDrafts(indexedDB)
      .then((isAny) => (isAny && !grant.readOnly ? review.restore() : 0))
      .then(
        (count) => count > 0,
        () => false,
      ),
    Overlay: (props) => (
      <>
        <ai.Overlay {...props} />
        <review.Overlay {...props} view={view} />
      </>
    ),
    Summary: () => (
      <>
        <ai.Summary />
        <review.Dialogs />
      </>
    ),
    forget() {
      unregister();
      forget();
    },
  };
}

/** `?models=wasm`, `wasm-threads` or `webgpu` in the address overrules the choice: for support, and to measure. */
function backendWish(): Backend | undefined {
  const wish = new URLSearchParams(location.search).get('models');
  return wish === 'wasm' || wish === 'wasm-threads' || wish === 'webgpu' ? wish : undefined;
}
