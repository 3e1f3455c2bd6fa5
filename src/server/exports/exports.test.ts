import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exportAnswerSchema,
  exportLedgerSchema,
  exportPolicyAnswerSchema,
  exportStorySchema,
  releaseAnswerSchema,
} from '../../contract/index.ts';
import type { ExportAnswer } from '../../contract/index.ts';
import { ROLES } from '../../core/access/index.ts';
import { auditEventSchema } from '../../core/audit/index.ts';
import { APPROVAL, BATCH, exporter, hash, RELEASE, released, REVIEW, TERMS, withPolicy } from '../testing/exports.ts';
import { createTestStack } from '../testing/stack.ts';

const alone = { secondReviewer: false } as const;

describe('an export, from the first word to the last byte', () => {
  it('is opened, prepared, reviewed twice, approved twice, released once and completed, and the log tells it', async () => {
    const stack = await withPolicy();
    const { owner, id, releaseId } = await released(stack);
    expect(releaseAnswerSchema.parse(owner.answer())).toMatchObject({
      manifestSha256: RELEASE.manifestSha256,
      approvals: [{ name: 'Dr. Test' }, { name: 'Dr. Second' }],
    });
    const done = { manifestSha256: RELEASE.manifestSha256, files: 53, byteLength: 5_100_000 };
    expect(await owner.ask('POST', `/${id}/releases/${releaseId}/completion`, done)).toBe('200');
    expect(exportAnswerSchema.parse(owner.answer())).toMatchObject({ state: 'completed', role: 'owner' });

    const events = (await stack.events()).filter((event) => event.export?.exportId === id);
    expect(events.map(({ action, outcome, who }) => [action, outcome, who?.sub])).toEqual([
      ['export-opened', 'success', 'u1'],
      ['export-prepared', 'success', 'u1'],
      ['export-reviewed', 'success', 'u1'],
      ['export-approved', 'success', 'u1'],
      ['export-reviewer-invited', 'success', 'u1'],
      ['export-reviewer-joined', 'success', 'u2'],
      ['export-reviewed', 'success', 'u2'],
      ['export-approved', 'success', 'u2'],
      ['export-released', 'success', 'u1'],
      ['export-completed', 'success', 'u1'],
    ]);
    for (const event of events) expect(auditEventSchema.parse(event).purpose).toBe('HRESCH');
    expect(events[3]?.export).toMatchObject({ approvals: 'half', counts: { released: 49, withheld: 1 } });
    expect(events[7]?.export).toMatchObject({
      approvals: 'approved',
      sampling: { population: 40, required: 4, sampled: 4, failures: 0, boundCount: 20, confidence: 0.95 },
    });
    // One row answers for itself: what, how much, by whose word, to whom, on which ground, checked how.
    const { policySha256 } = events[0]?.export ?? {};
    expect(events[8]).toMatchObject({ who: { acr: 'urn:collimator:mfa' } });
    expect(events[8]?.export).toEqual({
      exportId: id,
      releaseId,
      purposeCode: 'lung-screening',
      recipientCode: 'university',
      destinationCode: 'download',
      profile: { code: 'research', sha256: hash('a') },
      reference: { kind: 'data-use-agreement', number: 'DUA-2026-017' },
      options: TERMS.options,
      policySha256,
      modelSha256: [hash('c')],
      batchSha256: hash('b'),
      outcomeSha256: hash('d'),
      manifestSha256: hash('e'),
      counts: { files: 53, instances: 49, byteLength: 5_000_000, refused: 2, withheld: 1 },
      checks: { residual: 0, brokenReferences: 0, damaged: 0, rareCombinations: 0, k: 5 },
      reviewers: [
        { sub: 'u1', name: 'Dr. Test' },
        { sub: 'u2', name: 'Dr. Second' },
      ],
      approvals: 'approved',
    });
  });

  it('needs no second reviewer where the site says so', async () => {
    const stack = await withPolicy(alone);
    const owner = await exporter(stack);
    const id = await owner.open();
    await owner.ask('PUT', `/${id}/batch`, BATCH);
    await owner.ask('PUT', `/${id}/review`, REVIEW);
    expect(await owner.ask('PUT', `/${id}/approval`, APPROVAL)).toBe('200');
    expect(owner.answer<ExportAnswer>()).toMatchObject({ state: 'approved', approvalsNeeded: 1, missing: null });
    await owner.stepUp();
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('201');
  });

  it('tells an auditor the whole story, and everybody else nothing', async () => {
    const stack = await withPolicy();
    const { id } = await released(stack);
    const other = await exporter(stack, { sub: 'u9', sid: 's9' });
    await other.ask('PUT', `/${id}/approval`, APPROVAL);
    const token = await stack.token({ roles: ['auditor'], sub: 'a', sid: 'sa' });
    const story = exportStorySchema.parse(await (await stack.send(`/api/audit/exports/${id}`, { token })).json());
    const actions = story.rows.map((row) => auditEventSchema.parse(JSON.parse(row.event)).action);
    expect(actions.slice(-2)).toEqual(['export-released', 'export-refused']);
    expect(actions).toHaveLength(10);
    const ledger = exportLedgerSchema.parse(await (await stack.send('/api/audit/exports', { token })).json());
    expect(ledger.exports).toMatchObject([
      { exportId: id, name: 'Dr. Test', state: 'releasing', instances: 49, manifestSha256: hash('e') },
    ]);
    expect((await stack.send('/api/audit/exports?sub=nobody', { token }).then((r) => r.json())).exports).toEqual([]);
    for (const path of [`/api/audit/exports/${id}`, '/api/audit/exports']) {
      for (const role of ROLES.filter((one) => one !== 'auditor')) {
        const answer = await stack.send(path, { token: await stack.token({ roles: [role], sid: role }) });
        expect([path, role, answer.status]).toEqual([path, role, 403]);
      }
    }
    const reading = (await stack.events()).filter(({ action }) => action === 'audit-read');
    expect(reading.map((event) => event.export?.exportId)).toEqual([id, undefined, undefined]);
  });
});

describe('nothing is opened', () => {
  it('where the site says nothing', async () => {
    const owner = await exporter(await createTestStack());
    expect(await owner.ask('POST', '', TERMS)).toBe('403 export-not-enabled');
    expect(await owner.ask('GET', '/policy')).toBe('200');
    expect(exportPolicyAnswerSchema.parse(owner.answer()).policy.isEnabled).toBe(false);
  });

  it.each([
    ['export-purpose-not-allowed', { purposeCode: 'curiosity' }],
    ['export-recipient-not-allowed', { recipientCode: 'a-friend' }],
    ['export-destination-not-allowed', { destinationCode: 'mail' }],
    ['export-profile-not-allowed', { profile: { code: 'research', sha256: hash('0') } }],
    ['export-profile-not-allowed', { profile: { code: 'own', sha256: hash('a') } }],
    ['export-reference-not-allowed', { reference: { kind: 'data-use-agreement', number: 'DUA-2026-018' } }],
    ['export-reference-not-allowed', { reference: { kind: 'ethics-approval', number: 'DUA-2026-017' } }],
    ['export-options-fixed', { options: { ...TERMS.options, doubtfulWords: 'keep' } }],
  ])('against the rules of the site: %s', async (code, change) => {
    const stack = await withPolicy();
    const owner = await exporter(stack);
    expect(await owner.ask('POST', '', { ...TERMS, ...change })).toBe(`403 ${code}`);
    expect((await stack.events()).at(-1)).toMatchObject({ action: 'export-refused', outcome: 'denied', reason: code });
    expect(await stack.store.findExports({ beforeMs: Number.MAX_SAFE_INTEGER }, 10)).toEqual([]);
  });

  it.each([
    ['a name for a number', { reference: { kind: 'data-use-agreement', number: 'ROE JANE' } }],
    ['a bare number, as of a patient', { reference: { kind: 'data-use-agreement', number: '4711081' } }],
    ['a sentence for a code', { purposeCode: 'Lung study of Jane Roe' }],
    ['a UID for a code', { recipientCode: '1.2.826.0.1.1' }],
    ['a field more', { note: 'Jane Roe' }],
    ['an option more', { options: { ...TERMS.options, note: 'x' } }],
  ])('with %s', async (_, change) => {
    const owner = await exporter(await withPolicy({ references: { openKinds: ['data-use-agreement'] } }));
    expect(await owner.ask('POST', '', { ...TERMS, ...change })).toBe('400 request-malformed');
  });

  it('but a number of an open kind, in its form', async () => {
    const owner = await exporter(await withPolicy({ references: { openKinds: ['ethics-approval'] } }));
    const reference = { kind: 'ethics-approval', number: 'IRB-2026-4' } as const;
    expect(await owner.ask('POST', '', { ...TERMS, reference })).toBe('201');
  });
});

/** Every route below one export, with a body of the right form. */
const ROUTES = (id: string, releaseId = 'r'.repeat(32)) =>
  [
    ['GET', `/${id}`, undefined],
    ['PUT', `/${id}/batch`, BATCH],
    ['PUT', `/${id}/review`, REVIEW],
    ['PUT', `/${id}/approval`, APPROVAL],
    ['POST', `/${id}/invitations`, undefined],
    ['POST', `/${id}/reviewers`, { code: 'c'.repeat(32) }],
    ['POST', `/${id}/releases`, RELEASE],
    ['POST', `/${id}/releases/${releaseId}/completion`, { manifestSha256: hash('e'), files: 53, byteLength: 1 }],
    ['POST', `/${id}/releases/${releaseId}/void`, { reasonCode: 'cancelled', files: 0, byteLength: 0 }],
    ['DELETE', `/${id}`, undefined],
  ] as const;

describe('an export', () => {
  it('does not exist for another person, nor for another sign-in of the same one', async () => {
    const stack = await withPolicy();
    const { id, releaseId } = await released(stack);
    for (const claims of [
      { sub: 'u9', sid: 's9' },
      { sub: 'u1', sid: 's9' },
      { sub: 'u9', sid: 's1' },
    ]) {
      const stranger = await exporter(stack, claims);
      await stranger.stepUp();
      for (const [method, path, json] of ROUTES(id, releaseId))
        expect([method, path, await stranger.ask(method, path, json)]).toEqual([method, path, '404 export-unknown']);
      expect(await stranger.ask('GET', '')).toBe('200');
      expect(stranger.answer<{ exports: unknown[] }>().exports).toEqual([]);
    }
  });

  it('does nothing for whoever may not, on any route: role by role, and nobody without a token', async () => {
    const stack = await withPolicy();
    const { id, releaseId } = await released(stack);
    const routes: (readonly [method: string, path: string, json: unknown])[] = [
      ...ROUTES(id, releaseId),
      ['POST', '', TERMS],
      ['GET', '', undefined],
      ['GET', '/policy', undefined],
    ];
    const mayReview = [
      'GET /policy',
      `GET /${id}`,
      `PUT /${id}/review`,
      `PUT /${id}/approval`,
      `POST /${id}/reviewers`,
    ];
    for (const roles of [
      [],
      ['radiologist'],
      ['clinician'],
      ['auditor'],
      ['administrator'],
      ['researcher', 'auditor'],
      ['researcher', 'administrator'],
      ['root'],
    ]) {
      // The very login that owns the export: only the role is missing.
      const person = await exporter(stack, { roles });
      await person.stepUp();
      for (const [method, path, json] of routes) {
        const isAllowed = roles[0] === 'radiologist' && mayReview.includes(`${method} ${path}`);
        const verdict = await person.ask(method, path, json);
        if (isAllowed)
          expect([roles, method, path, verdict]).not.toEqual([
            roles,
            method,
            path,
            expect.stringMatching(/role|purpose/),
          ]);
        else
          expect([roles, method, path, verdict]).toEqual([
            roles,
            method,
            path,
            expect.stringMatching(/^403 (no-role|role-not-allowed|purpose-not-allowed)$/),
          ]);
      }
    }
    for (const [method, path] of routes) expect((await stack.send(`/api/exports${path}`, { method })).status).toBe(401);
    expect((await stack.store.findExport(id))?.record).toContain('"permitted"');
  });

  it('takes no step in the wrong order, however the steps are mixed', async () => {
    const steps = fc.array(fc.constantFrom('batch', 'other', 'review', 'approval', 'release', 'stepUp'), {
      maxLength: 12,
    });
    const property = fc.asyncProperty(steps, async (list) => {
      const stack = await withPolicy(alone);
      const owner = await exporter(stack);
      const id = await owner.open();
      let [batch, isReviewed, isApproved] = ['', false, false];
      for (const step of list) {
        if (step === 'stepUp') {
          stack.advance(1000);
          await owner.stepUp();
        }
        if (step === 'batch' || step === 'other') {
          const batchSha256 = hash(step === 'batch' ? 'b' : '9');
          if ((await owner.ask('PUT', `/${id}/batch`, { ...BATCH, batchSha256 })) !== '200') continue;
          if (batch !== batchSha256) [isReviewed, isApproved] = [false, false];
          batch = batchSha256;
        }
        if (step === 'review') isReviewed = (await owner.ask('PUT', `/${id}/review`, REVIEW)) === '200' || isReviewed;
        if (step === 'approval') {
          const isTaken = (await owner.ask('PUT', `/${id}/approval`, APPROVAL)) === '200';
          if (isTaken) expect([isReviewed, batch]).toEqual([true, hash('b')]);
          isApproved = isApproved || isTaken;
        }
        if (step === 'release' && (await owner.ask('POST', `/${id}/releases`, RELEASE)) === '201') {
          expect([isApproved, batch]).toEqual([true, hash('b')]);
        }
      }
      const log = await stack.events();
      const at = (action: string): number => log.findIndex((event) => event.action === action);
      if (at('export-released') >= 0) {
        expect(at('export-approved')).toBeLessThan(at('export-released'));
        expect(at('export-reviewed')).toBeLessThan(at('export-approved'));
      }
    });
    await fc.assert(property, { numRuns: 40 });
  }, 60_000);
});
