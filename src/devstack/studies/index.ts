// Synthetic studies for the demo, for end-to-end tests and for benches, made in code: every identity is invented and
// every picture is drawn. See README.md for how to add one.
import { brainStudy } from './brain/brain-study.ts';
import { chestStudies } from './chest/chest-studies.ts';
import { echoStudy } from './echo/echo-study.ts';
import { chestFilmStudy, handFilmStudy } from './films/film-studies.ts';
import { angiographyStudy } from './angiography/angiography-study.ts';
import { petStudy } from './pet/pet-study.ts';
import { chestReport } from './documents/chest-report.ts';
import { chestSegmentation } from './documents/chest-segmentation.ts';
import { dosePage } from './documents/dose-page.ts';
import { referralLetter } from './documents/letter.ts';
import { restrictedStudy } from './chest/restricted-study.ts';
import type { DemoInstance } from './instance.ts';

export type { DemoInstance } from './instance.ts';
export { restrictedPatientIDs } from './identities.ts';
export { CURRENT_NODULES, PRIOR_NODULES, type PlantedNodule } from './chest/nodules.ts';

export { manyStudies, syntheticSeries, type SyntheticSeriesOptions } from './many-studies.ts';
export { plantedText, type ImageWithText } from './planted-truth.ts';
export type { BurnedInText } from './drawing/raster.ts';
export { HOT_SPOTS } from './pet/pet-study.ts';
export { STENOSIS } from './angiography/coronary-tree.ts';

/** One drawing that yields one or more studies; `keys` are what `only` names. */
type Entry = {
  readonly keys: readonly string[];
  readonly make: (wanted: ReadonlySet<string>) => AsyncGenerator<DemoInstance>;
};

const ENTRIES: readonly Entry[] = [
  { keys: ['chest-ct', 'chest-ct-prior'], make: chest },
  { keys: ['brain-mr'], make: brain },
  { keys: ['echo-us'], make: echoStudy },
  { keys: ['chest-dx'], make: chestFilmStudy },
  { keys: ['hand-cr'], make: handFilmStudy },
  { keys: ['pet-ct'], make: petStudy },
  { keys: ['coronary-xa'], make: angiographyStudy },
  { keys: ['restricted-ct'], make: restrictedStudy },
];

async function* chest(wanted: ReadonlySet<string>): AsyncGenerator<DemoInstance> {
  const current = wanted.has('chest-ct');
  yield* chestStudies({ current, prior: wanted.has('chest-ct-prior') });
  if (!current) return;
  yield dosePage();
  yield chestSegmentation();
  yield chestReport();
}

async function* brain(): AsyncGenerator<DemoInstance> {
  yield* brainStudy();
  yield referralLetter();
}

export const demoStudyKeys: readonly string[] = ENTRIES.flatMap((entry) => entry.keys);

/** A key in `only` names no study. Choose from `demoStudyKeys`. */
export class UnknownDemoStudy extends Error {
  readonly code = 'unknown-demo-study';
  constructor() {
    super(`unknown-demo-study: the keys are ${demoStudyKeys.join(', ')}`);
  }
}

export type DemoOptions = {
  /** Keys of the studies to make; all when absent. */
  readonly only?: readonly string[];
  /** Told after each file. */
  readonly progress?: (madeFiles: number) => void;
};

/** Part 10 files one by one, so that memory holds one at a time. The same bytes on every run. */
export async function* demoStudies(options: DemoOptions = {}): AsyncGenerator<DemoInstance> {
  const wanted = new Set(options.only ?? demoStudyKeys);
  if ([...wanted].some((key) => !demoStudyKeys.includes(key))) throw new UnknownDemoStudy();
  let made = 0;
  for (const entry of ENTRIES) {
    if (!entry.keys.some((key) => wanted.has(key))) continue;
    for await (const instance of entry.make(wanted)) {
      yield instance;
      options.progress?.(++made);
    }
  }
}
