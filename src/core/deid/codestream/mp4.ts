// MP4: boxes that lead to the pictures stay; times of creation, names and every other box are blanked, no byte moves.
// Samples are found by the tables of their track; what no table accounts for is blanked too.
import { cleanedIcc } from './icc-profile.ts';
import type { Cleaning, Span } from './program-stream.ts';
import { cleanUnit } from './sei.ts';

const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'dinf']);
const KEPT = new Set([
  'ftyp', 'styp', 'mvhd', 'tkhd', 'mdhd', 'hdlr', 'vmhd', 'nmhd', 'sthd', 'elst', 'dref', 'stsd', 'stts', 'ctts', 'cslg', 'stss', 'stsc', 'stsz', 'stz2',
  'stco', 'co64', 'sdtp', 'sgpd', 'sbgp', 'mdat',
]); // prettier-ignore
const KEPT_IN_ENTRY = new Set(['avcC', 'hvcC', 'pasp', 'clap', 'btrt', 'fiel', 'colr', 'gama']);
/** Bytes of a visual sample entry before its own boxes. */
const VISUAL_ENTRY_BYTES = 78;
const DEEPEST = 16;

type Track = {
  handler: string;
  format: string;
  lengthBytes: number;
  sizes: number[];
  chunks: number[];
  runs: { first: number; perChunk: number }[];
};
type Walk = { readonly bytes: Uint8Array; readonly view: DataView; readonly tracks: Track[]; readonly media: Span[] };

export const isMp4 = (bytes: Uint8Array): boolean => nameAt(bytes, 4) === 'ftyp';

export function cleanMp4(bytes: Uint8Array): Cleaning {
  const walk: Walk = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), tracks: [], media: [] };
  if (!walkBoxes(walk, 0, bytes.length, undefined, 0)) return 'unreadable';
  if (walk.tracks.some(({ handler }) => handler === 'soun')) return 'audio';
  return cleanSamples(walk) ? 'clean' : 'unreadable';
}

function walkBoxes(walk: Walk, from: number, to: number, track: Track | undefined, depth: number): boolean {
  const { bytes, view } = walk;
  let at = from;
  while (at + 8 <= to) {
    const short = view.getUint32(at);
    const body = at + (short === 1 ? 16 : 8);
    const end = short === 1 && body <= to ? at + Number(view.getBigUint64(at + 8)) : short === 0 ? to : at + short;
    if (body > to || end < body || end > to) return false;
    const name = nameAt(bytes, at + 4);
    if (CONTAINERS.has(name)) {
      if (depth > DEEPEST) return false;
      let own = track;
      if (name === 'trak')
        walk.tracks.push((own = { handler: '', format: '', lengthBytes: 4, sizes: [], chunks: [], runs: [] }));
      if (!walkBoxes(walk, body, end, own, depth + 1)) return false;
    } else if (KEPT.has(name)) {
      if (!cleanBox(walk, name, body, end, track)) return false;
    } else blankBox(bytes, at, body, end);
    at = end;
  }
  // Up to one byte makes the fragment even.
  bytes.fill(0, at, to);
  return true;
}

function blankBox(bytes: Uint8Array, at: number, body: number, end: number): void {
  bytes.set([0x66, 0x72, 0x65, 0x65], at + 4); // free
  bytes.fill(0, body, end);
}

/** False where the box is too short for what it should hold. */
function cleanBox(
  { bytes, view, media }: Walk,
  name: string,
  body: number,
  end: number,
  track: Track | undefined,
): boolean {
  const wordAt = (at: number): number => (at + 4 <= end ? view.getUint32(at) : 0);
  const table = (at: number, count: number, width: number): number[] =>
    at + count * width > end ? [] : Array.from({ length: count }, (_, index) => wordAt(at + index * width));
  switch (name) {
    case 'mvhd':
    case 'tkhd':
    case 'mdhd':
      // Seconds since 1904 of creation and of the last change.
      bytes.fill(0, Math.min(end, body + 4), Math.min(end, body + (bytes[body] === 1 ? 20 : 12)));
      return true;
    case 'hdlr':
      if (track !== undefined) track.handler ||= nameAt(bytes, body + 8);
      // The name of the handler is free text at its end.
      bytes.fill(0, Math.min(end, body + 24), end);
      return true;
    case 'dref':
      return cleanReferences(bytes, view, body + 8, end);
    case 'stsd':
      return track !== undefined && cleanSampleEntry(bytes, view, body + 8, end, track);
    case 'stsz':
      if (track === undefined) return false;
      track.sizes =
        wordAt(body + 4) === 0 ? table(body + 12, wordAt(body + 8), 4) : sameSizes(wordAt(body + 4), wordAt(body + 8));
      return wordAt(body + 8) === track.sizes.length;
    case 'stco':
    case 'co64': {
      if (track === undefined) return false;
      const count = wordAt(body + 4);
      track.chunks =
        name === 'stco'
          ? table(body + 8, count, 4)
          : table(body + 8, count, 8).map((high, index) => high * 2 ** 32 + wordAt(body + 12 + index * 8));
      return track.chunks.length === count;
    }
    case 'stsc':
      if (track === undefined) return false;
      track.runs = table(body + 8, wordAt(body + 4), 12).map((first, index) => ({
        first,
        perChunk: wordAt(body + 12 + index * 12),
      }));
      return true;
    case 'mdat':
      media.push({ from: body, to: end });
      return true;
    default:
      return true;
  }
}

/** More samples than this of one size are no video of pictures. */
const MOST_SAMPLES = 10_000_000;
const sameSizes = (size: number, count: number): number[] =>
  count > MOST_SAMPLES ? [] : Array.from<number>({ length: count }).fill(size);

/** Where the media are: in this file, which needs no words. */
function cleanReferences(bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
  for (let at = from; at + 12 <= to;) {
    const end = at + view.getUint32(at);
    if (end < at + 12 || end > to) return false;
    bytes.fill(0, at + 12, end);
    at = end;
  }
  return true;
}

function cleanSampleEntry(bytes: Uint8Array, view: DataView, at: number, end: number, track: Track): boolean {
  if (at + 8 + VISUAL_ENTRY_BYTES > end || track.handler !== 'vide') return track.handler !== 'vide';
  track.format = nameAt(bytes, at + 4);
  bytes.fill(0, at + 8 + 42, at + 8 + 74); // name of the compressor
  let box = at + 8 + VISUAL_ENTRY_BYTES;
  for (; box + 8 <= end;) {
    const next = box + view.getUint32(box);
    if (next < box + 8 || next > end) return false;
    const name = nameAt(bytes, box + 4);
    const body = bytes.subarray(box + 8, next);
    if (!KEPT_IN_ENTRY.has(name)) blankBox(bytes, box, box + 8, next);
    else if (name === 'avcC') track.lengthBytes = ((body[4] ?? 3) & 3) + 1;
    else if (name === 'hvcC') {
      track.lengthBytes = ((body[21] ?? 3) & 3) + 1;
      cleanParameterSets(body);
    } else if (name === 'colr' && /^(prof|rICC)$/.test(nameAt(body, 0))) {
      const cleaned = cleanedIcc(body.subarray(4));
      if (cleaned === undefined) blankBox(bytes, box, box + 8, next);
      else body.set(cleaned, 4);
    }
    box = next;
  }
  bytes.fill(0, box, end);
  return true;
}

/** The configuration of HEVC may hold SEI beside its parameter sets. */
function cleanParameterSets(body: Uint8Array): void {
  let at = 23;
  for (let array = body[22] ?? 0; array > 0; array--) {
    const units = ((body[at + 1] ?? 0) << 8) | (body[at + 2] ?? 0);
    at += 3;
    for (let unit = 0; unit < units && at + 2 <= body.length; unit++) {
      const end = at + 2 + (((body[at] ?? 0) << 8) | (body[at + 1] ?? 0));
      if (end <= body.length) cleanUnit(body.subarray(at + 2, end), 'hevc');
      at = end;
    }
  }
}

function cleanSamples({ bytes, tracks, media }: Walk): boolean {
  if (media.length === 0) return true;
  const covered: Span[] = [];
  for (const track of tracks) {
    const samples = samplesOf(track);
    if (samples === undefined) return false;
    for (const { from, to } of samples) {
      if (!media.some((span) => from >= span.from && to <= span.to)) return false;
      // Subtitles, time codes and the like: nothing of them is a picture.
      if (track.handler !== 'vide') bytes.fill(0, from, to);
      else if (!cleanSample(bytes.subarray(from, to), track)) return false;
    }
    covered.push(...samples);
  }
  if (!tracks.some(({ handler, sizes }) => handler === 'vide' && sizes.length > 0)) return false;
  blankBetween(bytes, media, covered.sort((a, b) => a.from - b.from)); // prettier-ignore
  return true;
}

function samplesOf({ sizes, chunks, runs }: Track): Span[] | undefined {
  const samples: Span[] = [];
  let run = 0;
  for (const [index, offset] of chunks.entries()) {
    while ((runs[run + 1]?.first ?? Infinity) <= index + 1) run++;
    let at = offset;
    for (let left = runs[run]?.perChunk ?? 0; left > 0 && samples.length < sizes.length; left--) {
      const to = at + (sizes[samples.length] ?? 0);
      samples.push({ from: at, to });
      at = to;
    }
  }
  return samples.length === sizes.length ? samples : undefined;
}

function cleanSample(sample: Uint8Array, { format, lengthBytes }: Track): boolean {
  const codec = /^(avc[1-4]|dva[1v])$/.test(format)
    ? 'h264'
    : /^(hvc1|hev1|dvh[1e])$/.test(format)
      ? 'hevc'
      : undefined;
  if (codec === undefined) return false;
  for (let at = 0; at < sample.length;) {
    let length = 0;
    for (let byte = 0; byte < lengthBytes; byte++) length = length * 256 + (sample[at + byte] ?? 0);
    const end = at + lengthBytes + length;
    if (length === 0 || end > sample.length) return false;
    cleanUnit(sample.subarray(at + lengthBytes, end), codec);
    at = end;
  }
  return true;
}

function blankBetween(bytes: Uint8Array, media: readonly Span[], covered: readonly Span[]): void {
  for (const { from, to } of media) {
    let at = from;
    for (const sample of covered) {
      if (sample.to <= from || sample.from >= to) continue;
      if (sample.from > at) bytes.fill(0, at, sample.from);
      at = Math.max(at, sample.to);
    }
    bytes.fill(0, at, to);
  }
}

const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
