import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  aiDraftKeySchema,
  aiSignatureAnswerSchema,
  needsStepUpSchema,
  problemSchema,
  receiptSchema,
} from '../../contract/index.ts';
import { createSecrets, openSqliteStore } from '../index.ts';
import { failingStore } from '../testing/failing-store.ts';
import {
  createTestStack,
  MFA,
  OPEN_STUDY,
  OTHER_STUDY,
  RESTRICTED_STUDY,
  type StackOptions,
  type TestStack,
} from '../testing/stack.ts';

const modelsFolder = join(import.meta.dirname, '../../../models');

interface Reader {
  readonly stack: TestStack;
  /** `201`, or `403 role-not-allowed`. */
  readonly post: (path: string, json: unknown, claims?: Record<string, unknown>) => Promise<string>;
  readonly answer: () => unknown;
  readonly run: Record<string, unknown>;
}

async function reader(options: StackOptions = {}): Promise<Reader> {
  const stack = await createTestStack({ modelsFolder, ...options });
  let last: unknown;
  const post = async (path: string, json: unknown, claims: Record<string, unknown> = {}): Promise<string> => {
    const token = await stack.token({ roles: ['radiologist'], ...claims });
    const response = await stack.send(path, { method: 'POST', token, json });
    last = await response.json();
    const problem = problemSchema.safeParse(last);
    return problem.success ? `${response.status} ${problem.data.code}` : String(response.status);
  };
  expect(await post('/api/grants', { study: { studyInstanceUID: OPEN_STUDY }, purpose: 'TREAT' })).toBe('201');
  const list = await stack.send('/api/models', { token: await stack.token({ roles: ['radiologist'] }) });
  const { models } = (await list.json()) as { models: { name: string; version: string; sha256: string }[] };
  const { name, version, sha256 } = models[0]!;
  const run = {
    runUID: '2.25.1',
    studyInstanceUID: OPEN_STUDY,
    model: { name, version, sha256 },
    outcome: 'completed',
    reasons: [],
    backend: 'wasm',
    durationMs: 1500,
    input: { images: 300, sliceSpacingMm: 1.25, pixelSpacingMm: 0.7 },
    findings: { total: 4, aboveThreshold: 3 },
    scores: [0, 0, 1, 0, 0, 0, 1, 1, 1, 0],
    threshold: 0.5,
  };
  return { stack, post, answer: () => last, run };
}

const SIGNATURE = {
  decisions: { accepted: 1, edited: 1, rejected: 1, drawn: 0 },
  rejections: { 'ai-artifact': 1 },
  meanEditMm: 2,
  documents: ['2.25.7'],
};
const EVENTS = '/api/ai/runs/2.25.1/events';
const SIGNATURES = '/api/ai/runs/2.25.1/signatures';

async function revealed(options: StackOptions = {}): Promise<Reader> {
  const made = await reader(options);
  expect(await made.post('/api/ai/runs', made.run)).toBe('201');
  expect(await made.post(EVENTS, { kind: 'revealed', mode: 'second-reader' })).toBe('201');
  return made;
}

describe('a run', () => {
  it('is told by the log from the first result to the stored document, in numbers and codes', async () => {
    const { stack, post, answer } = await revealed();
    expect(receiptSchema.safeParse(answer()).success).toBe(true);
    expect(await post(EVENTS, { kind: 'threshold-changed', from: 0.5, to: 0.3 })).toBe('201');
    expect(await post(SIGNATURES, SIGNATURE)).toBe('201');
    expect(await post(EVENTS, { kind: 'stored', documents: ['2.25.7'] })).toBe('201');
    const events = (await stack.events()).filter(({ action }) => action.startsWith('ai-'));
    expect(events.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['ai-run', 'success'],
      ['ai-revealed', 'success'],
      ['ai-threshold-changed', 'success'],
      ['ai-signed', 'success'],
      ['ai-stored', 'success'],
    ]);
    const [ran, shown, moved, signed] = events;
    expect(ran).toMatchObject({ purpose: 'TREAT', studyInstanceUID: OPEN_STUDY, who: { name: 'Dr. Test' }, ai: { runUID: '2.25.1', backend: 'wasm', times: { run: 1500 }, counts: { findings: 4, 'above-threshold': 3 } } }); // prettier-ignore
    expect(ran?.patient?.key).toMatch(/^[0-9a-f]{64}$/);
    expect([shown?.ai?.mode, moved?.ai?.threshold]).toEqual(['second-reader', { from: 0.5, to: 0.3 }]);
    expect(signed?.ai).toMatchObject({ counts: SIGNATURE.decisions, rejections: { 'ai-artifact': 1 }, documents: ['2.25.7'] }); // prettier-ignore
  });

  it('needs the study to be open to this person in this sign-in', async () => {
    const { post, run } = await reader();
    expect(await post('/api/ai/runs', { ...run, studyInstanceUID: OTHER_STUDY })).toBe('403 grant-missing');
    expect(await post('/api/ai/runs', run, { sid: 's2' })).toBe('403 grant-missing');
    expect(await post('/api/ai/runs', run, { roles: ['auditor'] })).toBe('403 role-not-allowed');
    expect(await post('/api/ai/runs', run)).toBe('201');
    expect(await post('/api/ai/runs', run)).toBe('409 ai-run-known');
    // Somebody else's run is none.
    expect(await post(EVENTS, { kind: 'revealed', mode: 'triage' }, { sub: 'u2', sid: 's2' })).toBe(
      '404 ai-run-unknown',
    );
    expect(await post('/api/ai/runs/2.25.9/events', { kind: 'revealed', mode: 'triage' })).toBe('404 ai-run-unknown');
  });

  it('is of a model that the site has and has not switched off, whatever an old page believes', async () => {
    const { stack, post, run } = await reader();
    const other = { ...run, model: { name: 'another', version: '1.0.0', sha256: 'a'.repeat(64) } };
    expect(await post('/api/ai/runs', other)).toBe('404 model-unknown');
    expect(await post('/api/ai/runs', { ...run, model: { ...(run['model'] as object), sha256: 'a'.repeat(64) } })).toBe('404 model-unknown'); // prettier-ignore
    const admin = await stack.token({ roles: ['administrator'] });
    await stack.send('/api/models/ct-lung-density/1.0.0/switch', { method: 'PUT', token: admin, json: { state: 'disabled', reasonCode: 'safety' } }); // prettier-ignore
    expect(await post('/api/ai/runs', run)).toBe('409 model-disabled');
  });

  it('is told to have been left also when the study was closed a moment before, and nothing else is then', async () => {
    const { stack, post, run } = await reader();
    await post('/api/ai/runs', run);
    await post(EVENTS, { kind: 'revealed', mode: 'concurrent' });
    const [granted] = (await stack.events()).filter(({ action }) => action === 'study-opened');
    const token = await stack.token({ roles: ['radiologist'] });
    expect((await stack.send(`/api/grants/${granted?.grantId}`, { method: 'DELETE', token })).status).toBe(204);
    expect(await post(EVENTS, { kind: 'left', undecided: 2, unsigned: 1 })).toBe('201');
    expect((await stack.events()).at(-1)).toMatchObject({ action: 'ai-left', studyInstanceUID: OPEN_STUDY, ai: { counts: { undecided: 2, unsigned: 1 } } }); // prettier-ignore
    expect(await post(EVENTS, { kind: 'threshold-changed', to: 0.1 })).toBe('403 grant-expired');
    expect(await post(EVENTS, { kind: 'left', undecided: 2, unsigned: 1 }, { sid: 's2' })).toBe('403 grant-missing');
    expect(await post(EVENTS, { kind: 'left', undecided: 2, unsigned: 1 }, { sub: 'u2', sid: 's2' })).toBe('404 ai-run-unknown'); // prettier-ignore
  });

  it('that failed is recorded as that, and nothing follows from it', async () => {
    const { stack, post, run } = await reader();
    expect(await post('/api/ai/runs', { ...run, outcome: 'failed', reasons: ['runtime-failed'] })).toBe('201');
    expect((await stack.events()).at(-1)).toMatchObject({
      action: 'ai-run',
      outcome: 'failure',
      reason: 'runtime-failed',
    });
    expect(await post(EVENTS, { kind: 'revealed', mode: 'triage' })).toBe('409 ai-run-incomplete');
    expect(await post(SIGNATURES, SIGNATURE)).toBe('409 ai-run-incomplete');
  });

  it('was refused before it began: recorded with code and reasons, with or without a study', async () => {
    const { stack, post } = await reader();
    const refusal = { model: { name: 'ct-lung-density', version: '1.0.0' }, code: 'out-of-scope', reasons: ['modality'], studyInstanceUID: OPEN_STUDY, input: { images: 3 } }; // prettier-ignore
    expect(await post('/api/ai/refusals', refusal)).toBe('201');
    expect((await stack.events()).at(-1)).toMatchObject({ action: 'ai-refused', outcome: 'denied', reason: 'out-of-scope', studyInstanceUID: OPEN_STUDY, ai: { reasons: ['out-of-scope', 'modality'], input: { images: 3 } } }); // prettier-ignore
    expect(await post('/api/ai/refusals', { model: { name: 'tampered' }, code: 'model-hash', reasons: [] })).toBe(
      '201',
    );
    expect(await post('/api/ai/refusals', { ...refusal, studyInstanceUID: OTHER_STUDY })).toBe('403 grant-missing');
    expect(await post('/api/ai/refusals', { ...refusal, studyInstanceUID: undefined }, { roles: ['auditor'] })).toBe('403 role-not-allowed'); // prettier-ignore
  });

  it('is not shown, revealed or signed when it cannot be recorded', async () => {
    const { store, failure } = failingStore(openSqliteStore(':memory:'), ['append', 'changeModelState']);
    const { post, run } = await revealed({ store });
    failure.isFailing = true;
    expect(await post('/api/ai/runs', { ...run, runUID: '2.25.2' })).toBe('503 audit-unavailable');
    expect(await post(SIGNATURES, SIGNATURE)).toBe('503 audit-unavailable');
    failure.isFailing = false;
    expect(await post('/api/ai/runs', { ...run, runUID: '2.25.2' })).toBe('201');
    expect(await post(SIGNATURES, SIGNATURE)).toBe('201');
  });
});

it('gives each person a key of their own for what they did not send yet, the same in every sign-in', async () => {
  const secrets = createSecrets();
  const stack = await createTestStack({ secrets });
  const keyOf = async (who: TestStack, claims: Record<string, unknown>): Promise<unknown> => {
    const response = await who.send('/api/ai/draft-key', {
      token: await who.token({ roles: ['radiologist'], ...claims }),
    });
    return response.status === 200 ? aiDraftKeySchema.parse(await response.json()).key : response.status;
  };
  const mine = await keyOf(stack, {});
  expect(await keyOf(stack, { sid: 's9' })).toBe(mine);
  expect(await keyOf(await createTestStack({ secrets }), {})).toBe(mine);
  expect(await keyOf(stack, { sub: 'u2' })).not.toBe(mine);
  expect(await keyOf(await createTestStack(), {})).not.toBe(mine);
  for (const role of ['clinician', 'researcher', 'administrator'])
    expect(await keyOf(stack, { roles: [role] })).toBe(403);
});

describe('a signature', () => {
  it('is for those who may store, of a result that was looked at, in numbers that fit', async () => {
    const { post, run } = await reader();
    await post('/api/ai/runs', run);
    expect(await post(SIGNATURES, SIGNATURE)).toBe('409 ai-not-revealed');
    await post(EVENTS, { kind: 'revealed', mode: 'concurrent' });
    expect(await post(SIGNATURES, SIGNATURE, { roles: ['clinician'] })).toBe('403 role-not-allowed');
    expect(await post(SIGNATURES, { ...SIGNATURE, decisions: { ...SIGNATURE.decisions, accepted: 9 } })).toBe('400 ai-counts-wrong'); // prettier-ignore
    expect(await post(SIGNATURES, { ...SIGNATURE, rejections: {} })).toBe('400 ai-counts-wrong');
    expect(await post(SIGNATURES, SIGNATURE)).toBe('201');
    await post(EVENTS, { kind: 'outdated', reason: 'new-images' });
    expect(await post(SIGNATURES, SIGNATURE)).toBe('409 ai-outdated');
  });

  it('says by the server’s clock when it was made and when the person proved who they are', async () => {
    const { stack, post, answer } = await revealed();
    stack.advance(30_000);
    expect(await post(SIGNATURES, SIGNATURE, { auth_time: Math.floor(stack.now() / 1000) - 600 })).toBe('201');
    const { signedAt, authenticatedAt, maxAgeSeconds } = aiSignatureAnswerSchema.parse(answer());
    expect(signedAt).toBe(new Date(stack.now()).toISOString());
    expect(Date.parse(signedAt) - Date.parse(authenticatedAt)).toBe(600_000);
    expect(maxAgeSeconds).toBe(12 * 60 * 60);
  });

  it('asks for a fresh second factor where the site says so, and the log knows that it did', async () => {
    const { stack, post, answer } = await revealed({ config: { ai: { signing: { secondFactorMaxAgeSeconds: 60 } } } });
    expect(await post(SIGNATURES, SIGNATURE)).toBe('401');
    expect(needsStepUpSchema.parse(answer()).maxAgeSeconds).toBe(60);
    expect((await stack.events()).at(-1)).toMatchObject({ action: 'ai-signed', outcome: 'denied', reason: 'second-factor-required' }); // prettier-ignore
    const seconds = Math.floor(stack.now() / 1000);
    expect(await post(SIGNATURES, SIGNATURE, { acr: MFA, auth_time: seconds - 61 })).toBe('401');
    expect(await post(SIGNATURES, SIGNATURE, { acr: MFA, auth_time: seconds - 59 })).toBe('201');
    expect(aiSignatureAnswerSchema.parse(answer()).maxAgeSeconds).toBe(60);
  });

  it('is not made of a model that was switched off meanwhile', async () => {
    const { stack, post } = await revealed();
    const admin = await stack.token({ roles: ['administrator'] });
    await stack.send('/api/models/ct-lung-density/1.0.0/switch', { method: 'PUT', token: admin, json: { state: 'disabled', reasonCode: 'drift' } }); // prettier-ignore
    expect(await post(SIGNATURES, SIGNATURE)).toBe('409 model-disabled');
  });

  it('is not made under emergency access, which is for reading', async () => {
    const { post, run } = await reader();
    const justification = { reasonCode: 'other', text: 'Covering the night shift' };
    const json = { study: { studyInstanceUID: RESTRICTED_STUDY }, purpose: 'BTG', justification };
    expect(await post('/api/grants', json, { acr: MFA })).toBe('201');
    expect(await post('/api/ai/runs', { ...run, studyInstanceUID: RESTRICTED_STUDY })).toBe('201');
    expect(await post(EVENTS, { kind: 'revealed', mode: 'concurrent' })).toBe('201');
    expect(await post(SIGNATURES, SIGNATURE)).toBe('403 emergency-read-only');
  });
});
