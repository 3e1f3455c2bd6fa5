import type { PixelPoint, Shape } from '../../../core/findings/index.ts';
import type { LabelSlice } from './label-edges.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

/** A mark of a model on the image that is on the screen, in its pixels. */
export interface OverlayMark {
  readonly shape: Shape<PixelPoint>;
  /** Begins with "AI": colour alone tells nobody who drew it. */
  readonly label: string;
  readonly isSelected: boolean;
  /** Rejected, or below the threshold: drawn, but faintly. */
  readonly isFaint: boolean;
}

export interface OverlayLabels {
  readonly slice: LabelSlice;
  /** Colour of each label that is to be drawn, and its words. */
  readonly segments: ReadonlyMap<
    number,
    { readonly colour: Rgb; readonly label: string; readonly isSelected: boolean }
  >;
  /** 0 to 1. */
  readonly fillOpacity: number;
  readonly hasOutline: boolean;
}

/** Values from 0 to 1 on the pixels of the image. */
export interface OverlayHeat {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
  readonly opacity: number;
}

/** Everything that models say about one image. */
export interface OverlayScene {
  readonly labels: readonly OverlayLabels[];
  readonly heat: readonly OverlayHeat[];
  readonly marks: readonly OverlayMark[];
}
