// The WebAssembly codecs of Cornerstone come without types; these are the parts used here.
type Locate = { locateFile: (file: string) => string };
type Modules = import('../../../core/redaction/index.ts').CodecModules;

declare module '@cornerstonejs/codec-charls/wasmjs' {
  const create: (options: Locate) => ReturnType<Modules['charls']>;
  export default create;
}
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const create: (options: Locate) => ReturnType<Modules['openjpeg']>;
  export default create;
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const create: (options: Locate) => ReturnType<Modules['openjph']>;
  export default create;
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  const create: (options: Locate) => ReturnType<Modules['libjpegTurbo']>;
  export default create;
}
