import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanJpeg } from './jpeg.ts';
import { cleanJpeg2000 } from './jpeg-2000.ts';
import { cleanJpegXl } from './jpeg-xl.ts';
import { cleanedIcc } from './icc-profile.ts';
import { cleanVideo } from './video.ts';

const ascii = (text: string): number[] => text.split('').map((letter) => letter.charCodeAt(0));
const latin = (bytes: Uint8Array | undefined): string => String.fromCharCode(...(bytes ?? []));
const segment = (marker: number, payload: string): number[] => [
  0xff,
  marker,
  (payload.length + 2) >> 8,
  (payload.length + 2) & 0xff,
  ...ascii(payload),
];
const SCAN = [...segment(0xda, '\x01\x01\0\0?\0'), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];

describe('JPEG', () => {
  const adobe = segment(0xee, 'Adobe\0d\0\0\0\0\x01');
  const stream = (extra: number[], tail: number[] = []): Uint8Array =>
    Uint8Array.from([0xff, 0xd8, ...adobe, ...extra, ...segment(0xc0, 'frame'), ...SCAN, 0xff, 0xd9, ...tail]);

  it('loses comments and application data wherever they stand, and nothing else', () => {
    const dirty = Uint8Array.from([
      ...stream([...segment(0xe1, 'Exif\0\0secret'), ...segment(0xfe, 'secret')]).subarray(0, -2),
      ...segment(0xfe, 'secret'),
      0xff,
      0xd9,
      ...ascii('secret'),
    ]);
    expect(cleanJpeg(dirty)).toEqual(stream([]));
  });

  it('stays the same array when there is nothing to lose', () => {
    const clean = stream([]);
    expect(cleanJpeg(clean)).toBe(clean);
    const padded = stream([], [0]);
    expect(cleanJpeg(padded)).toBe(padded);
  });

  it('loses the thumbnail of JFIF and keeps its colour model', () => {
    const cleaned = cleanJpeg(stream(segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02secretsecret')));
    expect(latin(cleaned)).toContain('JFIF');
    expect(latin(cleaned)).not.toContain('secret');
  });

  it('is refused when its markers make no sense', () => {
    expect(cleanJpeg(Uint8Array.from([0xff, 0xd8, 0x00, 0x11]))).toBeUndefined();
    expect(cleanJpeg(Uint8Array.from([0xff, 0xd8, 0xff, 0xfe, 0xff, 0xff, 1]))).toBeUndefined();
  });
});

describe('JPEG 2000', () => {
  const comment = [0xff, 0x64, 0, 10, 0, 1, ...ascii('secret')];
  const tile = (inner: number[]): number[] => [
    0xff,
    0x90,
    0,
    10,
    0,
    0,
    0,
    0,
    0,
    12 + inner.length + 6,
    0,
    1,
    ...inner,
    0xff,
    0x93,
    1,
    2,
    3,
    4,
  ];
  const codestream = Uint8Array.from([
    0xff,
    0x4f,
    ...segment(0x51, 'size'),
    ...comment,
    ...tile(comment),
    0xff,
    0xd9,
    ...ascii('secret'),
  ]);

  it('loses comments of the main header, blanks those of tiles, ends where it ends', () => {
    const cleaned = cleanJpeg2000(codestream);
    expect(latin(cleaned)).not.toContain('secret');
    expect(cleaned).toEqual(
      Uint8Array.from([
        0xff,
        0x4f,
        ...segment(0x51, 'size'),
        ...tile([0xff, 0x64, 0, 10, 0, 1, 0, 0, 0, 0, 0, 0]),
        0xff,
        0xd9,
      ]),
    );
  });

  it('comes out of its boxes', () => {
    const box = (name: string, content: number[]): number[] => [
      0,
      0,
      0,
      content.length + 8,
      ...ascii(name),
      ...content,
    ];
    const file = Uint8Array.from([
      ...box('jP  ', [13, 10, 0x87, 10]),
      ...box('uuid', ascii('secret')),
      ...box('jp2c', [...codestream.subarray(0, -6)]),
    ]);
    expect(latin(cleanJpeg2000(file)).startsWith('\xff\x4f')).toBe(true);
    expect(latin(cleanJpeg2000(file))).not.toContain('secret');
  });
});

describe('JPEG XL, video and colour profiles', () => {
  const box = (name: string, content: number[]): number[] => [0, 0, 0, content.length + 8, ...ascii(name), ...content];

  it('lose their metadata boxes', () => {
    const jxl = Uint8Array.from([
      ...box('JXL ', [13, 10, 0x87, 10]),
      ...box('Exif', ascii('secret')),
      ...box('jxlc', [0xff, 10, 1]),
    ]);
    expect(latin(cleanJpegXl(jxl))).not.toContain('secret');
    const mp4 = Uint8Array.from([
      ...box('ftyp', ascii('isom')),
      ...box('moov', [
        ...box('udta', ascii('secret')),
        ...box(
          'trak',
          box('mdia', box('hdlr', [...ascii('\0\0\0\0\0\0\0\0vide'), ...ascii('\0'.repeat(12)), ...ascii('secret')])),
        ),
      ]),
    ]);
    const result = cleanVideo(mp4);
    expect(result.kind === 'clean' && latin(result.bytes)).not.toContain('secret');
    expect(result.kind === 'clean' && result.bytes.length).toBe(mp4.length);
  });

  it('refuse a sound track', () => {
    const mp4 = Uint8Array.from([
      ...box('ftyp', ascii('isom')),
      ...box(
        'moov',
        box('trak', box('mdia', box('hdlr', [...ascii('\0\0\0\0\0\0\0\0soun'), ...ascii('\0'.repeat(12))]))),
      ),
    ]);
    expect(cleanVideo(mp4).kind).toBe('audio');
  });

  it('keep curves and lose descriptions, dates and what lies between', () => {
    const profile = new Uint8Array(128 + 4 + 24 + 40 + 16);
    const view = new DataView(profile.buffer);
    view.setUint32(0, profile.length);
    profile.set(ascii('acsp'), 36);
    profile.set(ascii('secr'), 80);
    view.setUint16(24, 2014);
    view.setUint32(128, 2);
    for (const [at, name, offset, size] of [
      [132, 'desc', 156, 40],
      [144, 'rTRC', 196, 12],
    ] as const) {
      profile.set(ascii(name), at);
      view.setUint32(at + 4, offset);
      view.setUint32(at + 8, size);
    }
    profile.set(ascii('desc\0\0\0\0\0\0\0\x14secret of Quillfeather'), 156);
    profile.set(ascii('curv\0\0\0\0\0\0\0\x07'), 196);
    profile.set(ascii('back'), 208);
    const cleaned = cleanedIcc(profile);
    expect(latin(cleaned)).not.toMatch(/secr|Quill|back/);
    expect(latin(cleaned)).toContain('curv\0\0\0\0\0\0\0\x07');
    expect(cleaned?.length).toBe(profile.length);
    expect(cleanedIcc(Uint8Array.from(ascii('no profile')))).toBeUndefined();
  });

  it('neither hang nor throw on any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(
          [0xff, 0xd8],
          [0xff, 0x4f],
          [0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20],
          [0, 0, 0, 12, 0x66, 0x74, 0x79, 0x70],
          [],
        ),
        (tail, head) => {
          const bytes = Uint8Array.from([...head, ...tail]);
          for (const clean of [cleanJpeg, cleanJpeg2000, cleanJpegXl, cleanedIcc]) clean(bytes);
          cleanVideo(bytes);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
