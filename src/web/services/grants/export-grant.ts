import type { ExportAnswer } from '../../../contract/index.ts';
import { brandGrant, type Grant } from './grant.ts';

/**
 * For looking at what an export made of a study. The opening of its originals was recorded under a grant of its own, and the
 * naming of what was made of them too: this one bears the receipt of that, and opens nothing at the gateway, which does not know
 * it. Undefined where the gateway gave no receipt.
 */
export function grantOfExport(
  { exportId, endsAt, receipt }: ExportAnswer,
  studyInstanceUID: string,
): Grant | undefined {
  if (receipt === null) return undefined;
  return brandGrant({
    kind: 'granted',
    grantId: `export-${exportId}`,
    studyInstanceUID,
    handle: `export-${exportId}`,
    purpose: 'HRESCH',
    expiresAt: endsAt,
    renewAfterMs: Math.max(1, Date.parse(endsAt) - Date.now()),
    readOnly: true,
    receipt,
  });
}

/**
 * For looking at what this page made of a study, under its new UID: bears the receipt of the opening of the originals, and opens
 * nothing at the gateway, which does not know it.
 */
export function grantOfViewing({ receipt, expiresAt, renewAfterMs }: Grant, studyInstanceUID: string): Grant {
  const own = `viewing-${crypto.randomUUID()}`;
  return brandGrant({
    kind: 'granted',
    grantId: own,
    studyInstanceUID,
    handle: own,
    purpose: 'HRESCH',
    expiresAt,
    renewAfterMs,
    readOnly: true,
    receipt,
  });
}
