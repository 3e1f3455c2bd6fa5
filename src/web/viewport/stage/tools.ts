import { utilities as coreUtilities, type Types } from '@cornerstonejs/core';
import {
  addTool,
  AngleTool,
  annotation as annotations,
  AnnotationTool,
  ArrowAnnotateTool,
  BaseTool,
  BidirectionalTool,
  EllipticalROITool,
  Enums,
  LengthTool,
  ProbeTool,
  RectangleROITool,
  ToolGroupManager,
  type Types as ToolTypes,
} from '@cornerstonejs/tools';
import type { PixelPoint } from '../geometry/calibration.ts';
import { measurementText, type MeasurementKind } from '../geometry/measurement-text.ts';
import type { FrameStore } from '../pixels/frame-store.ts';
import type { ToolName } from '../stage-types.ts';
import type { ImageBook, Plane } from './images.ts';

const GROUP = 'reading';
const { MouseBindings, KeyboardBindings } = Enums;

/** What a drag does that is not a measurement; given the element it happened on and fractions of its size. */
export interface Drags {
  window: (element: HTMLDivElement, dx: number, dy: number) => void;
  scroll: (element: HTMLDivElement, dy: number) => void;
  zoom: (element: HTMLDivElement, dy: number, startedAt: Types.Point3) => void;
  pan: (element: HTMLDivElement, world: Types.Point3) => void;
}

interface DragDetail {
  element: HTMLDivElement;
  deltaPoints: { canvas: Types.Point2; world: Types.Point3 };
  startPoints: { world: Types.Point3 };
}

// Cornerstone calls tools by name and decides between them and the handles of measurements; what a drag means is ours.
let drags: Drags | undefined;

abstract class DragTool extends BaseTool {
  constructor(toolProps: ToolTypes.PublicToolProps = {}) {
    super(toolProps, { supportedInteractionTypes: ['Mouse', 'Touch'], configuration: {} });
  }
  mouseDragCallback(event: { detail: DragDetail }): void {
    this.drag(event.detail);
  }
  touchDragCallback(event: { detail: DragDetail }): void {
    this.drag(event.detail);
  }
  protected abstract drag(detail: DragDetail): void;
}

class WindowDragTool extends DragTool {
  static override toolName = 'WindowDrag';
  protected drag({ element, deltaPoints }: DragDetail): void {
    drags?.window(element, deltaPoints.canvas[0] / element.clientWidth, deltaPoints.canvas[1] / element.clientHeight);
  }
}

class ScrollDragTool extends DragTool {
  static override toolName = 'ScrollDrag';
  protected drag({ element, deltaPoints }: DragDetail): void {
    drags?.scroll(element, deltaPoints.canvas[1] / element.clientHeight);
  }
}

class ZoomDragTool extends DragTool {
  static override toolName = 'ZoomDrag';
  protected drag({ element, deltaPoints, startPoints }: DragDetail): void {
    drags?.zoom(element, deltaPoints.canvas[1] / element.clientHeight, startPoints.world);
  }
}

class PanDragTool extends DragTool {
  static override toolName = 'PanDrag';
  protected drag({ element, deltaPoints }: DragDetail): void {
    drags?.pan(element, deltaPoints.world);
  }
}

export const TOOLS: Record<ToolName, { toolName: string }> = {
  window: WindowDragTool,
  scroll: ScrollDragTool,
  zoom: ZoomDragTool,
  pan: PanDragTool,
  length: LengthTool,
  bidirectional: BidirectionalTool,
  angle: AngleTool,
  ellipse: EllipticalROITool,
  rectangle: RectangleROITool,
  probe: ProbeTool,
  arrow: ArrowAnnotateTool,
};

const KINDS: readonly MeasurementKind[] = ['length', 'bidirectional', 'angle', 'ellipse', 'rectangle', 'probe'];

export interface ToolsOptions {
  book: ImageBook;
  frames: FrameStore;
  drags: Drags;
  /** Where 0 lies on Cornerstone's pixel axes: its CPU path counts from the edge of the first pixel, its GPU path from the middle. */
  edgeOffset: number;
  askForText: (before: string) => Promise<string | undefined>;
}

export interface Tools {
  group: NonNullable<ReturnType<typeof ToolGroupManager.createToolGroup>>;
  setTool: (tool: ToolName) => void;
  deleteSelected: (elementOf: (imageId: string) => HTMLDivElement | undefined) => boolean;
  /** Lets go of the viewports and keeps the measurements. */
  release: () => void;
  destroy: () => void;
}

export function createTools(options: ToolsOptions): Tools {
  drags = options.drags;
  for (const tool of Object.values(TOOLS)) addTool(tool);
  const group = ToolGroupManager.createToolGroup(GROUP);
  if (group === undefined) throw new Error('the tools are already in use');
  for (const tool of [WindowDragTool, ScrollDragTool, ZoomDragTool, PanDragTool]) group.addTool(tool.toolName);
  for (const kind of KINDS) group.addTool(TOOLS[kind].toolName, measurementConfiguration(kind, options));
  group.addTool(ArrowAnnotateTool.toolName, arrowConfiguration(options));
  style();
  let current: ToolName = 'window';

  function setTool(tool: ToolName): void {
    const bound: Partial<Record<ToolName, { mouseButton: number; modifierKey?: number }[]>> = {
      pan: [{ mouseButton: MouseBindings.Auxiliary }],
      zoom: [{ mouseButton: MouseBindings.Secondary }],
      scroll: [{ mouseButton: MouseBindings.Primary, modifierKey: KeyboardBindings.Alt }],
    };
    bound[tool] = [{ mouseButton: MouseBindings.Primary }, ...(bound[tool] ?? [])];
    group?.setToolPassive(TOOLS[current].toolName, { removeAllBindings: true });
    for (const [name, { toolName }] of Object.entries(TOOLS)) {
      const bindings = bound[name as ToolName];
      if (bindings === undefined) group?.setToolPassive(toolName, { removeAllBindings: true });
      else group?.setToolActive(toolName, { bindings });
    }
    current = tool;
  }

  return {
    group,
    setTool,
    deleteSelected(elementOf) {
      const selected = annotations.selection.getAnnotationsSelected();
      for (const annotationUID of selected) {
        const found = annotations.state.getAnnotation(annotationUID);
        const element = elementOf(found?.metadata?.referencedImageId ?? '');
        if (found === undefined || element === undefined || found.isLocked === true) continue;
        AnnotationTool.createAnnotationMemo(element, found, { deleting: true });
        annotations.selection.setAnnotationSelected(annotationUID, false);
        annotations.state.removeAnnotation(annotationUID);
      }
      return selected.length > 0;
    },
    release() {
      drags = undefined;
      ToolGroupManager.destroyToolGroup(GROUP);
    },
    destroy() {
      drags = undefined;
      ToolGroupManager.destroyToolGroup(GROUP);
      annotations.state.removeAllAnnotations();
      forgetHistory();
    },
  };
}

/** Moves every measurement by a fraction of a pixel along both axes of its image: the two drawing paths count differently. */
export function moveMeasurements(book: ImageBook, pixels: number): void {
  for (const found of annotations.state.getAllAnnotations()) {
    const ref = book.ref(found.metadata?.referencedImageId ?? '');
    if (ref === undefined) continue;
    const { row, column, columnSize, rowSize } = book.plane(ref);
    const shift = [0, 1, 2].map((axis) => pixels * ((row[axis] ?? 0) * columnSize + (column[axis] ?? 0) * rowSize));
    for (const point of found.data.handles?.points ?? [])
      for (const [axis, part] of shift.entries()) point[axis] = (point[axis] ?? 0) + part;
    found.invalidated = true;
  }
}

/** Cornerstone's history keeps whole measurements; overwriting its ring is the only way it offers to drop them. */
function forgetHistory(): void {
  const { DefaultHistoryMemo } = coreUtilities.HistoryMemo;
  DefaultHistoryMemo.size = DefaultHistoryMemo.size; // oxlint-disable-line no-self-assign -- the setter empties the ring
}

export function undo(): void {
  coreUtilities.HistoryMemo.DefaultHistoryMemo.undo();
}

export function redo(): void {
  coreUtilities.HistoryMemo.DefaultHistoryMemo.redo();
}

interface AnnotationData {
  handles: { points: Types.Point3[] };
  /** What stands beside one that nobody moves here. */
  locked?: string[];
}

function measurementConfiguration(kind: MeasurementKind, { book, frames, edgeOffset }: ToolsOptions) {
  return {
    // Statistics are ours (in modality values, over the pixels as they came); Cornerstone only draws.
    calculateStats: false,
    shadow: true,
    getTextLines(data: AnnotationData, target: string | readonly string[]) {
      const [targetId = ''] = typeof target === 'string' ? [target] : target;
      if (data.locked !== undefined) return data.locked;
      const ref = book.ref(targetId.replace(/^imageId:/, ''));
      if (ref === undefined) return [];
      const plane = book.plane(ref);
      const points = data.handles.points.map((point) => pixelOf(point, plane, edgeOffset));
      const state = frames.state(ref);
      return measurementText(kind, points, ref, state.kind === 'ready' ? state.frame : undefined);
    },
  };
}

/** World coordinates as pixels of the image, 0 at the outer edge of the first one. */
export function pixelOf(world: Types.Point3, plane: Plane, edgeOffset: number): PixelPoint {
  const from = world.map((part, axis) => part - (plane.origin[axis] ?? 0));
  const along = (direction: Types.Point3) => from.reduce((sum, part, axis) => sum + part * (direction[axis] ?? 0), 0);
  return [along(plane.row) / plane.columnSize + edgeOffset, along(plane.column) / plane.rowSize + edgeOffset];
}

function arrowConfiguration({ askForText }: ToolsOptions) {
  return {
    arrowFirst: true,
    getTextCallback(done: (text: string | undefined) => void) {
      void askForText('').then(done);
    },
    changeTextCallback(data: { text?: string }, _event: unknown, done: (text: string | undefined) => void) {
      void askForText(data.text ?? '').then(done);
    },
  };
}

// What lies behind images is black in every theme, so these do not follow it.
const MARK = '#b9e35d';
const SELECTED = '#57c4ea';
/** Words stay readable on bone and on bright brain: 4.5 to 1 on white, and the image still shows through. */
const UNDER_WORDS = 'rgb(0 0 0 / 75%)';

/** Human marks are yellow-green and solid; the selected one is the accent. */
function style(): void {
  const before = annotations.config.style.getDefaultToolStyles();
  annotations.config.style.setDefaultToolStyles({
    ...before,
    global: {
      ...before.global,
      color: MARK,
      colorHighlighted: SELECTED,
      colorSelected: SELECTED,
      colorLocked: MARK,
      lineWidth: '1.5',
      lineDash: '',
      textBoxColor: MARK,
      textBoxColorHighlighted: SELECTED,
      textBoxColorSelected: SELECTED,
      textBoxColorLocked: MARK,
      textBoxBackground: UNDER_WORDS,
      textBoxMargin: '3',
      textBoxFontFamily: 'system-ui, sans-serif',
      textBoxFontSize: '13px',
      textBoxLinkLineWidth: '1',
      textBoxLinkLineDash: '2,3',
      shadow: true,
    },
  });
}
