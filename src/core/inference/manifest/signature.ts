// Ed25519 over the manifest, and SHA-256 of the model inside it: whoever signs the one answers for the other.
import { InferenceError } from '../errors.ts';
import type { Manifest, UnsignedManifest } from './manifest.ts';

/** A public key that may sign models: 32 bytes. */
export interface TrustedKey {
  readonly name: string;
  readonly publicKey: Uint8Array;
}

/** Canonical JSON: members sorted at every depth, no white space, so that formatting a file does not break its signature. */
export function signedBytes(manifest: UnsignedManifest | Manifest): Uint8Array {
  const { signature: _, ...rest } = { signature: undefined, ...manifest };
  return new TextEncoder().encode(JSON.stringify(sorted(rest)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sorted(member)]));
}

export async function sha256(bytes: Uint8Array): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))));
}

export async function keyIdOf(publicKey: Uint8Array): Promise<string> {
  return (await sha256(publicKey)).slice(0, 16);
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Throws `model-signature` unless one of the keys signed exactly this manifest. */
export async function verifyManifest(manifest: Manifest, keys: readonly TrustedKey[]): Promise<TrustedKey> {
  const { keyId, value } = manifest.signature;
  for (const key of keys) {
    if ((await keyIdOf(key.publicKey)) !== keyId) continue;
    const imported = await crypto.subtle.importKey('raw', new Uint8Array(key.publicKey), 'Ed25519', false, ['verify']);
    const signature = Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0));
    if (await crypto.subtle.verify('Ed25519', imported, signature, new Uint8Array(signedBytes(manifest)))) return key;
    throw new InferenceError('model-signature', 'the manifest is not what was signed');
  }
  throw new InferenceError('model-signature', 'no trusted key has signed this manifest');
}

/** Throws `model-hash` unless these are the bytes that the manifest names. */
export async function verifyModel(manifest: UnsignedManifest, model: Uint8Array): Promise<void> {
  if (model.length !== manifest.model.bytes || (await sha256(model)) !== manifest.model.sha256)
    throw new InferenceError('model-hash', 'the model is not the one that the manifest describes');
}
