// One entry of a ZIP archive that lies on the person's disk, read by whoever needs it: the archive is never read as a whole.
import { crc32 } from '../../../core/export/index.ts';
import { SourceUnreadable } from './source-unreadable.ts';

/** What the directory of the archive says of one entry. */
export interface ZipPart {
  /** Of its local header. */
  readonly offset: number;
  /** As it is stored, and as it is unpacked. */
  readonly stored: number;
  readonly byteLength: number;
  readonly method: number;
  readonly crc: number;
  readonly isEncrypted: boolean;
}

// APPNOTE 6.3.10, 4.3.7.
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
/** No array of a browser holds more, and no instance in a ZIP of the clinic is near it. */
const LARGEST_ENTRY = 2 ** 31 - 1;

/** All of it, checked against its sum; or its first `most` bytes, which nothing can be checked against. */
export async function readZipPart(
  archive: Blob,
  { offset, stored, byteLength, method, crc, isEncrypted }: ZipPart,
  most = Infinity,
): Promise<Uint8Array<ArrayBuffer>> {
  if (isEncrypted) throw new SourceUnreadable('zip-encrypted');
  if (method !== 0 && method !== 8) throw new SourceUnreadable('zip-method');
  if (byteLength > LARGEST_ENTRY) throw new SourceUnreadable('zip-too-large');
  const local = new DataView(await archive.slice(offset, offset + LOCAL_BYTES).arrayBuffer());
  if (local.byteLength !== LOCAL_BYTES || local.getUint32(0, true) !== LOCAL) throw new SourceUnreadable('zip-damaged');
  const dataAt = offset + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
  const wanted = Math.min(most, byteLength);
  const data = archive.slice(dataAt, dataAt + (method === 0 ? Math.min(stored, wanted) : stored));
  const bytes = method === 0 ? new Uint8Array(await data.arrayBuffer()) : await inflated(data, byteLength, wanted);
  if (bytes.length !== wanted) throw new SourceUnreadable('zip-damaged');
  if (wanted === byteLength && crc32(bytes) !== crc) throw new SourceUnreadable('zip-damaged');
  return bytes;
}

/** Never more than the directory promised: an entry cannot blow up. Ends early when no more is wanted. */
async function inflated(data: Blob, byteLength: number, wanted: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(wanted);
  let at = 0;
  try {
    const reader = data.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > byteLength) {
        await reader.cancel();
        throw new SourceUnreadable('zip-damaged');
      }
      bytes.set(value.subarray(0, wanted - at), at);
      at = Math.min(wanted, at + value.length);
      if (at === wanted && wanted < byteLength) {
        await reader.cancel();
        break;
      }
    }
  } catch (error) {
    throw error instanceof SourceUnreadable ? error : new SourceUnreadable('zip-damaged', error);
  }
  return at === wanted ? bytes : bytes.subarray(0, at);
}
