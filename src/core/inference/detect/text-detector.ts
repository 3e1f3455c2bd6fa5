// Runs a text detector over an image: passes, tiles, and their answers joined to one map of the image.
import { type Budget, createWatch } from '../budget.ts';
import { InferenceError } from '../errors.ts';
import type { TextDetection, UnsignedManifest } from '../manifest/manifest.ts';
import type { InferenceSession, Tensor } from '../session.ts';
import { doubled, halfSize, type GreyImage, paddedPart, turnedLeft, turnedRight } from './grey-image.ts';
import { doubtfulPlaces, MARGIN, PLACE, type Place, SEEN, seenAround } from './second-look.ts';
import type { ScoreMap } from './score-map.ts';
import { confirmedBy, isSmall } from './small-image.ts';
import { tilesOf } from './tiles.ts';

export interface TextDetector {
  readonly thresholds: TextDetection['thresholds'];
  /** The highest score of all images, which are renderings of the same frame, in all passes. */
  detect(renderings: readonly GreyImage[], budget?: Budget, passes?: TextDetection['passes']): Promise<ScoreMap>;
}

/** 2^26 values are 256 MiB of floats; a larger frame is a slide, which comes in tiles. */
const MOST_PIXELS = 2 ** 26;

export function createTextDetector(session: InferenceSession, manifest: UnsignedManifest): TextDetector {
  const { task } = manifest;
  if (task.kind !== 'text-detection') throw new InferenceError('bad-manifest', 'the model detects no text');
  const input = manifest.inputs[0]?.name ?? '';
  const output = manifest.outputs[0]?.name ?? '';
  return {
    thresholds: task.thresholds,
    async detect(renderings, budget = {}, passes = task.passes) {
      const first = renderings[0];
      if (first === undefined) throw new InferenceError('bad-output', 'there is nothing to look at');
      if (first.rows * first.columns > MOST_PIXELS)
        throw new InferenceError('image-too-large', 'the image is larger than the budget');
      const watch = createWatch(budget);
      const run = async (tile: GreyImage, batch = 1): Promise<Tensor> => {
        watch();
        const rows = tile.rows / batch;
        const answer = await session.run({
          [input]: { dimensions: [batch, 1, rows, tile.columns], values: tile.values },
        });
        return checkedOutput(answer[output], batch, rows, tile.columns, task.stride);
      };
      const found = emptyMap(first, task.stride);
      let done = 0;
      for (const image of renderings) {
        const own = emptyMap(first, task.stride);
        for (const pass of passes) {
          raise(own, await onePass(image, pass, own, task, run));
          budget.onProgress?.(++done, renderings.length * passes.length);
        }
        raise(found, isSmall(image) ? confirmedBy(await atTwiceTheSize(image, task, run), own) : own);
      }
      return found;
    },
  };
}

function emptyMap({ rows, columns }: GreyImage, stride: number): ScoreMap {
  const map = { rows: Math.ceil(rows / stride), columns: Math.ceil(columns / stride), stride };
  return { ...map, scores: new Float32Array(map.rows * map.columns) };
}

function checkedOutput(
  answer: Tensor | undefined,
  batch: number,
  tileRows: number,
  tileColumns: number,
  stride: number,
): Tensor {
  const [images, maps, rows, columns] = answer?.dimensions ?? [];
  if (
    answer === undefined ||
    images !== batch ||
    maps === undefined ||
    maps < 1 ||
    rows !== tileRows / stride ||
    columns !== tileColumns / stride
  )
    throw new InferenceError('bad-output', 'the model answered with another shape than its manifest promises');
  return answer;
}

/** Several images of one size lie below each other in the tile. */
type Run = (tile: GreyImage, batch?: number) => Promise<Tensor>;

async function onePass(
  image: GreyImage,
  pass: TextDetection['passes'][number],
  before: ScoreMap,
  task: TextDetection,
  run: Run,
): Promise<ScoreMap> {
  switch (pass) {
    case 'upright':
      return tiled(image, task, run);
    case 'turned':
      return turnedPass(image, task, run);
    case 'doubtful': {
      const places = doubtfulPlaces(before, image.rows, image.columns);
      return believedBy(
        BELIEF,
        places === 'everywhere'
          ? await turnedPass(image, task, run)
          : await secondLook(image, places, task.stride, run),
      );
    }
    case 'double':
      return halved(await tiled(doubled(padToStride(image, task.stride)), task, run));
    case 'half':
      return believedBy(BELIEF_AT_HALF, spread(await tiled(halfSize(padToStride(image, 2 * task.stride)), task, run)));
  }
}

async function turnedPass(image: GreyImage, task: TextDetection, run: Run): Promise<ScoreMap> {
  const map = await tiled(padToStride(turnedLeft(padToStride(image, task.stride)), task.stride), task, run);
  const back = turnedRight({ rows: map.rows, columns: map.columns, values: map.scores });
  return { rows: back.rows, columns: back.columns, stride: task.stride, scores: back.values };
}

/** Upright and on end. */
async function atTwiceTheSize(image: GreyImage, task: TextDetection, run: Run): Promise<ScoreMap> {
  const large = doubled(padToStride(image, task.stride));
  const found = halved(await tiled(large, task, run));
  raise(found, halved(await turnedPass(large, task, run)));
  return found;
}

/**
 * What only the second look sees must be so much surer. It is for text on end, which it sees plainly; speckle and flow, which run
 * across an ultrasound image, resemble lines of text when they are turned.
 */
const BELIEF = 0.5;
/**
 * Large letters with thin strokes are whole words only at half the size. So is the texture of tissue: what nothing but this
 * look sees must be nearly certain.
 */
const BELIEF_AT_HALF = 0.28;

function believedBy(belief: number, map: ScoreMap): ScoreMap {
  return { ...map, scores: map.scores.map((score) => belief * score) };
}

/** All places in one run, each turned, each with its surroundings; only the place itself is answered. */
async function secondLook(image: GreyImage, places: readonly Place[], stride: number, run: Run): Promise<ScoreMap> {
  const found = emptyMap(image, stride);
  if (places.length === 0) return found;
  const crops = new Float32Array(places.length * SEEN * SEEN);
  places.forEach((place, index) => crops.set(turnedLeft(seenAround(image, place)).values, index * SEEN * SEEN));
  const { dimensions, values } = await run({ rows: places.length * SEEN, columns: SEEN, values: crops }, places.length);
  const cells = SEEN / stride;
  const perImage = (dimensions[1] ?? 1) * cells * cells;
  places.forEach(({ x, y }, index) => {
    const map = values.subarray(index * perImage, index * perImage + cells * cells);
    const { values: scores } = turnedRight({ rows: cells, columns: cells, values: map });
    for (let row = 0; row < PLACE / stride; row++)
      for (let column = 0; column < PLACE / stride; column++) {
        const [atRow, atColumn] = [y / stride + row, x / stride + column];
        if (atRow >= found.rows || atColumn >= found.columns) continue;
        const score = scores[(row + MARGIN / stride) * cells + column + MARGIN / stride] ?? 0;
        found.scores[atRow * found.columns + atColumn] = score;
      }
  });
  return found;
}

/** Whole cells, so that turning an image turns its cells. */
function padToStride(image: GreyImage, stride: number): GreyImage {
  return image.rows % stride === 0 && image.columns % stride === 0
    ? image
    : paddedPart(image, { x: 0, y: 0, columns: image.columns, rows: image.rows }, stride);
}

async function tiled(image: GreyImage, task: TextDetection, run: Run): Promise<ScoreMap> {
  const { stride, multiple, tile } = task;
  const found = emptyMap(image, stride);
  for (const part of tilesOf(image.rows, image.columns, tile.size, tile.overlap, multiple)) {
    const { dimensions, values } = await run(paddedPart(image, part, multiple));
    const width = dimensions[3] ?? 0;
    const top = part.y / stride;
    const left = part.x / stride;
    for (let row = 0; row < Math.ceil(part.rows / stride); row++)
      for (let column = 0; column < Math.ceil(part.columns / stride); column++) {
        const at = (top + row) * found.columns + left + column;
        // The first map is the text region; where tiles overlap, the one that is surer counts.
        found.scores[at] = Math.max(found.scores[at] ?? 0, values[row * width + column] ?? 0);
      }
  }
  return found;
}

/** Maps of an image of twice the size: the highest of four cells. */
function halved(map: ScoreMap): ScoreMap {
  const rows = Math.ceil(map.rows / 2);
  const columns = Math.ceil(map.columns / 2);
  const scores = new Float32Array(rows * columns);
  for (let row = 0; row < map.rows; row++)
    for (let column = 0; column < map.columns; column++) {
      const at = (row >> 1) * columns + (column >> 1);
      scores[at] = Math.max(scores[at] ?? 0, map.scores[row * map.columns + column] ?? 0);
    }
  return { rows, columns, stride: map.stride, scores };
}

/** Maps of an image of half the size: every cell stands for four. */
function spread(map: ScoreMap): ScoreMap {
  const [rows, columns] = [map.rows * 2, map.columns * 2];
  const scores = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      scores[row * columns + column] = map.scores[(row >> 1) * map.columns + (column >> 1)] ?? 0;
  return { rows, columns, stride: map.stride, scores };
}

function raise(found: ScoreMap, other: ScoreMap): void {
  const rows = Math.min(found.rows, other.rows);
  const columns = Math.min(found.columns, other.columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = row * found.columns + column;
      found.scores[at] = Math.max(found.scores[at] ?? 0, other.scores[row * other.columns + column] ?? 0);
    }
}
