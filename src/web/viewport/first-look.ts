// The first image of a study, asked for before anything else is ready: no rendering library, no series metadata.
import {
  number,
  TAG,
  text,
  type Dataset,
  type DicomwebClient,
  type EncodedFrame,
  type FrameRef,
} from '../services/dicomweb/index.ts';
import type { Grant } from '../services/index.ts';

export interface FirstLook {
  /** The archive's list of series, in no particular order. */
  series: Dataset[];
  /** The image to start with; undefined where no series looks like images. */
  image: Promise<{ ref: FrameRef; encoded: EncodedFrame }> | undefined;
  /** The series the image belongs to. */
  seriesInstanceUID: string | undefined;
}

const NOT_IMAGES = new Set([
  'SR',
  'KO',
  'PR',
  'SEG',
  'RTSTRUCT',
  'RTPLAN',
  'RTRECORD',
  'REG',
  'FID',
  'RWV',
  'DOC',
  'ECG',
]);
const SIGNALS = new Set(['EPS', 'HD', 'RESP', 'AU', 'PLAN', 'ANN', 'STAIN', 'SMR', 'M3D', 'HC', 'AR']);
const CROSS_SECTIONAL = new Set(['CT', 'MR', 'PT', 'NM']);
// Scouts and localisers of a cross-sectional study are shorter than this.
const SHORT_SERIES = 8;

/** Step one: the list of series; steps two and three (one instance, its header and frame together) run on in `image`. */
export async function takeFirstLook(dicomweb: DicomwebClient, grant: Grant, signal: AbortSignal): Promise<FirstLook> {
  const series = await dicomweb.searchSeries(grant, signal);
  const first = firstSeries(series);
  const seriesInstanceUID = text(first, TAG.SeriesInstanceUID);
  if (first === undefined || seriesInstanceUID === undefined)
    return { series, image: undefined, seriesInstanceUID: undefined };
  return { series, seriesInstanceUID, image: fetchImage(dicomweb, grant, first, signal) };
}

/** The series a reader would open first: the lowest number that is not a scout. The same answer for the same list. */
export function firstSeries(series: readonly Dataset[]): Dataset | undefined {
  const images = series.filter((entry) => looksLikeImages(text(entry, TAG.Modality)));
  const sorted = [...images].sort(
    (a, b) =>
      (number(a, TAG.SeriesNumber) ?? 1e9) - (number(b, TAG.SeriesNumber) ?? 1e9) ||
      ((text(a, TAG.SeriesInstanceUID) ?? '') < (text(b, TAG.SeriesInstanceUID) ?? '') ? -1 : 1),
  );
  return sorted.find((entry) => !isScout(entry)) ?? sorted[0];
}

function looksLikeImages(modality: string | undefined): boolean {
  return modality === undefined || !(NOT_IMAGES.has(modality) || SIGNALS.has(modality));
}

function isScout(entry: Dataset): boolean {
  const count = number(entry, TAG.NumberOfSeriesRelatedInstances);
  return CROSS_SECTIONAL.has(text(entry, TAG.Modality) ?? '') && count !== undefined && count < SHORT_SERIES;
}

/** Where a series of `count` images opens: the middle of a stack shows anatomy; radiographs and ultrasound start at the first. */
export function startIndex(modality: string | undefined, count: number): number {
  return CROSS_SECTIONAL.has(modality ?? '') ? Math.floor(count / 2) : 0;
}

async function fetchImage(
  dicomweb: DicomwebClient,
  grant: Grant,
  series: Dataset,
  signal: AbortSignal,
): Promise<{ ref: FrameRef; encoded: EncodedFrame }> {
  const seriesInstanceUID = text(series, TAG.SeriesInstanceUID) ?? '';
  const count = number(series, TAG.NumberOfSeriesRelatedInstances) ?? 1;
  const offset = startIndex(text(series, TAG.Modality), count);
  const [instance] = await dicomweb.searchInstances(grant, seriesInstanceUID, { limit: 1, offset }, signal);
  const sopInstanceUID = text(instance, TAG.SOPInstanceUID) ?? '';
  const place = { seriesInstanceUID, sopInstanceUID };
  const [dataset, [encoded]] = await Promise.all([
    dicomweb.instanceMetadata(grant, place, signal),
    dicomweb.frames(grant, place, [1], signal),
  ]);
  if (encoded === undefined) throw new RangeError('one frame was asked for and none came');
  return { ref: { ...place, frame: 1, dataset }, encoded };
}
