import type { Source } from '../dataset.ts';
import type { ByteSource } from '../read/byte-source.ts';

/** Part of the output: bytes, or a range that stayed in its file. */
export type Chunk = Uint8Array | RemoteRange;

export interface RemoteRange {
  readonly remote: ByteSource;
  readonly offset: number;
  readonly length: number;
}

/** Pages grow from one to the other, where nobody said how much will come: zeroing a large one is not free. */
const FIRST_PAGE_BYTES = 0x1000;
const LAST_PAGE_BYTES = 0x10000;
/** Shorter runs are copied: a chunk of their own would cost more than the copy. */
export const BY_REFERENCE_BYTES = 0x4000;

/** A length field to be filled in when what it measures has been written. */
export interface Patch {
  readonly view: DataView;
  readonly at: number;
  readonly from: number;
}

/** Collects output: small things in pages of its own, large ones by reference. */
export class Sink {
  private readonly chunks: Chunk[];
  private page: Uint8Array;
  private view: DataView;
  private pageStart: number;
  private pagePos: number;
  private flushed: number;
  // A run of source bytes not yet written, so that neighbours become one copy.
  private runBytes: Uint8Array | undefined;
  private runStart: number;
  private runEnd: number;

  /** `expectedBytes`: how much will probably be copied into pages, if the caller knows. */
  constructor(expectedBytes = FIRST_PAGE_BYTES) {
    this.chunks = [];
    this.page = new Uint8Array(Math.min(expectedBytes, LAST_PAGE_BYTES));
    this.view = new DataView(this.page.buffer);
    this.pageStart = 0;
    this.pagePos = 0;
    this.flushed = 0;
    this.runBytes = undefined;
    this.runStart = 0;
    this.runEnd = 0;
  }

  /** Bytes written so far. */
  get position(): number {
    this.endRun();
    return this.flushed + this.pagePos - this.pageStart;
  }

  finish(): Chunk[] {
    this.endRun();
    this.flushPage();
    return this.chunks;
  }

  /** Source bytes from `start` to `end`, by reference when they are many. */
  copy(source: Source, start: number, end: number): void {
    if (source.remote !== undefined) this.copyRemote(source.remote, start, end - start);
    else if (this.runBytes === source.bytes && this.runEnd === start) this.runEnd = end;
    else {
      this.endRun();
      this.runBytes = source.bytes;
      this.runStart = start;
      this.runEnd = end;
    }
  }

  bytes(value: Uint8Array): void {
    this.endRun();
    this.put(value, 0, value.length);
  }

  u8(value: number): void {
    this.room(1);
    this.page[this.pagePos++] = value;
  }

  u16(value: number, bigEndian: boolean): void {
    this.room(2);
    this.view.setUint16(this.pagePos, value, !bigEndian);
    this.pagePos += 2;
  }

  u32(value: number, bigEndian: boolean): void {
    this.room(4);
    this.view.setUint32(this.pagePos, value, !bigEndian);
    this.pagePos += 4;
  }

  tag(tag: number, bigEndian: boolean): void {
    this.u16(tag >>> 16, bigEndian);
    this.u16(tag & 0xffff, bigEndian);
  }

  /** Leaves four bytes for a length that `patch` fills in. */
  reserve32(): Patch {
    this.room(4);
    const patch = { view: this.view, at: this.pagePos, from: this.position + 4 };
    this.pagePos += 4;
    return patch;
  }

  /** Writes how many bytes came after the reserved length. */
  patch({ view, at, from }: Patch, bigEndian: boolean): void {
    view.setUint32(at, this.position - from, !bigEndian);
  }

  private copyRemote(remote: ByteSource, offset: number, length: number): void {
    this.endRun();
    this.flushPage();
    this.chunks.push({ remote, offset, length });
    this.flushed += length;
  }

  private endRun(): void {
    const bytes = this.runBytes;
    if (bytes === undefined) return;
    this.runBytes = undefined;
    this.put(bytes, this.runStart, this.runEnd);
  }

  private put(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    if (length >= BY_REFERENCE_BYTES) {
      this.flushPage();
      this.chunks.push(bytes.subarray(start, end));
      this.flushed += length;
      return;
    }
    if (this.pagePos + length > this.page.length) this.newPage(length);
    if (length > 32) this.page.set(bytes.subarray(start, end), this.pagePos);
    else for (let i = 0; i < length; i++) this.page[this.pagePos + i] = bytes[start + i] as number; // within bounds
    this.pagePos += length;
  }

  private room(length: number): void {
    this.endRun();
    if (this.pagePos + length > this.page.length) this.newPage(length);
  }

  private newPage(length: number): void {
    this.flushPage();
    this.page = new Uint8Array(
      Math.max(length, Math.min(Math.max(this.page.length, FIRST_PAGE_BYTES) * 4, LAST_PAGE_BYTES)),
    );
    this.view = new DataView(this.page.buffer);
    this.pageStart = 0;
    this.pagePos = 0;
  }

  private flushPage(): void {
    if (this.pagePos === this.pageStart) return;
    this.chunks.push(this.page.subarray(this.pageStart, this.pagePos));
    this.flushed += this.pagePos - this.pageStart;
    this.pageStart = this.pagePos;
  }
}
