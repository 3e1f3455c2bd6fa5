// The codecs in a worker: each is a chunk of its own with its WebAssembly, fetched from our own origin when a file needs it.
import { type CodecModules, createPixelCodecs, type PixelCodecs } from '../../../core/redaction/index.ts';

const from = (url: string): { locateFile: (file: string) => string } => ({
  locateFile: (file) => (file.endsWith('.wasm') ? url : file),
});

export function createWorkerPixelCodecs(): PixelCodecs {
  return createPixelCodecs({
    charls: async () => {
      const [{ default: create }, { default: url }] = await Promise.all([
        import('@cornerstonejs/codec-charls/wasmjs'),
        import('@cornerstonejs/codec-charls/wasm?url'),
      ]);
      return create(from(url));
    },
    openjpeg: async () => {
      const [{ default: create }, { default: url }] = await Promise.all([
        import('@cornerstonejs/codec-openjpeg/decodewasmjs'),
        import('@cornerstonejs/codec-openjpeg/decodewasm?url'),
      ]);
      return create(from(url));
    },
    openjph: async () => {
      const [{ default: create }, { default: url }] = await Promise.all([
        import('@cornerstonejs/codec-openjph/wasmjs'),
        import('@cornerstonejs/codec-openjph/wasm?url'),
      ]);
      return create(from(url));
    },
    libjpegTurbo: async () => {
      const [{ default: create }, { default: url }] = await Promise.all([
        import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'),
        import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url'),
      ]);
      return create(from(url));
    },
    jpegLossless: async () => {
      const { Decoder } = await import('@cornerstonejs/jpeg-lossless-decoder-js');
      return Decoder as unknown as Awaited<ReturnType<CodecModules['jpegLossless']>>; // its types name fewer buffers than it takes
    },
    jpegImage: async () => {
      // The package offers this decoder behind its image loader only, which would bring all of it here.
      const module: { default: unknown } =
        await import('../../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/codecs/jpeg.js');
      return module.default as Awaited<ReturnType<CodecModules['jpegImage']>>;
    },
  });
}
