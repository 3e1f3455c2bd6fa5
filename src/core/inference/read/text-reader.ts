// Reads single lines of text: the crop of a box, brought to the reader's height, and the best letters of its answer.
import { type GreyImage, turnedLeft, turnedRight } from '../detect/grey-image.ts';
import { InferenceError } from '../errors.ts';
import type { TextRecognition, UnsignedManifest } from '../manifest/manifest.ts';
import type { InferenceSession } from '../session.ts';
import { type LikelyText, likelyTexts } from './likely-texts.ts';
import { type Box, brightOnDark, cropped, inkBox, resized } from './line-image.ts';

export interface LineReading {
  readonly text: string;
  /** 0 to 1: of the least sure letter; 0 where nothing was read. */
  readonly confidence: number;
  /** What else it may say, `text` among it: the likeliest first. Together they come near 1. */
  readonly likely: readonly LikelyText[];
}

export interface TextReader {
  /** Views look with other margins and widths, so that letters come at other sizes. Boxes higher than wide are turned both ways. */
  read(image: GreyImage, region: { readonly box: Box }, view: 1 | 2 | 3 | 4): Promise<LineReading>;
}

interface Look {
  /** Around the ink, as a share of its height: within what the reader learned. */
  readonly margin: number;
  /** Narrower letters: consoles space theirs widely. */
  readonly width: number;
}

const LOOKS: Record<1 | 2 | 3 | 4, Look> = {
  1: { margin: 0.12, width: 1 },
  2: { margin: 0.32, width: 1 },
  3: { margin: 0.12, width: 0.85 },
  4: { margin: 0.32, width: 0.85 },
};
/** Boxes this much higher than wide hold a line that runs up or down, not a letter. */
const UPRIGHT_LINE = 1.6;
const NOTHING: LineReading = { text: '', confidence: 0, likely: [] };

export function createTextReader(session: InferenceSession, manifest: UnsignedManifest): TextReader {
  const { task } = manifest;
  if (task.kind !== 'text-recognition') throw new InferenceError('bad-manifest', 'the model reads no text');
  const input = manifest.inputs[0]?.name ?? '';
  const output = manifest.outputs[0]?.name ?? '';
  const readLine = async (line: GreyImage, { margin, width }: Look): Promise<LineReading> => {
    const bright = brightOnDark(line);
    const ink = inkBox(bright, margin);
    if (ink === undefined) return NOTHING;
    const { tensor, columns } = fed(brightOnDark(cropped(line, ink)), task, width);
    const answer = await session.run({ [input]: tensor });
    const found = answer[output];
    const [batch, classes, steps] = found?.dimensions ?? [];
    if (found === undefined || batch !== 1 || classes !== task.alphabet.length + 1 || steps === undefined)
      throw new InferenceError('bad-output', 'the model answered with another shape than its manifest promises');
    const said = Math.ceil((columns / (tensor.dimensions[3] ?? 1)) * steps);
    return bestPath(found.values, classes, steps, said, task.alphabet);
  };
  return {
    async read(image, { box }, view) {
      if (box.width < 2 || box.height < 2) return NOTHING;
      const crop = cropped(image, box);
      const look = LOOKS[view];
      if (box.height < UPRIGHT_LINE * box.width) return readLine(crop, look);
      const readings = [await readLine(turnedLeft(crop), look), await readLine(turnedRight(crop), look)];
      return readings.reduce((best, next) => (next.confidence > best.confidence ? next : best), NOTHING);
    },
  };
}

function fed(line: GreyImage, { height, longest, multiple }: TextRecognition, width: number) {
  const columns = Math.min(longest, Math.max(8, Math.round((width * line.columns * height) / line.rows)));
  const scaled = resized(line, height, columns);
  const padded = Math.ceil(columns / multiple) * multiple;
  const values = new Float32Array(height * padded);
  for (let row = 0; row < height; row++)
    values.set(scaled.values.subarray(row * columns, (row + 1) * columns), row * padded);
  return { tensor: { dimensions: [1, 1, height, padded], values }, columns };
}

/** Letters that are ever best, repetitions and silence taken out. Values are logarithms of probabilities. */
function bestPath(values: Float32Array, classes: number, steps: number, said: number, alphabet: string): LineReading {
  const letters: { letter: string; sure: number }[] = [];
  let before = 0;
  for (let step = 0; step < Math.min(steps, said); step++) {
    let best = 0;
    for (let k = 1; k < classes; k++)
      if ((values[k * steps + step] ?? 0) > (values[best * steps + step] ?? 0)) best = k;
    const sure = Math.exp(values[best * steps + step] ?? -Infinity);
    const last = letters.at(-1);
    if (best !== 0 && best !== before) letters.push({ letter: alphabet[best - 1] ?? '', sure });
    else if (best !== 0 && last !== undefined) last.sure = Math.max(last.sure, sure);
    before = best;
  }
  if (letters.length === 0) return NOTHING;
  return {
    text: letters.map(({ letter }) => letter).join('').trim(), // prettier-ignore
    confidence: letters.reduce((least, { sure }) => Math.min(least, sure), 1),
    likely: likelyTexts(values, { classes, steps, said, alphabet }),
  };
}
