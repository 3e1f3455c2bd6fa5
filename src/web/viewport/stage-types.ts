import type { ImageSet } from '../services/dicomweb/index.ts';
import type { Affine } from './geometry/affine.ts';
import type { Drawing, NewDrawing } from './geometry/drawing.ts';
import type { GreyMapping } from './pixels/painter.ts';

/** What the left mouse button (or a finger) does. */
export type ToolName =
  | 'window'
  | 'scroll'
  | 'zoom'
  | 'pan'
  | 'length'
  | 'bidirectional'
  | 'angle'
  | 'ellipse'
  | 'rectangle'
  | 'probe'
  | 'arrow';

/** How the picture lies on the screen, told after every change. */
export interface ViewGeometry {
  /** Screen pixels (CSS) per image pixel, along rows and down columns. */
  zoomColumn: number;
  zoomRow: number;
  /** Directions on the screen (right, down) as patient directions; undefined where the header gives no orientation. */
  right: readonly [number, number, number] | undefined;
  down: readonly [number, number, number] | undefined;
  /** Middle of the screen in pixels of the image. */
  centre: readonly [column: number, row: number];
  /** From pixels of the image (0 at the outer edge of the first) to screen pixels (CSS) of the picture. */
  toScreen: Affine;
}

export interface StageViewportEvents {
  /** This image (index into the set) is on the screen now. */
  onPainted: (index: number) => void;
  onGeometry: (geometry: ViewGeometry) => void;
  /** Dragging with the window tool: fractions of the viewport's size. */
  onWindowDrag: (dx: number, dy: number) => void;
  /** Dragging with the scroll tool: a fraction of the viewport's height. */
  onScrollDrag: (dy: number) => void;
}

export interface StageViewport {
  show: (set: ImageSet, index: number, mapping: GreyMapping) => void;
  setIndex: (index: number) => void;
  setMapping: (mapping: GreyMapping) => void;
  setTurn: (turn: { rotationDegrees: number; flipHorizontal: boolean; flipVertical: boolean }) => void;
  zoomBy: (factor: number) => void;
  /** Fits the picture again and puts it in the middle. */
  fit: () => void;
  clear: () => void;
  destroy: () => void;
}

export interface StageEvents {
  /** Something the person should know about how pictures are drawn; stands in the viewport's frame. */
  onNotice: (notice: string) => void;
  /** Asks for the text of an arrow; `undefined` when the person gives up. */
  askForText: (before: string) => Promise<string | undefined>;
}

/** Everything that needs Cornerstone, behind one door of our own types. */
export interface Stage {
  readonly rendering: 'gpu' | 'cpu';
  addViewport: (element: HTMLDivElement, events: StageViewportEvents) => StageViewport;
  setTool: (tool: ToolName) => void;
  setInterpolation: (isSmooth: boolean) => void;
  undo: () => void;
  redo: () => void;
  /** Removes the selected measurements; false when none is selected. */
  deleteSelected: () => boolean;
  /** Every finished measurement on the images of the study, where it lies now. */
  drawings: () => Drawing[];
  /** Puts measurements onto their images. Locked ones stay where they are. */
  draw: (list: readonly NewDrawing[]) => void;
  /** After measurements were finished, moved, removed or brought back, once the hand rests. Returns how to stop listening. */
  onDrawingsChanged: (listener: () => void) => () => void;
  resize: () => void;
  /** The full purge: caches, metadata, measurements, history, viewports. */
  destroy: () => void;
}
