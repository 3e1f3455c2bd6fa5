import { describe, expect, it } from 'vitest';
import {
  exportLookupAnswerSchema,
  exportVaultSchema,
  grantAnswerSchema,
  type ExportAnswer,
} from '../../contract/index.ts';
import { BATCH, EXPORT_POLICY, exporter, type Exporter } from '../testing/exports.ts';
import { createTestStack, MFA, OPEN_STUDY, OTHER_STUDY, RESTRICTED_STUDY, type TestStack } from '../testing/stack.ts';

// What a researcher may take from the archive, and for how long: decision 41.

interface Researcher {
  readonly stack: TestStack;
  readonly token: string;
  readonly asker: Exporter;
  readonly id: string;
}

async function handleOf(stack: TestStack, studyInstanceUID: string, claims: object = {}): Promise<string> {
  // Handles belong to the login: somebody who may open gets them with the grant.
  const token = await stack.token({ roles: ['radiologist'], acr: MFA, ...claims });
  const justification = { reasonCode: 'life-threatening', text: 'Polytrauma in the shock room' };
  const purposes = [{ purpose: 'TREAT' }, { purpose: 'BTG', justification }];
  for (const how of purposes) {
    const response = await stack.send('/api/grants', { token, json: { study: { studyInstanceUID }, ...how } });
    const answer = grantAnswerSchema.safeParse(await response.json());
    if (answer.success) {
      await stack.send(`/api/grants/${answer.data.grantId}`, { method: 'DELETE', token });
      return answer.data.handle;
    }
  }
  throw new Error('no handle');
}

async function researcher(studies: readonly string[], options: object = {}): Promise<Researcher> {
  const stack = await createTestStack({ config: { exports: { ...EXPORT_POLICY, ...options } } });
  const asker = await exporter(stack);
  const id = await asker.open();
  const handles = await Promise.all(studies.map((study) => handleOf(stack, study)));
  expect(await asker.ask('POST', `/${id}/studies`, { studies: handles })).toBe('200');
  return { stack, asker, id, token: await stack.token({ roles: ['researcher'] }) };
}

async function open(stack: TestStack, token: string, studyInstanceUID: string, more: object): Promise<string> {
  const response = await stack.send('/api/grants', {
    token,
    json: { study: { studyInstanceUID }, purpose: 'HRESCH', ...more },
  });
  const body = (await response.json()) as { code?: string; grantId?: string };
  return `${response.status} ${body.code ?? body.grantId}`;
}

async function read(stack: TestStack, token: string, studyInstanceUID: string): Promise<string> {
  const uri = `/dicom-web/studies/${studyInstanceUID}/series/1.2.3/instances/1.2.4`;
  const headers = { 'x-original-uri': uri, 'x-original-method': 'GET' };
  const response = await stack.send('/auth', { token, headers });
  return response.status === 204 ? 'released' : `${response.status} ${response.headers.get('x-reason')}`;
}

describe('a researcher’s grant', () => {
  it('opens a study of their open export, and the log says for which', async () => {
    const { stack, token, id } = await researcher([OPEN_STUDY]);
    expect(await read(stack, token, OPEN_STUDY)).toBe('403 deidentified-viewing-required');
    expect(await open(stack, token, OPEN_STUDY, { exportId: id })).toMatch(/^201 /);
    expect(await read(stack, token, OPEN_STUDY)).toBe('released');
    const events = await stack.events();
    expect(events.findLast(({ action }) => action === 'study-opened')).toMatchObject({
      outcome: 'success',
      purpose: 'HRESCH',
      export: { exportId: id },
      patient: { key: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(events.find(({ action }) => action === 'export-cohort-named')).toMatchObject({
      export: { exportId: id, counts: { studies: 1 } },
    });
  });

  it('opens nothing else: no other study, no other export, no other purpose, nothing without one', async () => {
    const { stack, token, id } = await researcher([OPEN_STUDY]);
    const denied = '403 deidentified-viewing-required';
    expect(await open(stack, token, OTHER_STUDY, { exportId: id })).toBe(denied);
    expect(await open(stack, token, OPEN_STUDY, {})).toBe(denied);
    expect(await open(stack, token, OPEN_STUDY, { exportId: 'x'.repeat(32) })).toBe(denied);
    expect(await open(stack, token, OPEN_STUDY, { exportId: id, purpose: 'TREAT' })).toBe(denied);
    const other = await stack.token({ roles: ['researcher'], sub: 'u9', sid: 's9' });
    expect(await open(stack, other, OPEN_STUDY, { exportId: id })).toBe(denied);
    const again = await stack.token({ roles: ['researcher'], sid: 's9' });
    expect(await open(stack, again, OPEN_STUDY, { exportId: id })).toBe(denied);
  });

  it('never opens a restricted patient, whatever the export says', async () => {
    const { stack, token, id } = await researcher([OPEN_STUDY, RESTRICTED_STUDY]);
    expect(await open(stack, token, RESTRICTED_STUDY, { exportId: id })).toBe('403 role-not-allowed');
    expect(await open(stack, token, RESTRICTED_STUDY, { exportId: id, purpose: 'BTG' })).toMatch(/^403 /);
    expect(await read(stack, token, RESTRICTED_STUDY)).toMatch(/^403 /);
  });

  it('is not renewed, and ends with the export', async () => {
    const { stack, token, asker, id } = await researcher([OPEN_STUDY]);
    const grantId = (await open(stack, token, OPEN_STUDY, { exportId: id })).slice(4);
    const beat = await stack.send(`/api/grants/${grantId}/heartbeat`, { method: 'POST', token });
    expect(beat.status).toBe(403);
    expect(await open(stack, token, OPEN_STUDY, { exportId: id })).toMatch(/^201 /);
    expect(await asker.ask('DELETE', `/${id}`)).toBe('204');
    expect(await open(stack, token, OPEN_STUDY, { exportId: id })).toBe('403 deidentified-viewing-required');
    stack.advance(301_000);
    expect(await read(stack, await stack.token({ roles: ['researcher'] }), OPEN_STUDY)).toBe('403 grant-expired');
  });

  it('takes a cohort only while nothing was prepared, and handles of this login only', async () => {
    const { stack, asker, id } = await researcher([OPEN_STUDY]);
    const foreign = await handleOf(stack, OTHER_STUDY, { sid: 's9' });
    expect(await asker.ask('POST', `/${id}/studies`, { studies: [foreign] })).toBe('404 handle-unknown');
    expect(await asker.ask('PUT', `/${id}/batch`, BATCH)).toBe('200');
    const own = await handleOf(stack, OTHER_STUDY);
    expect(await asker.ask('POST', `/${id}/studies`, { studies: [own] })).toBe('409 export-batch-changed');
    expect(asker.answer<ExportAnswer>()).not.toHaveProperty('cohort');
  });
});

describe('a look at a study that is de-identified in the page', () => {
  const VIEWING = { viewing: 'deidentified' };
  const site = (more: object = {}) => createTestStack({ config: { exports: { ...EXPORT_POLICY, ...more } } });

  it('opens any study that is not restricted to a researcher, and the log tells it from an export', async () => {
    const stack = await site();
    const token = await stack.token({ roles: ['researcher'] });
    const opened = await open(stack, token, OPEN_STUDY, VIEWING);
    expect(opened).toMatch(/^201 /);
    expect(await read(stack, token, OPEN_STUDY)).toBe('released');
    expect((await stack.events()).findLast(({ action }) => action === 'study-opened')).toMatchObject({
      outcome: 'success',
      reason: 'deidentified-viewing',
      purpose: 'HRESCH',
      patient: { key: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const beat = await stack.send(`/api/grants/${opened.slice(4)}/heartbeat`, { method: 'POST', token });
    expect(beat.status).toBe(403);
    expect(await open(stack, token, RESTRICTED_STUDY, VIEWING)).toBe('403 role-not-allowed');
    expect(await read(stack, token, RESTRICTED_STUDY)).toMatch(/^403 /);
  });

  it('is for research, for who may not see identity, and for sites that have it', async () => {
    const stack = await site();
    const denied = '403 deidentified-viewing-required';
    const researching = await stack.token({ roles: ['researcher'] });
    expect(await open(stack, researching, OPEN_STUDY, { ...VIEWING, purpose: 'TREAT' })).toBe(denied);
    const reading = await stack.token({ roles: ['radiologist'] });
    expect(await open(stack, reading, OPEN_STUDY, VIEWING)).toBe('403 purpose-not-allowed');
    for (const role of ['auditor', 'administrator'])
      expect(await open(stack, await stack.token({ roles: [role] }), OPEN_STUDY, VIEWING)).toMatch(/^403 /);
    for (const without of [{ deidentifiedViewing: false }, { isEnabled: false }]) {
      const other = await site(without);
      expect(await open(other, await other.token({ roles: ['researcher'] }), OPEN_STUDY, VIEWING)).toBe(denied);
    }
  });
});

describe('the key for what the page keeps sealed', () => {
  it('is the same for one login, another for each other, and gone with it', async () => {
    const stack = await createTestStack({ config: { exports: EXPORT_POLICY } });
    const keyFor = async (claims: object): Promise<string> => {
      const token = await stack.token({ roles: ['researcher'], ...claims });
      const response = await stack.send('/api/exports/vault', { token });
      return response.status === 200 ? exportVaultSchema.parse(await response.json()).key : String(response.status);
    };
    const first = await keyFor({});
    expect(await keyFor({})).toBe(first);
    expect(new Set([first, await keyFor({ sid: 's9' }), await keyFor({ sub: 'u9' })]).size).toBe(3);
    expect(await keyFor({ roles: ['clinician'] })).toBe('403');
    await stack.send('/api/session/end', { method: 'POST', token: await stack.token({ roles: ['researcher'] }) });
    expect(await keyFor({})).toBe('401');
  });
});

describe('numbers that somebody already has', () => {
  const numbers = (more: object): object => ({ accessionNumbers: [], studyInstanceUIDs: [], ...more });

  it('are looked up for a cohort, masked, recorded, and without restricted patients', async () => {
    const stack = await createTestStack({ config: { exports: EXPORT_POLICY } });
    const asker = await exporter(stack);
    const asked = numbers({ accessionNumbers: ['A1', 'A3', 'A999'], studyInstanceUIDs: [OTHER_STUDY] });
    expect(await asker.ask('POST', '/lookup', asked)).toBe('200');
    const { rows, missing } = exportLookupAnswerSchema.parse(asker.answer());
    expect(rows.map(({ patientName, accessionNumber }) => [patientName, accessionNumber])).toEqual([
      [null, null],
      [null, null],
    ]);
    // One is not there, one is of a restricted patient: nobody can tell which.
    expect(missing).toBe(2);
    expect((await stack.events()).at(-1)).toMatchObject({
      action: 'search',
      purpose: 'HRESCH',
      search: { keys: ['accessionNumbers', 'studyInstanceUIDs'], count: 2 },
    });
  });

  it('are for people who export, and never patterns', async () => {
    const stack = await createTestStack({ config: { exports: EXPORT_POLICY } });
    const radiologist = await exporter(stack, { roles: ['radiologist'] });
    const asked = numbers({ accessionNumbers: ['A1'] });
    expect(await radiologist.ask('POST', '/lookup', asked)).toMatch(/^403 /);
    const asker = await exporter(stack);
    expect(await asker.ask('POST', '/lookup', numbers({ accessionNumbers: ['A*'] }))).toBe('400 request-malformed');
    expect(await asker.ask('POST', '/lookup', numbers({ accessionNumbers: ['A?'] }))).toBe('400 request-malformed');
    expect(await asker.ask('POST', '/lookup', numbers({}))).toBe('400 request-malformed');
  });
});
