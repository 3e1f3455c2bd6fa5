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
export { boxesByDevice, DEVICE_RULES, type DeviceRule, parseDeviceRules } from './find/device-rules.ts';
export { type Detector, findText, type FindOptions, type FoundText, type ReleaseOptions } from './find/find-text.ts';
export { type Constancy, constantRegions, createConstancy, FEWEST_FRAMES } from './find/constancy.ts';
export { planOf } from './find/plan-of.ts';
export { joined, type Reason, type Region } from './find/region.ts';
export { regionsOfMap, type ScoreMap, type Thresholds } from './find/score-map.ts';
export { outsideUltrasoundRegions } from './find/ultrasound-regions.ts';
export { embeddedBits, type OverlayPlane, overlayPlanesOf } from './pixels/overlay-planes.ts';
export { type GreyImage, renderingsOf } from './pixels/renderings.ts';
export { type DisplayedFrame, displayOf } from './pixels/display.ts';
export { derivationElements } from './redact/derivation.ts';
export { isEmpty } from './redact/plan.ts';
export { redactFile, type RedactFileOptions } from './redact/redact-file.ts';
export { ALLOWED, allowedKindOf, type AllowedKind, type Needs } from './release/grammar.ts';
export { identifiersOf } from './release/header-identifiers.ts';
export { readsIdentifier, type ReadBackOptions } from './release/read-back.ts';
export { type Identifiers, isNearIdentifier } from './release/near-identifier.ts';
export { type ReleasedText, sortRegions } from './release/sort-regions.ts';
export {
  type JudgedLine,
  type Reading,
  type Recogniser,
  RELEASE_CONFIDENCE,
  type ReleaseSettings,
  type View,
} from './release/release.ts';
export { type FaceCut, isCut, LEAST_MOVED, type Plane } from './faces/face-cut.ts';
export { coverHalfPlane, type HalfPlane, halfPlaneOf } from './faces/half-plane.ts';
export { headPartsOf, otsu } from './faces/head-parts.ts';
export { type FaceOptions, type NoFaceCut, planFaces } from './faces/plan-faces.ts';
export { frameOfReferenceOf, geometryOf, type SliceGeometry } from './faces/slice-geometry.ts';
export { createSliceStack, type Slice, type SliceStack } from './faces/slice-stack.ts';
export { slicesOf } from './faces/slices-of.ts';
export { type Cells, cubicCentimetres, GRID, type Volume } from './faces/volume.ts';
