import type { Box } from '../geometry/box.ts';
import { coverHalfPlane, type HalfPlane } from '../faces/half-plane.ts';
import { type Mask, maskOf } from '../geometry/mask.ts';
import { wholePairs } from './fill.ts';
import type { PixelLayout } from '../pixels/layout.ts';

/** What to cover. Boxes are in pixel columns and rows of the image. */
export interface RedactionPlan {
  /** In every frame. */
  readonly allFrames: readonly Box[];
  /** In single frames besides, numbered from 0. */
  readonly frames?: ReadonlyMap<number, readonly Box[]>;
  /** By frame, what lies on one side of a line: where a plane through the patient meets the frame. */
  readonly cuts?: ReadonlyMap<number, HalfPlane>;
  /** In overlay planes, also those in unused bits; the pixels below stay. */
  readonly overlays?: readonly Box[];
  /** Bits of every pixel word to clear: planes of overlays that hide there, see `embeddedBits`. */
  readonly clearBits?: number;
}

export function isEmpty(plan: RedactionPlan): boolean {
  return (
    (plan.clearBits ?? 0) === 0 &&
    plan.allFrames.length === 0 &&
    (plan.cuts?.size ?? 0) === 0 &&
    ![...(plan.frames?.values() ?? [])].some((boxes) => boxes.length > 0)
  );
}

/** The mask of a frame, widened to what can be changed without touching a neighbour. */
export function maskOfFrame(plan: RedactionPlan, frame: number, layout: PixelLayout): Mask {
  const boxes = [...plan.allFrames, ...(plan.frames?.get(frame) ?? [])];
  const mask = maskOf(boxes, layout.columns, layout.rows);
  const cut = plan.cuts?.get(frame);
  if (cut !== undefined) coverHalfPlane(cut, mask.cells, layout.columns);
  return wholePairs(mask, layout);
}
