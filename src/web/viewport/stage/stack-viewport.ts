import { Enums, type RenderingEngine, type StackViewport, type Types } from '@cornerstonejs/core';
import type { ImageSet } from '../../services/dicomweb/index.ts';
import { affineThrough } from '../geometry/affine.ts';
import type { GreyMapping } from '../pixels/painter.ts';
import type { StageViewportEvents, ViewGeometry } from '../stage-types.ts';
import type { Canvases } from './cpu-painter.ts';
import { decodedOf, type ImageBook } from './images.ts';
import { pixelOf } from './tools.ts';

export interface StackSurroundings {
  engine: RenderingEngine;
  book: ImageBook;
  canvases: Canvases;
  rendering: 'gpu' | 'cpu';
  edgeOffset: number;
  /** Called when something must be drawn that only the CPU path draws rightly: tables and sigmoid windows. */
  demandCpu: () => void;
}

export interface Turned {
  rotationDegrees: number;
  flipHorizontal: boolean;
  flipVertical: boolean;
}

/** What a viewport shows, kept so that it can be built again after a lost graphics context. */
export interface Showing {
  set: ImageSet;
  index: number;
  mapping: GreyMapping;
  turn: Turned;
}

const UPRIGHT: Turned = { rotationDegrees: 0, flipHorizontal: false, flipVertical: false };
// A pixel as large as a hand and a whole radiograph as small as a thumbnail are the ends of what anyone needs.
const MIN_ZOOM = 0.02;
const MAX_ZOOM = 64;

/** One Cornerstone stack viewport under our own terms. */
export class StackView {
  readonly id: string;
  readonly element: HTMLDivElement;
  showing: Showing | undefined;
  readonly #around: StackSurroundings;
  readonly #events: StageViewportEvents;
  readonly #viewport: StackViewport;
  #isFitted = true;
  #painted = -1;
  readonly #whenNew = (event: Event) => this.#newImage(event);
  readonly #whenRendered = () => this.#rendered();

  constructor(id: string, element: HTMLDivElement, around: StackSurroundings, events: StageViewportEvents) {
    this.id = id;
    this.element = element;
    this.#around = around;
    this.#events = events;
    around.engine.enableElement({
      viewportId: id,
      element,
      type: Enums.ViewportType.STACK,
      defaultOptions: { background: [0, 0, 0] },
    });
    this.#viewport = around.engine.getViewport(id) as StackViewport; // the type asked for one line above
    if (around.rendering === 'cpu') sharpen(this.#canvas());
    element.addEventListener(Enums.Events.STACK_NEW_IMAGE, this.#whenNew);
    element.addEventListener(Enums.Events.IMAGE_RENDERED, this.#whenRendered);
  }

  #canvas(): HTMLCanvasElement {
    return this.#viewport.canvas;
  }

  async show(set: ImageSet, index: number, mapping: GreyMapping, turn: Turned = UPRIGHT): Promise<void> {
    this.showing = { set, index, mapping, turn };
    this.#isFitted = true;
    this.#painted = -1;
    this.#around.canvases.mapping.set(this.#canvas(), mapping);
    const imageIds = set.frames.map((frame) => this.#around.book.imageId(frame));
    await this.#viewport.setStack(imageIds, index);
    if (this.showing?.set !== set) return;
    this.setMapping(this.showing.mapping);
    this.fit();
    this.setTurn(turn);
  }

  setIndex(index: number): void {
    if (this.showing === undefined) return;
    this.showing.index = index;
    // A frame that cannot be loaded is told by the frame store to whoever watches it.
    this.#viewport.setImageIdIndex(index).catch(() => undefined);
  }

  setMapping(mapping: GreyMapping): void {
    if (this.showing === undefined) return;
    this.showing.mapping = mapping;
    this.#around.canvases.mapping.set(this.#canvas(), mapping);
    if (this.#around.rendering === 'gpu') {
      if (mapping.shape === 'LUT' || mapping.shape === 'SIGMOID') {
        queueMicrotask(this.#around.demandCpu);
        return;
      }
      this.#applyToGpu();
    }
    this.#viewport.render();
  }

  /** Windows are in modality values; the GPU path windows stored values, and every image has its own rescale. */
  #applyToGpu(): void {
    const image = this.#viewport.getCornerstoneImage() as Types.IImage | undefined;
    const frame = image === undefined ? undefined : decodedOf(image);
    const mapping = this.showing?.mapping;
    if (frame === undefined || mapping === undefined) return;
    const { centre, width } = mapping;
    const edges = [centre - width / 2, centre + width / 2].map((value) => (value - frame.intercept) / frame.slope);
    const lower = Math.min(...edges);
    const voiRange = frame.isColour ? { lower: 0, upper: 255 } : { lower, upper: Math.max(lower + 1e-6, ...edges) };
    this.#viewport.setProperties({ voiRange, invert: mapping.isInverted !== frame.slope < 0 });
  }

  setInterpolation(isSmooth: boolean): void {
    if (this.#around.rendering === 'gpu' && this.showing !== undefined)
      this.#viewport.setProperties({
        interpolationType: isSmooth ? Enums.InterpolationType.LINEAR : Enums.InterpolationType.NEAREST,
      });
    this.#viewport.render();
  }

  setTurn(turn: Turned): void {
    if (this.showing === undefined) return;
    this.showing.turn = turn;
    const { flipHorizontal, flipVertical } = turn;
    this.#viewport.setCamera({ flipHorizontal, flipVertical });
    this.#viewport.setViewPresentation({ rotation: turn.rotationDegrees });
    // The CPU path only works its transform out again when the camera is set.
    if (this.#around.rendering === 'cpu') this.#viewport.setCamera({});
    if (this.#isFitted) this.#fitTurned();
    this.#viewport.render();
  }

  /** Cornerstone fits the unturned picture; a quarter turn swaps its sides. */
  #fitTurned(): void {
    const quarter = Math.abs(this.showing?.turn.rotationDegrees ?? 0) % 180 === 90;
    if (!quarter) return;
    const image = this.#viewport.getCornerstoneImage() as Types.IImage | undefined;
    if (image === undefined) return;
    const { clientWidth: width, clientHeight: height } = this.element;
    const wide = image.width * image.columnPixelSpacing;
    const high = image.height * image.rowPixelSpacing;
    const upright = Math.min(width / wide, height / high);
    const turned = Math.min(width / high, height / wide);
    this.#viewport.setZoom(this.#viewport.getZoom() * (turned / upright));
  }

  zoomBy(factor: number): void {
    if (this.showing === undefined) return;
    const now = this.geometry()?.zoomColumn ?? 1;
    const wanted = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, now * factor));
    this.#isFitted = false;
    this.#viewport.setZoom(this.#viewport.getZoom() * (wanted / now));
    this.#viewport.render();
  }

  /** Zooms and keeps the place under the pointer where it is. */
  zoomAround(factor: number, world: Types.Point3): void {
    const before = this.#viewport.worldToCanvas(world);
    this.zoomBy(factor);
    const after = this.#viewport.worldToCanvas(world);
    const from = this.#viewport.canvasToWorld(after);
    const to = this.#viewport.canvasToWorld(before);
    this.panBy([to[0] - from[0], to[1] - from[1], to[2] - from[2]]);
  }

  panBy(world: Types.Point3): void {
    const { focalPoint, position } = this.#viewport.getCamera();
    if (focalPoint === undefined || position === undefined) return;
    this.#isFitted = false;
    const moved = (point: Types.Point3) => point.map((part, axis) => part - (world[axis] ?? 0)) as Types.Point3;
    this.#viewport.setCamera({ focalPoint: moved(focalPoint), position: moved(position) });
    this.#viewport.render();
  }

  fit(): void {
    if (this.showing === undefined) return;
    this.#isFitted = true;
    const { turn } = this.showing;
    this.#viewport.resetCamera();
    this.setTurn(turn);
  }

  /** After the element changed its size: a fitted picture fits again, any other keeps its zoom. */
  resized(): void {
    if (this.#isFitted) this.fit();
    this.#viewport.render();
  }

  geometry(): ViewGeometry | undefined {
    const { showing } = this;
    const ref = showing?.set.frames[this.#painted];
    if (ref === undefined) return undefined;
    const plane = this.#around.book.plane(ref);
    const { clientWidth, clientHeight } = this.element;
    const middle: Types.Point2 = [clientWidth / 2, clientHeight / 2];
    const world = (x: number, y: number) => this.#viewport.canvasToWorld([middle[0] + x, middle[1] + y]);
    const centre = world(0, 0);
    const direction = (to: Types.Point3) =>
      [to[0] - centre[0], to[1] - centre[1], to[2] - centre[2]] as [number, number, number];
    const right = direction(world(1, 0));
    const down = direction(world(0, 1));
    const zoom = 1 / Math.max(1e-9, Math.hypot(...right));
    const corners = [[0, 0], [clientWidth, 0], [0, clientHeight]] as const; // prettier-ignore
    const pixelAt = ([x, y]: readonly [number, number]) =>
      pixelOf(this.#viewport.canvasToWorld([x, y]), plane, this.#around.edgeOffset);
    const toScreen = affineThrough([pixelAt(corners[0]), pixelAt(corners[1]), pixelAt(corners[2])], corners);
    if (toScreen === undefined) return undefined;
    return {
      zoomColumn: zoom * plane.columnSize,
      zoomRow: zoom * plane.rowSize,
      right: plane.hasOrientation ? right : undefined,
      down: plane.hasOrientation ? down : undefined,
      centre: pixelOf(centre, plane, this.#around.edgeOffset),
      toScreen,
    };
  }

  #newImage(event: Event): void {
    const { imageIdIndex } = (event as CustomEvent<{ imageIdIndex: number }>).detail;
    this.#painted = imageIdIndex;
    if (this.#around.rendering === 'gpu') queueMicrotask(() => this.#applyToGpu());
  }

  #rendered(): void {
    if (this.showing === undefined || this.#painted < 0) return;
    this.#events.onPainted(this.#painted);
    const geometry = this.geometry();
    if (geometry !== undefined) this.#events.onGeometry(geometry);
  }

  get events(): StageViewportEvents {
    return this.#events;
  }

  clear(): void {
    this.showing = undefined;
    this.#painted = -1;
    const context = this.#around.rendering === 'cpu' ? this.#canvas().getContext('2d') : null;
    context?.setTransform(1, 0, 0, 1, 0, 0);
    context?.clearRect(0, 0, this.#canvas().width, this.#canvas().height);
  }

  destroy(): void {
    this.element.removeEventListener(Enums.Events.STACK_NEW_IMAGE, this.#whenNew);
    this.element.removeEventListener(Enums.Events.IMAGE_RENDERED, this.#whenRendered);
    this.showing = undefined;
    this.#around.engine.disableElement(this.id);
    this.element.replaceChildren();
  }
}

/**
 * Cornerstone's CPU path sizes its canvas in CSS pixels but reckons in device pixels. The canvas is laid out at device
 * size and scaled back, which makes both agree and the picture sharp.
 */
function sharpen(canvas: HTMLCanvasElement): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.style.imageRendering = 'auto';
  if (ratio === 1) return;
  canvas.style.width = `${ratio * 100}%`;
  canvas.style.height = `${ratio * 100}%`;
  canvas.style.transformOrigin = '0 0';
  canvas.style.transform = `scale(${1 / ratio})`;
}
