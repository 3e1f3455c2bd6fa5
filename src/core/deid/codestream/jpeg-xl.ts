// JPEG XL: a bare codestream has no room for words; of a file in boxes those with metadata go, and with them the one that
// holds comments of the JPEG that was recompressed: pixels do not need it.
import { joined } from '../../dicom/index.ts';

const KEPT = new Set(['JXL ', 'ftyp', 'jxll', 'jxlc', 'jxlp', 'jxli']);

const isBare = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0x0a;
export const isJpegXl = (bytes: Uint8Array): boolean => isBare(bytes) || nameAt(bytes, 4) === 'JXL ';

export function cleanJpegXl(bytes: Uint8Array): Uint8Array | undefined {
  if (isBare(bytes)) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: Uint8Array[] = [];
  let changed = false;
  let at = 0;
  while (at + 8 <= bytes.length) {
    const short = view.getUint32(at);
    const length =
      short === 0
        ? bytes.length - at
        : short === 1 && at + 16 <= bytes.length
          ? Number(view.getBigUint64(at + 8))
          : short;
    if (length < 8 || at + length > bytes.length) return undefined;
    if (KEPT.has(nameAt(bytes, at + 4))) parts.push(bytes.subarray(at, at + length));
    else changed = true;
    at += length;
  }
  if (bytes.length - at > 1) changed = true;
  return changed ? joined(parts) : bytes;
}

const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
