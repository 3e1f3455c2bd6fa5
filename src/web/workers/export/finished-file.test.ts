import { describe, expect, it } from 'vitest';
import { apartFrom, openFinished } from './finished-file.ts';
import { VaultLost, type Vault } from './vault.ts';

const noise = (length: number, seed: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, at) => (at * 31 + seed) & 255);

function vaultOf(files: Readonly<Record<string, { facts: unknown; bytes: Uint8Array<ArrayBuffer> }>>): Vault {
  return {
    put: () => Promise.reject(new Error('nothing is put here')),
    get: (name) => {
      const found = files[name];
      return found === undefined ? Promise.reject(new VaultLost('not there')) : Promise.resolve(found);
    },
    facts: () => Promise.reject(new Error('nobody asks')),
  };
}

describe('a finished file that shares bytes with its original', () => {
  const buffer = noise(400_000, 7);
  // As files lie that were read together: the original is a part of a larger buffer.
  const original = buffer.subarray(100_000, 350_000);
  const head = noise(900, 3);
  const chunks = [
    head,
    original.subarray(1000, 101_000),
    noise(10, 5),
    original.subarray(120_000, 220_000),
    noise(3, 9),
  ];
  const whole = Buffer.concat(chunks);

  it('is sealed without them and opens as it was', async () => {
    const { shared, own } = apartFrom(original, chunks);
    expect(own.length).toBe(913);
    expect(shared).toEqual([
      { at: 900, from: 1000, length: 100_000 },
      { at: 100_910, from: 120_000, length: 100_000 },
    ]);
    const vault = vaultOf({
      f3: { facts: { facts: 'about it', shared }, bytes: own },
      o3: { facts: undefined, bytes: original.slice() },
    });
    const opened = await openFinished(vault, 3);
    expect(opened.facts).toBe('about it');
    expect(Buffer.from(opened.bytes).equals(whole)).toBe(true);
  });

  it('is lost with its original, and never opens as something else', async () => {
    const { shared, own } = apartFrom(original, chunks);
    const vault = vaultOf({ f3: { facts: { facts: undefined, shared }, bytes: own } });
    await expect(openFinished(vault, 3)).rejects.toThrow(VaultLost);
  });

  it('shares nothing with the neighbours of its original, nor with a copy of it, nor a little', () => {
    const beside = [
      buffer.subarray(0, 100_000),
      buffer.subarray(300_000),
      original.slice(),
      original.subarray(0, 5000),
    ];
    const { shared, own } = apartFrom(original, beside);
    expect(shared).toEqual([]);
    expect(Buffer.from(own).equals(Buffer.concat(beside))).toBe(true);
  });
});
