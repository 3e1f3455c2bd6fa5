import type { CodedConcept } from '../concept/coded-concept.ts';
import type { ImageReference, PixelPoint } from '../geometry/region.ts';

export interface Quantity {
  readonly value: number;
  readonly unit: CodedConcept;
}

type Line = readonly [PixelPoint, PixelPoint];

/** Numbers over the pixels of a region, of one quantity in one unit. */
export interface RegionStatistics {
  readonly concept: CodedConcept;
  readonly unit: CodedConcept;
  readonly mean: number;
  readonly standardDeviation: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** What a person draws with the tools of the reading room, and the numbers that stand beside it. */
export type ManualShape =
  | { readonly tool: 'length'; readonly ends: Line; readonly length: Quantity }
  | {
      readonly tool: 'bidirectional';
      readonly longAxis: Line;
      readonly shortAxis: Line;
      readonly longLength: Quantity;
      readonly shortLength: Quantity;
    }
  | {
      readonly tool: 'angle';
      /** The corner is in the middle. */
      readonly points: readonly [PixelPoint, PixelPoint, PixelPoint];
      readonly degrees: number;
    }
  | {
      readonly tool: 'ellipse';
      readonly majorAxis: Line;
      readonly minorAxis: Line;
      readonly area?: Quantity;
      readonly statistics?: RegionStatistics;
    }
  | {
      readonly tool: 'rectangle';
      readonly corners: readonly [PixelPoint, PixelPoint, PixelPoint, PixelPoint];
      readonly area?: Quantity;
      readonly statistics?: RegionStatistics;
    }
  | {
      readonly tool: 'probe';
      readonly point: PixelPoint;
      readonly value?: Quantity & { readonly concept: CodedConcept };
    }
  | { readonly tool: 'arrow'; readonly tip: PixelPoint; readonly tail: PixelPoint; readonly text: string };

export interface ManualMeasurement {
  readonly trackingUID: string;
  readonly trackingIdentifier: string;
  readonly image: ImageReference;
  readonly shape: ManualShape;
}
