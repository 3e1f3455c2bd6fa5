import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  approvalFault,
  approvalState,
  coverageFault,
  exportPolicySchema,
  exportRecordSchema,
  releaseFault,
  withApproval,
  type ExportRecord,
} from './index.ts';
import { OPTIONS } from '../testing/options.ts';

const hash = (letter: string): string => letter.repeat(64);
const list = [{ code: 'x', label: 'X' }];
const POLICY = exportPolicySchema.parse({
  isEnabled: true,
  purposes: list,
  recipients: list,
  destinations: [{ code: 'x', label: 'X', kind: 'zip' }],
  profiles: [{ code: 'x' }],
  references: { openKinds: ['ethics-approval'] },
});

const REVIEW = {
  batchSha256: hash('b'),
  opened: { studies: 1, mustSee: 5, sampled: 2 },
  decided: { accepted: 7, refused: 0, edited: 0 },
  withheldUnseen: { mustSee: 0, looksClean: 0 },
  sampleFailures: 0,
};

function aRecord(reviewed: readonly string[]): ExportRecord {
  return exportRecordSchema.parse({
    exportId: 'i'.repeat(32),
    owner: { sub: 'u1', sid: 's1', name: 'One' },
    openedAtMs: 0,
    endsAtMs: 1000,
    terms: {
      purposeCode: 'x',
      recipientCode: 'x',
      destinationCode: 'x',
      profile: { code: 'x', sha256: hash('a') },
      reference: { kind: 'ethics-approval', number: 'IRB-2026-1' },
      options: OPTIONS,
    },
    batch: {
      batchSha256: hash('b'),
      modelSha256: [],
      counts: { studies: 1, instances: 25, mustSee: 5, looksClean: 20, refused: 0, byteLength: 1 },
    },
    reviewers: [],
    reviews: reviewed.map((sub) => ({ sub, facts: REVIEW })),
    approvals: [],
    disagreed: [],
    releases: [],
  });
}

const approving = (outcome: string) => ({
  batchSha256: hash('b'),
  outcomeSha256: hash(outcome),
  released: 25,
  withheld: 0,
});
const person = (at: number, sid = `s${at}`) => ({ sub: `u${at}`, sid, name: `${at}` });

const RELEASE = {
  batchSha256: hash('b'),
  outcomeSha256: hash('1'),
  manifestSha256: hash('e'),
  counts: { files: 29, instances: 25, byteLength: 1 },
  checks: { residual: 0, brokenReferences: 0, damaged: 0, rareCombinations: 0, k: 5 },
  acknowledgesRare: false,
};

describe('approvals', () => {
  it('come from different sign-ins, also where two subjects share one', () => {
    const record = withApproval(aRecord(['u1', 'u2']), person(1), approving('1'), 0);
    expect(approvalFault(record, person(2, 's1'), approving('1'), POLICY)).toBe('export-same-reviewer');
    expect(approvalFault(record, person(2), approving('1'), POLICY)).toBeUndefined();
  });

  it('are enough only when as many people as the site asks for say the same now, whatever they said before', () => {
    const word = fc.record({ who: fc.integer({ min: 1, max: 4 }), outcome: fc.constantFrom('1', '2', '3') });
    const words = fc.array(word, { maxLength: 10 });
    const policies = fc.record({
      secondReviewer: fc.boolean(),
      adjudication: fc.constantFrom('agreement' as const, 'third-reviewer' as const),
    });
    const property = fc.property(words, policies, (said, change) => {
      const policy = { ...POLICY, ...change };
      let record = aRecord(['u1', 'u2', 'u3', 'u4']);
      const last = new Map<number, string>();
      for (const { who, outcome } of said) {
        record = withApproval(record, person(who), approving(outcome), 0);
        last.set(who, outcome);
      }
      expect(exportRecordSchema.safeParse(record).success).toBe(true);
      const { kind, outcomeSha256 } = approvalState(record, policy);
      expect(kind === 'approved').toBe(outcomeSha256 !== undefined);
      if (outcomeSha256 === undefined) return;
      const agreeing = [...last].filter(([, outcome]) => hash(outcome) === outcomeSha256).map(([who]) => `u${who}`);
      expect(agreeing.length).toBeGreaterThanOrEqual(policy.secondReviewer ? 2 : 1);
      if (record.disagreed.length === 0) return;
      if (policy.adjudication === 'agreement') expect(new Set(last.values()).size).toBe(1);
      else expect(agreeing.some((sub) => !record.disagreed.includes(sub))).toBe(true);
    });
    fc.assert(property, { numRuns: 2000 });
  });
});

describe('a release', () => {
  it('is judged by what the site asks for now, not by what it asked for when they approved', () => {
    const approved = [1, 2].reduce(
      (record, at) => withApproval(record, person(at), approving('1'), 0),
      aRecord(['u1', 'u2']),
    );
    expect(releaseFault(approved, RELEASE, POLICY)).toBeUndefined();
    const stricter = { ...POLICY, sampling: { ...POLICY.sampling, minimumRate: 0.5 } };
    expect(coverageFault(approved, 'u1', stricter)).toBe('export-sample-too-small');
    expect(releaseFault(approved, RELEASE, stricter)).toBe('export-sample-too-small');
    expect(releaseFault(approved, RELEASE, { ...POLICY, isEnabled: false })).toBe('export-not-enabled');
    expect(releaseFault(approved, RELEASE, { ...POLICY, k: 6 })).toBe('export-check-failed');
  });

  it('that failed twenty times is not tried again', () => {
    const approved = [1, 2].reduce(
      (record, at) => withApproval(record, person(at), approving('1'), 0),
      aRecord(['u1', 'u2']),
    );
    const release = { releaseId: 'r'.repeat(32), state: 'void', atMs: 0, endsAtMs: 1, facts: RELEASE } as const;
    const tried = { ...approved, releases: Array.from({ length: 20 }, () => release) };
    expect(exportRecordSchema.safeParse(tried).success).toBe(true);
    expect(releaseFault(tried, RELEASE, POLICY)).toBe('export-tried-too-often');
  });
});
