// JPEG 2000 and HTJ2K: comments go; of a file in boxes only the codestream stays, which is all that PS3.5 A.4.4 allows.
import { joined } from '../../dicom/index.ts';

const SOC = 0x4f;
const SOT = 0x90;
const SOD = 0x93;
const EOC = 0xd9;
const COM = 0x64;

/** Segments that decoders need, of both parts of the standard: sizes, coding, quantisation, order, lengths, transforms. */
const KNOWN = new Set([
  0x50, 0x51, 0x52, 0x53, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5c, 0x5d, 0x5e, 0x5f, 0x60, 0x61, 0x63, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79,
]); // prettier-ignore

export const isCodestream = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === SOC;
export const isBoxed = (bytes: Uint8Array): boolean =>
  bytes[4] === 0x6a && bytes[5] === 0x50 && bytes[6] === 0x20 && bytes[7] === 0x20;

/** The cleaned codestream, the same array where there was nothing to clean, or undefined where it makes no sense. */
export function cleanJpeg2000(bytes: Uint8Array): Uint8Array | undefined {
  if (!isBoxed(bytes)) return cleanCodestream(bytes);
  const codestream = codestreamIn(bytes);
  return codestream === undefined ? undefined : cleanCodestream(codestream);
}

function codestreamIn(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 8 <= bytes.length;) {
    const short = view.getUint32(at);
    const header = short === 1 ? 16 : 8;
    if (at + header > bytes.length) return undefined;
    const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? bytes.length - at : short;
    if (length < header || at + length > bytes.length) return undefined;
    if (view.getUint32(at + 4) === 0x6a703263) return bytes.subarray(at + header, at + length);
    at += length;
  }
  return undefined;
}

function cleanCodestream(bytes: Uint8Array): Uint8Array | undefined {
  if (!isCodestream(bytes)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  let changed = false;
  let at = 2;
  for (; at + 4 <= bytes.length && view.getUint16(at) !== 0xff00 + SOT;) {
    const marker = view.getUint16(at);
    if (marker < 0xff00) return undefined;
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return undefined;
    if (!KNOWN.has(marker & 0xff)) changed = true;
    else parts.push(bytes.subarray(at, end));
    at = end;
  }
  for (; at + 12 <= bytes.length && view.getUint16(at) === 0xff00 + SOT;) {
    const length = view.getUint32(at + 6);
    // Zero: the last tile-part, up to the end of the codestream.
    const end = length === 0 ? endOfLastTile(bytes) : at + length;
    if (end > bytes.length || end <= at + 12) return undefined;
    const part = bytes.subarray(at, end);
    const cleaned = withoutTileComments(part);
    if (cleaned !== part) changed = true;
    parts.push(cleaned);
    at = end;
  }
  if (at + 2 > bytes.length || view.getUint16(at) !== 0xff00 + EOC) {
    // Some encoders forget the end; whatever else stands there is not the image.
    if (at < bytes.length) changed = true;
    return changed ? joined(parts) : bytes;
  }
  parts.push(bytes.subarray(at, at + 2));
  const rest = bytes.length - at - 2;
  if (rest > 1 || (rest === 1 && bytes[at + 2] !== 0)) changed = true;
  return changed ? joined(parts) : bytes;
}

function endOfLastTile(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 2 && !(bytes[end - 2] === 0xff && bytes[end - 1] === EOC)) end--;
  return end > 2 ? end - 2 : bytes.length;
}

/** Comments inside a tile-part are blanked: its length, and with it every table of lengths, stays right. */
function withoutTileComments(part: Uint8Array): Uint8Array {
  let cleaned = part;
  for (let at = 12; at + 4 <= part.length && part[at] === 0xff && part[at + 1] !== SOD;) {
    const end = at + 2 + (((part[at + 2] ?? 0) << 8) | (part[at + 3] ?? 0));
    if (!KNOWN.has(part[at + 1] ?? 0) && end <= part.length) {
      if (cleaned === part) cleaned = part.slice();
      cleaned.fill(0, part[at + 1] === COM ? at + 6 : at + 4, end);
    }
    at = end;
  }
  return cleaned;
}
