import { plainBytes } from '../byte-order.ts';
import { DicomError } from '../errors.ts';
import { refuseOver } from './budget.ts';
import type { ByteSource } from './byte-source.ts';

/** Small reads cost as much as this. */
const READ_BYTES = 0x20000;

/** The part of a source that is in memory. Old parts stay alive as long as elements refer to them. */
export class SourceWindow {
  readonly source: ByteSource;
  private readonly maxBytes: number;
  private bytes: Uint8Array;
  private start: number;
  /** Bytes that the last call gave. */
  length: number;
  /** True when the last call gave everything up to the end of the source. */
  reachesEnd: boolean;

  constructor(source: ByteSource, maxBytes: number) {
    this.source = source;
    this.maxBytes = maxBytes;
    this.bytes = new Uint8Array(0);
    this.start = 0;
    this.length = 0;
    this.reachesEnd = false;
  }

  /** All bytes in memory from `offset` on: at least `wanted`, unless the source ends before. Reads ahead when it must read. */
  async from(offset: number, wanted: number, readAheadBytes = READ_BYTES): Promise<Uint8Array> {
    const needed = Math.min(wanted, this.source.size - offset);
    const isInside = offset >= this.start && offset + Math.max(needed, 1) <= this.start + this.bytes.length;
    if (!isInside) await this.load(offset, Math.max(needed, readAheadBytes));
    const found = this.bytes.subarray(offset - this.start);
    this.length = found.length;
    this.reachesEnd = offset + found.length >= this.source.size;
    return found;
  }

  private async load(offset: number, needed: number): Promise<void> {
    const length = Math.min(needed, this.source.size - offset);
    if (length > this.maxBytes) refuseOver('bytes', offset);
    const bytes = plainBytes(await this.source.read(offset, length));
    if (bytes.length !== length)
      throw new DicomError('source-failed', 'the source returned fewer bytes than asked', offset);
    this.bytes = bytes;
    this.start = offset;
  }
}
