import type { Algorithm, CodedConcept, FindingSite, ImageReference, Plane } from '../../findings/index.ts';
import type { Identity } from '../document/patient-study.ts';
import type { SegmentationKind } from './segmentation.ts';

export interface ReadSegment {
  /** As stored; 0 can be the background of a label map. */
  readonly number: number;
  readonly label: string | undefined;
  readonly category: CodedConcept | undefined;
  readonly type: CodedConcept | undefined;
  readonly site: FindingSite | undefined;
  /** AUTOMATIC, SEMIAUTOMATIC or MANUAL. */
  readonly algorithmType: string | undefined;
  readonly algorithm: Algorithm | undefined;
  readonly trackingUID: string | undefined;
  readonly trackingIdentifier: string | undefined;
  /** CIELab as stored, 16 bits each. */
  readonly colour: readonly number[] | undefined;
}

export interface ReadFrame {
  /** From 0; its number in references is one more. */
  readonly index: number;
  /** Absent for a label map, where pixels say it. */
  readonly segment: number | undefined;
  readonly plane: Plane | undefined;
  /** Of a slide: where the first pixel lies in the whole, column and row from 0. */
  readonly tile: { readonly column: number; readonly row: number } | undefined;
  readonly sources: readonly ImageReference[];
}

export interface Segmentation {
  readonly identity: Identity;
  readonly seriesInstanceUID: string | undefined;
  readonly sopClassUID: string | undefined;
  readonly sopInstanceUID: string | undefined;
  readonly frameOfReferenceUID: string | undefined;
  readonly kind: SegmentationKind;
  /** Of a fractional one: the value that stands for 1. */
  readonly maximum: number | undefined;
  readonly fractionalType: string | undefined;
  readonly rows: number;
  readonly columns: number;
  readonly segments: readonly ReadSegment[];
  readonly frames: readonly ReadFrame[];
  readonly referencedSeriesInstanceUIDs: readonly string[];
  /** 0 and 1, values up to the maximum, or labels; row by row. Throws `compressed-pixels` where a codec is needed. */
  readonly pixels: (index: number) => Uint8Array | Uint16Array;
}
