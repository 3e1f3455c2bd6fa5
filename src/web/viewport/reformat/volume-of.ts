// Where the slices of a stack lie in the patient, as a volume of voxels.
import { planVolume, SeriesRefused, type SeriesReason, type SliceHeader, type VolumePlan } from '../../../core/inference/index.ts'; // prettier-ignore
import { number, TAG, text, type FrameRef, type ImageSet } from '../../services/dicomweb/index.ts';
import { framePlane } from '../geometry/frame-plane.ts';

export interface StackVolume {
  readonly grid: VolumePlan['grid'];
  /** The images in the order of the grid's first axis. */
  readonly slices: readonly FrameRef[];
}

/** Two slices have a plane between them, but nothing that anybody could read. */
const FEWEST_SLICES = 5;

const WORDS: Partial<Record<SeriesReason, string>> = {
  'no-geometry': 'An image of the series does not say where it lies in the patient.',
  'several-frames-of-reference': 'The images do not lie in one space.',
  'sizes-differ': 'The images are not all of one size.',
  'directions-differ': 'The images do not all lie in one direction.',
  'spacings-differ': 'The pixels of the images are not all of one size.',
  'duplicate-position': 'Several images lie at the same place: phases or echoes.',
  'missing-slices': 'Slices are missing between others.',
  'uneven-spacing': 'The distances between the slices differ.',
  'gantry-tilt': 'The slices were taken with a tilted gantry.',
  'too-large': 'The series is larger than memory allows.',
};

/** A stack that cannot be cut in other directions. `message` is for the person. */
export class ReformatRefused extends Error {
  override readonly name = 'ReformatRefused';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Throws `ReformatRefused` where the stack is no volume: nothing is guessed between slices that are not there. */
export function volumeOf(set: ImageSet, maxBytes: number): StackVolume {
  if (set.kind === 'cine' || set.frames.length < FEWEST_SLICES)
    throw new ReformatRefused('reformat-few-slices', `Other directions need a stack of at least ${FEWEST_SLICES} slices.`); // prettier-ignore
  const headers = new Map(set.frames.map((ref) => [headerOf(ref), ref]));
  if ([...headers.keys()].some(({ isColour }) => isColour))
    throw new ReformatRefused('reformat-colour', 'Colour images are not cut in other directions.');
  try {
    const { grid, slices } = planVolume([...headers.keys()]);
    const [depth, height, width] = grid.size;
    if (depth * height * width * 2 > maxBytes)
      throw new ReformatRefused('reformat-too-large', 'The series is larger than this browser keeps in memory.');
    return { grid, slices: slices.flatMap((header) => headers.get(header) ?? []) };
  } catch (thrown) {
    if (!(thrown instanceof SeriesRefused)) throw thrown;
    const [reason] = thrown.reasons;
    throw new ReformatRefused(`reformat-${reason}`, WORDS[reason] ?? 'The images of this series are no volume.');
  }
}

function headerOf(ref: FrameRef): SliceHeader {
  const { dataset } = ref;
  const samples = number(dataset, TAG.SamplesPerPixel) ?? 1;
  return {
    seriesInstanceUID: ref.seriesInstanceUID,
    frameOfReferenceUID: text(dataset, TAG.FrameOfReferenceUID),
    image: { sopClassUID: text(dataset, TAG.SOPClassUID) ?? '', sopInstanceUID: ref.sopInstanceUID },
    frame: ref.frame - 1,
    rows: number(dataset, TAG.Rows) ?? 0,
    columns: number(dataset, TAG.Columns) ?? 0,
    plane: framePlane(ref),
    modality: undefined,
    bodyPart: undefined,
    view: undefined,
    bitsStored: undefined,
    isColour: samples > 1 || text(dataset, TAG.PhotometricInterpretation) === 'PALETTE COLOR',
    imageType: [],
    described: '',
    instanceNumber: undefined,
  };
}
