import { createHash, generateKeyPairSync, sign, verify, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toHex } from './bytes.ts';
import {
  CheckpointMalformed,
  formatVerifierKey,
  isSignedBy,
  keyHashOf,
  parseCheckpoint,
  parseVerifierKey,
  signCheckpoint,
} from './checkpoint.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const pair = generateKeyPairSync('ed25519');
const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
const origin = 'hospital.example/log';
const keyHash = keyHashOf(origin, publicKey, sha256);
const signer = { keyHash, sign: (bytes: Uint8Array) => sign(null, bytes, pair.privateKey) };
const check = (key: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean => {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
  return verify(null, bytes, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
};
const root = sha256(new Uint8Array());
const note = signCheckpoint({ origin, size: 7, root }, signer);

describe('signed checkpoints', () => {
  it('have the form of tlog-checkpoint', () => {
    const [first, size, hash, blank, signature, end] = note.split('\n');
    expect([first, size, hash, blank, end]).toEqual([origin, '7', Buffer.from(root).toString('base64'), '', '']);
    expect(signature).toMatch(/^— hospital\.example\/log [A-Za-z0-9+/]+=*$/);
  });

  it('are read back and verified with the published key', () => {
    const key = parseVerifierKey(formatVerifierKey(origin, publicKey, sha256), sha256);
    const read = parseCheckpoint(note);
    expect(read).toMatchObject({ origin, size: 7 });
    expect(key !== undefined && isSignedBy(read, key, check)).toBe(true);
  });

  it('leave signatures of witnesses aside', () => {
    const key = parseVerifierKey(formatVerifierKey(origin, publicKey, sha256), sha256);
    const witnessed = `${note}— witness.example AAAAAAAA\n`;
    expect(key !== undefined && isSignedBy(parseCheckpoint(witnessed), key, check)).toBe(true);
  });

  it('do not verify once anything in them was changed', () => {
    const key = parseVerifierKey(formatVerifierKey(origin, publicKey, sha256), sha256);
    const changed = note.replace('\n7\n', '\n8\n');
    expect(key !== undefined && isSignedBy(parseCheckpoint(changed), key, check)).toBe(false);
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
    const wrong = parseVerifierKey(formatVerifierKey(origin, other, sha256), sha256);
    expect(wrong !== undefined && isSignedBy(parseCheckpoint(note), wrong, check)).toBe(false);
  });

  it.each([
    '',
    'x',
    note.trimEnd(),
    note.replace('\n7\n', '\n07\n'),
    note.replace('\n7\n', '\n-1\n'),
    note.replace('—', '-'),
    note.replace('\n\n', '\n'),
  ])('refuse another form (%#)', (text) => {
    expect(() => parseCheckpoint(text)).toThrow(CheckpointMalformed);
  });

  it('knows the reference key of the signed-note specification', () => {
    // golang.org/x/mod/sumdb/note, package documentation.
    const text = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    const key = parseVerifierKey(text, sha256);
    expect(key?.name).toBe('PeterNeumann');
    expect(key === undefined ? '' : toHex(key.keyHash)).toBe('c74f20a3');
    expect(parseVerifierKey(text.replace('c74f20a3', 'c74f20a4'), sha256)).toBeUndefined();
    expect(parseVerifierKey('nonsense', sha256)).toBeUndefined();
  });
});
