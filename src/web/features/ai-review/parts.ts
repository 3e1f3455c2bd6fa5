import type { Instant, PersonObserver } from '../../../core/findings/index.ts';
import type { StoredAiResult } from '../../../core/reporting/index.ts';
import type { NeedsStepUp } from '../../../contract/index.ts';
import type { AiResults } from '../../services/ai-results/index.ts';
import type { DicomwebClient } from '../../services/dicomweb/index.ts';
import type { Drafts } from '../../services/drafts/index.ts';
import type { Grant } from '../../services/index.ts';
import type { ModelsApi, ReviewApi } from '../../services/models/index.ts';
import type { ReadingView } from '../../viewport/index.ts';
import type {
  ReadQuestion,
  WithdrawQuestion,
  WriteQuestion,
  WrittenDocument,
} from '../../workers/ai-documents/protocol.ts';

export type WriteRequest = Omit<WriteQuestion, 'kind'>;
export type ReadRequest = Omit<ReadQuestion, 'kind'>;
export type WithdrawRequest = Omit<WithdrawQuestion, 'kind'>;
export type { WrittenDocument };

/** Writes and reads documents away from the page. Rejects with `DocumentFailed`. */
export interface DocumentWorker {
  write: (request: WriteRequest) => Promise<readonly WrittenDocument[]>;
  read: (request: ReadRequest) => Promise<StoredAiResult | undefined>;
  withdraw: (request: WithdrawRequest) => Promise<WrittenDocument>;
  stop: () => void;
}

/** Nothing was written, or nothing could be read. `code` is one of core, `not-written` or `worker-stopped`. */
export class DocumentFailed extends Error {
  override readonly name = 'DocumentFailed';
  readonly code: string;

  constructor(code: string) {
    super(`the document failed: ${code}`);
    this.code = code;
  }
}

/** Everything that reviewing needs, for one open study. */
export interface ReviewParts {
  readonly view: ReadingView;
  readonly results: AiResults;
  readonly grant: Grant;
  readonly api: Pick<ModelsApi, 'recordRunEvent'> & Pick<ReviewApi, 'sign'>;
  readonly dicomweb: Pick<DicomwebClient, 'store' | 'instanceMetadata' | 'instanceFile'>;
  readonly documents: DocumentWorker;
  /** Undefined where nothing may be kept: who may not store has nothing to send. */
  readonly openDrafts: (() => Promise<Drafts>) | undefined;
  readonly askForStepUp: (demand: NeedsStepUp) => Promise<boolean>;
  readonly me: PersonObserver;
  readonly softwareVersions: string;
  readonly newUID: () => string;
  readonly now: () => Instant;
}
