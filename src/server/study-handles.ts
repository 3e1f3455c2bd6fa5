import { isUID } from '../core/access/index.ts';
import { deriveKey, hmac, seal, unseal } from './secrets.ts';

/**
 * Names of studies in page URLs. Sealed under a key of the login, so a link that ends up in a history, a proxy log or a
 * colleague's mail says nothing and opens nothing. No state: any copy of the gateway reads any handle.
 */
export interface StudyHandles {
  handleOf(sid: string, studyInstanceUID: string): string;
  /** Undefined for handles of another login as for nonsense: the two cannot be told apart. */
  studyOf(sid: string, handle: string): string | undefined;
}

// All UIDs are padded to the longest, so that the length of a handle says nothing.
const UID_LENGTH = 64;
const LOGINS_REMEMBERED = 1000;

export function createStudyHandles(masterKey: Uint8Array): StudyHandles {
  const keys = new Map<string, { seal: Buffer; nonce: Buffer }>();
  const keysOf = (sid: string): { seal: Buffer; nonce: Buffer } => {
    const known = keys.get(sid);
    if (known !== undefined) return known;
    if (keys.size >= LOGINS_REMEMBERED) keys.clear();
    const made = {
      seal: deriveKey(masterKey, `study-handle:seal:${sid}`),
      nonce: deriveKey(masterKey, `study-handle:nonce:${sid}`),
    };
    keys.set(sid, made);
    return made;
  };
  return {
    handleOf(sid, studyInstanceUID) {
      const key = keysOf(sid);
      // The nonce comes from the UID: one study has one handle per login, and no nonce ever covers two UIDs.
      const nonce = hmac(key.nonce, studyInstanceUID).subarray(0, 12);
      return seal(key.seal, Buffer.from(studyInstanceUID.padEnd(UID_LENGTH), 'latin1'), nonce).toString('base64url');
    },
    studyOf(sid, handle) {
      const bytes = Buffer.from(handle, 'base64url');
      if (bytes.toString('base64url') !== handle) return undefined;
      const studyInstanceUID = unseal(keysOf(sid).seal, bytes)?.toString('latin1').trimEnd();
      return studyInstanceUID !== undefined && isUID(studyInstanceUID) ? studyInstanceUID : undefined;
    },
  };
}
