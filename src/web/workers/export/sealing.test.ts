import { describe, expect, it } from 'vitest';
import { sealingWith, VaultLost } from './sealing.ts';

const newKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']) as Promise<CryptoKey>; // one key, not a pair

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(pieces));
}

describe('a sealed file', () => {
  it.each([0, 1, 4 * 2 ** 20, 4 * 2 ** 20 + 1, 9 * 2 ** 20])('of %i bytes opens as it was', async (length) => {
    const sealing = sealingWith(await newKey(), 'run');
    const bytes = Uint8Array.from({ length }, (_, at) => at * 31);
    const sealed = joined(await sealing.seal('f1', { of: 'it' }, bytes));
    const opened = await sealing.open('f1', sealed);
    expect(opened.facts).toEqual({ of: 'it' });
    expect(Buffer.compare(opened.bytes, bytes)).toBe(0);
    expect(await sealing.facts('f1', sealed)).toEqual({ of: 'it' });
  });

  it('opens with no other key, in no other place, cut nowhere and changed nowhere', async () => {
    const key = await newKey();
    const sealing = sealingWith(key, 'run');
    const sealed = joined(await sealing.seal('f1', null, new Uint8Array(100)));
    await expect(sealingWith(await newKey(), 'run').open('f1', sealed)).rejects.toThrow(VaultLost);
    await expect(sealingWith(key, 'other').open('f1', sealed)).rejects.toThrow(VaultLost);
    await expect(sealing.open('f2', sealed)).rejects.toThrow(VaultLost);
    for (let at = 0; at < sealed.length; at += 7) {
      await expect(sealing.open('f1', sealed.slice(0, at))).rejects.toThrow(VaultLost);
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(sealing.open('f1', changed)).rejects.toThrow(VaultLost);
    }
  });
});
