import type { Dataset } from '../../dicom/index.ts';
import type { Algorithm, CodedConcept, DeviceObserver, Instant, PersonObserver, ReviewedFinding, SignedFindings } from '../../findings/index.ts'; // prettier-ignore
import type { ReferencedInstance, SourceImage } from '../document/source-image.ts';

/** The product that writes, Enhanced General Equipment. */
export interface Equipment {
  readonly manufacturer: string;
  readonly modelName: string;
  readonly serialNumber: string;
  readonly softwareVersions: string;
}

/** Where the new object goes. All of it is decided by the caller, so that the same input gives the same bytes. */
export interface NewInstance {
  readonly sopInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly seriesNumber: number;
  readonly instanceNumber: number;
  readonly seriesDescription?: string;
  readonly at: Instant;
  readonly equipment: Equipment;
}

/** A document that this one takes the place of. */
export type Predecessor = ReferencedInstance;

interface ReportBase {
  readonly instance: NewInstance;
  /** The header of one source instance: patient and study come from it. */
  readonly source: Dataset;
  /** What was analysed. Findings may refer to these only. */
  readonly images: readonly SourceImage[];
  /** Segmentations that findings refer to. */
  readonly segmentations?: readonly ReferencedInstance[];
  readonly devices: readonly [DeviceObserver, ...DeviceObserver[]];
  readonly predecessors?: readonly Predecessor[];
  /** What ran. Of those that found nothing the document says so: nothing above the threshold, never "normal". */
  readonly algorithms: readonly Algorithm[];
  /** What was done to the patient; "Imaging" where it is not known better. */
  readonly procedure?: CodedConcept;
}

/** A document that nobody stands for yet, whatever was decided in it. */
export interface UnverifiedReport extends ReportBase {
  readonly verification: 'unverified';
  readonly findings: readonly ReviewedFinding[];
  /** Who is at work, when it is not to be seen from the decisions. */
  readonly persons?: readonly PersonObserver[];
  /** Takes back everything that the predecessors held: then there is no finding. */
  readonly isWithdrawn?: boolean;
}

/** A document that a person stands for: there is no way to make one of findings that were not signed. */
export interface VerifiedReport extends ReportBase {
  readonly verification: 'verified';
  readonly signed: SignedFindings;
}

export type Report = UnverifiedReport | VerifiedReport;

type AssertFalse<T extends false> = T;
/** Stops compiling should anything but signed findings ever do for a verified document. */
export type UnsignedIsRefused = AssertFalse<
  Pick<SignedFindings, 'findings' | 'by' | 'at'> extends VerifiedReport['signed'] ? true : false
>;
