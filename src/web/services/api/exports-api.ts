import type { z } from 'zod';
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
  needsStepUpSchema,
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
import { ContractBroken } from '../errors.ts';
import type { SessionFetch } from '../session/session.ts';
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
  const call = (method: string, path: string, body?: unknown): Promise<Response> =>
    request(`/api/exports${path}`, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  async function ask<S extends z.ZodType>(schema: S, ...what: Parameters<typeof call>): Promise<z.infer<S>> {
    const response = await call(...what);
    if (!response.ok) throw await failureOf(response);
    return parsed(schema, response);
  }

  const at = (exportId: string): string => `/${encodeURIComponent(exportId)}`;
  const releaseAt = (exportId: string, releaseId: string): string =>
    `${at(exportId)}/releases/${encodeURIComponent(releaseId)}`;

  return {
    policy: () => ask(exportPolicyAnswerSchema, 'GET', '/policy'),
    lookUp: (numbers) => ask(exportLookupAnswerSchema, 'POST', '/lookup', numbers),
    open: (body) => ask(exportAnswerSchema, 'POST', '', body),
    mine: () => ask(exportLedgerSchema, 'GET', ''),
    vaultKey: async () => (await ask(exportVaultSchema, 'GET', '/vault')).key,
    nameStudies: (exportId, studies) => ask(exportAnswerSchema, 'POST', `${at(exportId)}/studies`, { studies }),
    find: (exportId) => ask(exportAnswerSchema, 'GET', at(exportId)),
    nameBatch: (exportId, body) => ask(exportAnswerSchema, 'PUT', `${at(exportId)}/batch`, body),
    tellReview: (exportId, body) => ask(exportAnswerSchema, 'PUT', `${at(exportId)}/review`, body),
    approve: (exportId, body) => ask(exportAnswerSchema, 'PUT', `${at(exportId)}/approval`, body),
    invite: (exportId) => ask(exportInvitationSchema, 'POST', `${at(exportId)}/invitations`),
    join: (exportId, code) => ask(exportAnswerSchema, 'POST', `${at(exportId)}/reviewers`, { code }),
    async release(exportId, body) {
      const response = await call('POST', `${at(exportId)}/releases`, body);
      if (response.ok) return parsed(releaseAnswerSchema, response);
      const stepUp = response.status === 401 ? needsStepUpSchema.safeParse(await copyOf(response)) : undefined;
      if (stepUp?.success === true) return stepUp.data;
      throw await failureOf(response);
    },
    async sendImage(exportId, releaseId, { index, proof, bytes, signal }) {
      const response = await request(`/api/exports${releaseAt(exportId, releaseId)}/images/${index}`, {
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
      return parsed(exportStoredSchema, response);
    },
    complete: (exportId, releaseId, body) =>
      ask(exportAnswerSchema, 'POST', `${releaseAt(exportId, releaseId)}/completion`, body),
    declareVoid: (exportId, releaseId, body) =>
      ask(exportAnswerSchema, 'POST', `${releaseAt(exportId, releaseId)}/void`, body),
    async ledger({ sub, before }) {
      const query = new URLSearchParams();
      if (sub !== undefined && sub !== '') query.set('sub', sub);
      if (before !== undefined) query.set('before', before);
      const response = await request(`/api/audit/exports${query.size === 0 ? '' : `?${query}`}`, {
        headers: { accept: 'application/json' },
      });
      if (!response.ok) throw await failureOf(response);
      return parsed(exportLedgerSchema, response);
    },
    async story(exportId) {
      const response = await request(`/api/audit/exports${at(exportId)}`, { headers: { accept: 'application/json' } });
      if (!response.ok) throw await failureOf(response);
      return parsed(exportStorySchema, response);
    },
    async end(exportId) {
      const response = await call('DELETE', at(exportId));
      if (!response.ok) throw await failureOf(response);
    },
  };
}

async function copyOf(response: Response): Promise<unknown> {
  return response
    .clone()
    .json()
    .catch(() => undefined);
}

async function parsed<S extends z.ZodType>(schema: S, response: Response): Promise<z.infer<S>> {
  const body: unknown = await response.json().catch((error: unknown) => {
    throw new ContractBroken('exports', error);
  });
  const result = schema.safeParse(body);
  // The parser's own error quotes what it found: it is not kept as the cause.
  if (!result.success) throw new ContractBroken('exports');
  return result.data;
}
