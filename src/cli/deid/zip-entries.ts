// Reads a ZIP archive by its central directory: one entry at a time, however large the archive is.
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { ZipUnreadable } from './zip-unreadable.ts';

export { ZipUnreadable };

export type ZipEntry = {
  readonly name: string;
  readonly offset: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly method: number;
  readonly crc: number;
  readonly encrypted: boolean;
};

const END = 0x06054b50;
const END64_LOCATOR = 0x07064b50;
const END64 = 0x06064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** End record, its longest comment, and the locator of its 64-bit form. */
const TAIL_BYTES = 22 + 0xffff + 20;
const LARGEST_ENTRY = 4 * 2 ** 30;
const FULL32 = 0xffffffff;

export async function listZip(path: string): Promise<ZipEntry[]> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const tailAt = Math.max(0, size - TAIL_BYTES);
    const tail = await readAt(handle, tailAt, size - tailAt);
    const end = tail.lastIndexOf(Uint8Array.of(0x50, 0x4b, 5, 6));
    if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== END) throw new ZipUnreadable('zip-damaged');
    let [count, length, start] = [
      tail.readUInt16LE(end + 10),
      tail.readUInt32LE(end + 12),
      tail.readUInt32LE(end + 16),
    ];
    const locator = end - 20;
    if (locator >= 0 && tail.readUInt32LE(locator) === END64_LOCATOR) {
      const record = await readAt(handle, Number(tail.readBigUInt64LE(locator + 8)), 56);
      if (record.readUInt32LE(0) !== END64) throw new ZipUnreadable('zip-damaged');
      [count, length, start] = [
        Number(record.readBigUInt64LE(32)),
        Number(record.readBigUInt64LE(40)),
        Number(record.readBigUInt64LE(48)),
      ];
    }
    if (start + length > size) throw new ZipUnreadable('zip-damaged');
    return parseDirectory(await readAt(handle, start, length), count);
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new ZipUnreadable('zip-damaged');
  return buffer;
}

function parseDirectory(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL) throw new ZipUnreadable('zip-damaged');
    const flags = directory.readUInt16LE(at + 8);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      directory.readUInt16LE(at + field),
    ) as [number, number, number];
    const nameAt = at + 46;
    const extra = directory.subarray(nameAt + nameLength, nameAt + nameLength + extraLength);
    const sizes = sizesOf(directory, at, extra);
    entries.push({
      name: directory.toString((flags & 0x800) !== 0 ? 'utf8' : 'latin1', nameAt, nameAt + nameLength),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      encrypted: (flags & 1) !== 0,
      ...sizes,
    });
    at = nameAt + nameLength + extraLength + commentLength;
  }
  return entries.filter(({ name }) => !name.endsWith('/'));
}

/** Sizes and place; those that do not fit 32 bits stand in the ZIP64 extra field, in this order. */
function sizesOf(directory: Buffer, at: number, extra: Buffer): Pick<ZipEntry, 'bytes' | 'compressedBytes' | 'offset'> {
  const values = [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)];
  for (let field = 0; field + 4 <= extra.length; field += 4 + extra.readUInt16LE(field + 2)) {
    if (extra.readUInt16LE(field) !== 1) continue;
    let place = field + 4;
    for (const [index, value] of values.entries()) {
      if (value !== FULL32 || place + 8 > extra.length) continue;
      values[index] = Number(extra.readBigUInt64LE(place));
      place += 8;
    }
  }
  const [bytes = 0, compressedBytes = 0, offset = 0] = values;
  return { bytes, compressedBytes, offset };
}

export async function readZipEntry(path: string, entry: ZipEntry): Promise<Uint8Array> {
  if (entry.encrypted) throw new ZipUnreadable('zip-encrypted');
  if (entry.method !== 0 && entry.method !== 8) throw new ZipUnreadable('zip-method');
  if (entry.bytes > LARGEST_ENTRY) throw new ZipUnreadable('zip-too-large');
  const handle = await open(path, 'r');
  try {
    const header = await readAt(handle, entry.offset, 30);
    if (header.readUInt32LE(0) !== LOCAL) throw new ZipUnreadable('zip-damaged');
    const dataAt = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const stored = await readAt(handle, dataAt, entry.compressedBytes);
    return checked(entry.method === 0 ? stored : inflated(stored, entry.bytes), entry);
  } finally {
    await handle.close();
  }
}

/** Never more than the directory promised: an entry cannot blow up. */
function inflated(stored: Buffer, bytes: number): Buffer {
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(1, bytes) });
  } catch {
    throw new ZipUnreadable('zip-damaged');
  }
}

function checked(bytes: Buffer, { bytes: size, crc }: ZipEntry): Buffer {
  if (bytes.length !== size || crc32(bytes) !== crc) throw new ZipUnreadable('zip-damaged');
  return bytes;
}
