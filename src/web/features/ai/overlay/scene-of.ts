// What models say about one image, as shapes, masks and values in its pixels.
import {
  aboveThreshold,
  type Finding,
  normalOf,
  type PatientPoint,
  type PixelPoint,
  type Region,
  type ReviewedFinding,
  type Shape,
  toPatient,
  toPixel,
} from '../../../../core/findings/index.ts';
import { type Grid, type HeatMap, type ImagingLabelMap, labelsAt, resample } from '../../../../core/inference/index.ts';
import { type AiResultsState, type ShownRun, visibleFindings } from '../../../services/ai-results/index.ts';
import { number, numbers, type FrameRef, TAG } from '../../../services/dicomweb/index.ts';
import { crossings, framePlane } from '../../../viewport/index.ts';
import type { LabelSlice, OverlayHeat, OverlayMark, OverlayScene, Rgb } from '../../../viewport/overlay/index.ts';

/** A finding of a run whose place is on this image. */
export interface Placed {
  readonly runUID: string;
  readonly trackingUID: string;
}

export interface ImageScene extends OverlayScene {
  readonly placed: readonly Placed[];
  /** Runs that say something about this image, whether it is in sight or not. */
  readonly runs: readonly ShownRun[];
}

const FALLBACK: readonly Rgb[] = [[242, 182, 60], [255, 138, 92], [214, 120, 200], [120, 190, 255]]; // prettier-ignore

/** Undefined where no run speaks of this image. */
export function sceneOf(ref: FrameRef, state: AiResultsState): ImageScene | undefined {
  const runs = state.runs.filter((shown) => speaksOf(shown, ref));
  if (runs.length === 0) return undefined;
  const seen = state.isVisible ? runs.filter(({ isVisible }) => isVisible) : [];
  const parts = seen.map((shown) => partsOf(shown, ref, state));
  const marks = parts.flatMap((part) => part.marks);
  return {
    runs,
    labels: parts.flatMap(({ labels }) => labels),
    heat: parts.flatMap(({ heat }) => heat),
    marks: marks.length > MOST_WORDS ? marks.map(shortened) : marks,
    placed: parts.flatMap(({ placed }) => placed),
  };
}

/** More whole names than this would hide what they name. */
const MOST_WORDS = 8;

/** "AI 12": the list beside the images has the rest. */
function shortened(mark: OverlayMark): OverlayMark {
  const number = /^(AI) .*?(\d+)(?: [\d.]+)?(?:, \w+)?$/.exec(mark.label);
  return mark.isSelected || number === null ? mark : { ...mark, label: `AI ${number[2]}` };
}

const looked = new WeakMap<readonly string[], ReadonlySet<string>>();

/** What is cut from the images of a run is spoken of as they are. */
function speaksOf({ run }: ShownRun, { sopInstanceUID, madeOf }: FrameRef): boolean {
  let images = looked.get(run.sopInstanceUIDs);
  if (images === undefined) looked.set(run.sopInstanceUIDs, (images = new Set(run.sopInstanceUIDs)));
  return images.has(madeOf?.[0]?.sopInstanceUID ?? sopInstanceUID);
}

function partsOf(shown: ShownRun, ref: FrameRef, state: AiResultsState): Omit<ImageScene, 'runs'> {
  const { run, review, hiddenSegments } = shown;
  const findings = visibleFindings(shown);
  const above = new Set<Finding>(aboveThreshold(findings.map(({ finding }) => finding), review.threshold)); // prettier-ignore
  const isSelected = ({ trackingUID }: Finding): boolean =>
    state.selected?.runUID === run.runUID && state.selected.trackingUID === trackingUID;
  const placed: Placed[] = [];
  const marks: OverlayMark[] = [];
  for (const reviewed of findings) {
    const { finding, decision } = reviewed;
    for (const region of finding.regions) {
      const shape = shapeOn(region, ref);
      if (shape === undefined) continue;
      placed.push({ runUID: run.runUID, trackingUID: finding.trackingUID });
      marks.push({
        shape,
        label: `${wordsOf(reviewed)}${above.has(finding) || decision.kind !== 'undecided' ? '' : ', below'}`,
        isSelected: isSelected(finding),
        isFaint: decision.kind === 'rejected' || !above.has(finding),
      });
    }
  }
  const { labelMap } = run.result;
  const slice = labelMap === undefined ? undefined : sliceOf(labelMap, ref);
  const bySegment = new Map(findings.flatMap((reviewed) => segmentsOf(reviewed).map((number) => [number, reviewed] as const))); // prettier-ignore
  const segments = new Map(
    (labelMap?.segments ?? []).flatMap(({ number, colour }, index) => {
      const reviewed = bySegment.get(number);
      if (reviewed === undefined || hiddenSegments.has(number) || reviewed.decision.kind === 'rejected') return [];
      const rgb = colour ?? FALLBACK[index % FALLBACK.length] ?? [242, 182, 60];
      return [[number, { colour: rgb, label: wordsOf(reviewed), isSelected: isSelected(reviewed.finding) }] as const];
    }),
  );
  if (slice !== undefined)
    for (const [number, reviewed] of bySegment)
      if (presentIn(slice).has(number)) placed.push({ runUID: run.runUID, trackingUID: reviewed.finding.trackingUID });
  const isRevealed = review.revealedAt !== undefined;
  return {
    marks,
    placed,
    labels: slice === undefined || segments.size === 0 ? [] : [{ slice, segments, fillOpacity: state.fillOpacity, hasOutline: state.hasOutline }], // prettier-ignore
    heat: isRevealed ? run.result.heatMaps.flatMap((map) => heatOn(map, ref, state.fillOpacity)) : [],
  };
}

function wordsOf({ finding, decision }: ReviewedFinding): string {
  const score = finding.score === undefined ? '' : ` ${finding.score.value.toFixed(2)}`;
  const who = decision.kind === 'drawn' ? '' : 'AI ';
  const said = decision.kind === 'undecided' || decision.kind === 'drawn' ? '' : `, ${decision.kind}`;
  return `${who}${finding.trackingIdentifier}${score}${said}`;
}

const segmentsOf = ({ finding }: ReviewedFinding): readonly number[] =>
  finding.regions.flatMap((region) => (region.space === 'segment' ? region.segmentation.segments : []));

function shapeOn(region: Region, ref: FrameRef): Shape<PixelPoint> | undefined {
  if (region.space === 'image') {
    const { sopInstanceUID, frames } = region.image;
    const isOn = (image: FrameRef): boolean =>
      sopInstanceUID === image.sopInstanceUID && (frames === undefined || frames.includes(image.frame));
    if (ref.madeOf === undefined) return isOn(ref) ? region.shape : undefined;
    const source = ref.madeOf.find(isOn);
    return source === undefined ? undefined : onCut(region.shape, source, ref);
  }
  return region.space === 'patient' ? onPlane(region.shape, ref) : undefined;
}

/** A shape in the patient, where it lies in the plane of the image: not farther from it than half a slice. */
function onPlane(shape: Shape<PatientPoint>, ref: FrameRef): Shape<PixelPoint> | undefined {
  const plane = framePlane(ref);
  if (plane === undefined) return undefined;
  const halfMm = Math.max(0.5, (numbers(ref.dataset, '00180050')[0] ?? 1) / 2);
  let isNear = true;
  const at = (point: PatientPoint): PixelPoint => {
    const found = toPixel(plane, point);
    if (Math.abs(found.distanceMm) > halfMm) isNear = false;
    return found.point;
  };
  const placed = mapped(shape, at);
  return isNear ? placed : undefined;
}

// A round outline as so many corners.
const CORNERS = 48;

/** A shape on one slice, seen from the side: where the slice and the cut meet within its outline, or in it. */
function onCut(shape: Shape<PixelPoint>, source: FrameRef, ref: FrameRef): Shape<PixelPoint> | undefined {
  const [plane, cut] = [framePlane(source), framePlane(ref)];
  if (plane === undefined || cut === undefined) return undefined;
  const { points, isClosed } = outlineOf(shape);
  const seen = points.map((point) => toPixel(cut, toPatient(plane, point)));
  if (isClosed) {
    const [from, to] = crossings(seen);
    return from === undefined || to === undefined ? undefined : { kind: 'polyline', points: [from, to] };
  }
  const halfMm = (numbers(ref.dataset, '00180050')[0] ?? 1) / 2;
  const near = seen.filter(({ distanceMm }) => Math.abs(distanceMm) <= halfMm).map(({ point }) => point);
  return near.length === 0 ? undefined : { kind: 'points', points: near };
}

function outlineOf(shape: Shape<PixelPoint>): { points: readonly PixelPoint[]; isClosed: boolean } {
  switch (shape.kind) {
    case 'point':
      return { points: [shape.point], isClosed: false };
    case 'points':
    case 'polyline':
      return { points: shape.points, isClosed: false };
    case 'polygon':
      return { points: shape.points, isClosed: true };
    case 'circle': {
      const [x, y] = shape.centre;
      const radius = Math.hypot(shape.edge[0] - x, shape.edge[1] - y);
      return { points: round([x, y], [radius, 0], [0, radius]), isClosed: true };
    }
    case 'ellipse': {
      const [[from, to], [up, down]] = [shape.majorAxis, shape.minorAxis];
      const half = (a: PixelPoint, b: PixelPoint): PixelPoint => [(b[0] - a[0]) / 2, (b[1] - a[1]) / 2];
      const centre: PixelPoint = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
      return { points: round(centre, half(from, to), half(up, down)), isClosed: true };
    }
    case 'ellipsoid':
      return { points: [], isClosed: false };
  }
}

function round([x, y]: PixelPoint, a: PixelPoint, b: PixelPoint): PixelPoint[] {
  return Array.from({ length: CORNERS }, (_, at) => {
    const [cosine, sine] = [Math.cos((2 * Math.PI * at) / CORNERS), Math.sin((2 * Math.PI * at) / CORNERS)];
    return [x + a[0] * cosine + b[0] * sine, y + a[1] * cosine + b[1] * sine];
  });
}

function mapped(shape: Shape<PatientPoint>, at: (point: PatientPoint) => PixelPoint): Shape<PixelPoint> | undefined {
  switch (shape.kind) {
    case 'point':
      return { kind: 'point', point: at(shape.point) };
    case 'points':
    case 'polyline':
    case 'polygon':
      return { kind: shape.kind, points: shape.points.map(at) };
    case 'circle':
      return { kind: 'circle', centre: at(shape.centre), edge: at(shape.edge) };
    case 'ellipse':
      return {
        kind: 'ellipse',
        majorAxis: [at(shape.majorAxis[0]), at(shape.majorAxis[1])],
        minorAxis: [at(shape.minorAxis[0]), at(shape.minorAxis[1])],
      };
    case 'ellipsoid':
      return undefined;
  }
}

// Pictures are kept by slice (see the painter); so many slices keep theirs.
const SLICES_KEPT = 24;
const planes = new WeakMap<ImagingLabelMap, { at: ReadonlyMap<string, number>; kept: Map<number | string, LabelSlice> }>(); // prettier-ignore

function sliceOf(map: ImagingLabelMap, ref: FrameRef): LabelSlice | undefined {
  let known = planes.get(map);
  if (known === undefined) {
    const at = new Map(map.slices.map(({ image, frame }, index) => [`${image.sopInstanceUID}/${frame + 1}`, index]));
    planes.set(map, (known = { at, kept: new Map() }));
  }
  const key = `${ref.sopInstanceUID}/${ref.frame}`;
  const index = ref.madeOf === undefined ? known.at.get(key) : key;
  const slice = index === undefined ? undefined : (known.kept.get(index) ?? labelsOn(map, ref, index));
  if (index === undefined || slice === undefined) return undefined;
  // The latest last: the map's order is the order of use.
  known.kept.delete(index);
  known.kept.set(index, slice);
  const [oldest] = known.kept.keys();
  if (known.kept.size > SLICES_KEPT && oldest !== undefined) known.kept.delete(oldest);
  return slice;
}

function labelsOn(map: ImagingLabelMap, ref: FrameRef, index: number | string): LabelSlice | undefined {
  const [, rows, columns] = map.grid.size;
  const size = rows * columns;
  if (typeof index === 'number')
    return { labels: map.labels.subarray(index * size, (index + 1) * size), rows, columns };
  const grid = gridOf(ref);
  return grid === undefined ? undefined : { labels: labelsAt(map.labels, map.grid, grid), rows: grid.size[1], columns: grid.size[2] }; // prettier-ignore
}

/** The pixels of an image as a volume of one slice. */
function gridOf(ref: FrameRef): Grid | undefined {
  const plane = framePlane(ref);
  const rows = number(ref.dataset, TAG.Rows);
  const columns = number(ref.dataset, TAG.Columns);
  if (plane === undefined || rows === undefined || columns === undefined) return undefined;
  const { rowDirection, columnDirection, spacingMm } = plane;
  const scaled = ([x, y, z]: PatientPoint, mm: number): PatientPoint => [x * mm, y * mm, z * mm];
  return {
    size: [1, rows, columns],
    origin: plane.positionMm,
    steps: [normalOf(plane), scaled(columnDirection, spacingMm[0]), scaled(rowDirection, spacingMm[1])],
  };
}

const present = new WeakMap<LabelSlice, ReadonlySet<number>>();

function presentIn(slice: LabelSlice): ReadonlySet<number> {
  let found = present.get(slice);
  if (found === undefined) {
    const isThere = new Uint8Array(256);
    for (let at = 0; at < slice.labels.length; at++) isThere[slice.labels[at] as number] = 1; // labels are bytes
    found = new Set([...isThere.keys()].filter((label) => label > 0 && isThere[label] === 1));
    present.set(slice, found);
  }
  return found;
}

const heats = new WeakMap<HeatMap, Map<string, Float32Array>>();

/** Resampled to the pixels of the image. Kept for the images looked at last. */
function heatOn(map: HeatMap, ref: FrameRef, opacity: number): OverlayHeat[] {
  const grid = gridOf(ref);
  if (grid === undefined) return [];
  let kept = heats.get(map);
  if (kept === undefined) heats.set(map, (kept = new Map()));
  const key = `${ref.sopInstanceUID}/${ref.frame}`;
  let values = kept.get(key);
  if (values === undefined) {
    values = resample(map, grid, 'trilinear', 0);
    kept.set(key, values);
    const [oldest] = kept.keys();
    if (kept.size > SLICES_KEPT && oldest !== undefined) kept.delete(oldest);
  }
  return [{ values, rows: grid.size[1], columns: grid.size[2], opacity }];
}
