import { describe, expect, it } from 'vitest';
import { lightOf, paintInto, type GreyMapping } from './painter.ts';

const linear: GreyMapping = { centre: 40, width: 400, shape: 'LINEAR', isInverted: false };

describe('lightOf', () => {
  // PS3.3 C.11.2.1.2.1: y = ((x - (c - 0.5)) / (w - 1) + 0.5) * 255
  it.each([
    [-160.5, 0],
    [-160, 0],
    [39.5, 128],
    [239, 255],
    [1000, 255],
    [-1000, 0],
  ])('LINEAR maps %f to %i', (value, light) => {
    expect(lightOf(value, linear)).toBe(light);
  });

  it('LINEAR of width 1 is a step at the centre', () => {
    const step = { ...linear, width: 1 };
    expect([39, 39.5, 39.6, 40].map((value) => lightOf(value, step))).toEqual([0, 0, 255, 255]);
  });

  it('LINEAR_EXACT takes the width as it is', () => {
    const exact = { ...linear, shape: 'LINEAR_EXACT' } as const;
    expect([-160, 40, 240].map((value) => lightOf(value, exact))).toEqual([0, 128, 255]);
  });

  it('SIGMOID passes the middle at the centre and never reaches the ends', () => {
    const sigmoid = { ...linear, shape: 'SIGMOID' } as const;
    expect(lightOf(40, sigmoid)).toBe(128);
    expect(lightOf(240, sigmoid)).toBe(225);
    expect(lightOf(-160, sigmoid)).toBe(30);
  });

  it('a table gives its ends for values outside of it', () => {
    const table = { firstMapped: 100, values: Uint16Array.of(0, 2048, 4095), bitsPerEntry: 12 };
    const lut: GreyMapping = { ...linear, shape: 'LUT', table };
    expect([0, 100, 101, 102, 9999].map((value) => lightOf(value, lut))).toEqual([0, 0, 128, 255, 255]);
  });

  it('inverts', () => {
    expect(lightOf(1000, { ...linear, isInverted: true })).toBe(0);
  });
});

describe('paintInto', () => {
  const target = (width: number) =>
    ({ data: new Uint8ClampedArray(width * 4), width, height: 1 }) as unknown as ImageData;

  it('windows modality values, not stored ones', () => {
    const image = target(3);
    const pixels = Uint16Array.of(0, 1064, 4095);
    paintInto(
      image,
      { rows: 1, columns: 3, isColour: false, pixels, min: 0, max: 4095, slope: 1, intercept: -1024, isRounded: false },
      linear,
    );
    expect([...image.data]).toEqual([0, 0, 0, 255, 128, 128, 128, 255, 255, 255, 255, 255]);
  });

  it('paints a wider range after a narrower one with the same window', () => {
    const frame = (values: number[]) => ({
      rows: 1,
      columns: values.length,
      isColour: false,
      pixels: Int16Array.from(values),
      min: Math.min(...values),
      max: Math.max(...values),
      slope: 1,
      intercept: 0,
      isRounded: false,
    });
    const image = target(2);
    paintInto(image, frame([40, 41]), linear);
    paintInto(image, frame([-500, 900]), linear);
    expect([image.data[0], image.data[4]]).toEqual([0, 255]);
  });

  it('paints colour as it is and inverts it on demand', () => {
    const frame = {
      rows: 1,
      columns: 1,
      isColour: true,
      pixels: Uint8Array.of(1, 2, 3),
      min: 0,
      max: 255,
      slope: 1,
      intercept: 0,
      isRounded: false,
    };
    const image = target(1);
    paintInto(image, frame, linear);
    expect([...image.data]).toEqual([1, 2, 3, 255]);
    paintInto(image, frame, { ...linear, isInverted: true });
    expect([...image.data]).toEqual([254, 253, 252, 255]);
  });
});
