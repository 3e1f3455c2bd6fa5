import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCESS_TABLE, ACTIVITIES, EXCLUDED_BY_ROLE, PURPOSES, ROLES, type Role } from './access-table.ts';
import { decide, isMasked, rolesFrom, type Question } from './decide.ts';

const question = fc.record({
  roles: fc.uniqueArray(fc.constantFrom(...ROLES)),
  activity: fc.constantFrom(...ACTIVITIES),
  purpose: fc.constantFrom(...PURPOSES),
  isRestricted: fc.boolean(),
  hasOpenEmergency: fc.boolean(),
  isJustified: fc.boolean(),
  hasFreshSecondFactor: fc.boolean(),
  isOfOpenExport: fc.boolean(),
  isForDeidentifiedViewing: fc.boolean(),
});
function always(check: (q: Question) => void): void {
  const property = fc.property(question, (q) => {
    check(q);
  });
  fc.assert(property, { numRuns: 5000 });
}

const opening: Question = {
  roles: ['radiologist'],
  activity: 'open',
  purpose: 'TREAT',
  isRestricted: false,
  hasOpenEmergency: false,
  isJustified: false,
  hasFreshSecondFactor: false,
};

describe('decide, over every role, activity and purpose', () => {
  it('allows nothing that the table does not name for one of the roles', () => {
    always((q) => {
      const verdict = decide(q);
      if (verdict.kind !== 'allow') return;
      expect(q.roles).toContain(verdict.role);
      const purposes = ACCESS_TABLE[verdict.role][q.activity] ?? [];
      expect(purposes).toContain(q.purpose);
      expect(purposes).toContain(verdict.purpose);
    });
  });

  it('gives nothing to somebody without a role, nor to words that are not roles', () => {
    always((q) => expect(decide({ ...q, roles: [] })).toEqual({ kind: 'deny', code: 'no-role' }));
    expect(rolesFrom(['root', 'Radiologist', 'offline_access', '__proto__'])).toEqual([]);
    expect(rolesFrom(['x', 'auditor', 'radiologist', 'auditor'])).toEqual(['radiologist', 'auditor']);
  });

  it('shows no patient to auditors and administrators, whatever other role they hold', () => {
    always((q) => {
      for (const role of ['auditor', 'administrator'] as const) {
        const verdict = decide({ ...q, roles: [...q.roles, role] });
        const sees = ['search', 'identity', 'open', 'read', 'store', 'export', 'export-review', 'export-release'];
        if (sees.includes(q.activity)) expect(verdict.kind).toBe('deny');
      }
    });
  });

  it('never opens a restricted patient without an emergency or reason and second factor', () => {
    always((q) => {
      if (q.activity !== 'open' || !q.isRestricted) return;
      const verdict = decide(q);
      if (verdict.kind !== 'allow') return;
      expect(q.hasOpenEmergency || (q.purpose === 'BTG' && q.isJustified && q.hasFreshSecondFactor)).toBe(true);
      expect(verdict).toMatchObject({ purpose: 'BTG', readOnly: true });
    });
  });

  it('never stores under an emergency, nor into a restricted record', () => {
    always((q) => {
      if (q.activity !== 'store') return;
      const verdict = decide(q);
      if (verdict.kind === 'allow')
        expect([q.purpose, q.isRestricted, verdict.role]).toEqual(['TREAT', false, 'radiologist']);
    });
  });

  it('gives researchers original pixels of an export they have open, never of restricted patients, and says what else they need', () => {
    always((q) => {
      const verdict = decide({ ...q, roles: ['researcher'] });
      if (q.activity === 'open' || q.activity === 'read') {
        if (q.purpose !== 'HRESCH' || !(q.isOfOpenExport || q.isForDeidentifiedViewing))
          expect(verdict).toEqual({ kind: 'deny', code: 'deidentified-viewing-required' });
        else if (q.activity === 'open' && q.isRestricted)
          expect(verdict).toEqual({ kind: 'deny', code: 'role-not-allowed' });
        else expect(verdict).toMatchObject({ kind: 'allow', role: 'researcher', purpose: 'HRESCH' });
      } else if (!['search', 'export', 'export-review', 'export-release'].includes(q.activity)) {
        expect(verdict.kind).toBe('deny');
      }
    });
  });

  it('gives radiologists for research what an export that they review is made of, and nothing else for that purpose', () => {
    always((q) => {
      if (q.purpose !== 'HRESCH' || (q.activity !== 'open' && q.activity !== 'read')) return;
      const verdict = decide({ ...q, roles: ['radiologist'] });
      if (!q.isOfOpenExport) expect(verdict).toEqual({ kind: 'deny', code: 'purpose-not-allowed' });
      else if (q.activity === 'open' && q.isRestricted)
        expect(verdict).toEqual({ kind: 'deny', code: 'role-not-allowed' });
      else expect(verdict).toMatchObject({ kind: 'allow', role: 'radiologist', purpose: 'HRESCH' });
    });
  });

  it('opens a study to be looked at de-identified for researchers only', () => {
    always((q) => {
      if (q.purpose !== 'HRESCH' || q.isOfOpenExport || (q.activity !== 'open' && q.activity !== 'read')) return;
      if (!q.roles.includes('researcher')) expect(decide({ ...q, isForDeidentifiedViewing: true }).kind).toBe('deny');
    });
  });

  it('lets nobody but researchers take out, nobody without a fresh second factor release, and nobody for treatment', () => {
    always((q) => {
      if (!q.activity.startsWith('export')) return;
      const verdict = decide(q);
      if (q.purpose !== 'HRESCH') expect(verdict.kind).toBe('deny');
      const mayTakeOut = q.roles.includes('researcher');
      const mayReview = mayTakeOut || q.roles.includes('radiologist');
      const isSeparate = q.roles.includes('auditor') || q.roles.includes('administrator');
      if (isSeparate || !(q.activity === 'export-review' ? mayReview : mayTakeOut)) {
        expect(verdict.kind).toBe('deny');
      } else if (q.purpose === 'HRESCH') {
        const isFresh = q.activity !== 'export-release' || q.hasFreshSecondFactor;
        expect(verdict.kind).toBe(isFresh ? 'allow' : 'needsStepUp');
      }
    });
  });

  it('asks for a reason or a second factor only where that would help', () => {
    always((q) => {
      const verdict = decide(q);
      if (verdict.kind !== 'needsJustification' && verdict.kind !== 'needsStepUp') return;
      const purpose = q.activity === 'open' ? 'BTG' : q.purpose;
      const helped = decide({ ...q, purpose, isJustified: true, hasFreshSecondFactor: true });
      expect(helped.kind).toBe('allow');
    });
  });

  it('lets a second role widen but never narrow, except where duties are separate', () => {
    always((q) => {
      const before = decide(q);
      if (before.kind !== 'allow') return;
      for (const role of ROLES) {
        if (EXCLUDED_BY_ROLE[role]?.includes(q.activity) === true) continue;
        expect(decide({ ...q, roles: [...new Set([...q.roles, role])] }).kind).toBe('allow');
      }
    });
  });
});

describe('break-glass, step by step', () => {
  const restricted: Question = { ...opening, roles: ['clinician'], isRestricted: true };

  it('asks for a reason, then for the second factor, then opens read-only', () => {
    expect(decide(restricted)).toEqual({ kind: 'needsJustification' });
    expect(decide({ ...restricted, purpose: 'BTG' })).toEqual({ kind: 'needsJustification' });
    expect(decide({ ...restricted, purpose: 'BTG', hasFreshSecondFactor: true })).toEqual({
      kind: 'needsJustification',
    });
    expect(decide({ ...restricted, purpose: 'BTG', isJustified: true })).toEqual({ kind: 'needsStepUp' });
    const opened = { kind: 'allow', role: 'clinician', purpose: 'BTG', readOnly: true };
    expect(decide({ ...restricted, purpose: 'BTG', isJustified: true, hasFreshSecondFactor: true })).toEqual(opened);
    expect(decide({ ...restricted, hasOpenEmergency: true })).toEqual(opened);
  });

  it('is not for patients who are not restricted', () => {
    const all = { ...opening, purpose: 'BTG', isJustified: true, hasFreshSecondFactor: true } as const;
    expect(decide(all)).toEqual({ kind: 'deny', code: 'patient-not-restricted' });
  });
});

it('opens read-only for whoever cannot store', () => {
  expect(decide(opening)).toMatchObject({ readOnly: false });
  expect(decide({ ...opening, roles: ['clinician'] })).toMatchObject({ readOnly: true });
});

it('masks identity for whoever has no role that may see it', () => {
  const masked = (roles: Role[]): boolean => isMasked(roles);
  expect(ROLES.map((role) => [role, masked([role])])).toEqual([
    ['radiologist', false],
    ['clinician', false],
    ['researcher', true],
    ['auditor', true],
    ['administrator', true],
  ]);
  expect(masked(['researcher', 'radiologist'])).toBe(false);
  expect(masked([])).toBe(true);
});
