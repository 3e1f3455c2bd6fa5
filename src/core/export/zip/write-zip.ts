// A ZIP archive as a stream, of any size. Nothing is held but the list of its entries: about 200 bytes for each.
import { Deflate } from 'fflate';
import { crc32 } from './crc32.ts';
import { centralHeader, dataDescriptor, endRecords, localHeader, type WrittenEntry } from './headers.ts';

export interface ZipEntry {
  /** Relative, with `/`; letters of any script. */
  readonly name: string;
  /** Whole, or as a stream of unknown length. */
  readonly bytes: Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** `stored` unless told otherwise: images are compressed already, or shall be read as they lie there. */
  readonly method?: 'stored' | 'deflate';
}

export interface ZipTotals {
  readonly entries: number;
  readonly byteLength: number;
}

export type ZipFaultCode = 'name-not-safe' | 'name-twice' | 'name-too-long';

/** The archive cannot be written as asked. What was written of it so far is void: it has no directory. */
export class ZipFault extends Error {
  readonly code: ZipFaultCode;
  constructor(code: ZipFaultCode) {
    super(`the archive cannot be written: ${code}`);
    this.code = code;
  }
}

/**
 * Bytes of an archive, in order. The directory comes last: whoever stops early, or whose entry fails, has bytes that no
 * program takes for an archive. The same entries give the same bytes, every time and everywhere.
 */
export async function* writeZip(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
): AsyncGenerator<Uint8Array, ZipTotals, undefined> {
  const written: WrittenEntry[] = [];
  const names = new Set<string>();
  let offset = 0;
  for await (const { name, bytes, method = 'stored' } of entries) {
    const about = { name: safeName(name, names), method, offset };
    const parts = bytes instanceof Uint8Array ? writeWhole(about, bytes) : writeStreamed(about, bytes);
    for (;;) {
      const { done, value } = await parts.next();
      if (done === true) {
        written.push(value);
        break;
      }
      offset += value.length;
      yield value;
    }
  }
  let byteLength = 0;
  for (const entry of written) {
    const header = centralHeader(entry);
    byteLength += header.length;
    yield header;
  }
  const end = endRecords({ entries: written.length, offset, byteLength });
  yield end;
  return { entries: written.length, byteLength: offset + byteLength + end.length };
}

/** The same as a stream that is asked for its bytes, for `pipeTo` a file or a request. */
export function zipStream(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): ReadableStream<Uint8Array> {
  const parts = writeZip(entries);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        // Lets the source of the entries close its files; the totals of a void archive interest nobody.
        await parts.throw(new ZipCancelled()).catch(() => undefined);
      },
    },
    // One part at a time: what waits here waits in memory.
    { highWaterMark: 1 },
  );
}

class ZipCancelled extends Error {}

type About = Pick<WrittenEntry, 'name' | 'method' | 'offset'>;
type Parts = AsyncGenerator<Uint8Array, WrittenEntry, undefined>;

/** Sizes are known before the first byte, so they stand in the local header and any reader can follow. */
async function* writeWhole(about: About, bytes: Uint8Array): Parts {
  const parts = about.method === 'stored' ? [bytes] : [...deflated([bytes])];
  const storedLength = parts.reduce((sum, part) => sum + part.length, 0);
  const sums = { crc32: crc32(bytes), byteLength: bytes.length };
  const entry: WrittenEntry = { ...about, ...sums, storedLength, isStreamed: false };
  yield localHeader(entry);
  yield* parts.filter((part) => part.length > 0);
  return entry;
}

async function* writeStreamed(about: About, bytes: Exclude<ZipEntry['bytes'], Uint8Array>): Parts {
  let entry: WrittenEntry = { ...about, crc32: 0, byteLength: 0, storedLength: 0, isStreamed: true };
  yield localHeader(entry);
  const packed: Uint8Array[] = [];
  const deflate = about.method === 'deflate' ? new Deflate({ level: 6 }, (part) => packed.push(part)) : undefined;
  const add = (part: Uint8Array): Uint8Array => {
    entry = { ...entry, storedLength: entry.storedLength + part.length };
    return part;
  };
  for await (const part of bytes) {
    entry = { ...entry, crc32: crc32(part, entry.crc32), byteLength: entry.byteLength + part.length };
    if (deflate === undefined) packed.push(part);
    // fflate keeps what it is given as its window, and the caller may use its buffer again.
    else deflate.push(part.slice());
    for (const ready of packed.splice(0)) if (ready.length > 0) yield add(ready);
  }
  deflate?.push(new Uint8Array(0), true);
  for (const ready of packed.splice(0)) if (ready.length > 0) yield add(ready);
  yield dataDescriptor(entry);
  return entry;
}

function deflated(parts: Iterable<Uint8Array>): Uint8Array[] {
  const packed: Uint8Array[] = [];
  const deflate = new Deflate({ level: 6 }, (part) => packed.push(part));
  for (const part of parts) deflate.push(part);
  deflate.push(new Uint8Array(0), true);
  return packed;
}

const LONGEST_NAME = 512;

/** Nothing that an unpacking program could take for a place outside its folder, or that a file system would not take. */
function safeName(name: string, names: Set<string>): Uint8Array {
  const segments = name.split('/');
  const isSafe =
    name.isWellFormed() &&
    !/[\\:*?"<>|\p{Cc}]/u.test(name) &&
    segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..' && !/[. ]$/.test(segment));
  if (!isSafe) throw new ZipFault('name-not-safe');
  const bytes = new TextEncoder().encode(name.normalize('NFC'));
  if (bytes.length > LONGEST_NAME) throw new ZipFault('name-too-long');
  // Some file systems do not tell these apart: the second would replace the first.
  const key = name.normalize('NFC').toLowerCase();
  if (names.has(key)) throw new ZipFault('name-twice');
  names.add(key);
  return bytes;
}
