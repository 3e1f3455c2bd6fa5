export {
  createDicomwebClient,
  type AuthorisedFetch,
  type DicomwebClient,
  type EncodedFrame,
  type InstanceRef,
} from './client.ts';
export * from './dataset.ts';
export { asDicomwebError, DicomwebError, type DicomwebErrorCode } from './errors.ts';
