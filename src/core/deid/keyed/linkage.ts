// The linkage file: which pseudonym stands for whom. The only thing that leads back, so it is separate and encrypted:
// AES-256-GCM with a key from a passphrase (PBKDF2-SHA-256) or from a key file (HKDF-SHA-256).
export type LinkageRow = {
  readonly pseudonym: string;
  readonly patientID: string;
  readonly issuer: string;
  readonly dateShiftDays: number;
};

export type LinkageSecret =
  { readonly kind: 'passphrase'; readonly passphrase: string } | { readonly kind: 'key'; readonly key: Uint8Array };

/** The secret is wrong, or the file was changed. Nothing of it can be believed. */
export class LinkageUnreadable extends Error {
  readonly code = 'linkage-unreadable';
}

/** OWASP's figure of 2023 for PBKDF2 with SHA-256. */
const ITERATIONS = 600_000;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const FORMAT = 'collimator-linkage-1';

export async function encryptLinkage(
  rows: readonly LinkageRow[],
  secret: LinkageSecret,
  randomBytes: (length: number) => Uint8Array,
): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const key = await keyFrom(secret, salt);
  const plain = new TextEncoder().encode(JSON.stringify(rows));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: copy(nonce), additionalData: new TextEncoder().encode(FORMAT) },
    key,
    plain,
  );
  const parts = {
    format: FORMAT,
    keyFrom: secret.kind,
    salt: hexOf(salt),
    nonce: hexOf(nonce),
    sealed: hexOf(new Uint8Array(sealed)),
  };
  return `${JSON.stringify(parts)}\n`;
}

export async function decryptLinkage(file: string, secret: LinkageSecret): Promise<LinkageRow[]> {
  try {
    const { format, salt, nonce, sealed } = JSON.parse(file) as Record<string, string>; // whatever it is, decryption fails unless it is ours
    if (format !== FORMAT) throw new LinkageUnreadable('this is no linkage file of this version');
    const key = await keyFrom(secret, bytesOf(salt));
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: bytesOf(nonce), additionalData: new TextEncoder().encode(FORMAT) },
      key,
      bytesOf(sealed),
    );
    return JSON.parse(new TextDecoder().decode(plain)) as LinkageRow[]; // authenticated: it is what was written
  } catch (error) {
    if (error instanceof LinkageUnreadable) throw error;
    throw new LinkageUnreadable('wrong secret, or the file was changed', { cause: error });
  }
}

async function keyFrom(secret: LinkageSecret, salt: Uint8Array): Promise<CryptoKey> {
  const raw = secret.kind === 'key' ? copy(secret.key) : new TextEncoder().encode(secret.passphrase.normalize('NFKC'));
  const algorithm = secret.kind === 'key' ? 'HKDF' : 'PBKDF2';
  const base = await crypto.subtle.importKey('raw', raw, algorithm, false, ['deriveKey']);
  const parameters =
    secret.kind === 'key'
      ? { name: 'HKDF', hash: 'SHA-256', salt: copy(salt), info: new TextEncoder().encode(FORMAT) }
      : { name: 'PBKDF2', hash: 'SHA-256', salt: copy(salt), iterations: ITERATIONS };
  return crypto.subtle.deriveKey(parameters, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

// WebCrypto wants bytes in a buffer of their own kind.
const copy = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function bytesOf(hex: string | undefined): Uint8Array<ArrayBuffer> {
  if (hex === undefined || !/^(?:[0-9a-f]{2})*$/.test(hex)) throw new LinkageUnreadable('this is no linkage file');
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
