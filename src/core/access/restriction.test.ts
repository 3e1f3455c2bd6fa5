import { describe, expect, it } from 'vitest';
import { isRestricted, restrictionPolicySchema, type RestrictionFacts } from './restriction.ts';

const policy = restrictionPolicySchema.parse({
  patients: [{ patientID: 'VIP1', issuerOfPatientID: 'HOSP' }, { patientID: 'VIP2' }],
  confidentialityCodes: ['V', 'R'],
  departments: ['Psychiatry'],
});
const facts: RestrictionFacts = {
  patientID: 'P1',
  issuerOfPatientID: 'HOSP',
  confidentialityCodes: [],
  departments: [],
};

describe('restriction policy', () => {
  it.each<[string, Partial<RestrictionFacts>, boolean]>([
    ['nobody in particular', {}, false],
    ['a named patient', { patientID: 'VIP1' }, true],
    ['a named patient of another issuer', { patientID: 'VIP1', issuerOfPatientID: 'ELSEWHERE' }, false],
    ['a named patient whose issuer the archive does not tell', { patientID: 'VIP1', issuerOfPatientID: '' }, true],
    ['a patient named for every issuer', { patientID: 'VIP2', issuerOfPatientID: 'ELSEWHERE' }, true],
    ['padding and case', { patientID: ' vip2 ' }, true],
    ['a longer ID', { patientID: 'VIP22' }, false],
    ['a confidentiality code', { confidentialityCodes: ['N', 'R'] }, true],
    ['an ordinary code', { confidentialityCodes: ['N'] }, false],
    ['a department', { departments: ['psychiatry '] }, true],
    ['another department', { departments: ['Radiology', ''] }, false],
  ])('%s', (_, change, expected) => {
    expect(isRestricted(policy, { ...facts, ...change })).toBe(expected);
  });

  it('refuses a policy file with a misspelt key: it would restrict nobody', () => {
    expect(restrictionPolicySchema.safeParse({ patient: [], confidentialityCodes: [], departments: [] }).success).toBe(
      false,
    );
    expect(
      restrictionPolicySchema.safeParse({ patients: [{ patientID: '' }], confidentialityCodes: [], departments: [] })
        .success,
    ).toBe(false);
  });
});
