// Between learning and writing: what only many images together tell, from the files of this run.
import { compileProfile } from '../../core/deid/index.ts';
import { planSeries as planMembers, type SeriesMember, type SeriesPlans } from '../../core/deid/pixels/index.ts';
import { createNodePixelCodecs } from '../inference/pixel-codecs.ts';
import type { Input } from './inputs.ts';
import type { Learned } from './job.ts';
import { openInput } from './read-input.ts';
import type { Settings } from './settings.ts';

export function planSeries(
  { profile, pixels }: Pick<Settings, 'profile' | 'pixels'>,
  inputs: readonly Input[],
  learned: readonly Learned[],
): Promise<SeriesPlans> {
  const members = learned.flatMap((result): SeriesMember[] => {
    const input = inputs[result.number];
    if (result.kind !== 'learned' || result.image === undefined || input === undefined) return [];
    return [{ image: result.image, use: (work) => withFile(input, work) }];
  });
  return planMembers({ profile: compileProfile(profile), pixels }, members, createNodePixelCodecs());
}

async function withFile(input: Input, work: Parameters<SeriesMember['use']>[0]): Promise<void> {
  const { file, close } = await openInput(input, true);
  try {
    await work(file);
  } finally {
    await close();
  }
}
