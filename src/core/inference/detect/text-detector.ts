// Runs a text detector over an image: passes, tiles, and their answers joined to one map of the image.
import { type Budget, createWatch } from '../budget.ts';
import { InferenceError } from '../errors.ts';
import type { TextDetection, UnsignedManifest } from '../manifest/manifest.ts';
import type { InferenceSession, Tensor } from '../session.ts';
import { doubled, type GreyImage, paddedPart, turnedLeft, turnedRight } from './grey-image.ts';
import { tilesOf } from './tiles.ts';

/** Scores of text, 0 to 1, one cell for `stride` by `stride` pixels. */
export interface ScoreMap {
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
  readonly scores: Float32Array;
}

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
      const run = async (tile: GreyImage): Promise<Tensor> => {
        watch();
        const answer = await session.run({
          [input]: { dimensions: [1, 1, tile.rows, tile.columns], values: tile.values },
        });
        return checkedOutput(answer[output], tile, task.stride);
      };
      const found = emptyMap(first, task.stride);
      let done = 0;
      for (const image of renderings)
        for (const pass of passes) {
          raise(found, await onePass(image, pass, task, run));
          budget.onProgress?.(++done, renderings.length * passes.length);
        }
      return found;
    },
  };
}

function emptyMap({ rows, columns }: GreyImage, stride: number): ScoreMap {
  const map = { rows: Math.ceil(rows / stride), columns: Math.ceil(columns / stride), stride };
  return { ...map, scores: new Float32Array(map.rows * map.columns) };
}

function checkedOutput(answer: Tensor | undefined, tile: GreyImage, stride: number): Tensor {
  const [batch, maps, rows, columns] = answer?.dimensions ?? [];
  if (
    answer === undefined ||
    batch !== 1 ||
    maps === undefined ||
    maps < 1 ||
    rows !== tile.rows / stride ||
    columns !== tile.columns / stride
  )
    throw new InferenceError('bad-output', 'the model answered with another shape than its manifest promises');
  return answer;
}

type Run = (tile: GreyImage) => Promise<Tensor>;

async function onePass(
  image: GreyImage,
  pass: TextDetection['passes'][number],
  task: TextDetection,
  run: Run,
): Promise<ScoreMap> {
  switch (pass) {
    case 'upright':
      return tiled(image, task, run);
    case 'turned': {
      const map = await tiled(padToStride(turnedLeft(padToStride(image, task.stride)), task.stride), task, run);
      const back = turnedRight({ rows: map.rows, columns: map.columns, values: map.scores });
      return { rows: back.rows, columns: back.columns, stride: task.stride, scores: back.values };
    }
    case 'double':
      return halved(await tiled(doubled(padToStride(image, task.stride)), task, run));
  }
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

function raise(found: ScoreMap, other: ScoreMap): void {
  const rows = Math.min(found.rows, other.rows);
  const columns = Math.min(found.columns, other.columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = row * found.columns + column;
      found.scores[at] = Math.max(found.scores[at] ?? 0, other.scores[row * other.columns + column] ?? 0);
    }
}
