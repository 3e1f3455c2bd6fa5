import { describe, expect, it } from 'vitest';
import { exportAnswerSchema } from '../../contract/index.ts';
import type { ExportAnswer } from '../../contract/index.ts';
import { APPROVAL, approved, BATCH, exporter, hash, RELEASE, REVIEW, withPolicy } from '../testing/exports.ts';

const alone = { secondReviewer: false } as const;

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
