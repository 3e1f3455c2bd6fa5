import type { AppConfig } from '../../contract/index.ts';
import type { Api } from './api/api.ts';
import type { DicomwebClient } from './dicomweb/index.ts';
import type { Grants } from './grants/grants.ts';
import type { PreferencesStore } from './preferences.ts';
import type { Session } from './session/session.ts';
import type { UnsavedWork } from './unsaved.ts';
import type { Wipe } from './wipe/wipe.ts';

/** Made once, in web/app, and passed down. */
export interface AppServices {
  readonly config: AppConfig;
  readonly session: Session;
  readonly grants: Grants;
  readonly api: Api;
  readonly dicomweb: DicomwebClient;
  readonly wipe: Wipe;
  readonly unsaved: UnsavedWork;
  readonly preferences: PreferencesStore;
}

export * from './errors.ts';
export { instantNow, newUID, observerOf, signedInPerson } from './authorship.ts';
export { createApi, loadConfig } from './api/create-api.ts';
export { createGrants } from './grants/create-grants.ts';
export { createWipe } from './wipe/create-wipe.ts';
export type { Api, CallOptions } from './api/api.ts';
export { createExportsApi, type ExportsApi } from './api/exports-api.ts';
export { grantOfExport, grantOfViewing } from './grants/export-grant.ts';
export type { Grant } from './grants/grant.ts';
export type {
  AskForJustification,
  AskForStepUp,
  GrantEnd,
  GrantOutcome,
  GrantStatus,
  Grants,
  Purpose,
  StudyName,
} from './grants/grants.ts';
export type { Session, SessionFetch, SessionRequestInit, StepUpDemand } from './session/session.ts';
export type { EndReason, Person, SessionState, SignedOutReason } from './session/session-state.ts';
export {
  createPreferences,
  PREFERENCES_KEY,
  type Preferences,
  type PreferencesStore,
  type SavedFilter,
} from './preferences.ts';
export { createUnsavedWork, type UnsavedWork } from './unsaved.ts';
export type { Wipe } from './wipe/wipe.ts';
