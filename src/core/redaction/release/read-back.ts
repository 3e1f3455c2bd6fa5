// The check after covering: looks at the result again, reads whatever is still there, and looks for the patient's own values.
import type { DicomFile } from '../../dicom/index.ts';
import type { PixelCodecs } from '../codecs/pixel-codecs.ts';
import type { Detector } from '../find/find-text.ts';
import { joined, type Region } from '../find/region.ts';
import { regionsOfMap } from '../find/score-map.ts';
import { openFrames } from '../pixels/frame-reader.ts';
import { type GreyImage, renderingsOf } from '../pixels/renderings.ts';
import { type Identifiers, tokensOf } from './near-identifier.ts';
import { alone, clusters, linesOf } from './pieces.ts';
import type { Reading, Recogniser } from './release.ts';

export interface ReadBackOptions {
  readonly codecs: PixelCodecs;
  readonly detector: Detector;
  readonly recogniser: Recogniser;
  readonly identifiers: Identifiers;
  readonly signal?: AbortSignal | undefined;
}

/** Of a clip so many frames are read again, spread over it: boxes are covered in all frames alike. */
const FRAMES = 8;

/** True when a value of the patient can still be read somewhere. */
export async function readsIdentifier(
  file: Pick<DicomFile, 'dataset' | 'transferSyntaxUID'>,
  { codecs, detector, recogniser, identifiers, signal }: ReadBackOptions,
): Promise<boolean> {
  const known = wordsOf(identifiers);
  if (known.size === 0) return false;
  const reader = openFrames(file, codecs);
  const { rows, columns } = reader.layout;
  const step = Math.max(1, Math.ceil(reader.count / FRAMES));
  // What was too faint to be covered is looked at as well.
  const thresholds = { ...detector.thresholds, high: detector.thresholds.low, border: detector.thresholds.low };
  for (let frame = 0; frame < reader.count; frame += step) {
    const renderings = renderingsOf(await reader.frame(frame), file.dataset);
    const regions = joined(regionsOfMap(await detector.detect(renderings, { signal }), thresholds, columns, rows));
    for (const image of renderings)
      for (const reading of readingsOf(image, regions, recogniser))
        if (holdsOne((await reading()).text, known)) return true;
  }
  return false;
}

/** Each region as it is, and each line in them by itself. */
function readingsOf(image: GreyImage, regions: readonly Region[], recogniser: Recogniser): (() => Promise<Reading>)[] {
  const lines = clusters(regions).flatMap((together) => linesOf(image, together));
  return [
    ...regions.map((region) => () => recogniser.read(image, region, 1)),
    ...lines.map((box) => {
      const line = alone(image, box);
      const whole: Region = {
        box: { x: 0, y: 0, width: line.columns, height: line.rows },
        score: 1,
        reasons: ['model'],
      };
      return () => recogniser.read(line, whole, 1);
    }),
  ];
}

/** Shorter words stand in pictures by chance: initials, sides, units. */
const SHORTEST = 4;
/** From this length on one letter may have been misread. */
const LONG = 6;

function wordsOf(identifiers: Identifiers): Set<string> {
  const words = new Set<string>();
  for (const value of identifiers) {
    const tokens = tokensOf(value);
    for (const token of [...tokens, tokens.join('')]) if (token.length >= SHORTEST) words.add(token);
  }
  return words;
}

function holdsOne(reading: string, known: ReadonlySet<string>): boolean {
  const tokens = tokensOf(reading);
  const words = [...tokens, tokens.join('')].filter(({ length }) => length >= SHORTEST);
  return words.some((word) => {
    if (known.has(word)) return true;
    if (word.length < LONG) return false;
    for (const other of known)
      if (other.length >= LONG && (word.includes(other) || differsByOne(word, other))) return true;
    return false;
  });
}

function differsByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let [left, right] = [0, 0];
  while (left < Math.min(a.length, b.length) && a[left] === b[left]) left++;
  while (right < Math.min(a.length, b.length) - left && a[a.length - 1 - right] === b[b.length - 1 - right]) right++;
  return Math.max(a.length, b.length) - left - right <= 1;
}
