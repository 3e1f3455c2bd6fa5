// Models: what they are, that they are what they claim to be, what goes in and what comes out. See docs/models.md.
export { type Budget } from './budget.ts';
export { type GreyImage } from './detect/grey-image.ts';
export { createTextDetector, type ScoreMap, type TextDetector } from './detect/text-detector.ts';
export { createTextReader, type LineReading, type TextReader } from './read/text-reader.ts';
export { InferenceError, type InferenceErrorCode } from './errors.ts';
export { type Manifest, manifestSchema, parseManifest, parseUnsignedManifest, type TextDetection, type TextRecognition, type UnsignedManifest } from './manifest/manifest.ts'; // prettier-ignore
export { keyIdOf, sha256, signedBytes, type TrustedKey, verifyManifest, verifyModel } from './manifest/signature.ts';
export { type VerifiedModel, verifyPackage } from './model-package.ts';
export type { Backend, InferenceSession, Tensor } from './session.ts';
