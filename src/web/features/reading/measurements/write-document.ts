import { writeDicom } from '../../../../core/dicom/index.ts';
import { findingOfManual, type ReviewedFinding } from '../../../../core/findings/index.ts';
import {
  COMPREHENSIVE_3D_SR,
  identityOf,
  type ReferencedInstance,
  sourceImageOf,
  SrError,
  writeReport,
} from '../../../../core/sr/index.ts';
import { headerOf, imageHeaderOf } from './json-header.ts';
import type { WriteInput } from './saved.ts';

const PRODUCT = { manufacturer: 'Collimator project', modelName: 'Collimator' } as const;

export interface WrittenDocument {
  readonly file: Uint8Array<ArrayBuffer>;
  /** How the next document names this one. */
  readonly asPredecessor: ReferencedInstance;
}

/** The person's measurements as a document that nobody has verified. Throws `SrError` or `DicomError`; nothing is half written. */
export function writeDocument(input: WriteInput): WrittenDocument {
  const { me, marks, chain, product, at, sopInstanceUID, seriesInstanceUID, seriesNumber } = input;
  const source = headerOf(input.source);
  const identity = identityOf(source);
  if (identity.studyInstanceUID !== input.studyInstanceUID)
    throw new SrError('study-mismatch', 'the source instance is not of the study that is open');
  const findings = marks.map(({ manual, at: drawnAt }): ReviewedFinding => ({
    finding: findingOfManual(manual),
    decision: { kind: 'drawn', by: me, at: drawnAt },
  }));
  const file = writeDicom(
    writeReport({
      verification: 'unverified',
      instance: {
        sopInstanceUID,
        seriesInstanceUID,
        seriesNumber,
        instanceNumber: chain.instanceNumber + 1,
        seriesDescription: 'Measurements',
        at,
        equipment: { ...PRODUCT, serialNumber: 'browser', softwareVersions: product.version },
      },
      source,
      images: input.images.map((image) => sourceImageOf(imageHeaderOf(image))),
      devices: [{ uid: product.deviceUID, name: 'Collimator', ...PRODUCT }],
      persons: [me],
      predecessors: chain.predecessors,
      ...(findings.length === 0 ? { isWithdrawn: true } : {}),
      algorithms: [],
      findings,
    }),
  );
  return {
    // A copy that is its own buffer: it is sent, and sent again after a failure.
    file: new Uint8Array(file),
    asPredecessor: { identity, seriesInstanceUID, sopClassUID: COMPREHENSIVE_3D_SR, sopInstanceUID },
  };
}
