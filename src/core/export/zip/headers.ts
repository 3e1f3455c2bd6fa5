// The records of a ZIP file, as PKWARE's APPNOTE 6.3.10 section 4 lays them out.

export interface WrittenEntry {
  /** UTF-8. */
  readonly name: Uint8Array;
  readonly method: 'stored' | 'deflate';
  readonly crc32: number;
  readonly storedLength: number;
  readonly byteLength: number;
  /** Where its local header stands. */
  readonly offset: number;
  /** Its sizes follow its bytes, because nobody knew them before. */
  readonly isStreamed: boolean;
}

const METHOD = { stored: 0, deflate: 8 } as const;

/** What 32 and 16 bits cannot hold is written as this, and the number itself in the ZIP64 record. */
const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;

/** 1 January 1980, midnight: the first moment the format knows. When something was packed is nobody's business. */
const FIXED_TIME = 0;
const FIXED_DATE = (1 << 5) | 1;

const UTF8_NAME = 1 << 11;
const SIZES_FOLLOW = 1 << 3;

/** ZIP64, and nothing about the machine: host system 0. */
const VERSION = 45;

/** With sizes when they are known; else the entry is ZIP64 from the start, because it may become of any length. */
export function localHeader(entry: WrittenEntry): Uint8Array {
  const isLarge = entry.isStreamed || entry.byteLength >= MOST_32 || entry.storedLength >= MOST_32;
  const extra = isLarge ? 20 : 0;
  const out = record(30 + entry.name.length + extra);
  out.u32(0x04034b50);
  out.u16(VERSION);
  describe(out, entry);
  out.u32(entry.isStreamed ? 0 : entry.crc32);
  out.u32(isLarge ? MOST_32 : entry.storedLength);
  out.u32(isLarge ? MOST_32 : entry.byteLength);
  out.u16(entry.name.length);
  out.u16(extra);
  out.bytes(entry.name);
  if (isLarge) {
    out.u16(1);
    out.u16(16);
    out.u64(entry.isStreamed ? 0 : entry.byteLength);
    out.u64(entry.isStreamed ? 0 : entry.storedLength);
  }
  return out.done();
}

/** Behind the bytes of a streamed entry; sizes of eight bytes, because its local header is ZIP64 (4.3.9.2). */
export function dataDescriptor(entry: WrittenEntry): Uint8Array {
  const out = record(24);
  out.u32(0x08074b50);
  out.u32(entry.crc32);
  out.u64(entry.storedLength);
  out.u64(entry.byteLength);
  return out.done();
}

export function centralHeader(entry: WrittenEntry): Uint8Array {
  const large = [entry.byteLength, entry.storedLength, entry.offset].filter((value) => value >= MOST_32);
  const extra = large.length === 0 ? 0 : 4 + 8 * large.length;
  const out = record(46 + entry.name.length + extra);
  out.u32(0x02014b50);
  out.u16(VERSION);
  out.u16(VERSION);
  describe(out, entry);
  out.u32(entry.crc32);
  out.u32(Math.min(entry.storedLength, MOST_32));
  out.u32(Math.min(entry.byteLength, MOST_32));
  out.u16(entry.name.length);
  out.u16(extra);
  // No comment, first disk, no attributes.
  out.skip(2 + 2 + 2 + 4);
  out.u32(Math.min(entry.offset, MOST_32));
  out.bytes(entry.name);
  if (large.length > 0) {
    out.u16(1);
    out.u16(8 * large.length);
    // In this order, and only those that did not fit (4.5.3).
    for (const value of large) out.u64(value);
  }
  return out.done();
}

/** The end of the archive: only with it is there an archive at all. */
export function endRecords(directory: { entries: number; offset: number; byteLength: number }): Uint8Array {
  const { entries, offset, byteLength } = directory;
  const isLarge = entries >= MOST_16 || offset >= MOST_32 || byteLength >= MOST_32;
  const out = record(22 + (isLarge ? 56 + 20 : 0));
  if (isLarge) {
    out.u32(0x06064b50);
    out.u64(44);
    out.u16(VERSION);
    out.u16(VERSION);
    out.skip(8);
    out.u64(entries);
    out.u64(entries);
    out.u64(byteLength);
    out.u64(offset);
    out.u32(0x07064b50);
    out.skip(4);
    out.u64(offset + byteLength);
    out.u32(1);
  }
  out.u32(0x06054b50);
  out.skip(4);
  out.u16(Math.min(entries, MOST_16));
  out.u16(Math.min(entries, MOST_16));
  out.u32(Math.min(byteLength, MOST_32));
  out.u32(Math.min(offset, MOST_32));
  out.u16(0);
  return out.done();
}

/** What local and central headers say alike. */
function describe(out: Record, entry: WrittenEntry): void {
  out.u16(UTF8_NAME | (entry.isStreamed ? SIZES_FOLLOW : 0));
  out.u16(METHOD[entry.method]);
  out.u16(FIXED_TIME);
  out.u16(FIXED_DATE);
}

type Record = ReturnType<typeof record>;

function record(length: number) {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  return {
    u16(value: number) {
      view.setUint16(at, value, true);
      at += 2;
    },
    u32(value: number) {
      view.setUint32(at, value, true);
      at += 4;
    },
    u64(value: number) {
      view.setBigUint64(at, BigInt(value), true);
      at += 8;
    },
    bytes(value: Uint8Array) {
      bytes.set(value, at);
      at += value.length;
    },
    skip(count: number) {
      at += count;
    },
    done() {
      if (at !== length) throw new RangeError('a ZIP record has another length than was planned');
      return bytes;
    },
  };
}
