// JPEG and JPEG-LS: application segments and comments go, what decoders need for colour stays, the coded pixels are not
// touched. Bytes behind the end of image go too.
import { joined } from '../../dicom/index.ts';
import { cleanedIcc } from './icc-profile.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === SOI;

/** The cleaned stream, the same array where there was nothing to clean, or undefined where its markers make no sense. */
export function cleanJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  let changed = false;
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (marker === undefined) return undefined;
    if (marker === EOI) {
      parts.push(bytes.subarray(at, at + 2));
      // One byte of padding makes the fragment even; the writer adds it again.
      const rest = bytes.length - at - 2;
      if (rest > 1 || (rest === 1 && bytes[at + 2] !== 0)) changed = true;
      return changed ? joined(parts) : bytes;
    }
    if (hasNoLength(marker)) {
      parts.push(bytes.subarray(at, at + 2));
      at += 2;
      continue;
    }
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (end > bytes.length || end < at + 4) return undefined;
    const segment = bytes.subarray(at, end);
    const kept = cleanSegment(segment, marker);
    if (kept !== segment) changed = true;
    if (kept !== undefined) parts.push(kept);
    at = end;
    if (marker === SOS) {
      const next = endOfScan(bytes, at);
      parts.push(bytes.subarray(at, next));
      at = next;
    }
  }
  // No end of image: keep what there is, decoders cope; only if nothing had to be cut is it left alone.
  return changed ? joined(parts) : bytes;
}

const hasNoLength = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** The next marker that is no restart and no stuffing; in JPEG-LS bytes after FF below 80 are data as well. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next >= 0x80 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/** Markers that no standard gave a meaning, those of JPEG-LS apart. */
const isReserved = (marker: number): boolean =>
  (marker >= 0x02 && marker <= 0xbf) || (marker >= 0xf0 && marker <= 0xfd && marker !== 0xf7 && marker !== 0xf8);

function cleanSegment(segment: Uint8Array, marker: number): Uint8Array | undefined {
  if (marker === COM || isReserved(marker)) return undefined;
  if (marker < 0xe0 || marker > 0xef) return segment;
  const starts = (letters: string): boolean =>
    letters.split('').every((letter, index) => segment[4 + index] === letter.charCodeAt(0));
  // JFIF tells the colour model; its thumbnail is a small copy of who knows what.
  if (marker === 0xe0 && starts('JFIF\0')) return segment.length === 18 ? segment : withLength(segment, 18, true);
  if (marker === 0xee && starts('Adobe')) return segment.length === 16 ? segment : withLength(segment, 16, false);
  if (marker === 0xe8 && starts('mrfx')) return segment.length === 9 ? segment : withLength(segment, 9, false);
  // A profile in one piece is cleaned; one in several would have to be put together first.
  if (marker === 0xe2 && starts('ICC_PROFILE\0') && segment[17] === 1) {
    const profile = segment.subarray(18);
    const cleaned = cleanedIcc(profile);
    if (cleaned === undefined) return undefined;
    return cleaned === profile ? segment : joined([segment.subarray(0, 18), cleaned]);
  }
  return undefined;
}

function withLength(segment: Uint8Array, length: number, dropThumbnail: boolean): Uint8Array | undefined {
  if (segment.length < length) return undefined;
  const kept = segment.slice(0, length);
  kept[2] = (length - 2) >> 8;
  kept[3] = (length - 2) & 0xff;
  if (dropThumbnail) kept[16] = kept[17] = 0;
  return kept;
}
