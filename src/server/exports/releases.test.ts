import { afterEach, describe, expect, it, vi } from 'vitest';
import { needsStepUpSchema } from '../../contract/index.ts';
import type { ExportAnswer } from '../../contract/index.ts';
import { openSqliteStore } from '../index.ts';
import { APPROVAL, approved, BATCH, exporter, hash, RELEASE, released, TERMS, withPolicy } from '../testing/exports.ts';
import { failingStore } from '../testing/failing-store.ts';

afterEach(() => vi.useRealTimers());

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
