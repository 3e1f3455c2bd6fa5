import {
  exportAnswerSchema,
  exportInvitationSchema,
  exportLedgerSchema,
  exportLookupAnswerSchema,
  exportPolicyAnswerSchema,
  exportStoredSchema,
  exportStorySchema,
  IMAGE_PROOF_HEADER,
  exportVaultSchema,
  releaseAnswerSchema,
  type ExportAnswer,
  type ExportApproval,
  type ExportBatch,
  type ExportCompletion,
  type ExportInvitation,
  type ExportLedger,
  type ExportLookup,
  type ExportLookupAnswer,
  type ExportPolicyAnswer,
  type ExportRelease,
  type ExportRequest,
  type ExportReview,
  type ExportStored,
  type ExportStory,
  type ExportVoid,
  type NeedsStepUp,
  type ReleaseAnswer,
} from '../../../contract/index.ts';
import type { SessionFetch } from '../session/session.ts';
import { createCaller, jsonOf, parse } from './caller.ts';
import { failureOf } from './failure.ts';

/** The gateway's routes about exports. Failures are thrown as the classes of `errors.ts`. */
export interface ExportsApi {
  policy(): Promise<ExportPolicyAnswer>;
  /** Studies behind numbers that the person already has. */
  lookUp(numbers: ExportLookup): Promise<ExportLookupAnswer>;
  open(request: ExportRequest): Promise<ExportAnswer>;
  mine(): Promise<ExportLedger>;
  /** 32 bytes, base64: the same for this login as long as it stands. Hold it in memory only. */
  vaultKey(): Promise<string>;
  /** Handles of studies of the archive, a hundred at most at once. */
  nameStudies(exportId: string, studies: readonly string[]): Promise<ExportAnswer>;
  find(exportId: string): Promise<ExportAnswer>;
  nameBatch(exportId: string, batch: ExportBatch): Promise<ExportAnswer>;
  tellReview(exportId: string, review: ExportReview): Promise<ExportAnswer>;
  approve(exportId: string, approval: ExportApproval): Promise<ExportAnswer>;
  invite(exportId: string): Promise<ExportInvitation>;
  join(exportId: string, code: string): Promise<ExportAnswer>;
  /** A demand for a second factor is an answer: ask the person, then ask again. */
  release(exportId: string, release: ExportRelease): Promise<ReleaseAnswer | NeedsStepUp>;
  /** To a research archive, in the order of the manifest; the same one again changes nothing. */
  sendImage(exportId: string, releaseId: string, image: ImageOnItsWay): Promise<ExportStored>;
  complete(exportId: string, releaseId: string, written: ExportCompletion): Promise<ExportAnswer>;
  declareVoid(exportId: string, releaseId: string, written: ExportVoid): Promise<ExportAnswer>;
  end(exportId: string): Promise<void>;
  /** Everybody's, for auditors; newest first, `before` an instant. Reading it is recorded. */
  ledger(which: { readonly sub?: string | undefined; readonly before?: string | undefined }): Promise<ExportLedger>;
  /** Every row of the log about one export, for auditors. */
  story(exportId: string): Promise<ExportStory>;
}

/** One image of a release, and what proves that it is one. */
export interface ImageOnItsWay {
  readonly index: number;
  readonly proof: readonly string[];
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
}

export function createExportsApi(request: SessionFetch): ExportsApi {
  const { ask, askOrStepUp, tell } = createCaller(request);
  const at = (exportId: string): string => `/api/exports/${encodeURIComponent(exportId)}`;
  const releaseAt = (exportId: string, releaseId: string): string =>
    `${at(exportId)}/releases/${encodeURIComponent(releaseId)}`;

  return {
    policy: () => ask(exportPolicyAnswerSchema, 'GET', '/api/exports/policy'),
    lookUp: (numbers) => ask(exportLookupAnswerSchema, 'POST', '/api/exports/lookup', numbers),
    open: (body) => ask(exportAnswerSchema, 'POST', '/api/exports', body),
    mine: () => ask(exportLedgerSchema, 'GET', '/api/exports'),
    vaultKey: async () => (await ask(exportVaultSchema, 'GET', '/api/exports/vault')).key,
    nameStudies: (exportId, studies) => ask(exportAnswerSchema, 'POST', `${at(exportId)}/studies`, { studies }),
    find: (exportId) => ask(exportAnswerSchema, 'GET', at(exportId)),
    nameBatch: (exportId, body) => ask(exportAnswerSchema, 'PUT', `${at(exportId)}/batch`, body),
    tellReview: (exportId, body) => ask(exportAnswerSchema, 'PUT', `${at(exportId)}/review`, body),
    approve: (exportId, body) => ask(exportAnswerSchema, 'PUT', `${at(exportId)}/approval`, body),
    invite: (exportId) => ask(exportInvitationSchema, 'POST', `${at(exportId)}/invitations`),
    join: (exportId, code) => ask(exportAnswerSchema, 'POST', `${at(exportId)}/reviewers`, { code }),
    release: (exportId, body) => askOrStepUp(releaseAnswerSchema, 'POST', `${at(exportId)}/releases`, body),
    async sendImage(exportId, releaseId, { index, proof, bytes, signal }) {
      const response = await request(`${releaseAt(exportId, releaseId)}/images/${index}`, {
        method: 'PUT',
        headers: {
          accept: 'application/json',
          'content-type': 'application/dicom',
          [IMAGE_PROOF_HEADER]: proof.join(','),
        },
        body: bytes,
        signal,
      });
      if (!response.ok) throw await failureOf(response);
      return parse(exportStoredSchema, 'exports', await jsonOf(response, 'exports'));
    },
    complete: (exportId, releaseId, body) =>
      ask(exportAnswerSchema, 'POST', `${releaseAt(exportId, releaseId)}/completion`, body),
    declareVoid: (exportId, releaseId, body) =>
      ask(exportAnswerSchema, 'POST', `${releaseAt(exportId, releaseId)}/void`, body),
    ledger({ sub, before }) {
      const query = new URLSearchParams();
      if (sub !== undefined && sub !== '') query.set('sub', sub);
      if (before !== undefined) query.set('before', before);
      return ask(exportLedgerSchema, 'GET', `/api/audit/exports${query.size === 0 ? '' : `?${query}`}`);
    },
    story: (exportId) => ask(exportStorySchema, 'GET', `/api/audit/exports/${encodeURIComponent(exportId)}`),
    end: (exportId) => tell('DELETE', at(exportId)),
  };
}
