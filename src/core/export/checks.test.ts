import { describe, expect, it } from 'vitest';
import { advanceReview, approvedExport, checkExport, NotApproved } from './index.ts';
import { started, openStudies, all, reviewedBy, wordFor, approvedOf, found } from './testing/steps.ts';

describe('an approval', () => {
  it('is the word of the server about just this outcome, by as many as the site asks for', () => {
    const reviewed = reviewedBy(all(started()));
    const word = wordFor(reviewed);
    expect(approvedExport(reviewed, word).approvers).toEqual(['Dr. First', 'Dr. Second']);
    for (const wrong of [
      wordFor(reviewed, 'half-approved'),
      wordFor(reviewed, 'disagreed'),
      { ...word, approvals: word.approvals.slice(1) },
      { ...word, approvals: word.approvals.map((one) => ({ ...one, outcomeSha256: 'd'.repeat(64) })) },
      { ...word, approvals: [], approvalsNeeded: 0 },
    ])
      expect(() => approvedExport(reviewed, wrong)).toThrow(NotApproved);
  });

  it('of nothing is none', () => {
    const reviewed = reviewedBy(
      ['2.25.10', '2.25.11'].reduce(
        (state, studyInstanceUID) => advanceReview(state, { kind: 'study-refused', studyInstanceUID }),
        openStudies(started()),
      ),
    );
    expect(() => approvedExport(reviewed, wordFor(reviewed))).toThrow(NotApproved);
  });
});

describe('the last checks', () => {
  it('fail by what they find, and by any file they did not see as it is', () => {
    const approved = approvedOf();
    const [one] = approved.reviewed.released;
    if (one === undefined) throw new Error('empty');
    const uid = one.sopInstanceUID;
    const other = new Map(found(approved).checked).set(uid, 'd'.repeat(64));
    expect(checkExport(approved, found(approved, { checked: other }), true)).toMatchObject({
      kind: 'failed',
      unchecked: [uid],
    });
    expect(checkExport(approved, found(approved, { checked: new Map() }), true)).toMatchObject({ kind: 'failed' });
    for (const change of [
      { residual: [uid] },
      { damaged: [uid] },
      { closure: { resolvedBefore: 1, resolvedAfter: 0, broken: [uid] } },
    ])
      expect(checkExport(approved, found(approved, change), true).kind).toBe('failed');
    const rare = [
      { attributes: { sex: 'F', ageBand: '90+', modality: 'PT', bodyPart: '', site: '', device: '<X>' }, patients: 1 },
    ];
    expect(checkExport(approved, found(approved, { rare }), false)).toEqual({ kind: 'rare', combinations: rare });
    expect(checkExport(approved, found(approved, { rare }), true)).toMatchObject({
      kind: 'passed',
      checks: { acknowledgesRare: true, facts: { rareCombinations: 1 } },
    });
  });
});
