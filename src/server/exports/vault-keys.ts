import { deriveKey } from '../secrets.ts';
import type { Person } from '../session/index.ts';

/**
 * A key for each login, for what the page must keep beside its memory while it makes an export. No state: any copy of the
 * gateway gives the same. Whoever signs out cannot ask for it any more, and it stands nowhere else.
 */
export interface VaultKeys {
  /** 32 bytes, base64. */
  keyOf(person: Pick<Person, 'sub' | 'sid'>): string;
}

export function createVaultKeys(masterKey: Uint8Array): VaultKeys {
  return {
    keyOf: ({ sub, sid }) => deriveKey(masterKey, `export-vault:${JSON.stringify([sub, sid])}`).toString('base64'),
  };
}
