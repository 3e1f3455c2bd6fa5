import type { Types } from '@cornerstonejs/core';
import type { DecodedFrame } from '../pixels/decoded-frame.ts';
import { createFrameCanvas, sameMapping, type GreyMapping } from '../pixels/painter.ts';
import { decodedOf } from './images.ts';

interface Painted {
  paint: ReturnType<typeof createFrameCanvas>;
  frame: DecodedFrame;
  mapping: GreyMapping;
  picture: HTMLCanvasElement;
}

/** What one canvas of Cornerstone's should show; looked up when Cornerstone asks for a drawing. */
export interface Canvases {
  mapping: WeakMap<HTMLCanvasElement, GreyMapping>;
  isSmooth: boolean;
}

type Render = NonNullable<Types.IImage['render']>;

/**
 * Draws an image where Cornerstone's CPU path wants it, with our own mapping from values to light: windows of every shape,
 * tables, per-image rescale. Panning and zooming reuse the painted picture.
 */
export function createCpuRender(canvases: Canvases): Render {
  const done = new WeakMap<HTMLCanvasElement, Painted>();

  return (enabledElement) => {
    const { canvas, image, transform } = enabledElement as Types.CPUFallbackEnabledElement;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || image === undefined || transform === undefined) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = '#000';
    context.fillRect(0, 0, canvas.width, canvas.height);
    const frame = decodedOf(image);
    const mapping = canvases.mapping.get(canvas);
    if (frame === undefined || mapping === undefined) return;
    const picture = pictureOf(done, canvas, frame, mapping);
    const matrix = transform.getMatrix();
    context.setTransform(matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5]);
    context.imageSmoothingEnabled = canvases.isSmooth;
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0);
  };
}

function pictureOf(
  done: WeakMap<HTMLCanvasElement, Painted>,
  canvas: HTMLCanvasElement,
  frame: DecodedFrame,
  mapping: GreyMapping,
): HTMLCanvasElement {
  const before = done.get(canvas);
  if (before !== undefined && before.frame === frame && sameMapping(before.mapping, mapping)) return before.picture;
  const paint = before?.paint ?? createFrameCanvas();
  const picture = paint(frame, mapping);
  done.set(canvas, { paint, frame, mapping, picture });
  return picture;
}
