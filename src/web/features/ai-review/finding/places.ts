// Where a finding lies: on which images, and on which of them it is looked at best.
import { type Finding, type ImageReference, pointsOf, type Region } from '../../../../core/findings/index.ts';
import type { ImagingLabelMap, SliceHeader } from '../../../../core/inference/index.ts';
import type { AiRun } from '../../../services/ai-results/index.ts';

export interface Place {
  readonly sopInstanceUID: string;
  /** From 1. */
  readonly frame: number;
}

/** The image to bring onto the screen; undefined where the study does not have it. */
export async function mainPlace({ result }: AiRun, { regions }: Finding): Promise<Place | undefined> {
  for (const region of regions) {
    const place = await placeOf(region, result.slices, result.labelMap);
    if (place !== undefined) return place;
  }
  return undefined;
}

async function placeOf(
  region: Region,
  slices: readonly SliceHeader[],
  labelMap: ImagingLabelMap | undefined,
): Promise<Place | undefined> {
  switch (region.space) {
    case 'image':
      return onImage(region.image);
    case 'patient':
      return nearest(region, slices);
    case 'segment': {
      const [segment] = region.segmentation.segments;
      if (labelMap === undefined || segment === undefined) return undefined;
      const counts = (await countsBySegment(labelMap)).get(segment);
      const most = counts === undefined ? -1 : counts.indexOf(Math.max(...counts));
      return onSlice(labelMap.slices[most]);
    }
  }
}

function onImage({ sopInstanceUID, frames }: ImageReference): Place {
  return { sopInstanceUID, frame: frames?.[0] ?? 1 };
}

function onSlice(slice: SliceHeader | undefined): Place | undefined {
  return slice === undefined ? undefined : { sopInstanceUID: slice.image.sopInstanceUID, frame: slice.frame + 1 };
}

/** The slice whose plane is nearest to the middle of the points. */
function nearest(region: Extract<Region, { space: 'patient' }>, slices: readonly SliceHeader[]): Place | undefined {
  const points = pointsOf(region.shape);
  const middle = [0, 1, 2].map((axis) => points.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / points.length);
  const distance = ({ plane }: SliceHeader): number => {
    if (plane === undefined) return Infinity;
    const { positionMm, rowDirection: [a, b, c], columnDirection: [d, e, f] } = plane; // prettier-ignore
    const normal = [b * f - c * e, c * d - a * f, a * e - b * d];
    return Math.abs(
      normal.reduce((sum, part, axis) => sum + part * ((middle[axis] ?? 0) - (positionMm[axis] ?? 0)), 0),
    );
  };
  const sorted = [...slices].sort((a, b) => distance(a) - distance(b));
  return onSlice(sorted[0]);
}

const counted = new WeakMap<Uint8Array, Promise<ReadonlyMap<number, readonly number[]>>>();
/** A frame of the screen has sixteen milliseconds; this leaves half of them to others. */
const WORK_MS = 8;

/** Pixels of each segment on each slice. A chest has eighty million: counted in pieces between other work, and once. */
export function countsBySegment({ labels, grid }: ImagingLabelMap): Promise<ReadonlyMap<number, readonly number[]>> {
  const known = counted.get(labels) ?? count(labels, grid.size);
  counted.set(labels, known);
  return known;
}

async function count(
  labels: Uint8Array,
  [planes, rows, columns]: readonly [number, number, number],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const area = rows * columns;
  const found = new Map<number, number[]>();
  let started = performance.now();
  for (let plane = 0; plane < planes; plane++) {
    const here = new Uint32Array(256);
    for (let at = plane * area; at < (plane + 1) * area; at++) {
      const label = labels[at] as number; // inside
      here[label] = (here[label] as number) + 1;
    }
    for (let label = 1; label < 256; label++) {
      if (here[label] === 0) continue;
      let counts = found.get(label);
      if (counts === undefined) found.set(label, (counts = Array.from({ length: planes }, () => 0)));
      counts[plane] = here[label] as number;
    }
    if (performance.now() - started > WORK_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      started = performance.now();
    }
  }
  return found;
}
