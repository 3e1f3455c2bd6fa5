import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import type { PixelDescription } from './pixel-description.ts';

const LITTLE = '1.2.840.10008.1.2.1';
const BIG = '1.2.840.10008.1.2.2';
const RLE = '1.2.840.10008.1.2.5';
const DEFLATED = '1.2.840.10008.1.2.8.1';

function description(extra: Partial<PixelDescription> = {}): PixelDescription {
  return {
    rows: 1,
    columns: 2,
    samplesPerPixel: 1,
    photometricInterpretation: 'MONOCHROME2',
    planarConfiguration: 0,
    bitsAllocated: 16,
    bitsStored: 16,
    highBit: 15,
    isSigned: false,
    kind: 'integer',
    rescaleSlope: 1,
    rescaleIntercept: 0,
    ...extra,
  };
}

const bytes = (...values: number[]) => new Uint8Array(values);
const twelveBit = { bitsStored: 12, highBit: 11 };

describe('decodeFrame, grey', () => {
  it.each([
    ['unsigned 16 bit', LITTLE, bytes(1, 2, 255, 255), {}, [513, 65535]],
    ['signed 16 bit', LITTLE, bytes(255, 255, 0, 128), { isSigned: true }, [-1, -32768]],
    [
      '12 bit that are not sign extended',
      LITTLE,
      bytes(0xff, 0x0f, 0xff, 0x07),
      { ...twelveBit, isSigned: true },
      [-1, 2047],
    ],
    ['12 bit with an overlay in the upper bits', LITTLE, bytes(0x34, 0xf2, 0x01, 0x00), twelveBit, [0x234, 1]],
    [
      'bits that do not begin at the bottom',
      LITTLE,
      bytes(0xf0, 0xff, 0x10, 0x00),
      { bitsStored: 12, highBit: 15 },
      [4095, 1],
    ],
    ['8 bit', LITTLE, bytes(7, 200), { bitsAllocated: 8, bitsStored: 8, highBit: 7 }, [7, 200]],
    ['signed 8 bit', LITTLE, bytes(7, 255), { bitsAllocated: 8, bitsStored: 8, highBit: 7, isSigned: true }, [7, -1]],
    ['single bits, lowest first', LITTLE, bytes(0b10), { bitsAllocated: 1, bitsStored: 1, highBit: 0 }, [0, 1]],
    ['big endian', BIG, bytes(2, 1, 0, 9), {}, [513, 9]],
    ['a deflated frame', DEFLATED, new Uint8Array(deflateSync(bytes(1, 2, 3, 4))), {}, [513, 1027]],
  ] as const)('reads %s', async (_, syntax, encoded, extra, expected) => {
    const frame = await decodeFrame(encoded, syntax, description(extra));
    expect([...frame.pixels]).toEqual(expected);
    expect([frame.min, frame.max]).toEqual([Math.min(...expected), Math.max(...expected)]);
  });

  it('reads bytes that lie on an odd address', async () => {
    const odd = bytes(99, 1, 2, 3, 4).subarray(1);
    expect([...(await decodeFrame(odd, LITTLE, description())).pixels]).toEqual([513, 1027]);
  });

  it('makes no copy of bytes that lie on an even address', async () => {
    const encoded = bytes(1, 2, 3, 4);
    expect((await decodeFrame(encoded, LITTLE, description())).pixels.buffer).toBe(encoded.buffer);
  });

  it('keeps stored values and hands the rescale on', async () => {
    const frame = await decodeFrame(
      bytes(1, 0, 2, 0),
      LITTLE,
      description({ rescaleSlope: 2, rescaleIntercept: -1024 }),
    );
    expect(frame).toMatchObject({ slope: 2, intercept: -1024, isRounded: false });
  });

  it('draws wide integers exactly while their range fits', async () => {
    const wide = new Uint8Array(new Uint32Array([4_000_000_000, 4_000_000_123]).buffer);
    const frame = await decodeFrame(wide, LITTLE, description({ bitsAllocated: 32, bitsStored: 32, highBit: 31 }));
    expect(frame.isRounded).toBe(false);
    expect([...frame.pixels].map((value) => value * frame.slope + frame.intercept)).toEqual([
      4_000_000_000, 4_000_000_123,
    ]);
  });

  it('says so when floating point values are rounded for display', async () => {
    const floats = new Uint8Array(new Float32Array([-0.5, 1.5]).buffer);
    const frame = await decodeFrame(floats, LITTLE, description({ kind: 'float', bitsAllocated: 32 }));
    expect(frame.isRounded).toBe(true);
    expect([...frame.pixels].map((value) => value * frame.slope + frame.intercept)).toEqual([-0.5, 1.5]);
  });

  it('applies a modality LUT and keeps its ends for values outside', async () => {
    const modalityLut = { firstMapped: 10, values: Uint16Array.of(100, 200), bitsPerEntry: 16, explanation: '' };
    const frame = await decodeFrame(bytes(0, 0, 11, 0), LITTLE, description({ modalityLut, rescaleSlope: 9 }));
    expect([...frame.pixels]).toEqual([100, 200]);
    expect(frame.slope).toBe(1);
  });
});

describe('decodeFrame, RLE', () => {
  const header = (...offsets: number[]) => {
    const view = new DataView(new ArrayBuffer(64));
    view.setUint32(0, offsets.length, true);
    offsets.forEach((offset, index) => view.setUint32(4 + index * 4, offset, true));
    return [...new Uint8Array(view.buffer)];
  };

  it('puts the most significant byte first, runs and literals', async () => {
    // High bytes: run of two 1s. Low bytes: literal 5, 6.
    const encoded = bytes(...header(64, 66), 255, 1, 1, 5, 6);
    expect([...(await decodeFrame(encoded, RLE, description())).pixels]).toEqual([0x105, 0x106]);
  });

  it('interleaves colour planes', async () => {
    const rgb = {
      samplesPerPixel: 3,
      bitsAllocated: 8,
      bitsStored: 8,
      highBit: 7,
      photometricInterpretation: 'RGB',
      planarConfiguration: 1,
    };
    const encoded = bytes(...header(64, 67, 70), 1, 1, 2, 1, 3, 4, 1, 5, 6);
    expect([...(await decodeFrame(encoded, RLE, description(rgb))).pixels]).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it.each([
    ['another number of segments', bytes(...header(64), 255, 1)],
    ['a segment that ends early', bytes(...header(64, 66), 255, 1, 0, 5)],
    ['no header', bytes(1, 2, 3)],
  ])('refuses %s', async (_, encoded) => {
    await expect(decodeFrame(encoded, RLE, description())).rejects.toHaveProperty('code');
  });
});

describe('decodeFrame, colour', () => {
  const rgb = { columns: 1, samplesPerPixel: 3, bitsAllocated: 8, bitsStored: 8, highBit: 7 };

  it('separates planes', async () => {
    const d = description({ ...rgb, columns: 2, photometricInterpretation: 'RGB', planarConfiguration: 1 });
    expect([...(await decodeFrame(bytes(1, 2, 3, 4, 5, 6), LITTLE, d)).pixels]).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it.each([
    ['white', [255, 128, 128], [255, 255, 255]],
    ['red', [76, 85, 255], [254, 0, 0]],
    ['blue', [29, 255, 107], [0, 0, 254]],
  ])('turns YBR_FULL %s into RGB', async (_, ybr, expected) => {
    const frame = await decodeFrame(
      bytes(...ybr),
      LITTLE,
      description({ ...rgb, photometricInterpretation: 'YBR_FULL' }),
    );
    [...frame.pixels].forEach((value, index) =>
      expect(Math.abs(value - (expected[index] ?? 0))).toBeLessThanOrEqual(1),
    );
  });

  it('spreads the colour of YBR_FULL_422 over two pixels', async () => {
    const d = description({ ...rgb, columns: 2, photometricInterpretation: 'YBR_FULL_422' });
    expect([...(await decodeFrame(bytes(10, 20, 128, 128), LITTLE, d)).pixels]).toEqual([10, 10, 10, 20, 20, 20]);
  });

  it('looks colours up in a palette', async () => {
    const palette = { firstMapped: 1, red: bytes(10, 11), green: bytes(20, 21), blue: bytes(30, 31) };
    const d = description({
      bitsAllocated: 8,
      bitsStored: 8,
      highBit: 7,
      photometricInterpretation: 'PALETTE COLOR',
      palette,
    });
    expect([...(await decodeFrame(bytes(0, 2), LITTLE, d)).pixels]).toEqual([10, 20, 30, 11, 21, 31]);
  });

  it('brings wide samples down to eight bits', async () => {
    const d = description({ ...rgb, bitsAllocated: 16, bitsStored: 16, highBit: 15, photometricInterpretation: 'RGB' });
    expect([...(await decodeFrame(bytes(255, 255, 0, 128, 0, 0), LITTLE, d)).pixels]).toEqual([255, 128, 0]);
  });
});

describe('decodeFrame refuses', () => {
  it.each([
    ['pixels that end early', LITTLE, bytes(1, 2, 3), {}, 'short-pixel-data'],
    ['an unknown transfer syntax', '1.2.840.10008.1.2.4.102', bytes(0, 0, 0, 1), {}, 'unsupported-transfer-syntax'],
    [
      'a palette image without its palette',
      LITTLE,
      bytes(0, 0, 0, 0),
      { photometricInterpretation: 'PALETTE COLOR' },
      'unsupported-pixels',
    ],
    ['an allocation nobody writes', LITTLE, new Uint8Array(8), { bitsAllocated: 24 }, 'unsupported-pixels'],
    ['a deflated frame that is not one', DEFLATED, bytes(255, 255, 255), {}, 'damaged-pixel-data'],
    ['two samples per pixel', LITTLE, new Uint8Array(8), { samplesPerPixel: 2 }, 'unsupported-pixels'],
  ] as const)('%s', async (_, syntax, encoded, extra, code) => {
    await expect(decodeFrame(encoded, syntax, description(extra))).rejects.toMatchObject({ code });
  });
});
