// The packages that ship, on real screens, through the command as people type it.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDicom } from '../../core/dicom/index.ts';
import { type Box, intersection, planOf, findText, readsIdentifier, redactFile } from '../../core/redaction/index.ts';
import { COMMANDS } from '../commands.ts';
import { MODELS } from '../inference/model-folder.ts';
import { createTextFinder, type TextFinder } from '../inference/text-finder.ts';
import { run } from '../run.ts';

const DATA = resolve(import.meta.dirname, '../../../../shared/data');
const isPresent = existsSync(join(DATA, 'truth.json'));
const where = isPresent ? '' : ' (skipped: the test data is not beside the checkout)';

interface Line {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly text: string;
  readonly kind: string;
}
interface Report {
  readonly frames: readonly {
    readonly regions: readonly (Box & { readonly verdict: string; readonly text?: string })[];
  }[];
}
const IDENTIFYING = new Set(['name', 'id', 'date', 'institution', 'demographic']);

function linesOf(name: string): Line[] {
  const truth = JSON.parse(readFileSync(join(DATA, 'truth.json'), 'utf8')) as {
    images: Record<string, { lines: Line[] }>;
  }; // its own format, see about
  return truth.images[name]?.lines ?? [];
}

/** Readers know neither accents nor how wide a blank is; the truth leaves out the cross of a caliper before its measurement. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/[\p{M}\s]|^\+/gu, '');

describe.skipIf(!isPresent)(`real screens${where}`, () => {
  it.each([
    ['burned-in/pydicom-data__JPGLosslessP14SV1_1s_1f_8b.dcm', ['2D', '64%', 'C 50']],
    ['burned-in/cornerstone3D__no-pixel-spacing.dcm', ['15.0cm', '2D', '75 mm/s']],
  ])('%s keep settings of the machine, and nothing else, where that is switched on', async (name, kept) => {
    let out = '';
    const code = await run(COMMANDS, ['find-text', '--json', '--release', join(DATA, name)], {
      out: (text) => void (out += text),
      err: () => undefined,
      env: {},
    });
    expect(code).toBe(0);
    const [report] = JSON.parse(out) as Report[];
    const regions = report?.frames[0]?.regions ?? [];
    const released = regions.filter(({ verdict }) => verdict === 'release');
    const lines = linesOf(name);
    expect(released.map(({ text }) => plain(text ?? ''))).toEqual(expect.arrayContaining(kept.map(plain)));
    for (const region of released) {
      const common = ({ x, y, w, h }: (typeof lines)[number]) => intersection(region, { x, y, width: w, height: h });
      expect(lines.filter((line) => IDENTIFYING.has(line.kind) && common(line) !== undefined)).toEqual([]);
      // Two entries that stand side by side may be one line; boxes of the truth reach a little into the line above.
      const over = lines.filter((line) => (common(line)?.height ?? 0) > 4);
      const printed = over.toSorted((a, b) => a.x - b.x).map(({ text }) => text);
      expect(plain(printed.join(''))).toBe(plain(region.text ?? ''));
      expect(regions.filter((other) => other.verdict === 'remove' && intersection(region, other))).toEqual([]);
    }
  });

  describe('read again', () => {
    let finder: TextFinder;
    beforeAll(async () => {
      finder = await createTextFinder(MODELS);
    });
    afterAll(() => finder.close());

    it('show the names in them before they are covered, and none after', async () => {
      const name = 'burned-in/cornerstone3D__no-pixel-spacing.dcm';
      const { recogniser } = finder;
      if (recogniser === undefined) throw new Error('the reader ships with the project');
      const file = readDicom(readFileSync(join(DATA, name)));
      const identifiers = new Set(
        linesOf(name)
          .filter(({ kind }) => IDENTIFYING.has(kind))
          .map(({ text }) => text),
      );
      const options = { ...finder, recogniser, identifiers };
      expect(await readsIdentifier(file, options)).toBe(true);
      const found = await findText(file, finder);
      const covered = await redactFile(file, planOf(found, file.dataset), finder.codecs, {
        acceptedByPerson: false,
      });
      expect(await readsIdentifier(covered, options)).toBe(false);
    });
  });
});
