import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';

/** What must never be in the configuration. */
export interface GatewaySecrets {
  /** 32 bytes or more, the same in every copy of the gateway. Every other key is derived from it. */
  readonly masterKey: Uint8Array;
  /** Ed25519 private key (PKCS #8 PEM or KeyObject) that signs checkpoints. Keep it off the database host. */
  readonly checkpointKey: string | KeyObject;
}

/** A secret is missing, too short or of the wrong kind. Stop at start. */
export class SecretInvalid extends Error {
  readonly code = 'secret-invalid';
}

export function createSecrets(): { masterKey: Uint8Array; checkpointKey: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { masterKey: randomBytes(32), checkpointKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** RFC 5869: one key for one use, so that no use can be turned against another. */
export function deriveKey(masterKey: Uint8Array, use: string): Buffer {
  if (masterKey.length < 32) throw new SecretInvalid('the master key needs 32 bytes');
  return Buffer.from(hkdfSync('sha256', masterKey, 'collimator', use, 32));
}

export function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/** AES-256-GCM: nonce, ciphertext, tag. A nonce given by the caller must depend on the plaintext. */
export function seal(key: Uint8Array, plain: Uint8Array, nonce: Uint8Array = randomBytes(NONCE_LENGTH)): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined when it was not sealed with this key. */
export function unseal(key: Uint8Array, sealed: Uint8Array): Buffer | undefined {
  if (sealed.length < NONCE_LENGTH + TAG_LENGTH) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_LENGTH));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_LENGTH));
  try {
    const plain = decipher.update(sealed.subarray(NONCE_LENGTH, sealed.length - TAG_LENGTH));
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    // Node says "wrong tag" by throwing; for the caller that is an answer, not a fault.
    return undefined;
  }
}

export interface CheckpointSigner {
  readonly publicKey: Uint8Array;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

export function checkpointSigner(key: string | KeyObject): CheckpointSigner {
  const privateKey = typeof key === 'string' ? createPrivateKey(key) : key;
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new SecretInvalid('the checkpoint key must be Ed25519');
  // The raw key is the last 32 bytes of its SubjectPublicKeyInfo (RFC 8410).
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-32);
  return { publicKey, sign: (bytes) => sign(null, bytes, privateKey) };
}
