import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  exportAnswerSchema,
  exportLedgerSchema,
  exportPolicyAnswerSchema,
  exportStorySchema,
  needsStepUpSchema,
  releaseAnswerSchema,
  type ExportAnswer,
} from '../../contract/index.ts';
import { ROLES } from '../../core/access/index.ts';
import { auditEventSchema } from '../../core/audit/index.ts';
import { openSqliteStore } from '../index.ts';
import {
  APPROVAL,
  approved,
  BATCH,
  EXPORT_POLICY,
  exporter,
  hash,
  RELEASE,
  released,
  REVIEW,
  TERMS,
} from '../testing/exports.ts';
import { failingStore } from '../testing/failing-store.ts';
import { createTestStack, type StackOptions, type TestStack } from '../testing/stack.ts';

const withPolicy = (change: object = {}, options: StackOptions = {}): Promise<TestStack> =>
  createTestStack({ ...options, config: { exports: { ...EXPORT_POLICY, ...change } } });

const alone = { secondReviewer: false } as const;

afterEach(() => vi.useRealTimers());

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

describe('an approval is refused', () => {
  async function prepared(change: object = alone) {
    const stack = await withPolicy(change);
    const owner = await exporter(stack);
    const id = await owner.open();
    expect(await owner.ask('PUT', `/${id}/batch`, BATCH)).toBe('200');
    return { stack, owner, id };
  }

  it('before anything was opened, and before there is a batch', async () => {
    const { stack, owner, id } = await prepared();
    expect(await owner.ask('PUT', `/${id}/approval`, APPROVAL)).toBe('403 export-not-reviewed');
    const empty = await exporter(stack);
    const other = await empty.open();
    expect(await empty.ask('PUT', `/${other}/approval`, APPROVAL)).toBe('409 export-not-prepared');
  });

  it.each([
    ['export-not-reviewed', { opened: { studies: 2, mustSee: 10, sampled: 4 } }],
    ['export-not-reviewed', { opened: { studies: 3, mustSee: 9, sampled: 5 } }],
    ['export-not-reviewed', { decided: { accepted: 12, refused: 1, edited: 0 } }],
    ['export-not-reviewed', { decided: { accepted: 12, refused: 1, edited: 1 } }],
    [
      'export-sample-too-small',
      { opened: { studies: 3, mustSee: 10, sampled: 3 }, decided: { accepted: 13, refused: 0, edited: 0 } },
    ],
  ])('%s: %j', async (code, change) => {
    const { owner, id } = await prepared();
    expect(await owner.ask('PUT', `/${id}/review`, { ...REVIEW, ...change })).toBe('200');
    expect(owner.answer<ExportAnswer>().missing).toBe(code);
    expect(await owner.ask('PUT', `/${id}/approval`, APPROVAL)).toBe(`403 ${code}`);
  });

  it('while the sample does not prove what the site asks for: failures ask for more', async () => {
    const sampling = { minimumRate: 0.1, confidence: 0.95, maximumResidualRate: 0.1 };
    const { owner, id } = await prepared({ ...alone, sampling });
    const looked = (sampled: number, sampleFailures: number) =>
      owner.ask('PUT', `/${id}/review`, {
        ...REVIEW,
        opened: { studies: 3, mustSee: 10, sampled },
        decided: { accepted: 10 + sampled - sampleFailures, refused: sampleFailures, edited: 0 },
        sampleFailures,
      });
    await looked(4, 0);
    const { required } = owner.answer<ExportAnswer>().sampling ?? { required: 0 };
    expect(required).toBeGreaterThan(4);
    await looked(required - 1, 0);
    expect(owner.answer<ExportAnswer>().missing).toBe('export-sample-too-small');
    await looked(required, 0);
    expect(owner.answer<ExportAnswer>().missing).toBeNull();
    expect(owner.answer<ExportAnswer>().bound?.rate).toBeLessThanOrEqual(0.1);
    await looked(required, 1);
    expect(owner.answer<ExportAnswer>().missing).toBe('export-sample-too-small');
  });

  it.each([
    ['400 export-counts-wrong', { released: 48 }],
    ['400 export-counts-wrong', { released: 50, withheld: 0 }],
    ['409 export-batch-changed', { batchSha256: hash('0') }],
  ])('%s: %j', async (code, change) => {
    const { owner, id } = await prepared();
    await owner.ask('PUT', `/${id}/review`, REVIEW);
    expect(await owner.ask('PUT', `/${id}/approval`, { ...APPROVAL, ...change })).toBe(code);
  });

  it('unless what nobody saw is withheld: then it is not part of what the sample proves', async () => {
    const { owner, id } = await prepared();
    const seen = {
      ...REVIEW,
      opened: { studies: 3, mustSee: 8, sampled: 3 },
      decided: { accepted: 11, refused: 0, edited: 0 },
    };
    await owner.ask('PUT', `/${id}/review`, seen);
    expect(owner.answer<ExportAnswer>().missing).toBe('export-not-reviewed');
    const withheldUnseen = { mustSee: 2, looksClean: 15 };
    await owner.ask('PUT', `/${id}/review`, { ...seen, withheldUnseen });
    expect(owner.answer<ExportAnswer>()).toMatchObject({ missing: null, sampling: { required: 3 } });
    expect(await owner.ask('PUT', `/${id}/approval`, { ...APPROVAL, released: 34, withheld: 16 })).toBe(
      '400 export-counts-wrong',
    );
    expect(await owner.ask('PUT', `/${id}/approval`, { ...APPROVAL, released: 33, withheld: 17 })).toBe('200');
    const tooMany = { ...seen, withheldUnseen: { mustSee: 3, looksClean: 0 } };
    expect(await owner.ask('PUT', `/${id}/review`, tooMany)).toBe('400 export-counts-wrong');
  });

  it('when more was opened than there is', async () => {
    const { owner, id } = await prepared();
    const opened = { studies: 3, mustSee: 11, sampled: 4 };
    expect(await owner.ask('PUT', `/${id}/review`, { ...REVIEW, opened })).toBe('400 export-counts-wrong');
    const decided = { accepted: 14, refused: 1, edited: 0 };
    expect(await owner.ask('PUT', `/${id}/review`, { ...REVIEW, decided })).toBe('400 request-malformed');
  });

  it('after the batch was corrected: what was decided was about other bytes', async () => {
    const { stack, owner, id } = await prepared();
    const { seed } = owner.answer<ExportAnswer>().sampling ?? {};
    await owner.ask('PUT', `/${id}/review`, REVIEW);
    await owner.ask('PUT', `/${id}/approval`, APPROVAL);
    expect(await owner.ask('PUT', `/${id}/batch`, { ...BATCH, batchSha256: hash('9') })).toBe('200');
    // The sample is not drawn again: nobody can try until it pleases.
    expect(owner.answer<ExportAnswer>()).toMatchObject({ state: 'prepared', sampling: { seed }, approvals: [] });
    expect(await owner.ask('PUT', `/${id}/review`, REVIEW)).toBe('409 export-batch-changed');
    stack.advance(1000);
    await owner.stepUp();
    expect(await owner.ask('POST', `/${id}/releases`, { ...RELEASE, batchSha256: hash('9') })).toBe(
      '403 export-not-approved',
    );
  });
});

describe('the second reviewer', () => {
  it('is another person in another sign-in: their own other window will not do, nor a shared one', async () => {
    const stack = await withPolicy();
    const owner = await exporter(stack);
    const id = await owner.open();
    await owner.ask('PUT', `/${id}/batch`, BATCH);
    await owner.ask('POST', `/${id}/invitations`);
    const { code } = owner.answer<{ code: string }>();
    for (const claims of [{}, { sid: 's9' }, { sub: 'u9' }]) {
      const same = await exporter(stack, claims);
      expect(await same.ask('POST', `/${id}/reviewers`, { code })).toBe('403 export-same-reviewer');
    }
    await owner.ask('PUT', `/${id}/review`, REVIEW);
    await owner.ask('PUT', `/${id}/approval`, APPROVAL);
    expect(await owner.ask('PUT', `/${id}/approval`, APPROVAL)).toBe('200');
    expect(owner.answer<ExportAnswer>()).toMatchObject({ state: 'half-approved', approvalsNeeded: 2 });
    await owner.stepUp();
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('403 export-not-approved');
  });

  it('comes in with a code that works once, and sees the export from then on', async () => {
    const stack = await withPolicy();
    const owner = await exporter(stack);
    const id = await owner.open();
    await owner.ask('POST', `/${id}/invitations`);
    const { code } = owner.answer<{ code: string }>();
    const second = await exporter(stack, { sub: 'u2', sid: 's2' });
    const third = await exporter(stack, { sub: 'u3', sid: 's3' });
    expect(await second.ask('POST', `/${id}/reviewers`, { code: 'x'.repeat(32) })).toBe('404 export-unknown');
    expect(await second.ask('POST', `/${id}/reviewers`, { code })).toBe('201');
    expect(exportAnswerSchema.parse(second.answer()).role).toBe('reviewer');
    expect(await third.ask('POST', `/${id}/reviewers`, { code })).toBe('404 export-unknown');
    expect(await second.ask('GET', `/${id}`)).toBe('200');
    // To look and to judge, not to change or to take out.
    for (const [method, path, json] of [
      ['PUT', `/${id}/batch`, BATCH],
      ['POST', `/${id}/invitations`, undefined],
      ['DELETE', `/${id}`, undefined],
    ] as const)
      expect(await second.ask(method, path, json)).toBe('403 role-not-allowed');
    expect(await second.ask('PUT', `/${id}/approval`, APPROVAL)).toBe('409 export-not-prepared');
  });

  it('must have looked: joining is not reviewing', async () => {
    const stack = await withPolicy();
    const owner = await exporter(stack);
    const second = await exporter(stack, { sub: 'u2', sid: 's2' });
    const id = await owner.open();
    await owner.ask('PUT', `/${id}/batch`, BATCH);
    await owner.ask('PUT', `/${id}/review`, REVIEW);
    await owner.ask('POST', `/${id}/invitations`);
    await second.ask('POST', `/${id}/reviewers`, { code: owner.answer<{ code: string }>().code });
    expect(await second.ask('PUT', `/${id}/approval`, APPROVAL)).toBe('403 export-not-reviewed');
  });

  const disagreeing = { ...APPROVAL, outcomeSha256: hash('f'), released: 48, withheld: 2 };

  it('who disagrees stops it until both say the same', async () => {
    const stack = await withPolicy();
    const { owner, second, id } = await approved(stack);
    expect(await second.ask('PUT', `/${id}/approval`, disagreeing)).toBe('200');
    expect(second.answer<ExportAnswer>().state).toBe('disagreed');
    await owner.stepUp();
    for (const outcome of [APPROVAL, disagreeing]) {
      const { outcomeSha256, released: instances } = outcome;
      const request = { ...RELEASE, outcomeSha256, counts: { ...RELEASE.counts, instances } };
      expect(await owner.ask('POST', `/${id}/releases`, request)).toBe('403 export-not-approved');
    }
    expect(await owner.ask('PUT', `/${id}/approval`, disagreeing)).toBe('200');
    expect(owner.answer<ExportAnswer>().state).toBe('approved');
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('403 export-not-approved');
    const agreed = { ...RELEASE, outcomeSha256: hash('f'), counts: { ...RELEASE.counts, instances: 48 } };
    expect(await owner.ask('POST', `/${id}/releases`, agreed)).toBe('201');
  });

  it('who disagrees is judged by a third person where the site wants one', async () => {
    const stack = await withPolicy({ adjudication: 'third-reviewer' });
    const { owner, second, id } = await approved(stack);
    await second.ask('PUT', `/${id}/approval`, disagreeing);
    // Giving in is not an adjudication here.
    await owner.ask('PUT', `/${id}/approval`, disagreeing);
    expect(owner.answer<ExportAnswer>().state).toBe('disagreed');
    await owner.ask('PUT', `/${id}/approval`, APPROVAL);
    const third = await exporter(stack, { sub: 'u3', sid: 's3', name: 'Dr. Third' });
    await owner.ask('POST', `/${id}/invitations`);
    await third.ask('POST', `/${id}/reviewers`, { code: owner.answer<{ code: string }>().code });
    await third.ask('PUT', `/${id}/review`, REVIEW);
    expect(await third.ask('PUT', `/${id}/approval`, disagreeing)).toBe('200');
    expect(third.answer<ExportAnswer>().state).toBe('approved');
    await owner.stepUp();
    const agreed = { ...RELEASE, outcomeSha256: hash('f'), counts: { ...RELEASE.counts, instances: 48 } };
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('403 export-not-approved');
    expect(await owner.ask('POST', `/${id}/releases`, agreed)).toBe('201');
    const row = (await stack.events()).find(({ action }) => action === 'export-released');
    expect(row?.export?.reviewers?.map(({ name }) => name)).toEqual(['Dr. Second', 'Dr. Third']);
  });
});

describe('a release', () => {
  it('needs a fresh second factor, asked for as RFC 9470 says, and written down', async () => {
    const stack = await withPolicy();
    const { owner, id } = await approved(stack);
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('401 needsStepUp');
    expect(needsStepUpSchema.parse(owner.answer()).maxAgeSeconds).toBe(120);
    expect(owner.headers().get('www-authenticate')).toBe(
      'Bearer error="insufficient_user_authentication", acr_values="urn:collimator:mfa", max_age="120"',
    );
    expect((await stack.events()).at(-1)).toMatchObject({
      action: 'export-refused',
      outcome: 'denied',
      reason: 'second-factor-required',
      export: { exportId: id },
    });
    await owner.stepUp();
    stack.advance(121_000);
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('401 needsStepUp');
    await owner.stepUp();
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('201');
  });

  it('uses its second factor up: the next one needs another', async () => {
    const stack = await withPolicy();
    const { owner, id, releaseId } = await released(stack);
    const voiding = { reasonCode: 'interrupted', files: 20, byteLength: 1000 };
    expect(await owner.ask('POST', `/${id}/releases/${releaseId}/void`, voiding)).toBe('200');
    expect(owner.answer<ExportAnswer>().state).toBe('approved');
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('401 needsStepUp');
    stack.advance(1000);
    await owner.stepUp();
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('201');
    const events = await stack.events();
    expect(events.filter(({ action }) => action === 'export-released')).toHaveLength(2);
    expect(events.find(({ action }) => action === 'export-voided')).toMatchObject({
      reason: 'interrupted',
      export: { releaseId, counts: { files: 20, byteLength: 1000 } },
    });
  });

  it('happens once: replayed while it runs, after it is complete, or under its old name, it is refused', async () => {
    const stack = await withPolicy();
    const { owner, id, releaseId } = await released(stack);
    stack.advance(1000);
    await owner.stepUp();
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('409 export-release-open');
    expect(await owner.ask('PUT', `/${id}/batch`, BATCH)).toBe('409 export-release-open');
    const done = { manifestSha256: RELEASE.manifestSha256, files: 53, byteLength: 1 };
    const at = `/${id}/releases/${releaseId}`;
    expect(await owner.ask('POST', `${at}/completion`, { ...done, manifestSha256: hash('0') })).toBe(
      '409 export-manifest-differs',
    );
    expect(await owner.ask('POST', `${at}/completion`, { ...done, files: 52 })).toBe('409 export-manifest-differs');
    expect(await owner.ask('POST', `${at}/completion`, done)).toBe('200');
    expect(await owner.ask('POST', `${at}/completion`, done)).toBe('404 export-release-unknown');
    expect(await owner.ask('POST', `${at}/void`, { reasonCode: 'cancelled', files: 0, byteLength: 0 })).toBe(
      '404 export-release-unknown',
    );
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('409 export-already-released');
    expect(await owner.ask('PUT', `/${id}/approval`, APPROVAL)).toBe('409 export-already-released');
  });

  it.each([
    ['403 export-not-approved', { outcomeSha256: hash('0') }],
    ['409 export-batch-changed', { batchSha256: hash('0') }],
    ['400 export-counts-wrong', { counts: { ...RELEASE.counts, instances: 50 } }],
    ['400 export-counts-wrong', { counts: { ...RELEASE.counts, files: 49 } }],
    ['403 export-check-failed', { checks: { ...RELEASE.checks, residual: 1 } }],
    ['403 export-check-failed', { checks: { ...RELEASE.checks, brokenReferences: 1 } }],
    ['403 export-check-failed', { checks: { ...RELEASE.checks, damaged: 1 } }],
    ['403 export-check-failed', { checks: { ...RELEASE.checks, k: 4 } }],
    ['403 export-check-failed', { checks: { ...RELEASE.checks, rareCombinations: 1 } }],
    ['400 request-malformed', { manifestSha256: 'E'.repeat(64) }],
    ['400 request-malformed', { note: 'Jane Roe' }],
  ])('of something else than was approved: %s for %j', async (code, change) => {
    const stack = await withPolicy();
    const { owner, id } = await approved(stack);
    await owner.stepUp();
    expect(await owner.ask('POST', `/${id}/releases`, { ...RELEASE, ...change })).toBe(code);
    // What was refused has not spent the second factor.
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('201');
  });

  it('with rare combinations is on the person who acknowledged them, unless the site refuses it', async () => {
    const rare = { ...RELEASE, checks: { ...RELEASE.checks, rareCombinations: 2 }, acknowledgesRare: true };
    for (const [rareCombinations, verdict] of [
      ['acknowledge', '201'],
      ['refuse', '403 export-check-failed'],
    ] as const) {
      const { owner, id } = await approved(await withPolicy({ rareCombinations }));
      await owner.stepUp();
      expect(await owner.ask('POST', `/${id}/releases`, rare)).toBe(verdict);
    }
  });

  it('belongs to the owner: the second reviewer cannot ask for it, and a radiologist has no such right', async () => {
    const stack = await withPolicy();
    const { id, second } = await approved(stack);
    await second.stepUp();
    expect(await second.ask('POST', `/${id}/releases`, RELEASE)).toBe('403 role-not-allowed');
  });

  it('is judged by the rules of now: a recipient that the site took off the list gets nothing', async () => {
    const store = openSqliteStore(':memory:');
    const { id } = await approved(await withPolicy({}, { store }));
    const later = await withPolicy({ recipients: [{ code: 'other', label: 'Other' }] }, { store });
    const owner = await exporter(later);
    await owner.stepUp();
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('403 export-recipient-not-allowed');
  });

  it('has an end: what was not completed in time is void, and the log says so', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const stack = await withPolicy({ releaseMinutes: 10 });
    const { owner, id, releaseId } = await released(stack);
    stack.advance(10 * 60_000);
    await owner.stepUp();
    await vi.advanceTimersByTimeAsync(30_000);
    await vi.waitFor(async () => {
      expect((await stack.events()).at(-1)).toMatchObject({
        action: 'export-voided',
        reason: 'time-ran-out',
        who: null,
      });
    });
    const done = { manifestSha256: RELEASE.manifestSha256, files: 53, byteLength: 1 };
    expect(await owner.ask('POST', `/${id}/releases/${releaseId}/completion`, done)).toBe('404 export-release-unknown');
    expect(owner.answer()).toMatchObject({ code: 'export-release-unknown' });
    // And so has the export.
    stack.advance(12 * 60 * 60_000);
    await vi.advanceTimersByTimeAsync(30_000);
    await vi.waitFor(async () => {
      expect((await stack.events()).at(-1)).toMatchObject({ action: 'export-ended', reason: 'time-ran-out' });
    });
    await vi.advanceTimersByTimeAsync(90_000);
    expect((await stack.events()).filter(({ action }) => action === 'export-ended')).toHaveLength(1);
  });
});

it('ended by its owner is over, and an open release with it', async () => {
  const stack = await withPolicy();
  const { owner, id } = await released(stack);
  expect(await owner.ask('DELETE', `/${id}`)).toBe('204');
  expect((await stack.events()).slice(-2)).toMatchObject([
    { action: 'export-voided', reason: 'ended-by-person' },
    { action: 'export-ended', reason: 'ended-by-person' },
  ]);
  stack.advance(1000);
  await owner.stepUp();
  expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('409 export-ended');
  expect(await owner.ask('PUT', `/${id}/batch`, BATCH)).toBe('409 export-ended');
  expect(await owner.ask('DELETE', `/${id}`)).toBe('409 export-ended');
  expect(await owner.ask('GET', `/${id}`)).toBe('200');
  expect(owner.answer<ExportAnswer>().state).toBe('ended');
});

describe('when the log cannot be written', () => {
  it('no step happens: not opened, not approved, not released', async () => {
    const { store, failure } = failingStore(openSqliteStore(':memory:'), ['append', 'changeExport']);
    const stack = await withPolicy({}, { store });
    const { owner, id } = await approved(stack);
    const before = await store.findExport(id);
    await owner.stepUp();
    failure.isFailing = true;
    expect(await owner.ask('POST', '', TERMS)).toBe('503 audit-unavailable');
    expect(await owner.ask('PUT', `/${id}/batch`, { ...BATCH, batchSha256: hash('9') })).toBe('503 audit-unavailable');
    expect(await owner.ask('PUT', `/${id}/approval`, APPROVAL)).toBe('503 audit-unavailable');
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('503 audit-unavailable');
    expect((await stack.send('/api/health')).status).toBe(503);
    expect(await store.findExport(id)).toEqual(before);
    failure.isFailing = false;
    stack.advance(1500);
    await owner.stepUp();
    expect(await owner.ask('POST', `/${id}/releases`, RELEASE)).toBe('201');
  });
});

it('answers two people who press at the same moment one after the other, and loses neither', async () => {
  const stack = await withPolicy();
  const { owner, second, id } = await approved(stack);
  const other = { ...BATCH, batchSha256: hash('9') };
  await owner.ask('PUT', `/${id}/batch`, other);
  const review = { ...REVIEW, batchSha256: hash('9') };
  expect(
    await Promise.all([owner.ask('PUT', `/${id}/review`, review), second.ask('PUT', `/${id}/review`, review)]),
  ).toEqual(['200', '200']);
  const record = JSON.parse((await stack.store.findExport(id))?.record ?? '') as { reviews: unknown[] };
  expect(record.reviews).toHaveLength(2);
});
