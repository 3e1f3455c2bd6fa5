// The light half of the viewport: nothing here brings Cornerstone into the page. `loadStage` does, when it is called.
export { calibrationAt, displaySpacing, type Calibration, type PixelPoint } from './geometry/calibration.ts';
export {
  laterality,
  lettersTowards,
  opposite,
  sideLetters,
  type SideLetters,
  type Turn,
} from './geometry/orientation.ts';
export { type Affine, affineThrough, applied, unapplied } from './geometry/affine.ts';
export { crossingOf, crossings, framePlane, sharesSpace } from './geometry/frame-plane.ts';
export type { Drawing, DrawingTool, DrawnShape, NewDrawing } from './geometry/drawing.ts';
export { drawnShapeOf, measure } from './geometry/manual-shape.ts';
export { linkedSlice, type LinkedSlice } from './geometry/linked-slice.ts';
export { valueUnit } from './geometry/value-unit.ts';
export { fitCanvas } from './fit-canvas.ts';
export { firstSeries, startIndex, takeFirstLook, type FirstLook } from './first-look.ts';
export { PixelError, type DecodedFrame } from './pixels/decoded-frame.ts';
export { createDecoder, type Decoder } from './pixels/decoder.ts';
export { needsTables, readTable, type LookupTable } from './pixels/pixel-description.ts';
export { withReformats, type ReformatFrames } from './reformat/reformat-frames.ts';
export { createFrameStore, frameKey, type FrameState, type FrameStore } from './pixels/frame-store.ts';
export { loadOrder, type Shown, type Wanted } from './pixels/load-order.ts';
import { forgetTables } from './pixels/painter.ts';

export { createFrameCanvas, sameMapping, type GreyMapping } from './pixels/painter.ts';
export {
  EMPTY,
  nextViewportState,
  stateWords,
  type Trouble,
  type ViewportEvent,
  type ViewportState,
} from './viewport-state.ts';
export { initialWindow, isInvertedAtFirst, rangeWindow, windowPresets, type WindowPreset } from './windows.ts';
export type { Stage, StageEvents, StageViewport, StageViewportEvents, ToolName, ViewGeometry } from './stage-types.ts';
export type { ReadingExtension, ReadingView, ViewedCell, ViewedSeries } from './reading-view.ts';
export type { StageOptions } from './stage/index.ts';

let stageModule: Promise<typeof import('./stage/index.ts')> | undefined;
let isStageHere = false;

/** Brings Cornerstone into the page (about a megabyte): call it when nobody waits for an image. May be tried again after a failure. */
export function loadStage(): Promise<typeof import('./stage/index.ts')> {
  stageModule ??= import('./stage/index.ts').then(
    (module) => {
      isStageHere = true;
      return module;
    },
    (thrown: unknown) => {
      stageModule = undefined;
      throw thrown;
    },
  );
  return stageModule;
}

/** Whether making a stage costs no more than a few milliseconds now. */
export function isStageLoaded(): boolean {
  return isStageHere;
}

/** Forgets every pixel, header, measurement and step of history that drawing has kept. Loading works again afterwards. */
export async function forgetEverything(): Promise<void> {
  forgetTables();
  if (stageModule !== undefined) (await stageModule).forgetEverything();
}
