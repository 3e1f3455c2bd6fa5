// The WebAssembly encoders of Cornerstone's codecs come without types; these are the parts used here.
declare module '@cornerstonejs/codec-charls/wasmjs' {
  const create: () => Promise<{ JpegLSEncoder: new () => import('./encoders.ts').WasmEncoder }>;
  export default create;
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const create: () => Promise<{ HTJ2KEncoder: new () => import('./encoders.ts').WasmEncoder }>;
  export default create;
}
declare module '@cornerstonejs/codec-openjpeg/wasmjs' {
  const create: () => Promise<{ J2KEncoder: new () => import('./encoders.ts').WasmEncoder }>;
  export default create;
}
