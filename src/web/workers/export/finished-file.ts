// A finished file beside its original: what both have in common, the pixels mostly, is sealed once.
import { finishedOf, originalOf } from './file-names.ts';
import type { Opened } from './sealing.ts';
import type { Vault } from './vault.ts';

/** So many bytes of the finished file are those of the original, in memory too. */
interface Shared {
  readonly at: number;
  readonly from: number;
  readonly length: number;
}

export interface FinishedRecord<Facts> {
  readonly facts: Facts;
  readonly shared: readonly Shared[];
}

/** Less is not worth being remembered. */
const WORTH_SHARING = 64 * 1024;

/** `chunks` are the finished file; those that are views of `original` are named, all others are copied. */
export function apartFrom(
  original: Uint8Array<ArrayBuffer>,
  chunks: readonly Uint8Array[],
): { readonly shared: readonly Shared[]; readonly own: Uint8Array<ArrayBuffer> } {
  const shared: Shared[] = [];
  const own: Uint8Array[] = [];
  let at = 0;
  for (const chunk of chunks) {
    const { length } = chunk;
    const from = chunk.byteOffset - original.byteOffset;
    const isPart = chunk.buffer === original.buffer && from >= 0 && from + length <= original.length;
    if (isPart && length >= WORTH_SHARING) shared.push({ at, from, length });
    else own.push(chunk);
    at += length;
  }
  return { shared, own: joined(own) };
}

/** Of the same input. */
export async function openFinished<Facts>(vault: Vault, input: number): Promise<Opened & { readonly facts: Facts }> {
  const { facts: record, bytes: own } = await vault.get(finishedOf(input));
  const { facts, shared } = record as FinishedRecord<Facts>; // sealed by this page's own code
  if (shared.length === 0) return { facts, bytes: own };
  const { bytes: original } = await vault.get(originalOf(input));
  const length = shared.reduce((sum, one) => sum + one.length, own.length);
  const bytes = new Uint8Array(length);
  let [at, taken] = [0, 0];
  const fillTo = (end: number): void => {
    bytes.set(own.subarray(taken, taken + end - at), at);
    taken += end - at;
    at = end;
  };
  for (const part of shared) {
    fillTo(part.at);
    bytes.set(original.subarray(part.from, part.from + part.length), at);
    at += part.length;
  }
  fillTo(length);
  return { facts, bytes };
}

/** `into`: a buffer to use where it is large enough. */
export function joined(chunks: readonly Uint8Array[], into?: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const bytes = into !== undefined && into.length >= length ? into.subarray(0, length) : new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
