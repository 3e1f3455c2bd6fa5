import { isImageSet, text, TAG, type Dataset, type FrameRef, type ImageSet } from '../../../services/dicomweb/index.ts';
import type { ReadingView, ViewedSeries } from '../../../viewport/index.ts';

/** The series that a model would be given: all its images, as the command line takes them. */
export interface SeriesToRun {
  readonly seriesInstanceUID: string;
  readonly studyInstanceUID: string;
  readonly label: string;
  readonly headers: readonly Dataset[];
  readonly sopInstanceUIDs: readonly string[];
  readonly frame: (sopInstanceUID: string, frame: number) => FrameRef | undefined;
}

/** Of the active viewport; undefined where there are no images, or their headers are not all here. */
export function activeSeries(view: ReadingView): SeriesToRun | undefined {
  const set = view.cell(view.active())?.set;
  const entry = view.series().find((one) => one.seriesInstanceUID === set?.seriesInstanceUID);
  return entry === undefined || entry.status !== 'ready' ? undefined : seriesToRun(entry);
}

const made = new WeakMap<ViewedSeries['sets'], SeriesToRun | undefined>();

/** The same series gives the same answer until its images change. */
export function seriesToRun(entry: ViewedSeries): SeriesToRun | undefined {
  if (!made.has(entry.sets)) made.set(entry.sets, build(entry));
  return made.get(entry.sets);
}

function build({
  seriesInstanceUID,
  seriesNumber,
  description,
  modality,
  sets,
}: ViewedSeries): SeriesToRun | undefined {
  const frames = sets.filter((set): set is ImageSet => isImageSet(set)).flatMap((set) => set.frames);
  const [first] = frames;
  if (first === undefined) return undefined;
  const byUID = new Map(frames.map(({ sopInstanceUID, dataset }) => [sopInstanceUID, dataset]));
  const byKey = new Map(frames.map((ref) => [`${ref.sopInstanceUID}/${ref.frame}`, ref]));
  return {
    seriesInstanceUID,
    studyInstanceUID: text(first.dataset, TAG.StudyInstanceUID) ?? '',
    label: [modality, seriesNumber === undefined ? '' : `series ${seriesNumber}`, description].filter((part) => part !== '').join(' '), // prettier-ignore
    headers: [...byUID.values()],
    sopInstanceUIDs: [...byUID.keys()],
    frame: (sopInstanceUID, frame) => byKey.get(`${sopInstanceUID}/${frame}`),
  };
}
