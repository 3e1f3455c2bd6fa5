// The codecs under Node: their packages find their WebAssembly beside themselves. Each is loaded when a file needs it.
import { createPixelCodecs, type CodecModules, type PixelCodecs } from '../../core/redaction/index.ts';

/** It tells of every header it reads, on the output that belongs to the answer of the command; what it refuses it throws. */
const SILENT = { print: () => undefined, printErr: () => undefined };

export function createNodePixelCodecs(): PixelCodecs {
  return createPixelCodecs({
    charls: async () => (await import('@cornerstonejs/codec-charls/wasmjs')).default(),
    openjpeg: async () => (await import('@cornerstonejs/codec-openjpeg/decodewasmjs')).default({ ...SILENT }), // it becomes the module itself
    openjph: async () => (await import('@cornerstonejs/codec-openjph/wasmjs')).default(),
    libjpegTurbo: async () => (await import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs')).default(),
    jpegLossless: async () => {
      const { Decoder } = await import('@cornerstonejs/jpeg-lossless-decoder-js');
      return Decoder as unknown as Awaited<ReturnType<CodecModules['jpegLossless']>>; // its types name fewer buffers than it takes
    },
    jpegImage: async () => {
      // The package offers this decoder behind its image loader only, which needs a page.
      const module: { default: unknown } =
        await import('../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/codecs/jpeg.js');
      return module.default as Awaited<ReturnType<CodecModules['jpegImage']>>;
    },
  });
}
