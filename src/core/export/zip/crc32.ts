/** CRC-32 of ISO 3309, eight bytes a step: a cohort of gigabytes must not wait for its check sums. */
const STEPS = 8;

const TABLES: readonly Uint32Array[] = makeTables();

function makeTables(): Uint32Array[] {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  const tables = [first];
  for (let step = 1; step < STEPS; step += 1) {
    const before = tables[step - 1] ?? first;
    tables.push(before.map((value) => (value >>> 8) ^ (first[value & 255] ?? 0)));
  }
  return tables;
}

/** The running check sum over `bytes`, going on from an earlier one. */
export function crc32(bytes: Uint8Array, earlier = 0): number {
  // Eight tables of 256 entries each, made above: every index below lies inside them.
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as [U, U, U, U, U, U, U, U];
  let crc = ~earlier;
  let at = 0;
  for (const end = bytes.length - (bytes.length % STEPS); at < end; at += STEPS) {
    const low = crc ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
    crc =
      t7[low & 255]! ^
      t6[(low >>> 8) & 255]! ^
      t5[(low >>> 16) & 255]! ^
      t4[low >>> 24]! ^
      t3[bytes[at + 4]!]! ^
      t2[bytes[at + 5]!]! ^
      t1[bytes[at + 6]!]! ^
      t0[bytes[at + 7]!]!;
  }
  for (; at < bytes.length; at += 1) crc = (crc >>> 8) ^ t0[(crc ^ bytes[at]!) & 255]!;
  return ~crc >>> 0;
}

type U = Uint32Array;
