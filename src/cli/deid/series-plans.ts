// Between learning and writing: what only many images together tell. For the space of a head the plane that takes the face; for a
// series of single frames what stays while the images change.
import { compileProfile, mayShowFace, needsVerdict } from '../../core/deid/index.ts';
import { DicomError, type DicomFile } from '../../core/dicom/index.ts';
import {
  type Box, constantRegions, createConstancy, createSliceStack, type FaceCut, FEWEST_FRAMES, type NoFaceCut, openFrames, type PixelCodecs,
  type Plane, planFaces, RedactionError, renderingsOf, slicesOf,
} from '../../core/redaction/index.ts'; // prettier-ignore
import type { PixelPlans } from '../inference/pixel-cleaner.ts';
import { createNodePixelCodecs } from '../inference/pixel-codecs.ts';
import type { Input } from './inputs.ts';
import type { Learned } from './job.ts';
import type { PlannedImage } from './planned-image.ts';
import { openInput } from './read-input.ts';
import type { Settings } from './settings.ts';

/** For the report: what was found of each space that may show a face. */
export type FacePlan = { readonly images: number; readonly result: Omit<FaceCut, 'plane'> | NoFaceCut };

export type SeriesPlans = { readonly pixels: PixelPlans; readonly faces: readonly FacePlan[] };

type Member = { readonly input: Input; readonly image: PlannedImage };

/** So many images of a series tell what stays in it. */
const MOST_SCREENS = 32;

export async function planSeries(
  settings: Pick<Settings, 'profile' | 'pixels'>,
  inputs: readonly Input[],
  learned: readonly Learned[],
): Promise<SeriesPlans> {
  const members = learned.flatMap((result): Member[] => {
    const input = inputs[result.number];
    return result.kind === 'learned' && result.image !== undefined && input !== undefined
      ? [{ input, image: result.image }]
      : [];
  });
  const codecs = createNodePixelCodecs();
  const planes: Record<string, Plane> = {};
  const faces: FacePlan[] = [];
  for (const [space, images] of grouped(members, ({ image }) => (image.isSection ? image.space : undefined))) {
    const found = await faceOf(images, codecs);
    if (found === undefined) continue;
    faces.push({ images: images.length, result: typeof found === 'string' ? found : withoutPlane(found) });
    if (typeof found !== 'string') planes[space] = found.plane;
  }
  const constant: Record<string, readonly Box[]> = {};
  const { options } = compileProfile(settings.profile);
  const policy = options.has('clean-pixel-data') && settings.pixels === 'off' ? 'auto' : settings.pixels;
  for (const images of grouped(members, screenKey).values()) {
    const series = images[0]?.image.seriesInstanceUID ?? '';
    if (images.length < FEWEST_FRAMES) continue;
    constant[series] = [...(constant[series] ?? []), ...(await constantBoxes(images, policy, codecs))];
  }
  return { pixels: { planes, constant }, faces };
}

const withoutPlane = ({ brainCut, brainCubicCentimetres, faceMoved }: FaceCut): Omit<FaceCut, 'plane'> => ({
  brainCut,
  brainCubicCentimetres,
  faceMoved,
});

function screenKey({ image: { screen, seriesInstanceUID } }: Member): string | undefined {
  return screen === undefined ? undefined : `${seriesInstanceUID} ${screen}`;
}

function grouped(members: readonly Member[], keyOf: (member: Member) => string | undefined): Map<string, Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    if (key === undefined) continue;
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return groups;
}

/** From the series with the most images that makes a volume. Undefined where nothing says that a face may be seen. */
async function faceOf(images: readonly Member[], codecs: PixelCodecs): Promise<FaceCut | NoFaceCut | undefined> {
  const series = [...grouped(images, ({ image }) => image.seriesInstanceUID).values()];
  series.sort((a, b) => b.length - a.length);
  let answer: NoFaceCut | undefined;
  for (const slices of series) {
    const stack = createSliceStack();
    let showsFace = false;
    for (const { input } of slices)
      await withFile(input, async (file) => {
        showsFace ||= mayShowFace(file.dataset);
        if (!showsFace) return;
        for await (const slice of slicesOf(file, codecs)) stack.add(slice);
      });
    if (!showsFace) continue;
    const found = await planFaces(stack, slices[0]?.image.modality ?? '');
    if (typeof found !== 'string') return found;
    answer ??= found;
  }
  return answer;
}

async function constantBoxes(
  images: readonly Member[],
  policy: Settings['pixels'],
  codecs: PixelCodecs,
): Promise<Box[]> {
  const constancy = createConstancy();
  let size: { rows: number; columns: number } | undefined;
  const step = Math.max(1, Math.ceil(images.length / MOST_SCREENS));
  for (let at = 0; at < images.length; at += step) {
    const input = images[at]?.input;
    if (input === undefined) continue;
    await withFile(input, async (file) => {
      if (!needsVerdict(file.dataset, policy)) return;
      const [image] = renderingsOf(await openFrames(file, codecs).frame(0), file.dataset);
      if (image === undefined) return;
      size ??= image;
      if (image.rows === size.rows && image.columns === size.columns) constancy.add(image);
    });
  }
  if (size === undefined) return [];
  return constantRegions(constancy, 'series-vote', size.columns, size.rows).map(({ box }) => box);
}

/** A file that cannot be read says nothing here; when it is written it is refused by itself. */
async function withFile(input: Input, work: (file: DicomFile) => Promise<void>): Promise<void> {
  try {
    const { file, close } = await openInput(input, true);
    try {
      await work(file);
    } finally {
      await close();
    }
  } catch (error) {
    if (!(error instanceof DicomError || error instanceof RedactionError)) throw error;
  }
}
