import { deflateSync, inflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildDataset, makeElement, makeEncapsulated } from '../../dicom/index.ts';
import { cleanDeflatedFrame } from './deflated-frame.ts';
import { cleanJpeg } from './jpeg.ts';
import { cleanJpeg2000 } from './jpeg-2000.ts';
import { cleanJpegXl } from './jpeg-xl.ts';
import { cleanPixelData } from './pixel-data.ts';
import { cleanRunLength } from './run-length.ts';

const SECRET = 'Vandermeulen';
const ascii = (text: string): number[] => text.split('').map((letter) => letter.charCodeAt(0));
const latin = (bytes: Uint8Array | undefined): string => String.fromCharCode(...(bytes ?? []));

/** Eight pixels of 16 bits: a repetition for the high bytes, literals for the low ones. */
const HIGH = [256 - 7, 0x8f];
const LOW = [7, 1, 2, 3, 4, 5, 6, 7, 8];

function runLength(header: number[], between: number[], behind: number[]): Uint8Array {
  const second = 64 + HIGH.length + between.length;
  const words = [2, 64, second].flatMap((word) => [word, 0, 0, 0]);
  return Uint8Array.from([
    ...words,
    ...header,
    ...Array.from<number>({ length: 52 - header.length }).fill(0),
    ...HIGH,
    ...between,
    ...LOW,
    ...behind,
  ]);
}

describe('RLE', () => {
  it('loses what stands in the header, between planes and behind them', () => {
    const cleaned = cleanRunLength(runLength(ascii(SECRET), ascii(SECRET), ascii(SECRET)), 8, [0xff, 0xff]);
    expect(latin(cleaned)).not.toContain(SECRET);
    expect([...(cleaned ?? [])].slice(-LOW.length)).toEqual(LOW);
    expect([...(cleaned ?? [])].slice(64, 66)).toEqual(HIGH);
  });

  it('stays the same array when there is nothing to lose, padding included', () => {
    for (const padding of [[], [0], [0, 0, 0]]) {
      const bytes = runLength([], [], padding);
      expect(cleanRunLength(bytes, 8, [0xff, 0xff])).toBe(bytes);
    }
  });

  it('loses overlay bits inside its runs', () => {
    const cleaned = cleanRunLength(runLength([], [], []), 8, [0x0f, 0xff]);
    expect([...(cleaned ?? [])].slice(64)).toEqual([256 - 7, 0x0f, ...LOW]);
  });

  it('is refused when its header makes no sense', () => {
    expect(cleanRunLength(new Uint8Array(64), 8, [])).toBeUndefined();
    expect(cleanRunLength(Uint8Array.from(ascii(SECRET)), 8, [])).toBeUndefined();
  });
});

describe('deflated frames', () => {
  it('end where their stream ends', () => {
    const pixels = Uint8Array.from({ length: 500 }, (_, at) => (at * at) & 0xff);
    const stream = deflateSync(pixels);
    const cleaned = cleanDeflatedFrame(Uint8Array.from([...stream, ...ascii(SECRET)]));
    expect(cleaned).toEqual(stream);
    expect(inflateSync(cleaned!)).toEqual(pixels);
    for (const same of [stream, Uint8Array.from([...stream, 0])]) expect(cleanDeflatedFrame(same)).toBe(same);
    expect(cleanDeflatedFrame(stream.subarray(0, -3))).toBeUndefined();
  });
});

describe('segments that no standard knows', () => {
  const segment = (marker: number, content: number[]): number[] => [0xff, marker, 0, content.length + 2, ...content];

  it('go from JPEG, reserved ones and extensions', () => {
    const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0xd9];
    const dirty = [
      0xff,
      0xd8,
      ...segment(0x02, ascii(SECRET)),
      ...segment(0xf5, ascii(SECRET)),
      ...segment(0xf8, [1]),
      ...scan,
    ];
    expect([...(cleanJpeg(Uint8Array.from(dirty)) ?? [])]).toEqual([0xff, 0xd8, ...segment(0xf8, [1]), ...scan]);
  });

  it('go from JPEG 2000, and are blanked in its tiles', () => {
    const inner = segment(0x6e, ascii(SECRET));
    const tile = [0xff, 0x90, 0, 10, 0, 0, 0, 0, 0, 12 + inner.length + 4, 0, 1, ...inner, 0xff, 0x93, 1, 2];
    const cleaned = cleanJpeg2000(
      Uint8Array.from([0xff, 0x4f, ...segment(0x51, [0]), ...segment(0x6e, ascii(SECRET)), ...tile, 0xff, 0xd9]),
    );
    expect(latin(cleaned)).not.toContain(SECRET);
    expect([...(cleaned ?? [])].slice(0, 9)).toEqual([0xff, 0x4f, ...segment(0x51, [0]), 0xff, 0x90]);
  });

  it('take the recompressed JPEG’s own comments with them', () => {
    const box = (name: string, content: number[]): number[] => [
      0,
      0,
      0,
      content.length + 8,
      ...ascii(name),
      ...content,
    ];
    const file = [...box('JXL ', [13, 10, 0x87, 10]), ...box('jbrd', ascii(SECRET)), ...box('jxlc', [0xff, 10, 1])];
    expect(latin(cleanJpegXl(Uint8Array.from(file)))).not.toContain(SECRET);
  });
});

describe('pixel data', () => {
  const image = (more: object = {}) =>
    buildDataset({ Rows: 2, Columns: 4, SamplesPerPixel: 1, BitsAllocated: 16, BitsStored: 12, HighBit: 11, ...more });
  const value = Uint8Array.from({ length: 16 }, (_, at) => (at % 2 === 0 ? at : 0xf0 | at));

  it('loses overlay bits only where no pixel is', () => {
    const cleaned = cleanPixelData(makeElement(0x7fe00010, 'OW', value), image(), '1.2.840.10008.1.2.1', 0xf001);
    expect(cleaned.kind === 'clean' && [...cleaned.element.value]).toEqual(
      [...value].map((byte, at) => (at % 2 === 0 ? byte : byte & 0x0f)),
    );
  });

  it('encapsulated but not compressed ends with its last pixel, its overlay bits gone', () => {
    const fragment = Uint8Array.from([...value, ...ascii(SECRET)]);
    const cleaned = cleanPixelData(makeEncapsulated(0x7fe00010, [fragment]), image(), '1.2.840.10008.1.2.1.98', 0xf000);
    expect(cleaned.kind === 'clean' && [...(cleaned.element.fragments?.[0] ?? [])]).toEqual(
      [...value].map((byte, at) => (at % 2 === 0 ? byte : byte & 0x0f)),
    );
  });

  it('is refused where an overlay was coded with the pixels', () => {
    const frame = (precision: number): Uint8Array =>
      Uint8Array.from([
        0xff,
        0xd8,
        0xff,
        0xf7,
        0,
        11,
        precision,
        0,
        2,
        0,
        4,
        1,
        1,
        0x11,
        0,
        0xff,
        0xda,
        0,
        8,
        1,
        1,
        0,
        0,
        0,
        0,
        5,
        0xff,
        0xd9,
      ]);
    const verdict = (precision: number) =>
      cleanPixelData(makeEncapsulated(0x7fe00010, [frame(precision)]), image(), '1.2.840.10008.1.2.4.80', 0x8000);
    expect(verdict(16)).toEqual({ kind: 'refused', code: 'unreadable-codestream' });
    expect(verdict(12).kind).toBe('clean');
  });
});
