// What one reviewer hands to another, as a small file that only the code of the invitation opens. The code goes another way.

const SCHEMA = 'collimator-review-1';
const INFO = new TextEncoder().encode('collimator review hand-over');

/** Not such a file, or not the code it was sealed with. Nothing of it was used. */
export class SealedFileUnreadable extends Error {
  readonly code = 'review-file-unreadable';
  constructor(options?: ErrorOptions) {
    super('the file cannot be opened with this code', options);
  }
}

export interface SealedFile {
  readonly exportId: string;
  readonly kind: 'recipe' | 'decision';
}

export async function seal(about: SealedFile, content: unknown, code: string): Promise<Blob> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = bytesOf(JSON.stringify([SCHEMA, about.exportId, about.kind]));
  const plain = bytesOf(JSON.stringify(content));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, await keyOf(code), plain);
  const { exportId, kind } = about;
  const file = { schema: SCHEMA, exportId, kind, nonce: base64(nonce), data: base64(new Uint8Array(data)) };
  return new Blob([JSON.stringify(file)], { type: 'application/json' });
}

export async function unseal(
  text: string,
  kind: SealedFile['kind'],
  code: string,
): Promise<{ exportId: string; content: unknown }> {
  try {
    const file = JSON.parse(text) as Record<string, unknown>;
    const { schema, exportId, nonce, data } = file;
    if (schema !== SCHEMA || file['kind'] !== kind || typeof exportId !== 'string') throw new SealedFileUnreadable();
    const additionalData = bytesOf(JSON.stringify([SCHEMA, exportId, kind]));
    const iv = fromBase64(String(nonce));
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData },
      await keyOf(code),
      fromBase64(String(data)),
    );
    return { exportId, content: JSON.parse(new TextDecoder().decode(plain)) };
  } catch (cause) {
    throw cause instanceof SealedFileUnreadable ? cause : new SealedFileUnreadable({ cause });
  }
}

/** The code has 192 random bits: it needs no slow derivation. */
async function keyOf(code: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', bytesOf(code.trim()), 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: INFO };
  return crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
