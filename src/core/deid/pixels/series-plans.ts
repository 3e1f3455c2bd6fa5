// Between learning and writing: what only many images together tell. For the space of a head the plane that takes the face; for a
// series of single frames what stays while the images change.
import { DicomError, type DicomFile } from '../../dicom/index.ts';
import {
  type Box, constantRegions, createConstancy, createSliceStack, type FaceCut, FEWEST_FRAMES, type NoFaceCut, openFrames, type PixelCodecs,
  type Plane, planFaces, RedactionError, renderingsOf, slicesOf,
} from '../../redaction/index.ts'; // prettier-ignore
import { mayShowFace, needsVerdict, type PixelPolicy } from '../guard/pixel-risk.ts';
import type { CompiledProfile } from '../profile/compile-profile.ts';
import type { PixelPlans } from './pixel-plans.ts';
import type { PlannedImage } from './planned-image.ts';

/** For the report: what was found of each space that may show a face. */
export type FacePlan = { readonly images: number; readonly result: Omit<FaceCut, 'plane'> | NoFaceCut };

export type SeriesPlans = { readonly pixels: PixelPlans; readonly faces: readonly FacePlan[] };

/** An image, and how its file is opened: the pixels are needed again, and are not kept. */
export type SeriesMember = {
  readonly image: PlannedImage;
  readonly use: (work: (file: DicomFile) => Promise<void>) => Promise<void>;
};
type Member = SeriesMember;

/** So many images of a series tell what stays in it. */
const MOST_SCREENS = 32;

export async function planSeries(
  { profile, pixels }: { readonly profile: CompiledProfile; readonly pixels: PixelPolicy },
  members: readonly SeriesMember[],
  codecs: PixelCodecs,
): Promise<SeriesPlans> {
  const planes: Record<string, Plane> = {};
  const faces: FacePlan[] = [];
  for (const [space, images] of grouped(members, ({ image }) => (image.isSection ? image.space : undefined))) {
    const found = await faceOf(images, codecs);
    if (found === undefined) continue;
    faces.push({ images: images.length, result: typeof found === 'string' ? found : withoutPlane(found) });
    if (typeof found !== 'string') planes[space] = found.plane;
  }
  const constant: Record<string, readonly Box[]> = {};
  const policy = profile.options.has('clean-pixel-data') && pixels === 'off' ? 'auto' : pixels;
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
    for (const slice of slices)
      await withFile(slice, async (file) => {
        showsFace ||= mayShowFace(file.dataset);
        if (!showsFace) return;
        for await (const part of slicesOf(file, codecs)) stack.add(part);
      });
    if (!showsFace) continue;
    const found = await planFaces(stack, slices[0]?.image.modality ?? '');
    if (typeof found !== 'string') return found;
    answer ??= found;
  }
  return answer;
}

async function constantBoxes(images: readonly Member[], policy: PixelPolicy, codecs: PixelCodecs): Promise<Box[]> {
  const constancy = createConstancy();
  let size: { rows: number; columns: number } | undefined;
  const step = Math.max(1, Math.ceil(images.length / MOST_SCREENS));
  for (let at = 0; at < images.length; at += step) {
    const image = images[at];
    if (image === undefined) continue;
    await withFile(image, async (file) => {
      if (!needsVerdict(file.dataset, policy)) return;
      const [screen] = renderingsOf(await openFrames(file, codecs).frame(0), file.dataset);
      if (screen === undefined) return;
      size ??= screen;
      if (screen.rows === size.rows && screen.columns === size.columns) constancy.add(screen);
    });
  }
  if (size === undefined) return [];
  return constantRegions(constancy, 'series-vote', size.columns, size.rows).map(({ box }) => box);
}

/** A file that cannot be read says nothing here; when it is written it is refused by itself. */
async function withFile({ use }: Member, work: (file: DicomFile) => Promise<void>): Promise<void> {
  try {
    await use(work);
  } catch (error) {
    if (!(error instanceof DicomError || error instanceof RedactionError)) throw error;
  }
}
