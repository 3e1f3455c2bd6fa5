// Lossless encoders for one grey frame of 16-bit words each, so that the demo arrives in more than one transfer syntax.
import createCharls from '@cornerstonejs/codec-charls/wasmjs';
import createOpenJPEG from '@cornerstonejs/codec-openjpeg/wasmjs';
import createOpenJPH from '@cornerstonejs/codec-openjph/wasmjs';

/** What the three encoders have in common, and what only some have. */
export type WasmEncoder = {
  getDecodedBuffer(frame: FrameShape): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  encode(): void;
  setNearLossless?(error: number): void;
  setQuality?(lossless: boolean, step: number): void;
  delete(): void;
};

export type FrameShape = {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned: boolean;
  readonly isUsingColorTransform: boolean;
};

/** Encodes one frame; the result is its own copy. */
export type FrameEncoder = (pixels: Uint8Array, frame: FrameShape) => Uint8Array;

export function greyFrame(columns: number, rows: number, bitsPerSample: number): FrameShape {
  return {
    width: columns,
    height: rows,
    bitsPerSample,
    componentCount: 1,
    isSigned: false,
    isUsingColorTransform: false,
  };
}

function encoderOf(create: () => WasmEncoder): FrameEncoder {
  return (pixels, frame) => {
    const encoder = create();
    try {
      encoder.setNearLossless?.(0);
      encoder.setQuality?.(true, 0);
      encoder.getDecodedBuffer(frame).set(pixels);
      encoder.encode();
      return evenLength(encoder.getEncodedBuffer());
    } finally {
      encoder.delete();
    }
  };
}

export async function createJPEGLSEncoder(): Promise<FrameEncoder> {
  const codec = await createCharls();
  return encoderOf(() => new codec.JpegLSEncoder());
}

export async function createHTJ2KEncoder(): Promise<FrameEncoder> {
  const codec = await createOpenJPH();
  return encoderOf(() => new codec.HTJ2KEncoder());
}

export async function createJPEG2000Encoder(): Promise<FrameEncoder> {
  const codec = await createOpenJPEG();
  return encoderOf(() => new codec.J2KEncoder());
}

/** Fragments have an even length, PS3.5 A.4. */
function evenLength(bytes: Uint8Array): Uint8Array {
  const even = new Uint8Array(bytes.length + (bytes.length & 1));
  even.set(bytes);
  return even;
}
