import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDataset, makeEncapsulated, makeFile, writeDicom } from '../../dicom/index.ts';
import { bytesOf, processBatch } from '../testing/batch.ts';
import { secretsIn } from '../testing/find-secrets.ts';
import { cleanVideo } from './video.ts';

const H264 = '1.2.840.10008.1.2.4.102';
const HEVC = '1.2.840.10008.1.2.4.107';
const MPEG2 = '1.2.840.10008.1.2.4.100';
const SECRET = 'Vandermeulen Hildegarde';

const ascii = (text: string): number[] => text.split('').map((letter) => letter.charCodeAt(0));
const latin = (bytes: Uint8Array): string => bytes.reduce((text, byte) => text + String.fromCharCode(byte), '');
const u32 = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
const u16 = (value: number): number[] => [value >> 8, value & 0xff];
const annexB = (...units: number[][]): number[] => units.flatMap((unit) => [0, 0, 0, 1, ...unit]);

const message = (type: number, payload: number[]): number[] => [type, payload.length, ...payload];
const userData = (text: string): number[] =>
  message(5, [...Array.from<number>({ length: 16 }).fill(0xab), ...ascii(text)]);
const SPS = [0x67, 66, 0, 10, 0xf8, 0x41, 0xa2];
const SLICE = [0x65, 0x88, 0x84, 0, 0x21, 0xff, 0x80];
const PIC_TIMING = message(1, [0x12, 0x34]);
const SEI = [0x06, ...PIC_TIMING, ...userData(SECRET), 0x80];

function cleaned(stream: readonly number[], syntax = H264): Uint8Array {
  const bytes = Uint8Array.from(stream);
  const result = cleanVideo(bytes, syntax);
  if (result.kind !== 'clean') throw new Error(result.kind);
  expect(result.bytes.length).toBe(bytes.length);
  expect(latin(result.bytes)).not.toContain('Vandermeulen');
  return result.bytes;
}

const indexOf = (bytes: Uint8Array, part: readonly number[]): number =>
  latin(bytes).indexOf(String.fromCharCode(...part));

describe('H.264 and HEVC', () => {
  it('lose user data in messages, in place; pictures, parameters and timing stay', () => {
    const result = cleaned(annexB(SPS, SEI, SLICE, SLICE));
    const filler = userData(SECRET).length - 2;
    expect([...result]).toEqual(
      annexB(
        SPS,
        [0x06, ...PIC_TIMING, 3, filler, ...Array.from<number>({ length: filler }).fill(0xff), 0x80],
        SLICE,
        SLICE,
      ),
    );
  });

  it.each([1, 40, 230, 252, 253, 254, 255, 256, 257, 258, 300, 511, 515])(
    'fill exactly the room of %d bytes of user data, escapes included',
    (length) => {
      for (const zeros of [[], [0, 0, 3, 1], [0, 0, 3, 0, 0, 3]]) {
        const payload = [...ascii('x'.repeat(length)), ...zeros];
        // The size tells bytes without escapes.
        const size = payload.length - zeros.filter((byte) => byte === 3).length;
        const sizes = [...Array.from<number>({ length: Math.floor(size / 255) }).fill(255), size % 255];
        const stream = annexB([0x06, 4, ...sizes, ...payload, 0x80], SLICE);
        const result = cleaned(stream);
        expect(latin(result)).not.toContain('xx');
        expect(indexOf(result, SLICE)).toBe(stream.length - SLICE.length);
        expect(result[stream.length - SLICE.length - 5]).toBe(0x80);
      }
    },
  );

  it('lose text in fillers, in units that nobody defined, before the stream, and in messages that lie about their size', () => {
    cleaned([0, 0, ...annexB([0x0c, ...ascii(SECRET), 0x80], [0x18, ...ascii(SECRET)], SLICE)]);
    cleaned([...ascii(SECRET), ...annexB(SLICE)]);
    cleaned(annexB([0x06, 1, 200, ...ascii(SECRET), 0x80], SLICE));
    cleaned(annexB([0x06, 3, SECRET.length, ...ascii(SECRET), 0x80], SLICE));
  });

  it('know both kinds of messages of HEVC', () => {
    const slice = [0x26, 0x01, 0xaf, 0x80];
    const stream = annexB([0x4e, 0x01, ...userData(SECRET), 0x80], slice, [0x50, 0x01, ...userData(SECRET), 0x80]);
    expect(indexOf(cleaned(stream, HEVC), slice)).toBe(indexOf(Uint8Array.from(stream), slice));
  });
});

describe('MPEG-2', () => {
  const picture = [0, 0, 1, 0x00, 0x00, 0x0f, 0xff, 0xf8, 0, 0, 1, 0x01, 0x13, 0x77];
  const sequence = [0, 0, 1, 0xb3, 0x14, 0x00, 0xf0];
  const es = [...sequence, 0, 0, 1, 0xb2, ...ascii(SECRET), ...picture, 0, 0, 1, 0xb7, ...ascii(SECRET)];

  it('loses user data and what stands behind the end', () => {
    expect(indexOf(cleaned(es, MPEG2), picture)).toBe(indexOf(Uint8Array.from(es), picture));
  });

  const pack = [0, 0, 1, 0xba, 0x44, 0, 4, 0, 4, 1, 0, 0, 3, 0xf8];
  const pes = (id: number, payload: number[]): number[] => [
    0,
    0,
    1,
    id,
    ...u16(payload.length + 3),
    0x80,
    0,
    0,
    ...payload,
  ];

  it('loses private packets and headers of a program stream, also user data across two packets', () => {
    const privatePacket = [0, 0, 1, 0xbf, ...u16(SECRET.length), ...ascii(SECRET)];
    const stream = [
      ...pack,
      ...privatePacket,
      ...pes(0xe0, es.slice(0, 20)),
      ...pes(0xe0, es.slice(20)),
      0,
      0,
      1,
      0xb9,
      ...ascii(SECRET),
    ];
    expect(latin(cleaned(stream, MPEG2))).not.toContain('Hildegarde');
    expect(cleanVideo(Uint8Array.from([...pack, ...pes(0xc0, [1, 2])]), MPEG2)).toEqual({ kind: 'audio' });
  });
});

describe('transport streams', () => {
  const packet = (pid: number, payload: number[], begins: boolean): number[] => {
    const room = 184 - payload.length;
    const adaptation =
      room === 0 ? [] : [room - 1, ...(room > 1 ? [0, ...Array.from<number>({ length: room - 2 }).fill(0xff)] : [])];
    return [0x47, (begins ? 0x40 : 0) | (pid >> 8), pid & 0xff, room === 0 ? 0x10 : 0x30, ...adaptation, ...payload];
  };
  const section = (id: number, body: number[]): number[] => [0, id, 0xb0, body.length + 4, ...body, 0, 0, 0, 0];
  const pat = packet(0, section(0, [0, 1, 0xc1, 0, 0, 0, 1, 0xe1, 0x00]), true);
  const named = [0x05, SECRET.length, ...ascii(SECRET)];
  const pmt = (type: number): number[] =>
    packet(
      0x100,
      section(2, [0, 1, 0xc1, 0, 0, 0xe1, 0x01, 0xf0, 0, type, 0xe1, 0x01, 0xf0, named.length, ...named]),
      true,
    );
  const es = annexB(SPS, SEI, SLICE);
  const video = [0, 0, 1, 0xe0, 0, 0, 0x80, 0, 0, ...es];
  const names = packet(0x11, section(0x42, ascii(SECRET)), true);

  it('keep pictures and tables, lose names, descriptors and messages across packets', () => {
    const stream = [
      ...pat,
      ...pmt(0x1b),
      ...names,
      ...packet(0x101, video.slice(0, 40), true),
      ...packet(0x101, video.slice(40), false),
    ];
    const result = cleaned(stream);
    expect(indexOf(result, SLICE)).toBe(stream.length - SLICE.length);
    expect(latin(result)).not.toContain('Hilde');
    // A name table became an empty packet; the map still tells where the video is.
    expect([...result.subarray(376, 380)]).toEqual([0x47, 0x1f, 0xff, 0x10]);
    expect(indexOf(result, [0x1b, 0xe1, 0x01, 0xf0, 0])).toBeGreaterThan(188);
  });

  it('are refused with sound, and where nothing is known to be video', () => {
    expect(cleanVideo(Uint8Array.from([...pat, ...pmt(0x0f)]), H264).kind).toBe('audio');
    expect(cleanVideo(Uint8Array.from([...pat, ...pmt(0x06), ...names]), H264).kind).toBe('unreadable');
  });
});

describe('MP4', () => {
  const box = (name: string, ...content: number[][]): number[] => {
    const body = content.flat();
    return [...u32(body.length + 8), ...ascii(name), ...body];
  };
  const zeros = (count: number): number[] => Array.from<number>({ length: count }).fill(0);
  const lengthPrefixed = (...units: number[][]): number[] => units.flatMap((unit) => [...u32(unit.length), ...unit]);
  const ftyp = box('ftyp', ascii('isom'));
  const avcC = box('avcC', [1, 66, 0, 10, 0xff, 0xe0, 0]);
  const entry = box(
    'avc1',
    zeros(42),
    [SECRET.length],
    ascii(SECRET.padEnd(31)),
    zeros(4),
    avcC,
    box('meta', ascii(SECRET)),
  );

  function movie(handler: string, samples: number[][], gap: number[] = []): number[] {
    const track = (offset: number): number[] =>
      box('trak', box('tkhd', zeros(4), u32(0xd9e6f1a9), zeros(8)), box('mdia', box('hdlr', zeros(8), ascii(handler), zeros(12), ascii(SECRET)),
        box('minf', box('stbl', box('stsd', zeros(4), u32(1), entry), box('stsz', zeros(8), u32(samples.length), samples.flatMap(({ length }) => u32(length))),
          box('stsc', zeros(4), u32(1), u32(1), u32(samples.length), u32(1)), box('stco', zeros(4), u32(1), u32(offset)))))); // prettier-ignore
    const head = (offset: number): number[] => [...ftyp, ...box('moov', track(offset), box('udta', ascii(SECRET)))];
    const offset = head(0).length + 8;
    return [...head(offset), ...box('mdat', samples.flat(), gap), ...box('free', ascii(SECRET))];
  }

  it('keeps samples where they are; names, times, metadata, messages and gaps are blanked', () => {
    const sample = lengthPrefixed(SPS, SEI, SLICE);
    const stream = movie('vide', [sample, lengthPrefixed(SLICE)], ascii(SECRET));
    const result = cleaned(stream);
    expect(indexOf(result, SLICE)).toBe(indexOf(Uint8Array.from(stream), SLICE));
    expect(indexOf(result, u32(0xd9e6f1a9))).toBe(-1);
    expect(indexOf(result, avcC)).toBeGreaterThan(0);
  });

  it('is refused with sound, or where its samples cannot be found', () => {
    expect(cleanVideo(Uint8Array.from(movie('soun', [[1, 2]])), H264).kind).toBe('audio');
    expect(cleanVideo(Uint8Array.from([...ftyp, ...box('mdat', ascii(SECRET))]), H264).kind).toBe('unreadable');
    expect(cleanVideo(Uint8Array.from(movie('vide', [lengthPrefixed(SLICE).slice(0, -1)])), H264).kind).toBe(
      'unreadable',
    );
  });
});

describe('video in an instance', () => {
  const instance = (syntax: string, stream: number[]): Uint8Array => {
    const dataset = buildDataset({
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.77.1.1.1', SOPInstanceUID: '1.2.3.1', StudyInstanceUID: '1.2.3.2', SeriesInstanceUID: '1.2.3.3', PatientID: 'HX77913204',
      PatientName: 'Vandermeulen^Hildegarde', Rows: 16, Columns: 16, NumberOfFrames: 1, SamplesPerPixel: 3, BitsAllocated: 8, PhotometricInterpretation: 'YBR_PARTIAL_420',
    }); // prettier-ignore
    dataset.set(makeEncapsulated(0x7fe00010, [Uint8Array.from(stream)]));
    return writeDicom(makeFile(dataset, syntax));
  };

  it.each(['basic', 'safe-harbor', 'research'] as const)('is cleaned or refused, profile %s', (profile) => {
    const [clean, refused] = processBatch(
      [instance(H264, annexB(SPS, SEI, SLICE, [])), instance(H264, ascii(`no stream ${SECRET}`))],
      { profile },
    );
    expect(secretsIn(bytesOf(clean!), ['vandermeulen', 'hildegarde'])).toEqual([]);
    expect(refused).toMatchObject({ kind: 'refused', code: 'unreadable-codestream' });
  });

  it('neither hangs nor throws on any bytes', () => {
    const heads = [[0, 0, 1, 0xba], [0, 0, 0, 1, 0x06], [0x47], [0, 0, 0, 12, ...ascii('ftypisom')], []];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.constantFrom(...heads), fc.constantFrom(H264, HEVC, MPEG2), (tail, head, syntax) => {
        const bytes = Uint8Array.from([...head, ...tail]);
        const before = bytes.slice();
        cleanVideo(bytes, syntax);
        expect(bytes).toEqual(before);
      }),
      { numRuns: 1500 },
    ); // prettier-ignore
  });
});
