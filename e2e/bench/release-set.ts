// Releasing on the pages of models/training/release_set.py: every line is held to be found, and the question is only what stays visible.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  allowedKindOf,
  type Box,
  type GreyImage,
  intersection,
  type JudgedLine,
  type Reading,
  type Recogniser,
  sortRegions,
} from '../../src/core/redaction/index.ts';

/** As truth.json writes it: a box in pixels, and what stands there. */
export interface Line {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly text: string;
  readonly kind: string;
}

/** For each confidence: lines of the list that stay visible, and lines that identify and of which anything does. */
export async function releaseSet(
  folder: string,
  recogniser: Recogniser,
  confidences: readonly number[],
): Promise<void> {
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as {
    images: Record<string, { lines: Line[] }>;
  }; // our own file
  const tallies = confidences.map((confidence) => ({
    confidence,
    kept: 0,
    leaks: [] as string[],
    entries: [] as string[],
  }));
  let [identifying, listed] = [0, 0];
  for (const [name, { lines }] of Object.entries(truth.images)) {
    const image = fromPgm(readFileSync(join(folder, name)));
    const reader = remembering(recogniser);
    identifying += lines.filter(({ kind }) => kind !== 'technical').length;
    listed += lines.filter(({ kind }) => kind === 'technical').length;
    for (const tally of tallies) {
      const judged: JudgedLine[] = [];
      const { released } = await sortRegions(
        image,
        [{ box: { x: 0, y: 0, width: image.columns, height: image.rows }, score: 1, reasons: ['model'] }],
        {
          recogniser: reader,
          identifiers: new Set(),
          minConfidence: tally.confidence,
          onJudged: (one) => judged.push(one),
        },
      );
      for (const line of lines) {
        const over = released.find(({ region }) => shows(region.box, line));
        if (over !== undefined && line.kind === 'technical') tally.kept++;
        else if (over !== undefined)
          // What stands on the list as it is written nobody can tell from a setting: "AMP 45" may be initials and an age.
          (allowedKindOf(line.text) === undefined ? tally.leaks : tally.entries).push(
            `${name} ${line.x},${line.y}: ${JSON.stringify(line.text)} as ${JSON.stringify(over.text)} (${over.allowedAs})`,
          );
      }
    }
  }
  for (const { confidence, kept, leaks, entries } of tallies) {
    // Clopper and Pearson, one-sided; for none it is 1 - 0.05 ** (1 / n).
    const bound = leaks.length === 0 ? `under ${(100 * (1 - 0.05 ** (1 / identifying))).toFixed(3)} % with 95 %` : '';
    console.log(
      `confidence ${confidence}: of ${identifying} lines that identify ${leaks.length} released ${bound}; of ${listed} lines of the list ${kept} (${((100 * kept) / listed).toFixed(1)} %)`,
    );
    for (const leak of leaks) console.log(`  ${leak}`);
    for (const entry of entries) console.log(`  is on the list as it is written: ${entry}`);
  }
}

/** Any part of it that is wider than the softened edge of a letter. */
function shows(box: Box, { x, y, w, h }: Line): boolean {
  const common = intersection(box, { x, y, width: w, height: h });
  return common !== undefined && common.width > 2 && common.height > 0.3 * h;
}

/** The same line is read once, whatever confidence is asked for. */
function remembering(recogniser: Recogniser): Recogniser {
  const known = new Map<string, Promise<Reading>>();
  return {
    read(image, region, view) {
      let sum = 0;
      for (let at = 0; at < image.values.length; at++)
        sum = (sum * 31 + Math.round(1000 * (image.values[at] ?? 0))) % 1e9;
      const key = `${image.columns} ${image.rows} ${sum} ${view}`;
      const reading = known.get(key) ?? recogniser.read(image, region, view);
      known.set(key, reading);
      return reading;
    },
  };
}

function fromPgm(bytes: Buffer): GreyImage {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 64).toString('latin1'));
  if (header === null) throw new Error('no page of release_set.py');
  const [columns, rows] = [Number(header[1]), Number(header[2])];
  return {
    rows,
    columns,
    values: Float32Array.from(bytes.subarray(header[0].length), (value) => value / 255),
  };
}
