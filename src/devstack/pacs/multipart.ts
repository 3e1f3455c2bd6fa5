// multipart/related, RFC 2387: read piece by piece without ever holding a whole body, and written with known length.
import { randomBytes } from 'node:crypto';
import { PacsError } from './pacs-error.ts';

export interface Part {
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
  body: AsyncIterable<Uint8Array>;
}

const CRLF = Buffer.from('\r\n');
const END_OF_HEADERS = Buffer.from('\r\n\r\n');
/** A part has two or three short header lines. */
const MAX_HEADER_BYTES = 8192;

const broken = (message: string) => new PacsError('bad-multipart', 400, message);

/** The boundary of a Content-Type such as `multipart/related; type="application/dicom"; boundary=abc`. */
export function boundaryOf(contentType: string): string | undefined {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

class Inlet {
  private buffer: Buffer;
  private readonly source: AsyncIterator<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>, first: Buffer) {
    this.source = source[Symbol.asyncIterator]();
    this.buffer = first;
  }

  /** False when nothing more comes. */
  async more(): Promise<boolean> {
    const { done, value } = await this.source.next();
    if (done === true) return false;
    this.buffer =
      this.buffer.byteLength === 0
        ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
        : Buffer.concat([this.buffer, value]);
    return true;
  }

  indexOf(bytes: Buffer): number {
    return this.buffer.indexOf(bytes);
  }

  get length(): number {
    return this.buffer.byteLength;
  }

  take(length: number): Buffer {
    const taken = this.buffer.subarray(0, length);
    this.buffer = this.buffer.subarray(length);
    return taken;
  }
}

/** Everything up to `delimiter`, which is taken too. */
async function* upTo(inlet: Inlet, delimiter: Buffer): AsyncGenerator<Buffer> {
  for (;;) {
    const index = inlet.indexOf(delimiter);
    if (index >= 0) {
      if (index > 0) yield inlet.take(index);
      inlet.take(delimiter.byteLength);
      return;
    }
    // The tail may be the beginning of the delimiter.
    const safe = inlet.length - delimiter.byteLength + 1;
    if (safe > 0) yield inlet.take(safe);
    if (!(await inlet.more())) throw broken('The body ends before its last boundary.');
  }
}

async function readHeaders(inlet: Inlet): Promise<Map<string, string>> {
  while (inlet.indexOf(END_OF_HEADERS) < 0) {
    if (inlet.length > MAX_HEADER_BYTES || !(await inlet.more())) throw broken('A part has no end of its headers.');
  }
  const lines = inlet
    .take(inlet.indexOf(END_OF_HEADERS))
    .toString('latin1')
    .split('\r\n')
    .filter((line) => line !== '');
  inlet.take(END_OF_HEADERS.byteLength);
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) throw broken('A part has a header line without a colon.');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

async function drain(body: AsyncIterable<Uint8Array>): Promise<void> {
  const iterator = body[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true);
}

/** The parts in order; a body that was not read is skipped when the next part is asked for. */
export async function* readMultipart(source: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  // The first boundary may stand at the very beginning.
  const inlet = new Inlet(source, Buffer.from(CRLF));
  await drain(upTo(inlet, delimiter));
  for (;;) {
    while (inlet.length < 2) if (!(await inlet.more())) throw broken('The body ends at a boundary.');
    const next = inlet.take(2).toString('latin1');
    if (next === '--') {
      while (await inlet.more()) inlet.take(inlet.length);
      return;
    }
    if (next !== '\r\n') throw broken('A boundary is followed by something else than a line end.');
    const headers = await readHeaders(inlet);
    const body = upTo(inlet, delimiter);
    yield { headers, body };
    await drain(body);
  }
}

export interface OutgoingPart {
  contentType: string;
  byteLength: number;
  body: Uint8Array | (() => AsyncIterable<Uint8Array>);
}

export interface Multipart {
  contentType: string;
  byteLength: number;
  body: Uint8Array | AsyncIterable<Uint8Array>;
}

function openings(parts: readonly OutgoingPart[], boundary: string): { heads: Buffer[]; tail: Buffer } {
  const heads = parts.map(({ contentType, byteLength }, index) =>
    Buffer.from(
      `${index === 0 ? '' : '\r\n'}--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Length: ${byteLength}\r\n\r\n`,
      'latin1',
    ),
  );
  return { heads, tail: Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1') };
}

/** Small bodies that are already there become one piece; anything from disk is streamed. */
export function writeMultipart(type: string, parts: readonly OutgoingPart[]): Multipart {
  const boundary = randomBytes(16).toString('hex');
  const { heads, tail } = openings(parts, boundary);
  const byteLength = parts.reduce(
    (sum, part, index) => sum + part.byteLength + (heads[index]?.byteLength ?? 0),
    tail.byteLength,
  );
  const contentType = `multipart/related; type="${type}"; boundary=${boundary}`;
  const pieces = parts.flatMap((part, index) => [heads[index] ?? tail, part.body]);
  if (pieces.every((piece) => piece instanceof Uint8Array))
    return { contentType, byteLength, body: Buffer.concat([...pieces, tail]) };
  return { contentType, byteLength, body: streamed([...pieces, tail]) };
}

async function* streamed(
  pieces: readonly (Uint8Array | (() => AsyncIterable<Uint8Array>))[],
): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) yield piece;
    else yield* piece();
  }
}
