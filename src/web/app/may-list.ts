import { decide, decideByRole, rolesFrom } from '../../core/access/index.ts';

/** The gateway decides; this only spares people a page that could show them nothing. */
export function mayList(roles: readonly string[]): boolean {
  const facts = { isRestricted: false, hasOpenEmergency: false, isJustified: false, hasFreshSecondFactor: false };
  return (['TREAT', 'HRESCH'] as const).some(
    (purpose) => decide({ ...facts, roles: rolesFrom(roles), activity: 'search', purpose }).kind === 'allow',
  );
}

/** Whether the ledger of everybody's exports is this person's. */
export function mayReadAudit(roles: readonly string[]): boolean {
  return decideByRole(rolesFrom(roles), 'audit-read', 'TREAT').kind === 'allow';
}

/** Whether the page about the site's models is this person's. */
export function mayConfigure(roles: readonly string[]): boolean {
  return decideByRole(rolesFrom(roles), 'configure', 'TREAT').kind === 'allow';
}
