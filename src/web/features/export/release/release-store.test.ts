import { describe, expect, it } from 'vitest';
import type { ExportAnswer, ReleaseAnswer } from '../../../../contract/index.ts';
import { approvalFactsOf, releaseFiles, type ReviewedBatch } from '../../../../core/export/index.ts';
import { RULE } from '../../../../core/export/testing/batches.ts';
import { AuditUnavailable, Denied, ServerFailed } from '../../../services/index.ts';
import type { Recheck } from '../hand-over.ts';
import { answerFor, EXPORT_ID } from '../testing/finished-run.ts';
import { reviewedRun } from '../testing/reviewed-run.ts';
import { createReleaseStore, type ReleaseParts } from './release-store.ts';
import { refusalWords } from './release-words.ts';
import { totalOf, zipSink, type FileInMaking, type ReleaseSink } from './sinks.ts';

const sha256 = async (bytes: Uint8Array): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Buffer.from(hash).toString('hex');
};

function approvals(reviewed: ReviewedBatch, change: Partial<ExportAnswer> = {}): Partial<ExportAnswer> {
  const { outcomeSha256, released, withheld } = approvalFactsOf(reviewed);
  return {
    state: 'approved',
    approvals: [{ name: 'Dr. First', at: '2026-11-22T09:00:00.000Z', outcomeSha256, released, withheld }],
    ...change,
  };
}

interface Told {
  readonly what: string[];
}

function desk(
  options: {
    readonly answer?: (reviewed: ReviewedBatch) => Partial<ExportAnswer>;
    readonly release?: (
      permit: () => ReleaseAnswer,
    ) => Promise<ReleaseAnswer | { kind: 'needsStepUp'; acrValues: string; maxAgeSeconds: number }>;
    readonly complete?: () => Promise<ExportAnswer>;
    readonly recheck?: Partial<Recheck>;
    readonly stepsUp?: boolean;
  } = {},
) {
  const review = reviewedRun(options.recheck);
  const told: Told = { what: [] };
  const answer = answerFor(review.run.batch, (options.answer ?? approvals)(review.reviewed));
  const policy = { isEnabled: true, rareCombinations: 'acknowledge', sampling: RULE } as never; // what is asked of it here
  const exports: ReleaseParts['exports'] = {
    policy: async () => ({ policy, policySha256: 'a'.repeat(64) }),
    find: async () => answer,
    async release(_, facts) {
      told.what.push('release');
      const permit = (): ReleaseAnswer => ({
        kind: 'permitted',
        exportId: EXPORT_ID,
        releaseId: 'r'.repeat(32),
        manifestSha256: facts.manifestSha256,
        approvals: answer.approvals,
        endsAt: '2026-11-22T12:00:00.000Z',
        receipt: {
          index: 41,
          leafHash: 'e'.repeat(64),
          recordedAt: '2026-11-22T11:00:00.000Z',
        } as ReleaseAnswer['receipt'],
      });
      return options.release === undefined ? permit() : options.release(permit);
    },
    async complete(_, __, written) {
      told.what.push(`complete ${written.files}`);
      return options.complete === undefined ? answer : options.complete();
    },
    async declareVoid(_, __, { reasonCode }) {
      told.what.push(`void ${reasonCode}`);
      return answer;
    },
  };
  const askForStepUp = async (): Promise<boolean> => {
    told.what.push('second factor');
    return options.stepsUp ?? true;
  };
  const store = createReleaseStore({ review, exports, askForStepUp, sha256 });
  return { store, state: () => store.getState().state, told, review };
}

function memory(): { file: () => Promise<FileInMaking>; bytes: () => Buffer; ends: string[] } {
  const parts: Uint8Array[] = [];
  const ends: string[] = [];
  const file = async (): Promise<FileInMaking> => ({
    write: async (bytes) => void parts.push(bytes.slice()),
    close: async () => void ends.push('closed'),
    abort: async () => void ends.push('aborted'),
  });
  return { file, bytes: () => Buffer.concat(parts), ends };
}

/** Would take what it is given; tells whether it was given anything. */
function eager(): ReleaseSink & { readonly taken: string[] } {
  const taken: string[] = [];
  return {
    taken,
    async write(permit, source) {
      for await (const { path } of releaseFiles(permit, source)) taken.push(path);
      return totalOf(permit);
    },
  };
}

describe('a release', () => {
  it('writes the whole archive after the permission, and tells the gateway when it is whole', async () => {
    const { store, state, told } = desk();
    await store.getState().prepare();
    expect(state().kind).toBe('ready');
    const { file, bytes, ends } = memory();
    await store.getState().release(zipSink(file));
    expect(state()).toMatchObject({ kind: 'released', receipt: { index: 41 } });
    expect(told.what).toEqual(['release', 'complete 14']);
    expect(ends).toEqual(['closed']);
    expect(bytes().includes('manifest.json')).toBe(true);
  });

  it('asks for the second factor where the gateway does, and for nothing more when the person does not want to', async () => {
    let asked = 0;
    const { store, state, told } = desk({
      release: async (permit) =>
        asked++ === 0 ? { kind: 'needsStepUp', acrValues: 'mfa', maxAgeSeconds: 120 } : permit(),
    });
    await store.getState().prepare();
    await store.getState().release(eager());
    expect(told.what).toEqual(['release', 'second factor', 'release', 'complete 14']);
    const other = desk({
      release: async () => ({ kind: 'needsStepUp', acrValues: 'mfa', maxAgeSeconds: 120 }),
      stepsUp: false,
    });
    await other.store.getState().prepare();
    const sink = eager();
    await other.store.getState().release(sink);
    expect(other.state()).toMatchObject({ kind: 'ready', refused: undefined });
    expect(sink.taken).toEqual([]);
    expect(state().kind).toBe('released');
  });

  it.each([
    ['unapproved', { state: 'prepared', approvals: [] }],
    ['half-approved', { state: 'half-approved', approvalsNeeded: 2 }],
    ['in dispute', { state: 'disagreed', approvalsNeeded: 2 }],
  ] as const)('of something %s is not even planned', async (_, change) => {
    const { store, state, told } = desk({
      answer: (reviewed) => ({ ...approvals(reviewed), ...change }) as Partial<ExportAnswer>,
    });
    await store.getState().prepare();
    expect(state().kind).toBe('unapproved');
    await store.getState().release(eager());
    expect(told.what).toEqual([]);
  });

  it('of another outcome than the approved one is not even planned', async () => {
    const { store, state } = desk({
      answer: (reviewed) => ({
        state: 'approved',
        approvals: (approvals(reviewed).approvals ?? []).map((one) => ({ ...one, outcomeSha256: 'f'.repeat(64) })),
      }),
    });
    await store.getState().prepare();
    expect(state().kind).toBe('unapproved');
  });

  it.each([
    ['audit-unavailable', new AuditUnavailable('audit-unavailable', 'Not recorded.')],
    ['export-not-approved', new Denied('export-not-approved', 'Not approved.')],
    ['export-already-released', new ServerFailed('export-already-released', 'Done before.')],
  ])('that the gateway refuses with %s writes nothing and says why in plain words', async (code, error) => {
    const { store, state, told } = desk({ release: () => Promise.reject(error) });
    await store.getState().prepare();
    const sink = eager();
    await store.getState().release(sink);
    const after = state();
    expect(after).toMatchObject({ kind: 'ready', refused: { code } });
    expect(sink.taken).toEqual([]);
    expect(told.what).toEqual(['release']);
    const words = after.kind === 'ready' && after.refused !== undefined ? refusalWords(after.refused) : '';
    expect(words).toMatch(/nothing was released|released before/i);
  });

  it('with the answer to another manifest, or a made-up one, writes nothing', async () => {
    const { store, state, told } = desk({
      release: async (permit) => ({ ...permit(), manifestSha256: 'f'.repeat(64) }),
    });
    await store.getState().prepare();
    const sink = eager();
    await store.getState().release(sink);
    expect(state()).toMatchObject({ kind: 'void', refused: { code: 'not-permitted' } });
    expect(sink.taken).toEqual([]);
    expect(told.what).toContain('void write-failed');
  });

  it('stops at a byte that was changed in memory after the review, and is void', async () => {
    const { store, state, told, review } = desk();
    await store.getState().prepare();
    const honest = review.run.store.finished;
    Object.assign(review.run.store, {
      finished: async (uid: string) => {
        const bytes = await honest(uid);
        if (uid === '2.25.35') bytes[0] = 0;
        return bytes;
      },
    });
    const { file, ends } = memory();
    await store.getState().release(zipSink(file));
    expect(state()).toMatchObject({
      kind: 'void',
      why: 'bytes-changed',
      isRecorded: true,
      refused: { code: 'bytes-changed' },
    });
    expect(ends).toEqual(['aborted']);
    expect(told.what).toEqual(['release', 'void bytes-changed']);
  });

  it('uses a permission once: the same one again writes nothing', async () => {
    const { store } = desk();
    await store.getState().prepare();
    let replayed: unknown;
    await store.getState().release({
      async write(permit, source) {
        for await (const _ of releaseFiles(permit, source)) continue;
        replayed = await releaseFiles(permit, source)
          .next()
          .catch((error: unknown) => error);
        return totalOf(permit);
      },
    });
    expect(replayed).toMatchObject({ code: 'not-permitted' });
  });

  it('that a person stops is void, and may be tried again with a new permission', async () => {
    const { store, state, told } = desk();
    await store.getState().prepare();
    const { file, ends } = memory();
    const stopping = zipSink(async () => {
      store.getState().cancel();
      return file();
    });
    await store.getState().release(stopping);
    expect(state()).toMatchObject({ kind: 'void', why: 'cancelled' });
    expect(ends).toEqual(['aborted']);
    store.getState().again();
    await store.getState().release(zipSink(memory().file));
    expect(state().kind).toBe('released');
    expect(told.what).toEqual(['release', 'void cancelled', 'release', 'complete 14']);
  });

  it('whose end the gateway did not hear is whole, and can be told again', async () => {
    let isDown = true;
    const { store, state } = desk({
      complete: async () => {
        if (isDown) throw new AuditUnavailable('audit-unavailable', 'Not recorded.');
        return undefined as never;
      },
    });
    await store.getState().prepare();
    await store.getState().release(eager());
    expect(state()).toMatchObject({ kind: 'unrecorded', refused: { code: 'audit-unavailable' } });
    isDown = false;
    await store.getState().recordCompletion();
    expect(state().kind).toBe('released');
  });

  it('shows what the last check found, and goes no further', async () => {
    const { store, state } = desk({ recheck: { residual: ['2.25.33'] } });
    await store.getState().prepare();
    expect(state()).toMatchObject({ kind: 'failed', found: { residual: ['2.25.33'] } });
    await store.getState().release(eager());
    expect(state().kind).toBe('failed');
  });

  it('shows rare combinations first, and goes on only when somebody answers for them', async () => {
    const attributes = { sex: 'F', ageBand: '90+', modality: 'PT', bodyPart: '', site: '', device: 'GE' };
    const { store, state } = desk({ recheck: { rare: [{ attributes, patients: 1 }] } });
    await store.getState().prepare();
    expect(state()).toMatchObject({ kind: 'rare', mayAcknowledge: true });
    store.getState().acknowledgeRare();
    const ready = state();
    expect(ready.kind === 'ready' && ready.planned.facts.acknowledgesRare).toBe(true);
  });
});
