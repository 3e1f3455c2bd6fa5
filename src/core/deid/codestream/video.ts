// Video: MP4 metadata boxes are blanked; a sound track is somebody's voice and refuses the file.

export type VideoCheck = { readonly kind: 'clean'; readonly bytes: Uint8Array } | { readonly kind: 'audio' };

const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'dinf']);
const METADATA = new Set(['udta', 'meta', 'uuid', 'free', 'skip', 'wide', 'iods']);
const TS_PACKET_BYTES = 188;

export function cleanVideo(bytes: Uint8Array): VideoCheck {
  if (nameAt(bytes, 4) === 'ftyp') return cleanMp4(bytes);
  if (bytes[0] === 0x47 && bytes[TS_PACKET_BYTES] === 0x47)
    return hasAudioPackets(bytes) ? { kind: 'audio' } : { kind: 'clean', bytes };
  return { kind: 'clean', bytes };
}

function cleanMp4(bytes: Uint8Array): VideoCheck {
  const out = bytes.slice();
  const audio = walkBoxes(out, 0, out.length, 0);
  return audio ? { kind: 'audio' } : { kind: 'clean', bytes: out };
}

/** Says whether a sound track was met. */
function walkBoxes(bytes: Uint8Array, from: number, to: number, depth: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let audio = false;
  for (let at = from; at + 8 <= to && depth < 16;) {
    const short = view.getUint32(at);
    const header = short === 1 ? 16 : 8;
    const length = short === 1 && at + 16 <= to ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short;
    if (length < header || at + length > to) break;
    const name = nameAt(bytes, at + 4);
    if (name === 'hdlr') {
      audio ||= nameAt(bytes, at + header + 8) === 'soun';
      // The name of the handler is free text at its end.
      bytes.fill(0, Math.min(at + length, at + header + 24), at + length);
    } else if (METADATA.has(name)) {
      bytes.set([0x66, 0x72, 0x65, 0x65], at + 4);
      bytes.fill(0, at + header, at + length);
    } else if (CONTAINERS.has(name)) audio = walkBoxes(bytes, at + header, at + length, depth + 1) || audio;
    at += length;
  }
  return audio;
}

/** A packet that begins a unit of an audio stream: 00 00 01 C0..DF behind its header. */
function hasAudioPackets(bytes: Uint8Array): boolean {
  for (let at = 0; at + TS_PACKET_BYTES <= bytes.length; at += TS_PACKET_BYTES) {
    if (bytes[at] !== 0x47 || ((bytes[at + 1] ?? 0) & 0x40) === 0) continue;
    const adaptation = ((bytes[at + 3] ?? 0) & 0x20) !== 0 ? 1 + (bytes[at + 4] ?? 0) : 0;
    const start = at + 4 + adaptation;
    const id = bytes[start + 3] ?? 0;
    if (bytes[start] === 0 && bytes[start + 1] === 0 && bytes[start + 2] === 1 && id >= 0xc0 && id <= 0xdf) return true;
  }
  return false;
}

const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
