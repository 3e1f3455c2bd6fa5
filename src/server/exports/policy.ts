import { createHash, randomBytes } from 'node:crypto';
import { canonicalJSON } from '../../core/audit/index.ts';
import type { ExportPolicy } from '../../core/export/record/index.ts';

export interface PolicyInForce {
  readonly policy: ExportPolicy;
  /** So that the log tells under which rules something was allowed. */
  readonly sha256: string;
}

export function policyInForce(policy: ExportPolicy): PolicyInForce {
  return { policy, sha256: sha256Of(canonicalJSON(policy)) };
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** A name that nobody guesses. */
export function randomId(): string {
  return randomBytes(24).toString('base64url');
}
