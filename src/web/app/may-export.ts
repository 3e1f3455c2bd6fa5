import { decideByRole, rolesFrom } from '../../core/access/index.ts';

/** The gateway decides; this only spares people a page that could do nothing for them. */
export function mayReviewExports(roles: readonly string[]): boolean {
  return decideByRole(rolesFrom(roles), 'export-review', 'HRESCH').kind === 'allow';
}

/** Taking out, not only judging what others take out. */
export function mayExport(roles: readonly string[]): boolean {
  return decideByRole(rolesFrom(roles), 'export', 'HRESCH').kind === 'allow';
}
