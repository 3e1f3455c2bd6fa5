// Glue for the codecs of the Cornerstone project (CharLS, OpenJPEG, OpenJPH, libjpeg-turbo, and two decoders in JavaScript).
// Whoever runs this hands in how each is loaded: a file under Node, an asset of the page in a worker.
import { readJpegHeader } from './jpeg-header.ts';
import type { DecodedStream, PixelCodecs, StreamDecoder, StreamEncoder, StreamToEncode } from './pixel-codecs.ts';

interface FrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
}

/** A decoder object of one of the WebAssembly modules; its views are valid until the next call. */
export interface WasmDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
  getFrameInfo(): FrameInfo;
  getInterleaveMode?(): number;
  getNearLossless?(): number;
  getIsReversible?(): boolean;
  delete(): void;
}

export interface WasmEncoder {
  getDecodedBuffer(frame: FrameInfo & { isSigned: boolean; isUsingColorTransform: boolean }): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  setNearLossless?(error: number): void;
  setInterleaveMode?(mode: number): void;
  setQuality?(isReversible: boolean, step: number): void;
  encode(): void;
  delete(): void;
}

/** How the modules are got; each is asked once, when it is first needed. */
export interface CodecModules {
  readonly charls: () => Promise<{ JpegLSDecoder: new () => WasmDecoder; JpegLSEncoder: new () => WasmEncoder }>;
  readonly openjpeg: () => Promise<{ J2KDecoder: new () => WasmDecoder }>;
  readonly openjph: () => Promise<{ HTJ2KDecoder: new () => WasmDecoder; HTJ2KEncoder: new () => WasmEncoder }>;
  readonly libjpegTurbo: () => Promise<{ JPEGDecoder: new () => WasmDecoder }>;
  readonly jpegLossless: () => Promise<new () => JpegLosslessDecoder>;
  readonly jpegImage: () => Promise<new () => JpegImage>;
}

export interface JpegLosslessDecoder {
  decode(buffer: ArrayBufferLike, offset: number, length: number, bytesPerSample: number): ArrayBufferView;
}

export interface JpegImage {
  colorTransform: boolean;
  parse(bytes: Uint8Array): void;
  getData(columns: number, rows: number): ArrayBufferView;
  getData16(columns: number, rows: number): ArrayBufferView;
}

export function createPixelCodecs(modules: CodecModules): PixelCodecs {
  const charls = once(modules.charls);
  const openjpeg = once(modules.openjpeg);
  const openjph = once(modules.openjph);
  const libjpegTurbo = once(modules.libjpegTurbo);
  const jpegLossless = once(modules.jpegLossless);
  const jpegImage = once(modules.jpegImage);
  return {
    decodeJpeg8: async (stream) => {
      const { JPEGDecoder } = await libjpegTurbo();
      const decoded = decodeWith(new JPEGDecoder(), stream);
      return { ...decoded, isLossy: true, undoesColour: 'always' };
    },
    decodeJpegExtended: jpegExtendedDecoder(jpegImage),
    decodeJpegLossless: jpegLosslessDecoder(jpegLossless),
    decodeJpegLS: async (stream) => {
      const { JpegLSDecoder } = await charls();
      return decodeWith(new JpegLSDecoder(), stream);
    },
    decodeJpeg2000: async (stream) => {
      const { J2KDecoder } = await openjpeg();
      return { ...decodeWith(new J2KDecoder(), stream), undoesColour: 'as-labelled' };
    },
    decodeHTJ2K: async (stream) => {
      const { HTJ2KDecoder } = await openjph();
      return { ...decodeWith(new HTJ2KDecoder(), stream), undoesColour: 'as-labelled' };
    },
    encodeJpegLS: encoderOf(async () => {
      const { JpegLSEncoder } = await charls();
      return new JpegLSEncoder();
    }),
    encodeHTJ2K: encoderOf(async () => {
      const { HTJ2KEncoder } = await openjph();
      return new HTJ2KEncoder();
    }),
  };
}

/** A module that could not be loaded is asked for again: the network may be back. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}

function decodeWith(decoder: WasmDecoder, stream: Uint8Array): DecodedStream {
  try {
    decoder.getEncodedBuffer(stream.length).set(stream);
    decoder.decode();
    const { width, height, componentCount, bitsPerSample } = decoder.getFrameInfo();
    return {
      columns: width,
      rows: height,
      components: componentCount,
      precision: bitsPerSample,
      bytes: bytesOf(decoder.getDecodedBuffer()),
      isPlanar: componentCount > 1 && decoder.getInterleaveMode?.() === 0,
      isLossy:
        decoder.getNearLossless === undefined ? decoder.getIsReversible?.() !== true : decoder.getNearLossless() !== 0,
      undoesColour: 'never',
    };
  } finally {
    decoder.delete();
  }
}

function encoderOf(make: () => Promise<WasmEncoder>): StreamEncoder {
  return async (image: StreamToEncode) => {
    const encoder = await make();
    try {
      encoder.setNearLossless?.(0);
      // Samples of a pixel together: as they come in.
      encoder.setInterleaveMode?.(image.components > 1 ? 2 : 0);
      encoder.setQuality?.(true, 0);
      const buffer = encoder.getDecodedBuffer({
        width: image.columns,
        height: image.rows,
        bitsPerSample: image.precision,
        componentCount: image.components,
        isSigned: image.isSigned,
        // Without the transform OpenJPH's wrapper mixes rows and samples of colour images up: measured against OpenJPEG.
        isUsingColorTransform: image.components === 3,
      });
      buffer.set(image.bytes);
      encoder.encode();
      return bytesOf(encoder.getEncodedBuffer());
    } finally {
      encoder.delete();
    }
  };
}

function jpegLosslessDecoder(load: () => Promise<new () => JpegLosslessDecoder>): StreamDecoder {
  return async (stream) => {
    const header = headerOf(stream);
    const Decoder = await load();
    const out = new Decoder().decode(stream.buffer, stream.byteOffset, stream.length, header.precision > 8 ? 2 : 1);
    return { ...header, bytes: bytesOf(out), isPlanar: false, isLossy: false, undoesColour: 'never' };
  };
}

/**
 * The decoder shifts its output of 12 bits by 2063 instead of 2048: it scales the constant of 8 bits. Measured against libjpeg
 * on two images: every value was 15 too high, and within 2 afterwards.
 */
const EXCESS_OF_12_BITS = 15;

function jpegExtendedDecoder(load: () => Promise<new () => JpegImage>): StreamDecoder {
  return async (stream) => {
    const header = headerOf(stream);
    const JpegImage = await load();
    const image = new JpegImage();
    image.parse(stream);
    image.colorTransform = false;
    const { columns, rows, precision } = header;
    const out = precision > 8 ? image.getData16(columns, rows) : image.getData(columns, rows);
    const bytes = bytesOf(out);
    if (precision === 12) lower(new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2));
    return { ...header, bytes, isPlanar: false, isLossy: true, undoesColour: 'never' };
  };
}

function lower(values: Uint16Array): void {
  for (let index = 0; index < values.length; index++)
    values[index] = Math.max(0, (values[index] ?? 0) - EXCESS_OF_12_BITS);
}

function headerOf(stream: Uint8Array): { columns: number; rows: number; components: number; precision: number } {
  const header = readJpegHeader(stream);
  if (header === undefined) throw new TypeError('no JPEG stream');
  const { columns, rows, components, precision } = header;
  return { columns, rows, components, precision };
}

/** A copy of the codec's memory, whatever numbers its views are of. */
function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
}
