// MPEG-2 transport streams: packets of 188 bytes. Pictures and the two tables that lead to them stay; every other packet
// (programme names, clocks, subtitles, private data) becomes an empty one.
import { cleanScattered, isAudioStream, isVideoStream, payloadOfPes } from './program-stream.ts';
import type { Cleaning, Span } from './program-stream.ts';
import type { Codec } from './sei.ts';

const PACKET_BYTES = 188;
const SYNC = 0x47;
/** Layouts: plain, with a time stamp before each packet, with check bytes behind. */
const LAYOUTS = [
  { lead: 0, stride: 188 },
  { lead: 4, stride: 192 },
  { lead: 0, stride: 204 },
] as const;
const CODEC_OF_TYPE = new Map<number, Codec>([
  [0x01, 'mpeg'], [0x02, 'mpeg'], [0x10, 'mpeg'], [0x1b, 'h264'], [0x20, 'h264'], [0x24, 'hevc'], [0x25, 'hevc'],
]); // prettier-ignore
const AUDIO_TYPES = new Set([0x03, 0x04, 0x0f, 0x11, 0x1c, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0xa1, 0xa2]);

type Layout = (typeof LAYOUTS)[number];

export function layoutOf(bytes: Uint8Array): Layout | undefined {
  return LAYOUTS.find(({ lead, stride }) => {
    const packets = Math.floor(bytes.length / stride);
    return packets > 0 && [0, 1, 2].every((n) => n >= packets || bytes[n * stride + lead] === SYNC);
  });
}

export function cleanTransportStream(bytes: Uint8Array, { lead, stride }: Layout): Cleaning {
  const places: number[] = [];
  let at = 0;
  for (; at + lead + PACKET_BYTES <= bytes.length; at += stride) {
    if (bytes[at + lead] !== SYNC) return 'unreadable';
    places.push(at + lead);
    bytes.fill(0, at + lead + PACKET_BYTES, Math.min(bytes.length, at + stride));
  }
  bytes.fill(0, Math.min(at, bytes.length));
  const pidAt = (place: number): number => (((bytes[place + 1] ?? 0) & 0x1f) << 8) | (bytes[place + 2] ?? 0);
  const maps = new Set<number>();
  for (const place of places) if (pidAt(place) === 0) for (const pid of programMapsIn(bytes, place)) maps.add(pid);
  const videos = new Map<number, Codec>();
  for (const place of places) {
    if (!maps.has(pidAt(place))) continue;
    if (cleanProgramMap(bytes, place, videos) === 'audio') return 'audio';
  }
  const spans = new Map<number, Span[]>([...videos.keys()].map((pid) => [pid, []]));
  for (const place of places) {
    const pid = pidAt(place);
    if (pid === 0 || maps.has(pid)) continue;
    const found = spans.get(pid);
    const payload = cleanAdaptation(bytes, place);
    if (found === undefined) {
      if (isAudioStream(streamIdAt(bytes, place, payload))) return 'audio';
      if (payload < place + PACKET_BYTES) makeEmpty(bytes, place);
      continue;
    }
    let from = payload;
    if (((bytes[place + 1] ?? 0) & 0x40) !== 0 && payload < place + PACKET_BYTES) {
      if (!isVideoStream(streamIdAt(bytes, place, payload))) return 'unreadable';
      const begins = payloadOfPes(bytes, payload, place + PACKET_BYTES);
      if (begins === undefined) return 'unreadable';
      from = begins;
    }
    if (from < place + PACKET_BYTES) found.push({ from, to: place + PACKET_BYTES });
  }
  if (spans.size === 0) return 'unreadable';
  for (const [pid, pieces] of spans)
    if (pieces.length > 0 && !cleanScattered(bytes, pieces, videos.get(pid) ?? 'h264')) return 'unreadable';
  return 'clean';
}

/** Identifier of the stream whose packet begins here, 0 where none begins. */
function streamIdAt(bytes: Uint8Array, place: number, payload: number): number {
  const begins = ((bytes[place + 1] ?? 0) & 0x40) !== 0;
  return begins && bytes[payload] === 0 && bytes[payload + 1] === 0 && bytes[payload + 2] === 1
    ? (bytes[payload + 3] ?? 0)
    : 0;
}

/** Blanks private data and stuffing of the adaptation field; answers where the payload begins. */
function cleanAdaptation(bytes: Uint8Array, place: number): number {
  const control = (bytes[place + 3] ?? 0) & 0x30;
  const end = place + PACKET_BYTES;
  if ((control & 0x20) === 0) return place + 4;
  const length = bytes[place + 4] ?? 0;
  const payload = Math.min(end, place + 5 + length);
  if (length > 0) {
    const flags = bytes[place + 5] ?? 0;
    // Clocks and the splice count stay; private data and the extension go.
    bytes[place + 5] = flags & 0xfc;
    const kept = ((flags & 0x10) >> 4) * 6 + ((flags & 0x08) >> 3) * 6 + ((flags & 0x04) >> 2);
    bytes.fill(0xff, Math.min(payload, place + 6 + kept), payload);
  }
  return (control & 0x10) === 0 ? end : payload;
}

function makeEmpty(bytes: Uint8Array, place: number): void {
  bytes.set([SYNC, 0x1f, 0xff, 0x10], place);
  bytes.fill(0xff, place + 4, place + PACKET_BYTES);
}

/** Where a section lies in the packet, its length checked. */
function sectionAt(bytes: Uint8Array, place: number): Span | undefined {
  const payload = cleanAdaptation(bytes, place);
  const end = place + PACKET_BYTES;
  if (((bytes[place + 1] ?? 0) & 0x40) === 0 || payload >= end) return undefined;
  const from = payload + 1 + (bytes[payload] ?? 0);
  const to = from + 3 + ((((bytes[from + 1] ?? 0) & 0x0f) << 8) | (bytes[from + 2] ?? 0));
  return to <= end ? { from, to } : undefined;
}

function programMapsIn(bytes: Uint8Array, place: number): number[] {
  const section = sectionAt(bytes, place);
  if (section === undefined) {
    makeEmpty(bytes, place);
    return [];
  }
  const pids: number[] = [];
  for (let at = section.from + 8; at + 4 <= section.to - 4; at += 4)
    if (((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0) !== 0)
      pids.push((((bytes[at + 2] ?? 0) & 0x1f) << 8) | (bytes[at + 3] ?? 0));
  bytes.fill(0xff, section.to, place + PACKET_BYTES);
  return pids;
}

/** Only video stays in the map, without descriptors. */
function cleanProgramMap(bytes: Uint8Array, place: number, videos: Map<number, Codec>): Cleaning {
  const section = sectionAt(bytes, place);
  if (section === undefined || bytes[section.from] !== 2) {
    makeEmpty(bytes, place);
    return 'clean';
  }
  const { from, to } = section;
  const lengthAt = (at: number): number => (((bytes[at] ?? 0) & 0x0f) << 8) | (bytes[at + 1] ?? 0);
  const streams: number[] = [];
  for (let at = from + 12 + lengthAt(from + 10); at + 5 <= to - 4; at += 5 + lengthAt(at + 3)) {
    const type = bytes[at] ?? 0;
    const codec = CODEC_OF_TYPE.get(type);
    if (AUDIO_TYPES.has(type)) return 'audio';
    if (codec === undefined) continue;
    videos.set((((bytes[at + 1] ?? 0) & 0x1f) << 8) | (bytes[at + 2] ?? 0), codec);
    streams.push(type, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, 0xf0, 0);
  }
  const anew = [...bytes.subarray(from, from + 10), 0xf0, 0, ...streams];
  const length = anew.length - 3 + 4;
  anew[1] = ((anew[1] ?? 0) & 0xf0) | (length >> 8);
  anew[2] = length & 0xff;
  bytes.fill(0xff, from, place + PACKET_BYTES);
  bytes.set([...anew, ...checksum(anew)], from);
  return 'clean';
}

/** CRC-32 of MPEG: the highest bit first, nothing inverted at the end. */
function checksum(bytes: readonly number[]): number[] {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x80000000) !== 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return [24, 16, 8, 0].map((shift) => (crc >>> shift) & 0xff);
}
