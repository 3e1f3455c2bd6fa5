import type { Dataset } from '../../dicom/index.ts';
import type { Algorithm, CodedConcept, FindingSite, ImageReference, PatientPoint } from '../../findings/index.ts';
import type { SourceImage } from '../document/source-image.ts';
import type { NewInstance } from '../report/report.ts';

/** Mask per segment of 0 and 1; mask per segment of shares; one label per pixel. */
export type SegmentationKind = 'binary' | 'fractional' | 'labelmap';

interface SegmentBase {
  /** From 1, without gaps; of a label map the label itself. */
  readonly number: number;
  readonly label: string;
  readonly category: CodedConcept;
  readonly type: CodedConcept;
  readonly site?: FindingSite;
  /** The tracking UID and identifier of the finding that it is the mask of: the same as in the report. */
  readonly trackingUID: string;
  readonly trackingIdentifier: string;
  /** What to draw it in: red, green, blue from 0 to 255. */
  readonly colour?: readonly [number, number, number];
}

/** What made the segment: nothing that an algorithm made goes without its name. */
export type Segment =
  | (SegmentBase & { readonly madeBy: 'algorithm' | 'algorithm-and-person'; readonly algorithm: Algorithm })
  | (SegmentBase & { readonly madeBy: 'person' });

/** Where the pixels of masks lie: planes of one size and direction. */
export interface SegmentationGrid {
  readonly rows: number;
  readonly columns: number;
  /** Absent for images that do not lie in a patient, like a radiograph: then each plane needs its source. */
  readonly space?: {
    readonly frameOfReferenceUID: string;
    readonly rowDirection: PatientPoint;
    readonly columnDirection: PatientPoint;
    readonly spacingMm: readonly [betweenRows: number, betweenColumns: number];
    readonly sliceThicknessMm: number;
    /** Between the centres of planes, where it is even. */
    readonly spacingBetweenSlicesMm?: number;
  };
  readonly planes: readonly SegmentationPlane[];
}

export interface SegmentationPlane {
  /** Centre of the first pixel; needed where the grid lies in space. */
  readonly positionMm?: PatientPoint;
  /** The image, or frame, that it was made from. */
  readonly source?: ImageReference;
}

/** The pixels of one segment on one plane. */
export interface SegmentMask {
  readonly segment: number;
  /** Index into the planes of the grid. */
  readonly plane: number;
  /** Row by row: 0 or 1, or 0 to `maximum` of a fractional segmentation. */
  readonly pixels: Uint8Array;
}

interface Common {
  readonly instance: NewInstance;
  /** The header of one source instance: patient and study come from it. */
  readonly source: Dataset;
  /** What was segmented. */
  readonly images: readonly SourceImage[];
  readonly grid: SegmentationGrid;
  readonly segments: readonly [Segment, ...Segment[]];
  /** Identifies what a dimension is: the same for segmentations that belong together. */
  readonly dimensionOrganizationUID: string;
  /** 1 to 16 capitals, digits and underscores: `LUNGS`. */
  readonly contentLabel: string;
  readonly contentDescription?: string;
  /** The person who made it, as a Person Name; absent where an algorithm did. */
  readonly contentCreator?: string;
}

export type SegmentationContent =
  | (Common & { readonly kind: 'binary'; readonly masks: readonly SegmentMask[] })
  | (Common & {
      readonly kind: 'fractional';
      readonly meaning: 'probability' | 'occupancy';
      /** The value that stands for 1. */
      readonly maximum: number;
      readonly masks: readonly SegmentMask[];
    })
  /** All planes one after the other. 0 is no segment. */
  | (Common & { readonly kind: 'labelmap'; readonly labels: Uint8Array | Uint16Array });
