// The directory of a ZIP archive that lies on the person's disk. Workers read its entries, one at a time.
import { SourceUnreadable } from '../../../workers/export/source-unreadable.ts';
import type { ZipPart } from '../../../workers/export/zip-part.ts';

export interface ZipEntry {
  readonly name: string;
  readonly part: ZipPart;
}

// APPNOTE 6.3.10: signatures and the fixed lengths of the records.
const END = 0x06054b50;
const END64_LOCATOR = 0x07064b50;
const END64 = 0x06064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const CENTRAL_BYTES = 46;
const FULL16 = 0xffff;
const FULL32 = 0xffffffff;
export async function isZip(file: Blob): Promise<boolean> {
  if (file.size < 4) return false;
  const signature = (await viewOf(file, 0, 4)).getUint32(0, true);
  return signature === LOCAL || signature === END;
}

export async function listZip(file: Blob): Promise<ZipEntry[]> {
  const { count, length, start } = await endOf(file);
  if (start + length > file.size) throw new SourceUnreadable('zip-damaged');
  const directory = await viewOf(file, start, length);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL_BYTES > length || directory.getUint32(at, true) !== CENTRAL)
      throw new SourceUnreadable('zip-damaged');
    const entry = entryAt(directory, at);
    if (!entry.name.endsWith('/')) entries.push(entry);
    at += CENTRAL_BYTES + [28, 30, 32].reduce((sum, field) => sum + directory.getUint16(at + field, true), 0);
  }
  return entries;
}

async function viewOf(file: Blob, start: number, length: number): Promise<DataView> {
  const bytes = await file.slice(start, start + length).arrayBuffer();
  if (bytes.byteLength !== length) throw new SourceUnreadable('zip-damaged');
  return new DataView(bytes);
}

/** The end record, behind which a comment may stand, and its 64-bit form where the numbers do not fit. */
async function endOf(file: Blob): Promise<{ count: number; length: number; start: number }> {
  const tailAt = Math.max(0, file.size - END_BYTES - FULL16 - LOCATOR_BYTES);
  const tail = await viewOf(file, tailAt, file.size - tailAt);
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue;
    const locator = at - LOCATOR_BYTES;
    if (locator >= 0 && tail.getUint32(locator, true) === END64_LOCATOR) {
      const record = await viewOf(file, Number(tail.getBigUint64(locator + 8, true)), 56);
      if (record.getUint32(0, true) !== END64) throw new SourceUnreadable('zip-damaged');
      const [count, length, start] = [32, 40, 48].map((field) => Number(record.getBigUint64(field, true)));
      return { count: count ?? 0, length: length ?? 0, start: start ?? 0 };
    }
    return {
      count: tail.getUint16(at + 10, true),
      length: tail.getUint32(at + 12, true),
      start: tail.getUint32(at + 16, true),
    };
  }
  throw new SourceUnreadable('zip-damaged');
}

function entryAt(directory: DataView, at: number): ZipEntry {
  const flags = directory.getUint16(at + 8, true);
  const method = directory.getUint16(at + 10, true);
  const crc = directory.getUint32(at + 16, true);
  const nameLength = directory.getUint16(at + 28, true);
  const name = new Uint8Array(directory.buffer, at + CENTRAL_BYTES, nameLength);
  return {
    name: new TextDecoder((flags & 0x800) === 0 ? 'latin1' : 'utf-8').decode(name),
    part: { ...sizesAt(directory, at), method, crc, isEncrypted: (flags & 1) !== 0 },
  };
}

/** Those that do not fit 32 bits stand in the ZIP64 extra field, in this order. */
function sizesAt(directory: DataView, at: number): { byteLength: number; stored: number; offset: number } {
  const values = [24, 20, 42].map((field) => directory.getUint32(at + field, true));
  const extraAt = at + CENTRAL_BYTES + directory.getUint16(at + 28, true);
  const extraEnd = extraAt + directory.getUint16(at + 30, true);
  for (let field = extraAt; field + 4 <= extraEnd; field += 4 + directory.getUint16(field + 2, true)) {
    if (directory.getUint16(field, true) !== 1) continue;
    let place = field + 4;
    for (const [index, value] of values.entries()) {
      if (value !== FULL32 || place + 8 > extraEnd) continue;
      values[index] = Number(directory.getBigUint64(place, true));
      place += 8;
    }
  }
  const [byteLength = 0, stored = 0, offset = 0] = values;
  return { byteLength, stored, offset };
}
