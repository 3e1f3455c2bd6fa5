// Plain data with typed arrays and sets in it, as bytes and back. What the structured clone of the browser does, but where the
// bytes can be had: they are encrypted before anything is written down.

const KINDS = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i16: Int16Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;
type Kind = keyof typeof KINDS;

/** Four bytes of length, JSON, then the arrays one after the other at multiples of eight. */
export function packed(value: unknown): Uint8Array<ArrayBuffer> {
  const arrays: Uint8Array[] = [];
  const json = new TextEncoder().encode(JSON.stringify(plain(value, arrays)));
  const start = aligned(4 + json.length);
  const total = arrays.reduce((sum, { length }) => sum + aligned(length), start);
  const bytes = new Uint8Array(total);
  new DataView(bytes.buffer).setUint32(0, json.length);
  bytes.set(json, 4);
  let at = start;
  for (const array of arrays) {
    bytes.set(array, at);
    at += aligned(array.length);
  }
  return bytes;
}

export function unpacked(bytes: Uint8Array<ArrayBuffer>): unknown {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const json: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return revived(json, bytes, { at: aligned(4 + length) });
}

const aligned = (length: number): number => Math.ceil(length / 8) * 8;

function plain(value: unknown, arrays: Uint8Array[]): unknown {
  if (Array.isArray(value)) return value.map((one) => plain(one, arrays));
  if (value instanceof Set) return { $: 'set', of: [...value].map((one) => plain(one, arrays)) };
  if (ArrayBuffer.isView(value)) {
    const kind = Object.entries(KINDS).find(([, Made]) => value instanceof Made)?.[0];
    if (kind === undefined) throw new TypeError('an array of this kind cannot be packed');
    arrays.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return { $: kind, bytes: value.byteLength };
  }
  if (typeof value !== 'object' || value === null) return value;
  if ('$' in value) throw new TypeError('a member of this name cannot be packed');
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member, arrays)]));
}

function revived(value: unknown, bytes: Uint8Array<ArrayBuffer>, cursor: { at: number }): unknown {
  if (Array.isArray(value)) return value.map((one) => revived(one, bytes, cursor));
  if (typeof value !== 'object' || value === null) return value;
  // Written by `plain` above, and authenticated by the encryption around it.
  const { $: kind, of, bytes: length } = value as { $?: Kind | 'set'; of?: unknown[]; bytes?: number };
  if (kind === 'set') return new Set((of ?? []).map((one) => revived(one, bytes, cursor)));
  if (kind !== undefined && length !== undefined) {
    const copy = bytes.slice(cursor.at, cursor.at + length);
    cursor.at += aligned(length);
    return kind === 'u8' ? copy : new KINDS[kind](copy.buffer);
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, revived(member, bytes, cursor)]));
}
