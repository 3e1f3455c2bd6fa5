/** What a JPEG stream says of itself, ITU T.81 B.2: labels on the outside are sometimes wrong. */
export interface JpegHeader {
  /** 0 baseline, 1 extended, 2 progressive, 3 lossless. */
  readonly process: number;
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  /** A marker of Adobe's, too short for decoders that follow the letter; it means "no colour transform". */
  readonly hasShortAdobe: boolean;
}

const ADOBE = [0x41, 0x64, 0x6f, 0x62, 0x65];

/** Undefined when the bytes are no JPEG stream of a kind known here. */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const byte = (at: number): number => bytes[at] ?? 0;
  let hasShortAdobe = false;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = byte(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = (byte(at + 2) << 8) | byte(at + 3);
    if (marker === 0xee && length < 14 && ADOBE.every((code, index) => byte(at + 4 + index) === code))
      hasShortAdobe = true;
    if (marker >= 0xc0 && marker <= 0xc3)
      return {
        process: marker - 0xc0,
        precision: byte(at + 4),
        rows: (byte(at + 5) << 8) | byte(at + 6),
        columns: (byte(at + 7) << 8) | byte(at + 8),
        components: byte(at + 9),
        hasShortAdobe,
      };
    if (marker === 0xda) return undefined;
    at += 2 + length;
  }
  return undefined;
}

/** The same stream with a whole marker "no colour transform" in front, which every decoder understands. */
export function withAdobeRgb(bytes: Uint8Array): Uint8Array {
  const marker = [0xff, 0xee, 0, 14, ...ADOBE, 0, 100, 0, 0, 0, 0, 0];
  const out = new Uint8Array(bytes.length + marker.length);
  out.set([0xff, 0xd8]);
  out.set(marker, 2);
  out.set(bytes.subarray(2), 2 + marker.length);
  return out;
}
