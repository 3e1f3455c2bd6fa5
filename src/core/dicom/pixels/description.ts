import type { Dataset } from '../dataset.ts';
import { DicomError } from '../errors.ts';
import { number, text } from '../values.ts';

/** The attributes of the Image Pixel Module that say how pixel bytes are laid out, PS3.3 C.7.6.3. */
export interface PixelDescription {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly isSigned: boolean;
  readonly numberOfFrames: number;
  readonly photometricInterpretation: string;
  /** True when colour planes follow each other. */
  readonly isPlanar: boolean;
}

/** Throws `bad-pixel-description` when something needed is missing or impossible. */
export function pixelDescriptionOf(dataset: Dataset): PixelDescription {
  const bitsAllocated = positive(dataset, 'BitsAllocated', floatBitsOf(dataset));
  const description: PixelDescription = {
    rows: positive(dataset, 'Rows'),
    columns: positive(dataset, 'Columns'),
    samplesPerPixel: positive(dataset, 'SamplesPerPixel', 1),
    bitsAllocated,
    bitsStored: positive(dataset, 'BitsStored', bitsAllocated),
    isSigned: number(dataset, 'PixelRepresentation') === 1,
    // Absent, or 0 as some writers have it, means one.
    numberOfFrames: positive(dataset, 'NumberOfFrames', 1, true),
    photometricInterpretation: text(dataset, 'PhotometricInterpretation') ?? 'MONOCHROME2',
    isPlanar: number(dataset, 'PlanarConfiguration') === 1,
  };
  if (bitsAllocated !== 1 && bitsAllocated % 8 !== 0)
    throw new DicomError('bad-pixel-description', 'Bits Allocated is neither 1 nor whole bytes');
  return description;
}

function floatBitsOf(dataset: Dataset): number | undefined {
  return dataset.has('FloatPixelData') ? 32 : dataset.has('DoubleFloatPixelData') ? 64 : undefined;
}

function positive(dataset: Dataset, keyword: string, fallback?: number, zeroIsAbsent = false): number {
  const found = number(dataset, keyword);
  const value = found === undefined || (zeroIsAbsent && found === 0) ? fallback : found;
  if (value === undefined) throw new DicomError('bad-pixel-description', `${keyword} is missing`);
  if (!Number.isInteger(value) || value <= 0)
    throw new DicomError('bad-pixel-description', `${keyword} is no positive number`);
  return value;
}

/** Bits of one frame in native form. Chrominance of YBR_*_422 is stored for every other pixel. */
export function bitsPerFrame(description: PixelDescription): number {
  const { rows, columns, samplesPerPixel, bitsAllocated, photometricInterpretation } = description;
  const samples = photometricInterpretation.endsWith('_422') && samplesPerPixel === 3 ? 2 : samplesPerPixel;
  return rows * columns * samples * bitsAllocated;
}
