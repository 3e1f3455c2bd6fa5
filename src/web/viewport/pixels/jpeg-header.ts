/** What the header of a JPEG stream itself says: labels on the outside are sometimes wrong, and a wrong decoder draws noise. */
export interface JpegHeader {
  /** 0 baseline, 1 extended, 2 progressive, 3 lossless (ITU T.81 table B.1). */
  process: number;
  precision: number;
  /** Adobe's colour transform; undefined without a marker. */
  adobeTransform: number | undefined;
  /** The marker is shorter than Adobe's own, so decoders that follow the letter overlook it. */
  isAdobeShort: boolean;
}

const SOI = 0xd8;
const SOS = 0xda;
const APP14 = 0xee;
const ADOBE = [0x41, 0x64, 0x6f, 0x62, 0x65];

/** Undefined when the bytes are not a JPEG stream of a kind known here. */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  const header: JpegHeader = { process: -1, precision: 8, adobeTransform: undefined, isAdobeShort: false };
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (marker >= 0xc0 && marker <= 0xc3) {
      header.process = marker - 0xc0;
      header.precision = bytes[at + 4] ?? 8;
    } else if (marker === APP14 && ADOBE.every((code, index) => bytes[at + 4 + index] === code)) {
      header.isAdobeShort = length < 14;
      header.adobeTransform = length < 14 ? 0 : bytes[at + 15];
    } else if (marker === SOS) break;
    at += 2 + length;
  }
  return header.process < 0 ? undefined : header;
}

/** The same stream with a whole Adobe marker "no colour transform" in front, which every decoder understands. */
export function withAdobeRgb(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const marker = [0xff, APP14, 0, 14, ...ADOBE, 0, 100, 0, 0, 0, 0, 0];
  const out = new Uint8Array(bytes.length + marker.length);
  out.set([0xff, SOI], 0);
  out.set(marker, 2);
  out.set(bytes.subarray(2), 2 + marker.length);
  return out;
}
