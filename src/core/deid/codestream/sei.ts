// Units of H.264 and HEVC streams that may carry words: supplemental enhancement information (SEI), fillers and kinds that
// nobody defined. They are overwritten in place: no byte moves, and no coded picture is touched.
export type Codec = 'mpeg' | 'h264' | 'hevc';

/** Messages that say how to show pictures, in a few numbers: buffering, timing, recovery, packing, orientation, light. */
const HARMLESS = new Set([0, 1, 2, 6, 45, 47, 128, 129, 130, 131, 132, 133, 134, 135, 137, 144, 147]);
/** None of these is longer; whoever needs more room has something else in it. */
const LONGEST_HARMLESS = 64;
const FILLER_PAYLOAD = 3;

/** One unit, its header first, start code or length left out. */
export function cleanUnit(unit: Uint8Array, codec: 'h264' | 'hevc'): void {
  const header = codec === 'h264' ? 1 : 2;
  if (unit.length <= header) return;
  const type = codec === 'h264' ? (unit[0] ?? 0) & 31 : ((unit[0] ?? 0) >> 1) & 63;
  const isSei = codec === 'h264' ? type === 6 : type === 39 || type === 40;
  const isFiller = codec === 'h264' ? type === 12 : type === 38;
  const isUndefined =
    codec === 'h264' ? type === 0 || type === 17 || type === 18 || type > 21 : (type > 21 && type < 32) || type > 40;
  if (isSei) cleanSei(unit.subarray(header));
  else if (isFiller || isUndefined) {
    unit.fill(0xff, header, unit.length - 1);
    unit[unit.length - 1] = 0x80;
  }
}

function cleanSei(escaped: Uint8Array): void {
  const kept = harmlessMessages(unescaped(escaped));
  if (kept === 'all') return;
  // A filler takes the room of what goes; if that cannot be made to fit, nothing is kept.
  escaped.set(
    filledTo(escaped.length, kept) ?? filledTo(escaped.length, []) ?? new Uint8Array(escaped.length).fill(0x80),
  );
}

/** The bytes of messages that may stay, or `all` where there are no others. */
function harmlessMessages(bytes: Uint8Array): number[] | 'all' {
  const kept: number[] = [];
  let all = true;
  let at = 0;
  while (at < bytes.length && !(bytes[at] === 0x80 && bytes.subarray(at + 1).every((byte) => byte === 0))) {
    const start = at;
    let [type, size] = [0, 0];
    for (; bytes[at] === 0xff; at++) type += 255;
    type += bytes[at++] ?? 0;
    for (; bytes[at] === 0xff; at++) size += 255;
    size += bytes[at++] ?? 0;
    const end = at + size;
    const isFilled = type === FILLER_PAYLOAD && bytes.subarray(at, end).every((byte) => byte === 0xff);
    if (end > bytes.length) return kept;
    if (isFilled || (HARMLESS.has(type) && size <= LONGEST_HARMLESS)) kept.push(...bytes.subarray(start, end));
    else all = false;
    at = end;
  }
  return all && at < bytes.length ? 'all' : kept;
}

/** The messages and a filler behind them, exactly `length` bytes long with escapes; undefined where no filler fits. */
function filledTo(length: number, kept: readonly number[]): Uint8Array | undefined {
  for (let size = length - kept.length - 3; size >= 0 && size > length - kept.length - 40 - length / 200; size--)
    for (const first of [[], [FILLER_PAYLOAD, 0]]) {
      const whole = escapedOf([...kept, ...first, ...fillerOf(size), 0x80]);
      if (whole.length === length) return Uint8Array.from(whole);
    }
  return undefined;
}

function fillerOf(size: number): number[] {
  const sizeBytes = [...Array.from<number>({ length: Math.floor(size / 255) }).fill(0xff), size % 255];
  return [FILLER_PAYLOAD, ...sizeBytes, ...Array.from<number>({ length: size }).fill(0xff)];
}

/** Without the 03 behind two zeros that keeps a payload from looking like a start code. */
function unescaped(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte === 3) zeros = 0;
    else {
      out.push(byte);
      zeros = byte === 0 ? zeros + 1 : 0;
    }
  }
  return Uint8Array.from(out);
}

function escapedOf(bytes: readonly number[]): number[] {
  const out: number[] = [];
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return out;
}
