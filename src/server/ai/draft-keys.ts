import { deriveKey } from '../secrets.ts';

/**
 * A key for each person. What they decided and did not send yet lies on a workstation, encrypted with it: whoever finds it there
 * cannot read it, not even after signing in as somebody else, and the person can, after a crash or a new sign-in.
 */
export interface DraftKeys {
  readonly keyOf: (sub: string) => string;
}

export function createDraftKeys(masterKey: Uint8Array): DraftKeys {
  return { keyOf: (sub) => Buffer.from(deriveKey(masterKey, `ai:drafts:${sub}`)).toString('base64') };
}
