// Packets of an elementary stream (PES), and the MPEG program stream that is made of them.
import { cleanElementaryStream } from './elementary-stream.ts';
import type { Codec } from './sei.ts';

export type Cleaning = 'clean' | 'audio' | 'unreadable';
export type Span = { readonly from: number; readonly to: number };

const PACK_HEADER = 0xba;
const SYSTEM_HEADER = 0xbb;
const PADDING = 0xbe;
const PROGRAM_END = 0xb9;

export const isVideoStream = (id: number): boolean => id >= 0xe0 && id <= 0xef;
export const isAudioStream = (id: number): boolean => id >= 0xc0 && id <= 0xdf;

/** First byte of the coded video in a packet that begins at `at`; private data of its header is blanked. */
export function payloadOfPes(bytes: Uint8Array, at: number, end: number): number | undefined {
  const [flags = 0, length = 0] = [bytes[at + 7], bytes[at + 8]];
  const from = at + 9 + length;
  // Before MPEG-2 headers looked otherwise.
  if (from > end || ((bytes[at + 6] ?? 0) & 0xc0) !== 0x80) return undefined;
  const timeStamps = { 0: 0, 1: 0, 2: 5, 3: 10 }[(flags >> 6) as 0 | 1 | 2 | 3]; // two bits
  const optional =
    ((flags & 0x20) >> 5) * 6 + ((flags & 0x10) >> 4) * 3 + ((flags & 0x08) >> 3) + ((flags & 0x04) >> 2) + ((flags & 0x02) >> 1) * 2; // prettier-ignore
  const extension = at + 9 + timeStamps + optional;
  if ((flags & 1) !== 0 && extension < from) {
    // The extension holds nothing that decoding needs.
    bytes[at + 7] = flags & 0xfe;
    bytes.fill(0xff, extension, from);
  } else if (extension < from) bytes.fill(0xff, extension, from);
  return from;
}

/** Cleans the pieces of one stream as if they lay side by side. */
export function cleanScattered(bytes: Uint8Array, spans: readonly Span[], codec: Codec): boolean {
  const whole = new Uint8Array(spans.reduce((sum, { from, to }) => sum + to - from, 0));
  let at = 0;
  for (const { from, to } of spans) {
    whole.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  if (!cleanElementaryStream(whole, codec)) return false;
  at = 0;
  for (const { from, to } of spans) bytes.set(whole.subarray(at, (at += to - from)), from);
  return true;
}

export const isProgramStream = (bytes: Uint8Array): boolean =>
  bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 1 && bytes[3] === PACK_HEADER;

export function cleanProgramStream(bytes: Uint8Array, codec: Codec): Cleaning {
  const spans: Span[] = [];
  let at = 0;
  while (at + 4 <= bytes.length && bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 1) {
    const id = bytes[at + 3] ?? 0;
    if (id === PROGRAM_END) {
      at += 4;
      break;
    }
    const end =
      id === PACK_HEADER
        ? at + 14 + ((bytes[at + 13] ?? 0) & 7)
        : at + 6 + (((bytes[at + 4] ?? 0) << 8) | (bytes[at + 5] ?? 0));
    if (end > bytes.length || (id === PACK_HEADER && ((bytes[at + 4] ?? 0) & 0xc0) !== 0x40)) return 'unreadable';
    if (isAudioStream(id)) return 'audio';
    if (isVideoStream(id)) {
      const from = payloadOfPes(bytes, at, end);
      if (from === undefined) return 'unreadable';
      spans.push({ from, to: end });
    } else if (id === PACK_HEADER) bytes.fill(0xff, at + 14, end);
    else if (id !== SYSTEM_HEADER) {
      // Maps, private streams and whatever else: padding of the same length.
      bytes[at + 3] = PADDING;
      bytes.fill(0xff, at + 6, end);
    }
    at = end;
  }
  bytes.fill(0, at);
  return cleanScattered(bytes, spans, codec) ? 'clean' : 'unreadable';
}
