// Finds and covers text in pixels. See docs/redaction.md.
export { RedactionError, type RedactionErrorCode } from './errors.ts';
export { type Box, clipped, intersection, padded, unionOf } from './geometry/box.ts';
export { coveredPixels, type Mask, maskOf } from './geometry/mask.ts';
export type { DecodedStream, PixelCodecs, StreamToEncode } from './codecs/pixel-codecs.ts';
export { type CodecModules, createPixelCodecs } from './codecs/wasm-codecs.ts';
export { bytesOfWords, type Frame, valueReader, type Words } from './pixels/frame.ts';
export { type FrameReader, openFrames } from './pixels/frame-reader.ts';
export { type PixelLayout, sampleIndex } from './pixels/layout.ts';
export { canDecode, type DecodedFrame } from './pixels/stream-decoder.ts';
export type { Fill } from './redact/fill.ts';
export { maskOfFrame, type RedactionPlan } from './redact/plan.ts';
export { type RedactedPixels, type RedactOptions, redactPixels } from './redact/redact-pixels.ts';
export type { LosslessChoice } from './redact/target-syntax.ts';
