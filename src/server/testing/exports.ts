import { expect } from 'vitest';
import type { ExportAnswer, ExportRequest, ReleaseAnswer } from '../../contract/index.ts';
import { createTestStack, MFA, type StackOptions, type TestStack } from './stack.ts';
import { OPTIONS } from '../../core/export/testing/options.ts';

// One export, step by step, as the page takes it.

export const hash = (letter: string): string => letter.repeat(64);

export const EXPORT_POLICY = {
  isEnabled: true,
  purposes: [{ code: 'lung-screening', label: 'Lung screening study' }],
  recipients: [{ code: 'university', label: 'University' }],
  destinations: [
    { code: 'download', label: 'ZIP file', kind: 'zip' },
    { code: 'archive', label: 'Research archive', kind: 'stow' },
  ],
  profiles: [{ code: 'research', sha256: hash('a') }, { code: 'basic' }],
  references: { listed: [{ kind: 'data-use-agreement', number: 'DUA-2026-017' }] },
  sampling: { minimumRate: 0.1, confidence: 0.95, maximumResidualRate: 1 },
  fixedOptions: { doubtfulWords: 'remove' },
  secondReviewer: true,
} as const;

export const withPolicy = (change: object = {}, options: StackOptions = {}): Promise<TestStack> =>
  createTestStack({ ...options, config: { exports: { ...EXPORT_POLICY, ...change } } });

export const TERMS: ExportRequest = {
  purposeCode: 'lung-screening',
  recipientCode: 'university',
  destinationCode: 'download',
  profile: { code: 'research', sha256: hash('a') },
  reference: { kind: 'data-use-agreement', number: 'DUA-2026-017' },
  options: OPTIONS,
};

export const COUNTS = { studies: 3, instances: 50, mustSee: 10, looksClean: 40, refused: 2, byteLength: 5_000_000 };
export const BATCH = { batchSha256: hash('b'), modelSha256: [hash('c')], counts: COUNTS };
export const REVIEW = {
  batchSha256: BATCH.batchSha256,
  opened: { studies: 3, mustSee: 10, sampled: 4 },
  decided: { accepted: 13, refused: 1, edited: 0 },
  withheldUnseen: { mustSee: 0, looksClean: 0 },
  sampleFailures: 0,
};
export const APPROVAL = { batchSha256: BATCH.batchSha256, outcomeSha256: hash('d'), released: 49, withheld: 1 };
export const RELEASE = {
  batchSha256: BATCH.batchSha256,
  outcomeSha256: APPROVAL.outcomeSha256,
  manifestSha256: hash('e'),
  counts: { files: 53, instances: 49, byteLength: 5_000_000 },
  checks: { residual: 0, brokenReferences: 0, damaged: 0, rareCombinations: 0, k: 5 },
  acknowledgesRare: false,
};

export interface Exporter {
  /** `200`, `201`, or `403 export-not-approved`. */
  ask(method: string, path: string, json?: unknown): Promise<string>;
  /** The answer of the last question. */
  answer<T = ExportAnswer>(): T;
  headers(): Headers;
  open(change?: Partial<ExportRequest>): Promise<string>;
  stepUp(): Promise<void>;
}

export async function exporter(stack: TestStack, claims: Record<string, unknown> = {}): Promise<Exporter> {
  const who = { roles: ['researcher'], ...claims };
  let token = await stack.token(who);
  let last: unknown;
  let headers = new Headers();
  const ask = async (method: string, path: string, json?: unknown): Promise<string> => {
    const response = await stack.send(`/api/exports${path}`, {
      method,
      token,
      ...(json === undefined ? {} : { json }),
    });
    const text = await response.text();
    last = text === '' ? undefined : JSON.parse(text);
    ({ headers } = response);
    const told = response.status < 400 ? undefined : (last as { code?: string; kind?: string });
    return told === undefined ? String(response.status) : `${response.status} ${told.code ?? told.kind}`;
  };
  return {
    ask,
    // Whoever asks for it knows which question came last.
    answer: <T>() => last as T,
    headers: () => headers,
    async open(change = {}) {
      expect(await ask('POST', '', { ...TERMS, ...change })).toBe('201');
      return (last as ExportAnswer).exportId;
    },
    async stepUp() {
      token = await stack.token({ ...who, acr: MFA });
    },
  };
}

/** Owner and second reviewer up to the approval of both. */
export async function approved(
  stack: TestStack,
  change: Partial<ExportRequest> = {},
): Promise<{ owner: Exporter; second: Exporter; id: string }> {
  const owner = await exporter(stack);
  const second = await exporter(stack, { sub: 'u2', sid: 's2', name: 'Dr. Second', roles: ['radiologist'] });
  const id = await owner.open(change);
  expect(await owner.ask('PUT', `/${id}/batch`, BATCH)).toBe('200');
  expect(await owner.ask('PUT', `/${id}/review`, REVIEW)).toBe('200');
  expect(await owner.ask('PUT', `/${id}/approval`, APPROVAL)).toBe('200');
  expect(await owner.ask('POST', `/${id}/invitations`)).toBe('201');
  expect(await second.ask('POST', `/${id}/reviewers`, { code: owner.answer<{ code: string }>().code })).toBe('201');
  expect(await second.ask('PUT', `/${id}/review`, REVIEW)).toBe('200');
  expect(await second.ask('PUT', `/${id}/approval`, APPROVAL)).toBe('200');
  return { owner, second, id };
}

export async function released(stack: TestStack): Promise<{ owner: Exporter; id: string; releaseId: string }> {
  const { owner, id } = await approved(stack);
  await owner.stepUp();
  expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('201');
  return { owner, id, releaseId: owner.answer<ReleaseAnswer>().releaseId };
}
