// Draws what models say over a picture. Everything here differs from what people draw by shape, and not by colour alone:
// people's marks are closed solid lines with handles, those of models are brackets, arcs and broken lines with words that begin with "AI".
import type { PixelPoint, Shape } from '../../../core/findings/index.ts';
import { type Affine, applied } from '../geometry/affine.ts';
import { heatColour } from './heat-colours.ts';
import { type LabelSlice, traceEdges } from './label-edges.ts';
import type { OverlayHeat, OverlayLabels, OverlayMark, OverlayScene, Rgb } from './scene.ts';

export interface OverlayPainter {
  /** Of the whole canvas, whose size is in device pixels. False: outlines are not all found yet; paint again in the next frame. */
  paint: (scene: OverlayScene | undefined, toScreen: Affine, ratio: number) => boolean;
}

interface Pictures {
  readonly fill: HTMLCanvasElement;
  /** Undefined until all of them are found. */
  outlines: ReadonlyMap<number, Path2D> | undefined;
  readonly tracing: { readonly edges: Map<number, number[]>; readonly work: Generator<undefined, void> };
}

/** So long the page may be busy with outlines in one frame; scrolling must not wait for them. */
const TRACING_MS = 8;

const FONT = '13px system-ui, sans-serif';

export function createOverlayPainter(canvas: HTMLCanvasElement): OverlayPainter {
  const context = canvas.getContext('2d');
  // Scrolling back and forth, and every change of opacity, finds its pictures made.
  const made = new WeakMap<LabelSlice, { key: string; pictures: Pictures }>();
  const heated = new WeakMap<Float32Array, HTMLCanvasElement>();

  function picturesOf({ slice, segments }: OverlayLabels): Pictures {
    const key = [...segments].map(([label, { colour }]) => `${label}:${colour.join()}`).join(' ');
    const before = made.get(slice);
    if (before?.key === key) return before.pictures;
    const edges = before?.pictures.tracing.edges ?? new Map<number, number[]>();
    const tracing = before?.pictures.tracing ?? { edges, work: traceEdges(slice, edges) };
    const pictures: Pictures = { fill: fillOf(slice, segments), outlines: before?.pictures.outlines, tracing };
    made.set(slice, { key, pictures });
    return pictures;
  }

  function heatOf(heat: OverlayHeat): HTMLCanvasElement {
    const before = heated.get(heat.values);
    if (before !== undefined) return before;
    const picture = heatPicture(heat);
    heated.set(heat.values, picture);
    return picture;
  }

  return {
    paint(scene, toScreen, ratio) {
      if (context === null) return true;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      if (scene === undefined) return true;
      const until = performance.now() + TRACING_MS;
      let isWhole = true;
      const toDevice = toScreen.map((part) => part * ratio) as unknown as Affine; // six of six
      for (const heat of scene.heat) {
        context.setTransform(...toDevice);
        context.imageSmoothingEnabled = true;
        context.globalAlpha = heat.opacity;
        context.drawImage(heatOf(heat), 0, 0);
      }
      for (const labels of scene.labels) {
        const pictures = picturesOf(labels);
        if (labels.hasOutline && !trace(pictures, until)) isWhole = false;
        paintLabels(context, pictures, labels, toDevice, ratio);
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.globalAlpha = 1;
      for (const mark of scene.marks) paintMark(context, mark, toScreen);
      return isWhole;
    },
  };
}

function paintLabels(
  context: CanvasRenderingContext2D,
  { fill, outlines }: Pictures,
  { segments, fillOpacity, hasOutline }: OverlayLabels,
  toDevice: Affine,
  ratio: number,
): void {
  context.setTransform(...toDevice);
  // The edges of a mask are those of its pixels: smoothing would show a mask that is not there.
  context.imageSmoothingEnabled = false;
  context.globalAlpha = fillOpacity;
  context.drawImage(fill, 0, 0);
  context.globalAlpha = 1;
  if (!hasOutline || outlines === undefined) return;
  // Stroked in screen pixels: transformed paths would have lines as wide as pixels are large.
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (const [label, { colour, isSelected }] of segments) {
    const path = outlines.get(label);
    if (path === undefined) continue;
    const placed = new Path2D();
    placed.addPath(path, new DOMMatrix([...toDevice]));
    context.strokeStyle = css(colour);
    context.lineWidth = (isSelected ? 2.5 : 1.25) * ratio;
    context.setLineDash([]);
    context.stroke(placed);
  }
}

function fillOf({ labels, rows, columns }: LabelSlice, segments: OverlayLabels['segments']): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const image = new ImageData(columns, rows);
  const words = new Uint32Array(image.data.buffer);
  const colours = new Uint32Array(256);
  for (const [label, { colour }] of segments) colours[label] = wordOf(colour);
  for (let at = 0; at < labels.length; at++) {
    const label = labels[at] as number; // inside the array
    if (label !== 0) words[at] = colours[label] as number;
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}

/** In the order in which this machine keeps the bytes of a word. */
function wordOf([red, green, blue]: Rgb, alpha = 255): number {
  return new Uint32Array(new Uint8Array([red, green, blue, alpha]).buffer)[0] ?? 0;
}

/** Goes on finding outlines until the moment; true when all are found. */
function trace(pictures: Pictures, until: number): boolean {
  if (pictures.outlines !== undefined) return true;
  const { edges, work } = pictures.tracing;
  let isDone = false;
  while (!isDone && performance.now() < until)
    for (let line = 0; line < 16 && !isDone; line++) isDone = work.next().done === true;
  if (!isDone) return false;
  pictures.outlines = new Map([...edges].map(([label, list]) => [label, pathOf(list)]));
  return true;
}

function pathOf(edges: readonly number[]): Path2D {
  const path = new Path2D();
  for (let at = 0; at + 3 < edges.length; at += 4) {
    path.moveTo(edges[at] ?? 0, edges[at + 1] ?? 0);
    path.lineTo(edges[at + 2] ?? 0, edges[at + 3] ?? 0);
  }
  return path;
}

function heatPicture({ values, rows, columns }: OverlayHeat): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const image = new ImageData(columns, rows);
  const words = new Uint32Array(image.data.buffer);
  // What is near nothing is nearly transparent: the picture below stays readable where there is nothing to say.
  const table = Uint32Array.from({ length: 256 }, (_, share) =>
    wordOf(heatColour(share / 255), Math.min(255, share * 2)),
  );
  for (let at = 0; at < values.length; at++) {
    const share = (values[at] as number) * 255; // inside the array
    words[at] = table[share <= 0 ? 0 : share >= 255 ? 255 : Math.round(share)] as number;
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}

const AI = '#f2b63c';
const SELECTED = '#57c4ea';
const UNDER = 'rgb(0 0 0 / 70%)';

function paintMark(context: CanvasRenderingContext2D, mark: OverlayMark, toScreen: Affine): void {
  const path = new Path2D();
  const points = outlinePoints(mark.shape).map((point) => applied(toScreen, point));
  const isDashed = tracePath(path, mark.shape, points);
  context.setLineDash(isDashed ? [6, 4] : []);
  context.lineJoin = 'round';
  context.globalAlpha = mark.isFaint ? 0.5 : 1;
  // Dark below, so that the mark stands out on bone as well.
  context.strokeStyle = UNDER;
  context.lineWidth = mark.isSelected ? 5 : 4;
  context.stroke(path);
  context.strokeStyle = mark.isSelected ? SELECTED : AI;
  context.lineWidth = mark.isSelected ? 2.5 : 1.75;
  context.stroke(path);
  context.setLineDash([]);
  // The mark is faint, its words are not: they have to be read on bone as well.
  context.globalAlpha = 1;
  paintWords(context, mark, points);
}

/** Points on the screen that the mark goes through, four of a circle or an ellipse: ends of its axes. */
function outlinePoints(shape: Shape<PixelPoint>): readonly PixelPoint[] {
  switch (shape.kind) {
    case 'point':
      return [shape.point];
    case 'points':
    case 'polyline':
    case 'polygon':
      return shape.points;
    case 'circle': {
      const [x, y] = shape.centre;
      const radius = Math.hypot(shape.edge[0] - x, shape.edge[1] - y);
      return [[x + radius, y], [x, y + radius], [x - radius, y], [x, y - radius]]; // prettier-ignore
    }
    case 'ellipse':
      return [shape.majorAxis[1], shape.minorAxis[1], shape.majorAxis[0], shape.minorAxis[0]];
    case 'ellipsoid':
      return [];
  }
}

type Points = readonly (readonly [number, number])[];

/** True where the line is to be broken. */
function tracePath(path: Path2D, shape: Shape<PixelPoint>, points: Points): boolean {
  switch (shape.kind) {
    case 'point':
    case 'points':
      for (const point of points) diamond(path, point);
      return false;
    case 'polyline':
      follow(path, points);
      return true;
    case 'polygon':
      if (points.length === 4) {
        brackets(path, points);
        return false;
      }
      follow(path, points);
      path.closePath();
      return true;
    case 'circle':
    case 'ellipse':
      arcs(path, points);
      return false;
    case 'ellipsoid':
      return false;
  }
}

function follow(path: Path2D, points: Points): void {
  points.forEach(([x, y], index) => (index === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
}

/** From the middle of a diamond to its tips. */
const DIAMOND = 9;

/** A square on its tip with a cross in it, as large on every zoom. */
function diamond(path: Path2D, [x, y]: readonly [number, number]): void {
  follow(path, [[x - DIAMOND, y], [x, y - DIAMOND], [x + DIAMOND, y], [x, y + DIAMOND]]); // prettier-ignore
  path.closePath();
  follow(path, [[x - 3, y], [x + 3, y]]); // prettier-ignore
  follow(path, [[x, y - 3], [x, y + 3]]); // prettier-ignore
}

/** The corners of a box: a third of each side, at most so many pixels. */
function brackets(path: Path2D, points: Points): void {
  points.forEach(([x, y], index) => {
    const ends = [points[(index + 3) % 4], points[(index + 1) % 4]].map((other) => {
      const [dx, dy] = [(other?.[0] ?? x) - x, (other?.[1] ?? y) - y];
      const length = Math.hypot(dx, dy);
      const part = length === 0 ? 0 : Math.min(length / 3, 16) / length;
      return [x + dx * part, y + dy * part] as const;
    });
    follow(path, [ends[0] ?? [x, y], [x, y], ends[1] ?? [x, y]]);
  });
}

/** Four arcs around the ends of the axes, open between them. */
function arcs(path: Path2D, points: Points): void {
  const [a, b, c, d] = points;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return;
  const centre = [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2] as const;
  const radii = [Math.hypot(a[0] - c[0], a[1] - c[1]) / 2, Math.hypot(b[0] - d[0], b[1] - d[1]) / 2] as const;
  const angle = Math.atan2(a[1] - centre[1], a[0] - centre[0]);
  const half = 0.55;
  for (let quarter = 0; quarter < 4; quarter++) {
    const middle = (quarter * Math.PI) / 2;
    const arc = new Path2D();
    arc.ellipse(centre[0], centre[1], radii[0], radii[1], angle, middle - half, middle + half);
    path.addPath(arc);
  }
}

/** Where words begin: the upper right of the mark, and never on it. */
function upperRight(shape: OverlayMark['shape'], points: Points): readonly [number, number] {
  switch (shape.kind) {
    case 'polygon':
    case 'polyline':
      // Of an outline with corners one of them: the corner of the box around it may lie far away.
      return points.reduce((best, point) => (point[0] - point[1] > best[0] - best[1] ? point : best));
    default: {
      // A diamond reaches beyond its point.
      const beyond = shape.kind === 'point' || shape.kind === 'points' ? DIAMOND : 0;
      return [Math.max(...points.map(([x]) => x)) + beyond, Math.min(...points.map(([, y]) => y)) - beyond];
    }
  }
}

function paintWords(
  context: CanvasRenderingContext2D,
  { label, isSelected, shape }: OverlayMark,
  points: Points,
): void {
  if (label === '' || points.length === 0) return;
  const [right, top] = upperRight(shape, points);
  context.font = FONT;
  context.textBaseline = 'bottom';
  const width = context.measureText(label).width;
  const ratio = context.getTransform().a;
  const x = Math.max(2, Math.min(right + 6, context.canvas.width / ratio - width - 6));
  const y = Math.max(18, top);
  context.fillStyle = UNDER;
  context.fillRect(x - 3, y - 16, width + 6, 17);
  context.fillStyle = isSelected ? SELECTED : AI;
  context.fillText(label, x, y);
}

function css([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}
