import type { Affine } from '../geometry/affine.ts';
import type { ReadyPlane } from './plane-store.ts';

export type PaintPlanes = (planes: readonly ReadyPlane[], toScreen: Affine, ratio: number) => void;

// Neither the colour of people's marks nor that of models: nobody who is here drew these.
const GRAPHICS = [205, 214, 224] as const;
const REGION = [190, 160, 235] as const;

/** Draws planes onto a canvas whose size is in device pixels; `toScreen` goes from pixels of the image to CSS pixels. */
export function createPlanePainter(canvas: HTMLCanvasElement): PaintPlanes {
  const context = canvas.getContext('2d');
  const made = new WeakMap<Uint8Array, HTMLCanvasElement>();
  const pictureOf = (ready: ReadyPlane): HTMLCanvasElement => {
    const before = made.get(ready.bits);
    if (before !== undefined) return before;
    const picture = pictureFrom(ready);
    made.set(ready.bits, picture);
    return picture;
  };
  return (planes, toScreen, ratio) => {
    if (context === null) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    const toDevice = toScreen.map((part) => part * ratio) as unknown as Affine; // six of six
    context.setTransform(...toDevice);
    // Large images are shown small: without smoothing thin lines and letters would fall between the pixels of the screen.
    context.imageSmoothingEnabled = Math.abs(toDevice[0]) + Math.abs(toDevice[1]) < 1;
    for (const ready of planes) context.drawImage(pictureOf(ready), ready.plane.x, ready.plane.y);
  };
}

function pictureFrom({ plane, bits }: ReadyPlane): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = plane.columns;
  canvas.height = plane.rows;
  const image = new ImageData(plane.columns, plane.rows);
  const [red, green, blue] = plane.isRegion ? REGION : GRAPHICS;
  for (let at = 0; at < bits.length; at++) if (bits[at] === 1) image.data.set([red, green, blue, 255], at * 4);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}
