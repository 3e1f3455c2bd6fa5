import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJSON } from '../audit/index.ts';

/** Of a value as RFC 8785 writes it: equal values, equal hashes, in any browser. */
export function sha256OfJSON(value: unknown): string {
  return sha256OfText(canonicalJSON(value));
}

export function sha256OfText(text: string): string {
  return sha256OfBytes(utf8ToBytes(text));
}

export function sha256OfBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

export function sha256Digest(text: string): Uint8Array {
  return sha256(utf8ToBytes(text));
}
