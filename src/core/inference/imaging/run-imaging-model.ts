// A series through a model of a package: checked against the scope, put together, prepared, run, decoded, measured. The same
// function in a worker and on the command line; where slices come from and what runs the model is handed in.
import type { Dataset } from '../../dicom/index.ts';
import { uid } from '../../dicom/index.ts';
import { ALGORITHM_FAMILY, type Algorithm, type Instant, type ModelResultSet, modelParameters, type ProposedFinding } from '../../findings/index.ts'; // prettier-ignore
import type { Budget } from '../budget.ts';
import { InferenceError } from '../errors.ts';
import type { ImagingTask } from '../manifest/imaging-task.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { checkHeaders, checkPlan } from '../scope/check-scope.ts';
import { SeriesRefused } from '../scope/refused.ts';
import type { InferenceSession } from '../session.ts';
import type { StepNotice } from '../decode/label-steps.ts';
import { type Grid, voxelsOf } from '../volume/grid.ts';
import { foreseenMs } from '../volume/foresee.ts';
import { planVolume, type VolumeNotice } from '../volume/plan-volume.ts';
import { prepareTensor } from '../volume/prepare-tensor.ts';
import { runPieces } from '../volume/run-pieces.ts';
import { type SliceHeader, sliceHeadersOf } from '../volume/slice-header.ts';
import { assembleVolume, type Volume } from '../volume/volume.ts';
import { createDecoder, type Decoded, type Draft, type HeatMap } from './drafts.ts';

export type Stage = 'read' | 'prepare' | 'run' | 'decode';

export interface ImagingRequest {
  readonly manifest: Manifest;
  readonly session: InferenceSession;
  /** The headers of the images of one series. */
  readonly datasets: readonly Dataset[];
  /** The values of a frame, row by row, in the units of the modality: stored values times slope plus intercept. */
  readonly read: (slice: SliceHeader) => Promise<Float32Array | Int16Array>;
  /** A new UID at every call. */
  readonly newUID: () => string;
  readonly at: Instant;
  readonly budget?: Budget;
  readonly onProgress?: (stage: Stage, done: number, of: number) => void;
  /** Where the model sees all of the volume at once and says nothing until it is done: how long that will take. */
  readonly foresee?: { readonly now: () => number; readonly onForeseen: (ms: number) => void };
}

/** A mask that belongs to findings; written as a segmentation under the UID that the findings name. */
export interface ImagingLabelMap {
  readonly sopInstanceUID: string;
  /** Numbers of segments, on the grid of the images. */
  readonly labels: Uint8Array;
  readonly grid: Grid;
  readonly slices: readonly SliceHeader[];
  /** Undefined for frames that do not lie in a patient. */
  readonly frameOfReferenceUID: string | undefined;
  readonly segments: readonly {
    readonly number: number;
    readonly finding: ProposedFinding;
    readonly colour: readonly [number, number, number] | undefined;
  }[];
}

export type ImagingNotice = VolumeNotice | StepNotice;

export interface ImagingResult {
  /** Down to the floor of the manifest: see `aboveThreshold`. */
  readonly resultSet: ModelResultSet;
  readonly algorithm: Algorithm;
  readonly labelMap: ImagingLabelMap | undefined;
  readonly heatMaps: readonly HeatMap[];
  /** The slices that were looked at. */
  readonly slices: readonly SliceHeader[];
  /** What has to be said beside the result. */
  readonly notices: readonly ImagingNotice[];
}

export const SEGMENTATION_CLASS = '1.2.840.10008.5.1.4.1.1.66.4';

/** Throws `SeriesRefused`, another `InferenceError`, what `read` throws, or what the signal says. Nothing is half done. */
export async function runImagingModel(request: ImagingRequest): Promise<ImagingResult> {
  const { manifest, datasets } = request;
  const { task } = manifest;
  if (task.kind !== 'imaging') throw new InferenceError('bad-manifest', 'the model does not look at series');
  const scenes = scenesOf(datasets.flatMap(sliceHeadersOf), task);
  const parts: Part[] = [];
  for (const [index, scene] of scenes.entries())
    parts.push({ scene, decoded: await runScene(request, task, scene, index, scenes.length) });
  return resultOf(request, task, parts, uid(datasets[0] ?? request.datasets[0]!, 'StudyInstanceUID') ?? ''); // headers exist, so a data set does
}

/** Throws `SeriesRefused` where a run would be refused before a pixel is read. */
export function checkSeries(datasets: readonly Dataset[], { task }: Pick<Manifest, 'task'>): void {
  if (task.kind !== 'imaging') throw new InferenceError('bad-manifest', 'the model does not look at series');
  scenesOf(datasets.flatMap(sliceHeadersOf), task);
}

function scenesOf(headers: readonly SliceHeader[], task: ImagingTask): SceneSource[] {
  if (headers.length === 0) throw new SeriesRefused(['no-images'], 'there are no images');
  checkHeaders(headers, task.takes);
  return task.prepare.from === 'volume' ? [volumeScene(headers, task)] : frameScenes(headers, task);
}

interface SceneSource {
  readonly grid: Grid;
  readonly slices: readonly SliceHeader[];
  readonly frameOfReferenceUID: string | undefined;
  readonly notices: readonly VolumeNotice[];
}

interface Part {
  readonly scene: SceneSource;
  readonly decoded: Decoded;
}

function volumeScene(headers: readonly SliceHeader[], task: ImagingTask): SceneSource {
  const plan = planVolume(headers);
  checkPlan(plan, task.takes);
  return plan;
}

/** A frame that does not lie in a patient is counted in pixels. */
function frameScenes(headers: readonly SliceHeader[], task: ImagingTask): SceneSource[] {
  return headers.map((header) => {
    if (header.plane !== undefined && header.frameOfReferenceUID !== undefined) {
      const plan = planVolume([header]);
      checkPlan(plan, { ...task.takes, sliceSpacingMm: undefined, extentMm: undefined, slices: undefined });
      return { ...plan, notices: [] };
    }
    const { rows, columns } = header;
    const grid: Grid = { size: [1, rows, columns], origin: [0, 0, 0], steps: [[0, 0, 1], [0, 1, 0], [1, 0, 0]] }; // prettier-ignore
    return { grid, slices: [header], frameOfReferenceUID: undefined, notices: [] };
  });
}

async function runScene(
  request: ImagingRequest,
  task: ImagingTask,
  scene: SceneSource,
  index: number,
  count: number,
): Promise<Decoded> {
  // prettier-ignore
  const { session, manifest, budget = {}, read } = request;
  const isFlat = task.prepare.from === 'frames';
  // Of many frames each one is a step; of one volume each piece.
  const report = (stage: Stage) => (done: number, of: number) =>
    count === 1 ? request.onProgress?.(stage, done, of) : request.onProgress?.(stage, index + done / of, count);
  const readSlice = async (at: number): Promise<Float32Array | Int16Array> => read(scene.slices[at] as SliceHeader); // the plan has as many slices as its grid is deep
  const volume: Volume = await assembleVolume({ ...scene, seriesInstanceUID: '', frameOfReferenceUID: '', orientation: 'axial' }, readSlice, { ...budget, onProgress: report('read') }); // prettier-ignore
  budget.signal?.throwIfAborted();
  report('prepare')(0, 1);
  const { grid, values } = prepareTensor(volume, task.prepare);
  report('prepare')(1, 1);
  report('run')(0, 1);
  const decoder = createDecoder({ task, volume, slices: scene.slices, grid });
  const tensor = { values, size: grid.size, channels: task.prepare.channels };
  const { foresee } = request;
  if (foresee !== undefined && !isFlat) {
    const ms = await foreseenMs(session, manifest, task.prepare.tile, tensor, foresee.now);
    if (ms !== undefined) foresee.onForeseen(ms);
  }
  await runPieces(session, manifest, task.prepare.tile, isFlat, tensor, (run) => decoder.take(run), { ...budget, onProgress: report('run') }); // prettier-ignore
  report('decode')(0, 1);
  const decoded = decoder.finish();
  report('decode')(1, 1);
  return decoded;
}

/** A segment for each finding with a mask, numbered over all scenes. */
const MOST_SEGMENTS = 255;

function resultOf(
  request: ImagingRequest,
  task: ImagingTask,
  parts: readonly Part[],
  studyInstanceUID: string,
): ImagingResult {
  // prettier-ignore
  const { manifest, session, newUID, at } = request;
  const threshold = operatingThreshold(task);
  const algorithm: Algorithm = {
    name: manifest.name,
    version: manifest.version,
    ...(manifest.manufacturer === undefined ? {} : { manufacturer: manifest.manufacturer }),
    family: ALGORITHM_FAMILY.artificialIntelligence,
    parameters: modelParameters(manifest.model.sha256, threshold),
  };
  const slices = parts.flatMap(({ scene }) => scene.slices);
  const segmentationUID = newUID();
  const findings: ProposedFinding[] = [];
  const segments: ImagingLabelMap['segments'][number][] = [];
  const counts = new Map<string, number>();
  const make = (draft: Draft, region: ProposedFinding['regions'][0]): ProposedFinding => {
    const number = (counts.get(draft.spoken.name) ?? 0) + 1;
    counts.set(draft.spoken.name, number);
    const isOne = draft.place.space === 'label' && parts.length === 1;
    return {
      trackingUID: newUID(),
      trackingIdentifier: isOne ? draft.spoken.name : `${draft.spoken.name} ${number}`,
      category: draft.spoken.category,
      type: draft.spoken.type,
      sites: draft.spoken.sites.map(({ anatomy, laterality }) => ({ anatomy, ...(laterality === undefined ? {} : { laterality }) })), // prettier-ignore
      regions: [region],
      ...(draft.score === undefined || task.score === undefined ? {} : { score: { concept: task.score, value: draft.score } }), // prettier-ignore
      measurements: draft.measurements,
      evaluations: [],
      algorithm,
    };
  };
  const labelParts: Uint8Array[] = [];
  for (const { scene, decoded } of parts) {
    const numbers = new Uint8Array(256);
    for (const draft of decoded.drafts) {
      if (draft.place.space !== 'label') {
        findings.push(make(draft, draft.place));
        continue;
      }
      const number = segments.length + 1;
      if (number > MOST_SEGMENTS) throw new InferenceError('bad-output', 'the model found more than a label map holds');
      const seriesInstanceUID = scene.slices[0]?.seriesInstanceUID ?? '';
      const finding = make(draft, { space: 'segment', segmentation: { sopClassUID: SEGMENTATION_CLASS, sopInstanceUID: segmentationUID, segments: [number] }, sourceSeriesInstanceUID: seriesInstanceUID }); // prettier-ignore
      findings.push(finding);
      segments.push({ number, finding, colour: draft.colour });
      numbers[draft.place.label] = number;
    }
    if (decoded.labels !== undefined) labelParts.push(renumbered(decoded.labels, numbers));
  }
  const [first] = parts;
  // A series whose images name different spaces can only be spoken of as a series.
  const space = parts.length === 1 && first?.scene.notices.includes('frames-of-reference-differ') !== true ? first?.scene.frameOfReferenceUID : undefined; // prettier-ignore
  return {
    algorithm,
    slices,
    resultSet: {
      runUID: newUID(),
      label: manifest.title,
      studyInstanceUID,
      appliesTo:
        space !== undefined
          ? { kind: 'frame-of-reference', frameOfReferenceUID: space }
          : { kind: 'images', sopInstanceUIDs: [...new Set(slices.map(({ image }) => image.sopInstanceUID))] },
      at,
      source: { kind: 'model', algorithm, modelSha256: manifest.model.sha256, threshold, backend: session.backend === 'webgpu' ? 'webgpu' : 'wasm' }, // prettier-ignore
      findings,
    },
    labelMap:
      segments.length === 0
        ? undefined
        : { sopInstanceUID: segmentationUID, segments, slices, ...joined(parts, labelParts) },
    heatMaps: parts.flatMap(({ decoded: { heatMap } }) => (heatMap === undefined ? [] : [heatMap])),
    notices: [...new Set(parts.flatMap(({ scene, decoded }) => [...scene.notices, ...decoded.notices]))],
  };
}

/** In place: nobody else holds the labels that were decoded. */
function renumbered(labels: Uint8Array, numbers: Uint8Array): Uint8Array {
  for (let at = 0; at < labels.length; at++) labels[at] = numbers[labels[at] as number] as number; // 256 labels
  return labels;
}

/** Label maps of frames one behind the other; they must be of one size to be one segmentation. */
function joined(
  parts: readonly Part[],
  labels: readonly Uint8Array[],
): Pick<ImagingLabelMap, 'labels' | 'grid' | 'frameOfReferenceUID'> {
  // prettier-ignore
  const [first] = parts as readonly [Part, ...Part[]]; // there are segments, so there is a part
  const [only] = labels;
  if (labels.length === 1 && only !== undefined)
    return { labels: only, grid: first.scene.grid, frameOfReferenceUID: first.scene.frameOfReferenceUID };
  const [, rows, columns] = first.scene.grid.size;
  if (parts.some(({ scene: { grid } }) => grid.size[1] !== rows || grid.size[2] !== columns))
    throw new SeriesRefused(['sizes-differ'], 'the frames are not all of one size');
  const out = new Uint8Array(voxelsOf({ ...first.scene.grid, size: [parts.length, rows, columns] }));
  labels.forEach((part, at) => out.set(part, at * rows * columns));
  return {
    labels: out,
    grid: { ...first.scene.grid, size: [parts.length, rows, columns] },
    frameOfReferenceUID: first.scene.frameOfReferenceUID,
  };
}

function operatingThreshold({ decode }: ImagingTask): number | undefined {
  if (decode.kind !== 'label-map') return decode.threshold;
  return decode.by.kind === 'threshold' ? decode.by.threshold : undefined;
}
