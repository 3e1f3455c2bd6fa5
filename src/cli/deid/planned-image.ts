// What pass one learns of an image whose pixels have to be known together with others': slices of a head, and single frames of one
// screen. The header alone was read: whether text or a face is likely is asked again of the whole file.
import type { CompiledProfile, PixelPolicy } from '../../core/deid/index.ts';
import { type Dataset, number, text } from '../../core/dicom/index.ts';

export type PlannedImage = {
  readonly seriesInstanceUID: string;
  /** Images of the same space are cut by the same plane. */
  readonly space: string;
  readonly modality: string;
  /** May be a slice of a head. */
  readonly isSection: boolean;
  /** Single frames of one size in one series: what stays in them is no anatomy. */
  readonly screen: string | undefined;
};

export function plannedImageOf(
  dataset: Dataset,
  profile: CompiledProfile,
  pixels: PixelPolicy,
): PlannedImage | undefined {
  const modality = text(dataset, 'Modality') ?? '';
  const rows = number(dataset, 'Rows');
  const columns = number(dataset, 'Columns');
  if (rows === undefined || columns === undefined) return undefined;
  const isSection = wantsFaceCut(dataset, profile);
  const isSingle = (number(dataset, 'NumberOfFrames') ?? 1) === 1;
  const isScreen = pixels !== 'off' && isSingle && !SECTIONS.test(modality);
  if (!isSection && !isScreen) return undefined;
  const seriesInstanceUID = text(dataset, 'SeriesInstanceUID') ?? '';
  return {
    seriesInstanceUID,
    space: text(dataset, 'FrameOfReferenceUID') ?? seriesInstanceUID,
    modality,
    isSection,
    screen: isScreen ? `${rows}x${columns}` : undefined,
  };
}

const SECTIONS = /^(CT|MR|PT)$/;

/** Sections lie somewhere in the patient: those of a space with a plane are cut, localisers that say nothing of a head too. */
export function wantsFaceCut(dataset: Dataset, profile: CompiledProfile): boolean {
  return profile.options.has('clean-recognizable-visual-features') && SECTIONS.test(text(dataset, 'Modality') ?? '');
}
