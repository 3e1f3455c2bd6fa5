// Cornerstone's decoders, one by one. Its package offers them only behind its image loader, which would bring the whole of
// Cornerstone into the worker; so the files are named directly. Each codec is its own chunk and loads on first use.
import { PixelError, type StoredValues } from './decoded-frame.ts';
import { readJpegHeader, withAdobeRgb, type JpegHeader } from './jpeg-header.ts';
import type { PixelDescription } from './pixel-description.ts';

export interface Decompressed {
  values: StoredValues;
  /** The frame as the codec leaves it: colour transform undone, samples interleaved. */
  description: PixelDescription;
  /** The stream says that it is lossy, whatever it is labelled. */
  isLossy: boolean;
}

interface CodecAnswer {
  pixelData?: ArrayLike<number>;
  rows?: number;
  columns?: number;
  componentsPerPixel?: number;
}

type Decode = (bytes: Uint8Array<ArrayBuffer>, info: Record<string, unknown>) => Promise<CodecAnswer>;

interface Codec {
  load: () => Promise<Decode>;
  /** The codec hands out RGB whatever the header calls it. */
  undoesColourTransform: boolean;
}

// The package's own types are of another build of Cornerstone; what counts is checked when the answer comes.
const bytesFirst = (module: { default: unknown }) => module.default as Decode;
const bytesLast =
  (module: { default: unknown }): Decode =>
  (bytes, info) =>
    (module.default as (info: unknown, bytes: unknown) => Promise<CodecAnswer>)(info, bytes);

const JPEG_LS: Codec = {
  load: async () =>
    bytesFirst(
      await import('../../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/decoders/decodeJPEGLS.js'),
    ),
  undoesColourTransform: false,
};
const JPEG_2000: Codec = {
  load: async () =>
    bytesFirst(
      await import('../../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/decoders/decodeJPEG2000.js'),
    ),
  undoesColourTransform: false,
};
const HTJ2K: Codec = {
  load: async () =>
    bytesFirst(
      await import('../../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/decoders/decodeHTJ2K.js'),
    ),
  undoesColourTransform: false,
};
const JPEG_XL: Codec = {
  load: async () =>
    bytesFirst(
      await import('../../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/decoders/decodeJPEGXL.js'),
    ),
  undoesColourTransform: true,
};
const JPEG_LOSSLESS: Codec = {
  load: async () =>
    bytesLast(
      await import('../../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/decoders/decodeJPEGLossless.js'),
    ),
  undoesColourTransform: false,
};
const JPEG_EXTENDED: Codec = {
  load: async () =>
    bytesLast(
      await import('../../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/decoders/decodeJPEGBaseline12Bit-js.js'),
    ),
  undoesColourTransform: false,
};
const JPEG_BASELINE: Codec = {
  load: async () =>
    bytesFirst(
      await import('../../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/decoders/decodeJPEGBaseline8Bit.js'),
    ),
  undoesColourTransform: true,
};

const CODECS: Record<string, Codec> = {
  '1.2.840.10008.1.2.4.50': JPEG_BASELINE,
  '1.2.840.10008.1.2.4.51': JPEG_EXTENDED,
  '1.2.840.10008.1.2.4.53': JPEG_EXTENDED,
  '1.2.840.10008.1.2.4.55': JPEG_EXTENDED,
  '1.2.840.10008.1.2.4.57': JPEG_LOSSLESS,
  '1.2.840.10008.1.2.4.70': JPEG_LOSSLESS,
  '1.2.840.10008.1.2.4.80': JPEG_LS,
  '1.2.840.10008.1.2.4.81': JPEG_LS,
  '1.2.840.10008.1.2.4.90': JPEG_2000,
  '1.2.840.10008.1.2.4.91': JPEG_2000,
  '1.2.840.10008.1.2.4.110': JPEG_XL,
  '1.2.840.10008.1.2.4.111': JPEG_XL,
  '1.2.840.10008.1.2.4.112': JPEG_XL,
  '1.2.840.10008.1.2.4.201': HTJ2K,
  '1.2.840.10008.1.2.4.202': HTJ2K,
  '1.2.840.10008.1.2.4.203': HTJ2K,
};

export async function decompress(
  bytes: Uint8Array<ArrayBuffer>,
  transferSyntaxUID: string,
  d: PixelDescription,
): Promise<Decompressed> {
  const labelled = CODECS[transferSyntaxUID];
  if (labelled === undefined) throw new PixelError('unsupported-transfer-syntax', transferSyntaxUID);
  const header = JPEG_CODECS.has(labelled) ? readJpegHeader(bytes) : undefined;
  const codec = header === undefined ? labelled : codecOf(header);
  let answer: CodecAnswer;
  try {
    const decode = await codec.load();
    answer = await decode(header?.isAdobeShort === true ? withAdobeRgb(bytes) : bytes, imageInfo(d));
  } catch (thrown) {
    throw new PixelError('damaged-pixel-data', undefined, thrown);
  }
  const values = valuesOf(answer, d);
  if (codec === JPEG_EXTENDED && header?.precision === 12) lower(values);
  const isLossy = header !== undefined && codec !== JPEG_LOSSLESS;
  return { values, description: descriptionAfter(codec, d), isLossy };
}

const JPEG_CODECS = new Set([JPEG_BASELINE, JPEG_EXTENDED, JPEG_LOSSLESS]);

function codecOf({ process, precision }: JpegHeader): Codec {
  if (process === 3) return JPEG_LOSSLESS;
  return process === 0 && precision === 8 ? JPEG_BASELINE : JPEG_EXTENDED;
}

/**
 * Cornerstone's 12-bit decoder shifts its output by 2063 instead of 2048: it scales the 8-bit constant. Measured against
 * libjpeg on two images: every value was 15 too high, and within 2 afterwards.
 */
const EXCESS_OF_12_BIT = 15;

function lower(values: StoredValues): void {
  for (let index = 0; index < values.length; index++)
    values[index] = Math.max(0, (values[index] as number) - EXCESS_OF_12_BIT); // inside the loop's bounds
}

/** The codecs answer with views into memory that the next frame overwrites: copied here. */
function valuesOf(answer: CodecAnswer, d: PixelDescription): StoredValues {
  const found = answer.pixelData;
  if (found === undefined || found.length < d.rows * d.columns * d.samplesPerPixel)
    throw new PixelError('damaged-pixel-data');
  if ((answer.rows ?? d.rows) !== d.rows || (answer.columns ?? d.columns) !== d.columns)
    throw new PixelError('damaged-pixel-data');
  if (found instanceof Int8Array) return d.isSigned ? Int16Array.from(found) : new Uint8Array(found);
  if (found instanceof Uint8Array || found instanceof Uint8ClampedArray) return new Uint8Array(found);
  // Some codecs do not know about the sign: the same 16 bits are read as the header says.
  if (found instanceof Uint16Array || found instanceof Int16Array) {
    const copy = found.slice().buffer as ArrayBuffer; // sliced from any buffer, a plain one comes out
    return d.isSigned ? new Int16Array(copy) : new Uint16Array(copy);
  }
  throw new PixelError('unsupported-pixels', 'a decoder answered with another sample type');
}

function descriptionAfter(codec: Codec, d: PixelDescription): PixelDescription {
  if (d.samplesPerPixel === 1) return d;
  const isTransformed = codec.undoesColourTransform || /^YBR_(RCT|ICT)$/.test(d.photometricInterpretation);
  return {
    ...d,
    planarConfiguration: 0,
    photometricInterpretation: isTransformed ? 'RGB' : d.photometricInterpretation,
  };
}

function imageInfo(d: PixelDescription): Record<string, unknown> {
  return {
    rows: d.rows,
    columns: d.columns,
    samplesPerPixel: d.samplesPerPixel,
    bitsAllocated: d.bitsAllocated,
    bitsStored: d.bitsStored,
    pixelRepresentation: d.isSigned ? 1 : 0,
    signed: d.isSigned,
    bytesPerPixel: d.bitsAllocated <= 8 ? 1 : 2,
    planarConfiguration: d.planarConfiguration,
    photometricInterpretation: d.photometricInterpretation,
  };
}
