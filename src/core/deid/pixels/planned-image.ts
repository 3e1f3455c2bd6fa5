// What pass one learns of an image whose pixels have to be known together with others': slices of a head, and single frames of one
// screen. The header alone was read: whether text or a face is likely is asked again of the whole file.
import { type Dataset, number, text } from '../../dicom/index.ts';
import type { PixelPolicy } from '../guard/pixel-risk.ts';
import type { CompiledProfile } from '../profile/compile-profile.ts';

// By number: keywords would have the whole dictionary read before the first file.
const MODALITY = 0x00080060;
const SERIES_INSTANCE_UID = 0x0020000e;
const FRAME_OF_REFERENCE_UID = 0x00200052;
const NUMBER_OF_FRAMES = 0x00280008;
const ROWS = 0x00280010;
const COLUMNS = 0x00280011;

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
  const modality = text(dataset, MODALITY) ?? '';
  const rows = number(dataset, ROWS);
  const columns = number(dataset, COLUMNS);
  if (rows === undefined || columns === undefined) return undefined;
  const isSection = wantsFaceCut(dataset, profile);
  const isSingle = (number(dataset, NUMBER_OF_FRAMES) ?? 1) === 1;
  const isScreen = pixels !== 'off' && isSingle && !SECTIONS.test(modality);
  if (!isSection && !isScreen) return undefined;
  const seriesInstanceUID = text(dataset, SERIES_INSTANCE_UID) ?? '';
  return {
    seriesInstanceUID,
    space: text(dataset, FRAME_OF_REFERENCE_UID) ?? seriesInstanceUID,
    modality,
    isSection,
    screen: isScreen ? `${rows}x${columns}` : undefined,
  };
}

const SECTIONS = /^(CT|MR|PT)$/;

/** Sections lie somewhere in the patient: those of a space with a plane are cut, localisers that say nothing of a head too. */
export function wantsFaceCut(dataset: Dataset, profile: CompiledProfile): boolean {
  return profile.options.has('clean-recognizable-visual-features') && SECTIONS.test(text(dataset, MODALITY) ?? '');
}
