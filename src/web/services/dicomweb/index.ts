export {
  createDicomwebClient,
  type AuthorisedFetch,
  type DicomwebClient,
  type EncodedFrame,
  type InstanceRef,
} from './client.ts';
export * from './dataset.ts';
export {
  displaySetsOf,
  frameCount,
  isImageSet,
  orientationOf,
  positionOf,
  type DisplaySet,
  type FrameRef,
  type ImageSet,
  type OtherObject,
} from './display-sets.ts';
export { asDicomwebError, DicomwebError, type DicomwebErrorCode } from './errors.ts';
export { isDecoded, isLossy, transferSyntaxName } from './transfer-syntaxes.ts';
