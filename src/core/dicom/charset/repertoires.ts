// The character repertoires of DICOM, PS3.3 C.12.1.1.2 and PS3.5 6.1. Decoders come from the platform (Encoding Standard);
// encoders are the decoders turned round, made at first use, so that no table has to be shipped.

/** One graphic set of ISO 2022: codes of one or two bytes without the high bit, and the characters they stand for. */
export interface CodedSet {
  readonly bytesPerCode: 1 | 2;
  /** Character of a code (7 bits per byte, `high << 8 | low` for two), or undefined. */
  decode(code: number): string | undefined;
  /** Code of a character, or undefined. */
  encode(character: string): number | undefined;
}

function lazily(
  bytesPerCode: 1 | 2,
  makeTable: () => (string | undefined)[],
  aliases: Record<string, string> = {},
): CodedSet {
  let table: (string | undefined)[] | undefined;
  let codes: Map<string, number> | undefined;
  return {
    bytesPerCode,
    decode(code) {
      table ??= makeTable();
      return table[code];
    },
    encode(character) {
      table ??= makeTable();
      codes ??= new Map(table.flatMap((char, code) => (char === undefined ? [] : [[char, code]])));
      return codes.get(character) ?? codes.get(aliases[character] ?? '');
    },
  };
}

/** The upper half (A0-FF) of an 8-bit set, by its 7-bit codes. */
export function upperHalf(label: string): CodedSet {
  return lazily(1, () => {
    const table: (string | undefined)[] = [];
    const decoder = new TextDecoder(label);
    for (let byte = 0xa0; byte <= 0xff; byte++) {
      const char = decoder.decode(Uint8Array.of(byte));
      if (char !== '\ufffd') table[byte & 0x7f] = char;
    }
    return table;
  });
}

/** JIS X 0201 katakana: the codes are consecutive in Unicode. */
export const KATAKANA: CodedSet = lazily(1, () => {
  const table: (string | undefined)[] = [];
  for (let code = 0x21; code <= 0x5f; code++) table[code] = String.fromCharCode(0xff61 + code - 0x21);
  return table;
});

// Platforms differ in what they add to the sets: what is outside them is nobody's, or results would depend on the machine.
const PRIVATE_USE = /[\ue000-\uf8ff]/;

/** A 94x94 set, decoded through the EUC encoding of the platform that contains it. */
function doubleByte(
  label: string,
  prefix: readonly number[],
  aliases?: Record<string, string>,
  isInside: (code: number) => boolean = () => true,
): CodedSet {
  return lazily(
    2,
    () => {
      const stride = prefix.length + 3;
      const bytes = new Uint8Array(94 * 94 * stride);
      let at = 0;
      for (let row = 0xa1; row <= 0xfe; row++)
        for (let cell = 0xa1; cell <= 0xfe; cell++) {
          bytes.set([...prefix, row, cell, 0x0a], at);
          at += stride;
        }
      const table: (string | undefined)[] = [];
      new TextDecoder(label)
        .decode(bytes)
        .split('\n')
        .forEach((char, index) => {
          const code = ((0x21 + Math.floor(index / 94)) << 8) | (0x21 + (index % 94));
          if (char.length === 1 && char !== '\ufffd' && !PRIVATE_USE.test(char) && isInside(code)) table[code] = char;
        });
      return table;
    },
    aliases,
  );
}

// The Encoding Standard and other tables disagree on these; both spellings are written with the same code.
const JIS_ALIASES = { '\u301c': '\uff5e', '\u2212': '\uff0d', '\u2016': '\u2225', '\u00a2': '\uffe0', '\u00a3': '\uffe1', '\u00ac': '\uffe2', '\u2014': '\u2015' }; // prettier-ignore
export const JIS_X_0208 = doubleByte('euc-jp', [], JIS_ALIASES);
/** The set ends with row 77 (6D). */
export const JIS_X_0212 = doubleByte('euc-jp', [0x8f], {}, (code) => code < 0x6e00);
/** Without the two signs of 1998, which not every platform has. */
export const KS_X_1001 = doubleByte('euc-kr', [], {}, (code) => code !== 0x2266 && code !== 0x2267);
export const GB_2312 = doubleByte('gbk', [], { '\u30fb': '\u00b7', '\u2015': '\u2014' });

/** GBK and GB18030 are no ISO 2022 sets: bytes below 80 occur inside their characters. Codes are numbers, first byte highest. */
export function gbEncoder(fourBytes: boolean): (character: string) => number | undefined {
  let pairs: Uint32Array | undefined;
  let quads: Uint32Array | undefined;
  return (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    // Beyond the basic plane the codes are consecutive.
    if (codePoint >= 0x10000) return fourBytes ? quadCode(codePoint - 0x10000, 0x90) : undefined;
    pairs ??= inverted(pairCodes(), 2);
    const pair = pairs[codePoint];
    if (pair !== 0 || !fourBytes) return pair === 0 ? undefined : pair;
    quads ??= inverted(quadCodes(), 4);
    const quad = quads[codePoint];
    return quad === 0 ? undefined : quad;
  };
}

/** Four-byte codes count up as digits of base 126, 10, 126 and 10. */
function quadCode(index: number, firstByte: number): number {
  const high = (firstByte + Math.floor(index / 12600)) * 0x1000000;
  return (
    high +
    ((0x30 + (Math.floor(index / 1260) % 10)) << 16) +
    ((0x81 + (Math.floor(index / 10) % 126)) << 8) +
    0x30 +
    (index % 10)
  );
}

function pairCodes(): number[] {
  const codes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.push((lead << 8) | trail);
  return codes;
}

/** The last four-byte code of the basic plane is 8431A439. */
function quadCodes(): number[] {
  return Array.from({ length: 39420 }, (_, index) => quadCode(index, 0x81));
}

/** Code by UTF-16 unit, 0 where there is none: all codes are decoded at once, each on a line of its own. */
function inverted(codes: readonly number[], bytesPerCode: number): Uint32Array {
  const bytes = new Uint8Array(codes.length * (bytesPerCode + 1));
  let at = 0;
  for (const code of codes) {
    for (let shift = (bytesPerCode - 1) * 8; shift >= 0; shift -= 8) bytes[at++] = code >>> shift;
    bytes[at++] = 0x0a;
  }
  const text = new TextDecoder('gb18030').decode(bytes);
  const table = new Uint32Array(0x10000);
  let line = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) !== 0x0a) continue;
    const unit = text.charCodeAt(start);
    if (i === start + 1 && unit !== 0xfffd && table[unit] === 0) table[unit] = codes[line] ?? 0;
    start = i + 1;
    line++;
  }
  return table;
}
