// Looks at every frame of a file and says where text is, and why it thinks so. What it finds is removed: nothing here decides that
// text is harmless.
import type { DicomFile } from '../../dicom/index.ts';
import type { PixelCodecs } from '../codecs/pixel-codecs.ts';
import { type Box, clipped, intersection } from '../geometry/box.ts';
import { without } from '../geometry/rectangles.ts';
import { openFrames } from '../pixels/frame-reader.ts';
import { type Identifiers } from '../release/near-identifier.ts';
import { identifiersOf } from '../release/header-identifiers.ts';
import type { Recogniser, ReleaseSettings } from '../release/release.ts';
import { type ReleasedText, sortRegions } from '../release/sort-regions.ts';
import { type GreyImage, renderingsOf } from '../pixels/renderings.ts';
import { constantRegions, createConstancy } from './constancy.ts';
import { boxesByDevice, type DeviceRule } from './device-rules.ts';
import { overlayImages } from './overlay-images.ts';
import { createPassing } from './passing.ts';
import { joined, type Reason, type Region } from './region.ts';
import { regionsOfMap, type ScoreMap, type Thresholds } from './score-map.ts';
import { createStillText, type StillText } from './still-text.ts';
import { outsideUltrasoundRegions } from './ultrasound-regions.ts';

/** The detector of core/inference, or another one. */
export interface Detector {
  readonly thresholds: Thresholds;
  detect(
    renderings: readonly GreyImage[],
    budget?: { readonly signal?: AbortSignal | undefined },
    passes?: ('upright' | 'turned' | 'double' | 'doubtful' | 'half')[],
  ): Promise<ScoreMap>;
}

export interface FindOptions {
  readonly codecs: PixelCodecs;
  readonly detector: Detector;
  readonly deviceRules?: readonly DeviceRule[];
  /** What is known of the whole series, or drawn by a person: covered in all frames. */
  readonly known?: readonly Region[] | undefined;
  /** Absent: nothing is released. Whoever switches it on records that. */
  readonly release?: ReleaseOptions | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, of: number) => void | Promise<void>) | undefined;
}

export interface ReleaseOptions {
  readonly recogniser: Recogniser;
  readonly minConfidence: number;
  /** Besides those of the file's own header: of the other files of the patient. */
  readonly identifiers?: Identifiers | undefined;
  readonly onJudged?: ReleaseSettings['onJudged'];
  readonly onLine?: ReleaseSettings['onLine'];
}

export interface FoundText {
  readonly rows: number;
  readonly columns: number;
  /** What was found in each frame, by the detector, but for what was released: the same in all frames. */
  readonly frames: readonly {
    readonly frame: number;
    readonly regions: readonly Region[];
    readonly released: readonly ReleasedText[];
  }[];
  /** In all frames without the detector: constant over the clip, or where the machine writes. */
  readonly known: readonly Region[];
  /** Found in some frame, or known: to be covered in all frames. */
  readonly everywhere: readonly Region[];
  /** By frame: what moved on and was not there again, to be covered there alone. */
  readonly passing: ReadonlyMap<number, readonly Region[]>;
  /** Rectangles outside the image of an ultrasound screen: to be covered in all frames, whatever stands there. */
  readonly outside: readonly Region[];
  /** In overlay planes, in the coordinates of the image. */
  readonly overlays: readonly Region[];
}

/** So many frames of a clip, spread over it, are looked at in all passes; the others upright. */
const THOROUGH_FRAMES = 8;

type Source = Pick<DicomFile, 'dataset' | 'transferSyntaxUID'>;

/** Throws `RedactionError`, `DicomError`, or what the detector throws: a file that cannot be looked into is not clean. */
export async function findText(file: Source, options: FindOptions): Promise<FoundText> {
  const { dataset } = file;
  const reader = openFrames(file, options.codecs);
  const { rows, columns } = reader.layout;
  const constancy = createConstancy();
  const looked: FrameText[] = [];
  const passing = createPassing();
  const read = readerFor(dataset, options.release);
  let still: StillText | undefined;
  let before: { image: GreyImage; regions: readonly Region[] } | undefined;
  for (let frame = 0; frame < reader.count; frame++) {
    options.signal?.throwIfAborted();
    const renderings = renderingsOf(await reader.frame(frame), dataset);
    const [image] = renderings;
    if (image === undefined) continue;
    if (reader.count > 1) constancy.add(image);
    const isThorough = frame % Math.max(1, Math.ceil(reader.count / THOROUGH_FRAMES)) === 0;
    const regions =
      before !== undefined && !isThorough && isEqual(before.image, image)
        ? before.regions
        : await detected(renderings, isThorough, options, columns, rows);
    before = { image, regions };
    if (still === undefined) still = createStillText(image, await read(image, regions));
    else still.add(image);
    looked.push({ frame, regions });
    passing.add(image, regions);
    await options.onProgress?.(frame + 1, reader.count);
  }
  const certain = (boxes: readonly Box[], reason: Reason): Region[] =>
    boxes.map((box) => ({ box, score: 1, reasons: [reason] }));
  const ruled = certain(boxesByDevice(dataset, options.deviceRules), 'device-rule');
  const closed = joined([...ruled, ...(options.known ?? [])]);
  // What rules, series and people say is never released: a line under it stays covered, and is not told as released.
  const isOpen = ({ region }: ReleasedText): boolean => !closed.some(({ box }) => intersection(box, region.box));
  const released = (still?.result() ?? []).filter(isOpen);
  const holes = released.map(({ region }) => region.box);
  const open = (regions: readonly Region[]): Region[] =>
    regions.flatMap((region) => without(region.box, holes).map((box) => ({ ...region, box })));
  const constant = constantRegions(constancy, 'constant-over-frames', columns, rows);
  const always = [...closed, ...open(joined(constant))];
  const inClip = passing.result();
  return {
    rows,
    columns,
    frames: looked.map(({ frame, regions }) => ({ frame, regions: open(regions), released })),
    known: always,
    everywhere: [...open(joined(inClip.staying)), ...always],
    passing: new Map([...inClip.passing].map(([frame, regions]) => [frame, open(joined(regions))])),
    outside: open(certain(outsideUltrasoundRegions(dataset, columns, rows), 'outside-ultrasound-regions')),
    overlays: await inOverlays(file, options, columns, rows),
  };
}

interface FrameText {
  readonly frame: number;
  readonly regions: readonly Region[];
}

type Reader = (image: GreyImage, regions: readonly Region[]) => Promise<readonly ReleasedText[]>;

function readerFor(dataset: Source['dataset'], release: ReleaseOptions | undefined): Reader {
  if (release === undefined) return async () => [];
  const identifiers = new Set([...identifiersOf(dataset, 'release'), ...(release.identifiers ?? [])]);
  const settings = { ...release, identifiers };
  return async (image, regions) => (await sortRegions(image, regions, settings)).released;
}

async function detected(
  renderings: readonly GreyImage[],
  isThorough: boolean,
  { detector, signal }: FindOptions,
  columns: number,
  rows: number,
): Promise<Region[]> {
  const map = await detector.detect(renderings, { signal }, isThorough ? undefined : ['upright']);
  return joined(regionsOfMap(map, detector.thresholds, columns, rows));
}

function isEqual(a: GreyImage, b: GreyImage): boolean {
  if (a.values.length !== b.values.length) return false;
  for (let at = 0; at < a.values.length; at++) if (a.values[at] !== b.values[at]) return false;
  return true;
}

async function inOverlays(file: Source, options: FindOptions, columns: number, rows: number): Promise<Region[]> {
  const found: Region[] = [];
  for await (const { image, x, y } of overlayImages(file, options.codecs)) {
    const regions = await detected([image], true, options, image.columns, image.rows);
    for (const region of regions) {
      const box = clipped({ ...region.box, x: region.box.x + x, y: region.box.y + y }, columns, rows);
      if (box !== undefined) found.push({ ...region, box });
    }
  }
  return joined(found);
}
