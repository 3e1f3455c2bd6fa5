import type { JWTVerifyGetKey } from 'jose';
import type { VaultKeys } from './exports/vault-keys.ts';
import type { RestrictionPolicy } from '../core/access/index.ts';
import type { DraftKeys } from './ai/draft-keys.ts';
import type { PatientRefs } from './audit/patient-refs.ts';
import type { Recorder } from './audit/recorder.ts';
import type { SiteConfig } from './config.ts';
import type { Endings } from './endings.ts';
import type { FrameMarks } from './frame-marks.ts';
import type { Log } from './log.ts';
import type { ModelShelf } from './models/shelf.ts';
import type { PacsUpstream } from './pacs/index.ts';
import type { VerifyToken } from './session/index.ts';
import type { UnwrittenEnds } from './session/unwritten-ends.ts';
import type { StandingMemory } from './standing-memory.ts';
import type { Store } from './store/index.ts';
import type { StudyHandles } from './study-handles.ts';

/** What the routes work with. Made once, in `createGateway`, and passed down. */
export interface Services {
  readonly config: SiteConfig;
  readonly store: Store;
  readonly pacs: PacsUpstream;
  readonly models: ModelShelf;
  /** Where de-identified images may be sent, by the code of the destination. */
  readonly researchArchives: Readonly<Record<string, PacsUpstream>>;
  readonly policy: RestrictionPolicy;
  readonly recorder: Recorder;
  readonly patients: PatientRefs;
  readonly draftKeys: DraftKeys;
  readonly handles: StudyHandles;
  readonly vaultKeys: VaultKeys;
  readonly standings: StandingMemory;
  readonly endings: Endings;
  readonly unwrittenEnds: UnwrittenEnds;
  readonly marks: FrameMarks;
  readonly verifyToken: VerifyToken;
  readonly identityProviderKeys: JWTVerifyGetKey;
  readonly clock: () => number;
  readonly log: Log;
}
