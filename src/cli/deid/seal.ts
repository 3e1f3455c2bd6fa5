import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';

/** Text to lines that only the holder of the project's key can read, and that nobody can change. */
export type Seal = { close(text: string): string; open(line: string): string };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function sealWith(projectKey: Uint8Array): Seal {
  const bytes = hkdfSync('sha256', projectKey, '', 'collimator de-identification journal', 32);
  const key = createSecretKey(Buffer.from(bytes));
  return {
    close(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(line) {
      const sealed = Buffer.from(line, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}
