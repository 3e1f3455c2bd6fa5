// The WebAssembly codecs of Cornerstone come without types; these are the parts used here.
declare module '@cornerstonejs/codec-charls/wasmjs' {
  const create: () => ReturnType<import('../../core/redaction/index.ts').CodecModules['charls']>;
  export default create;
}
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const create: (settings: {
    print(line: string): void;
    printErr(line: string): void;
  }) => ReturnType<import('../../core/redaction/index.ts').CodecModules['openjpeg']>;
  export default create;
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const create: () => ReturnType<import('../../core/redaction/index.ts').CodecModules['openjph']>;
  export default create;
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  const create: () => ReturnType<import('../../core/redaction/index.ts').CodecModules['libjpegTurbo']>;
  export default create;
}
