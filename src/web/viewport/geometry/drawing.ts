import type { FrameRef } from '../../services/dicomweb/index.ts';
import type { PixelPoint } from './calibration.ts';

export type DrawingTool = 'length' | 'bidirectional' | 'angle' | 'ellipse' | 'rectangle' | 'probe' | 'arrow';

/**
 * A measurement as it lies on its image. The order of the points: length: two ends; bidirectional: ends of one axis, ends of
 * the other; angle: the corner in the middle; ellipse: bottom, top, left, right; rectangle: two corners of one side, the two
 * across; probe: the point; arrow: tip, tail.
 */
export interface DrawnShape {
  readonly tool: DrawingTool;
  readonly points: readonly PixelPoint[];
  /** The words of an arrow; empty otherwise. */
  readonly text: string;
}

export interface NewDrawing extends DrawnShape {
  readonly ref: FrameRef;
  /** The same in every document that holds this measurement. */
  readonly trackingUID: string;
  readonly trackingIdentifier: string;
  /** Lines beside one that nobody moves here: what its own document says, and whose it is. Nothing is measured again. */
  readonly locked?: readonly string[];
}

/** `id` is of this page only. */
export interface Drawing extends NewDrawing {
  readonly id: string;
}
