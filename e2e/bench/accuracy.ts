// `npm run bench -- accuracy --benchmark FOLDER [--free FOLDER]... [--every N] [--try HIGH,LOW,BORDER]...`: what the product itself covers of every word of the frozen
// benchmark (models/training/benchmark.py), and of images without text. Figures for the card.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MODELS } from '../../src/cli/inference/model-folder.ts';
import { createTextFinder, type TextFinder } from '../../src/cli/inference/text-finder.ts';
import {
  buildDataset,
  type DicomFile,
  DicomError,
  makeElement,
  makeFile,
  readDicom,
  text,
} from '../../src/core/dicom/index.ts';
import { type Box, findText, maskOf, padded, RedactionError, type ScoreMap } from '../../src/core/redaction/index.ts';

interface Word {
  readonly text: string;
  readonly box: readonly [x: number, y: number, width: number, height: number];
  readonly height: number;
  readonly identifies: boolean;
  readonly rotated: boolean;
  readonly contrast: number;
  /** Ink against what is around in the finished image, and how much that wavers. */
  readonly separation: readonly [difference: number, noise: number];
  readonly font: string;
  /** Where runs of ink begin and end in the box, row by row. */
  readonly ink: readonly number[];
}

/** A reader tells ink from what is around: by 6 percent of the range at least, and by more than that wavers. */
function isLegible({ separation: [difference, noise] }: Word): boolean {
  return difference >= Math.max(0.06, noise);
}

const isEasy = ({ contrast, height, rotated }: Word): boolean =>
  contrast > 0.4 && height >= 9 && height <= 40 && !rotated;

/** What was drawn plainly may end under noise, or with one row of pixels in the image. */
function isEasyInTheEnd(word: Word): boolean {
  const { separation: [difference, noise], box, height } = word; // prettier-ignore
  return isEasy(word) && difference > 0.4 && difference >= 2 * noise && box[3] >= height / 2;
}

const STRATA: Record<string, (word: Word) => boolean> = {
  all: () => true,
  identifying: ({ identifies }) => identifies,
  easy: isEasy,
  'easy, as it ended': isEasyInTheEnd,
  'turned by 90': ({ rotated }) => rotated,
  'contrast below 0.2': ({ contrast }) => contrast < 0.2,
  'contrast from 0.2': ({ contrast }) => contrast >= 0.2,
  'under 9 px': ({ height }) => height < 9,
  '9 to 24 px': ({ height }) => height >= 9 && height <= 24,
  'over 24 px': ({ height }) => height > 24,
  'bitmap fonts': ({ font }) => font.includes('.pcf'),
  'stroke fonts': ({ font }) => font.includes('.jhf'),
  'outline fonts': ({ font }) => !/\.(pcf|jhf)/.test(font),
};

interface Tally {
  words: number;
  hit: number;
  missed: number;
}

const newTally = (): Tally => ({ words: 0, hit: 0, missed: 0 });

function count(tally: Tally, share: number): void {
  tally.words++;
  if (share >= 0.9) tally.hit++;
  if (share < 0.5) tally.missed++;
}

const figures = ({ words, hit, missed }: Tally): string =>
  `${words} | ${percent(hit / words)} | ${percent(missed / words)}`;

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      benchmark: { type: 'string' },
      free: { type: 'string', multiple: true },
      every: { type: 'string', default: '1' },
      try: { type: 'string', multiple: true },
    },
  });
  if (values.benchmark === undefined) {
    console.log('name the folder that models/training/benchmark.py wrote: --benchmark FOLDER');
    return;
  }
  const finder = await createTextFinder(MODELS);
  const finders = (values.try ?? []).map((figures) => ({ name: figures, ...withThresholds(finder, figures) }));
  const all = finders.length > 0 ? finders : [{ name: 'the thresholds of the package', ...finder }];
  await words(all, values.benchmark, Number(values.every));
  for (const folder of values.free ?? []) await free(all, folder);
  await finder.close();
}

type Finder = Pick<TextFinder, 'codecs' | 'detector'>;
type Variant = Finder & { readonly name: string };

/** The net is asked once for an image; other thresholds read the same answers. */
const answers = new Map<string, ScoreMap>();

function withThresholds({ codecs, detector }: TextFinder, figures: string): Finder {
  const [high = 1, low = 1, border = 1] = figures.split(',').map(Number);
  let calls = 0;
  return {
    codecs,
    detector: {
      thresholds: { ...detector.thresholds, high, low, border },
      async detect(renderings, budget, passes) {
        const key = `${calls++}`;
        const known = answers.get(key);
        if (known !== undefined) return known;
        const map = await detector.detect(renderings, budget, passes);
        answers.set(key, map);
        return map;
      },
    },
  };
}

async function words(finders: readonly Variant[], folder: string, every: number): Promise<void> {
  for (const finder of finders) {
    console.log(`\n${finder.name}`);
    await wordsOf(finder, folder, every);
  }
}

async function free(finders: readonly Variant[], folder: string): Promise<void> {
  for (const finder of finders) await freeOf(finder, folder);
}

async function wordsOf(finder: Finder, folder: string, every: number): Promise<void> {
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as {
    images: { file: string; words: Word[] }[];
  }; // our own file
  const tallies = new Map(Object.keys(STRATA).map((name) => [name, { all: newTally(), legible: newTally() }]));
  const falseAreas: number[] = [];
  let [complete, completeLegible, images] = [0, 0, 0];
  for (const [index, { file, words: all }] of truth.images.entries()) {
    if (index % every !== 0) continue;
    const dicom = fromPpm(readFileSync(join(folder, file)));
    const { everywhere, rows, columns } = await findText(dicom, finder);
    const { cells } = maskOf(everywhere.map(({ box }) => box), columns, rows); // prettier-ignore
    let [isComplete, isCompleteLegible] = [true, true];
    for (const word of all) {
      const share = coverage(word, cells, columns);
      isComplete &&= share >= 0.9 || !word.identifies;
      isCompleteLegible &&= share >= 0.9 || !word.identifies || !isLegible(word);
      for (const [name, belongs] of Object.entries(STRATA)) {
        const tally = tallies.get(name);
        if (tally === undefined || !belongs(word)) continue;
        count(tally.all, share);
        if (isLegible(word)) count(tally.legible, share);
      }
    }
    const near = maskOf(all.map(({ box: [x, y, width, height] }): Box => padded({ x, y, width, height }, 10)), columns, rows); // prettier-ignore
    falseAreas.push(
      cells.reduce((sum, cell, at) => sum + (cell === 1 && near.cells[at] === 0 ? 1 : 0), 0) / cells.length,
    );
    if (isComplete) complete++;
    if (isCompleteLegible) completeLegible++;
    images++;
  }
  console.log('| words | count | hit | missed | legible | hit | missed |\n| --- | --- | --- | --- | --- | --- | --- |');
  for (const [name, { all, legible }] of tallies) console.log(`| ${name} | ${figures(all)} | ${figures(legible)} |`);
  console.log(
    `images with every identifying word hit: ${percent(complete / images)} of ${images}; with every legible one: ${percent(completeLegible / images)}`,
  );
  console.log(`false area: median ${percent(median(falseAreas))}, mean ${percent(mean(falseAreas))}`);
}

async function freeOf(finder: Finder, folder: string): Promise<void> {
  const shares = new Map<string, number[]>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    try {
      const file = readDicom(readFileSync(path));
      const { everywhere, passing, outside, rows, columns } = await findText(file, finder);
      // Of all frames together, also what is covered in some of them only.
      const boxes = [...everywhere, ...[...passing.values()].flat()].map(({ box }) => box);
      const covered = maskOf(boxes, columns, rows).cells;
      // Outside the regions of an ultrasound screen everything goes, text or not.
      const beside = maskOf(
        outside.map(({ box }) => box),
        columns,
        rows,
      ).cells;
      const cells = covered.filter((_, at) => beside[at] === 0);
      const modality = text(file.dataset, 'Modality') ?? '?';
      shares.set(modality, [
        ...(shares.get(modality) ?? []),
        cells.reduce((sum, cell) => sum + cell, 0) / cells.length,
      ]);
    } catch (error) {
      if (!(error instanceof DicomError || error instanceof RedactionError)) throw error; // no image: it says nothing here
    }
  }
  for (const [modality, areas] of shares)
    console.log(
      `${modality} without text: ${areas.length} images, false area median ${percent(median(areas))}, mean ${percent(mean(areas))}`,
    );
}

function coverage({ box: [x, y, width], ink }: Word, cells: Uint8Array, columns: number): number {
  let [covered, all] = [0, 0];
  for (let run = 0; run < ink.length; run += 2)
    for (let at = ink[run] ?? 0; at < (ink[run + 1] ?? 0); at++) {
      all++;
      covered += cells[(y + Math.floor(at / width)) * columns + x + (at % width)] ?? 0;
    }
  return covered / Math.max(1, all);
}

/** P6, as the benchmark writes it. */
function fromPpm(bytes: Buffer): DicomFile {
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 64).toString('latin1'));
  if (header === null) throw new Error('no image of the benchmark');
  const [columns, rows] = [Number(header[1]), Number(header[2])];
  const dataset = buildDataset({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.7', SOPInstanceUID: '2.25.1', Modality: 'OT', Rows: rows, Columns: columns, SamplesPerPixel: 3,
    PhotometricInterpretation: 'RGB', PlanarConfiguration: 0, BitsAllocated: 8, BitsStored: 8, HighBit: 7, PixelRepresentation: 0,
  }); // prettier-ignore
  dataset.set(makeElement(0x7fe00010, 'OB', new Uint8Array(bytes.subarray(header[0].length))));
  return makeFile(dataset, '1.2.840.10008.1.2.1');
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
