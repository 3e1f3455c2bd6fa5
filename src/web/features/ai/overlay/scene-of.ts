// What models say about one image, as shapes, masks and values in its pixels.
import {
  aboveThreshold,
  type Finding,
  planeOf,
  type PatientPoint,
  type PixelPoint,
  type Region,
  type ReviewedFinding,
  type Shape,
  toPixel,
} from '../../../../core/findings/index.ts';
import { type HeatMap, type ImagingLabelMap, resample } from '../../../../core/inference/index.ts';
import { type AiResultsState, type ShownRun, visibleFindings } from '../../../services/ai-results/index.ts';
import { functionalGroup, numbers, type FrameRef, TAG } from '../../../services/dicomweb/index.ts';
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

function speaksOf({ run }: ShownRun, { sopInstanceUID }: FrameRef): boolean {
  let images = looked.get(run.sopInstanceUIDs);
  if (images === undefined) looked.set(run.sopInstanceUIDs, (images = new Set(run.sopInstanceUIDs)));
  return images.has(sopInstanceUID);
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
        label: wordsOf(reviewed),
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
    const isHere = sopInstanceUID === ref.sopInstanceUID && (frames === undefined || frames.includes(ref.frame));
    return isHere ? region.shape : undefined;
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

function framePlane({ dataset, frame }: FrameRef) {
  const found = (group: string, tag: string): number[] =>
    numbers(functionalGroup(dataset, frame, group) ?? dataset, tag);
  const position = found(TAG.PlanePositionSequence, TAG.ImagePositionPatient);
  const orientation = found(TAG.PlaneOrientationSequence, TAG.ImageOrientationPatient);
  const spacing = found(TAG.PixelMeasuresSequence, TAG.PixelSpacing);
  return planeFrom(position, orientation, spacing);
}

type Plane = NonNullable<ReturnType<typeof planeOf>>;

function planeFrom(position: number[], orientation: number[], spacing: number[]): Plane | undefined {
  const [x, y, z] = position;
  const [rx, ry, rz, cx, cy, cz] = orientation;
  const [rows, columns] = spacing;
  if (x === undefined || y === undefined || z === undefined || rows === undefined || columns === undefined) return undefined; // prettier-ignore
  if (rx === undefined || ry === undefined || rz === undefined || cx === undefined || cy === undefined || cz === undefined) return undefined; // prettier-ignore
  return {
    positionMm: [x, y, z],
    rowDirection: [rx, ry, rz],
    columnDirection: [cx, cy, cz],
    spacingMm: [rows, columns],
  };
}

// Pictures are kept by slice (see the painter); so many slices keep theirs.
const SLICES_KEPT = 24;
const planes = new WeakMap<ImagingLabelMap, { at: ReadonlyMap<string, number>; kept: Map<number, LabelSlice> }>();

function sliceOf(map: ImagingLabelMap, ref: FrameRef): LabelSlice | undefined {
  let known = planes.get(map);
  if (known === undefined) {
    const at = new Map(map.slices.map(({ image, frame }, index) => [`${image.sopInstanceUID}/${frame + 1}`, index]));
    planes.set(map, (known = { at, kept: new Map() }));
  }
  const index = known.at.get(`${ref.sopInstanceUID}/${ref.frame}`);
  if (index === undefined) return undefined;
  const [, rows, columns] = map.grid.size;
  const size = rows * columns;
  const slice = known.kept.get(index) ?? {
    labels: map.labels.subarray(index * size, (index + 1) * size),
    rows,
    columns,
  };
  // The latest last: the map's order is the order of use.
  known.kept.delete(index);
  known.kept.set(index, slice);
  const [oldest] = known.kept.keys();
  if (known.kept.size > SLICES_KEPT && oldest !== undefined) known.kept.delete(oldest);
  return slice;
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
  const plane = framePlane(ref);
  const rows = numbers(ref.dataset, TAG.Rows)[0];
  const columns = numbers(ref.dataset, TAG.Columns)[0];
  if (plane === undefined || rows === undefined || columns === undefined) return [];
  let kept = heats.get(map);
  if (kept === undefined) heats.set(map, (kept = new Map()));
  const key = `${ref.sopInstanceUID}/${ref.frame}`;
  let values = kept.get(key);
  if (values === undefined) {
    const scaled = (direction: PatientPoint, mm: number): PatientPoint => [direction[0] * mm, direction[1] * mm, direction[2] * mm]; // prettier-ignore
    const { rowDirection: r, columnDirection: c } = plane;
    const normal: PatientPoint = [r[1] * c[2] - r[2] * c[1], r[2] * c[0] - r[0] * c[2], r[0] * c[1] - r[1] * c[0]];
    const grid = {
      size: [1, rows, columns],
      origin: plane.positionMm,
      steps: [normal, scaled(c, plane.spacingMm[0]), scaled(r, plane.spacingMm[1])],
    } as const;
    values = resample(map, grid, 'trilinear', 0);
    kept.set(key, values);
    const [oldest] = kept.keys();
    if (kept.size > SLICES_KEPT && oldest !== undefined) kept.delete(oldest);
  }
  return [{ values, rows, columns, opacity }];
}
