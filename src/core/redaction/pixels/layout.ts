import { type Dataset, number, type PixelDescription, pixelElementOf, TAG } from '../../dicom/index.ts';
import { RedactionError } from '../errors.ts';

/** How the samples of a frame lie in memory, PS3.5 8 and PS3.3 C.7.6.3. */
export interface PixelLayout {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: 1 | 8 | 16 | 32 | 64;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly isSigned: boolean;
  readonly isFloat: boolean;
  readonly photometricInterpretation: string;
  /** `pairs`: Y1 Y2 Cb Cr for two neighbouring pixels, PS3.5 8.2; both share their colour. */
  readonly arrangement: 'interleaved' | 'planar' | 'pairs';
}

/** More than this is no medical frame but an attack, or a slide that has tiles. 2^28 pixels are 16384 x 16384. */
const MOST_PIXELS = 2 ** 28;

export function layoutOf(dataset: Dataset, description: PixelDescription): PixelLayout {
  const { rows, columns, samplesPerPixel, bitsAllocated, bitsStored, photometricInterpretation } = description;
  if (rows * columns > MOST_PIXELS) throw new RedactionError('too-many-pixels', 'a frame is larger than the budget');
  if (samplesPerPixel > 4) throw new RedactionError('unsupported-pixels', 'more than four samples per pixel');
  if (bitsStored > bitsAllocated) throw new RedactionError('unsupported-pixels', 'Bits Stored exceeds Bits Allocated');
  const highBit = number(dataset, 'HighBit') ?? bitsStored - 1;
  if (highBit >= bitsAllocated || highBit + 1 < bitsStored)
    throw new RedactionError('unsupported-pixels', 'High Bit does not fit Bits Stored');
  const pairs = samplesPerPixel === 3 && photometricInterpretation.endsWith('_422');
  if (pairs && (columns % 2 !== 0 || bitsAllocated < 8))
    throw new RedactionError('unsupported-pixels', 'YBR 4:2:2 needs an even number of columns');
  return {
    rows,
    columns,
    samplesPerPixel,
    bitsAllocated: checkedBits(bitsAllocated),
    bitsStored,
    highBit,
    isSigned: description.isSigned,
    isFloat: pixelElementOf(dataset)?.tag !== TAG.pixelData,
    photometricInterpretation,
    arrangement: pairs ? 'pairs' : samplesPerPixel > 1 && description.isPlanar ? 'planar' : 'interleaved',
  };
}

function checkedBits(bits: number): PixelLayout['bitsAllocated'] {
  if (bits === 1 || bits === 8 || bits === 16 || bits === 32 || bits === 64) return bits;
  throw new RedactionError('unsupported-pixels', 'Bits Allocated is none of 1, 8, 16, 32 and 64');
}

export function samplesPerFrame(layout: PixelLayout): number {
  const perPixel = layout.arrangement === 'pairs' ? 2 : layout.samplesPerPixel;
  return layout.rows * layout.columns * perPixel;
}

/** Where a sample lies in the words of a frame. `pixel` is `row * columns + column`. */
export function sampleIndex(layout: PixelLayout, pixel: number, sample: number): number {
  switch (layout.arrangement) {
    case 'interleaved':
      return pixel * layout.samplesPerPixel + sample;
    case 'planar':
      return sample * layout.rows * layout.columns + pixel;
    case 'pairs':
      return (pixel >> 1) * 4 + (sample === 0 ? pixel & 1 : sample + 1);
  }
}
