// What only many images together tell: a face in a series with its localiser, and what stays in a series of screens.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtInProfile, compileProfile, plannedImageOf } from '../../core/deid/index.ts';
import { bytesOf, numbers, readDicom, sequence, text } from '../../core/dicom/index.ts';
import type { SliceGeometry } from '../../core/redaction/index.ts';
import { BRAIN, inside, slicesOfPhantom } from '../../core/redaction/testing/head-phantom.ts';
import { deid } from './command.ts';
import type { Input } from './inputs.ts';
import type { Learned } from './job.ts';
import { planSeries } from './series-plans.ts';
import { ctInstance } from './testing/synthetic-series.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'deid-series-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

function folder(name: string): string {
  const path = join(ROOT, name);
  mkdirSync(path, { recursive: true });
  return path;
}

const AIR = -1000;

function slice(
  instance: number,
  { origin, perColumn, perRow }: SliceGeometry,
  rows: number,
  columns: number,
  hu: (at: number) => number,
  series: string,
) {
  const words = Int16Array.from({ length: rows * columns }, (_, at) => hu(at) - AIR);
  const spacing = (v: readonly number[]): number => Math.hypot(...v);
  const direction = (v: readonly number[]): number[] => v.map((part) => part / spacing(v));
  return ctInstance(9, instance, {
    StudyDescription: 'CT HEAD', SeriesInstanceUID: `1.2.826.0.1.3680043.8.498.9.${series}`, Rows: rows, Columns: columns, BitsStored: 16, HighBit: 15,
    ImagePositionPatient: [...origin], ImageOrientationPatient: [...direction(perColumn), ...direction(perRow)],
    PixelSpacing: [spacing(perRow), spacing(perColumn)], RescaleSlope: 1, RescaleIntercept: AIR, ReferencedImageSequence: undefined,
    PixelData: { vr: 'OW', value: new Uint8Array(words.buffer) },
  }); // prettier-ignore
}

/** Lateral; nearly one value everywhere, so that whatever is cut of it shows. */
const scoutValue = (at: number): number => (at === 0 ? AIR : 50);
const LOCALISER: SliceGeometry = { origin: [0, -140, 110], perColumn: [0, 2, 0], perRow: [0, 0, -2] };

describe('a head', () => {
  it('loses its face in all series of its space, and says so', async () => {
    const [input, out] = [folder('head'), join(ROOT, 'head-out')];
    const slices = slicesOfPhantom(0);
    slices.forEach(({ geometry, rows, columns, values }, at) =>
      writeFileSync(
        join(input, `s${at}`),
        slice(at, geometry, rows, columns, (pixel) => values[pixel] ?? AIR, '2'),
      ),
    );
    writeFileSync(join(input, 'scout'), slice(900, LOCALISER, 120, 140, scoutValue, '7'));
    const [key, report] = [join(ROOT, 'key'), join(ROOT, 'report.json')];
    writeFileSync(key, Buffer.alloc(32, 'k'));
    const args = [input, '--out', out, '--profile', 'basic', '--option', 'clean-recognizable-visual-features', '--key', key, '--report', report, '--pixels', 'off', '--jobs', '1']; // prettier-ignore
    expect(await deid.run(args, { out: () => undefined, err: () => undefined, env: {} })).toBe(0);
    const { faces } = JSON.parse(readFileSync(report, 'utf8')) as {
      faces: { images: number; result: { faceMoved: number; brainCut: number } }[];
    };
    expect(faces).toHaveLength(1);
    expect(faces[0]).toMatchObject({ images: slices.length + 1, result: { brainCut: 0 } });
    expect(faces[0]?.result.faceMoved).toBeGreaterThan(0.95);
    let [scoutCut, brainCut, faceCut] = [0, 0, 0];
    for (const path of readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.dcm'),
    )) {
      const { dataset } = readDicom(readFileSync(join(out, path)));
      expect(text(dataset, 'RecognizableVisualFeatures')).toBe('NO');
      const methods = sequence(dataset, 'DeidentificationMethodCodeSequence').map((item) => text(item, 'CodeValue'));
      expect(methods).toContain('113102');
      const after = new Int16Array((bytesOf(dataset, 0x7fe00010) ?? new Uint8Array()).slice().buffer);
      const height = numbers(dataset, 'ImagePositionPatient')[2];
      const before = slices.find(({ geometry, rows }) => rows * 110 === after.length && geometry.origin[2] === height);
      after.forEach((word, at) => {
        if (before === undefined) {
          if (word !== scoutValue(at) - AIR) scoutCut++;
          return;
        }
        if (word === Math.trunc((before.values[at] ?? AIR) - AIR)) return;
        const { origin } = before.geometry;
        const place = [origin[0] + 2 * (at % 110), origin[1] + 2 * Math.floor(at / 110), origin[2]] as const;
        if (inside(BRAIN, place)) brainCut++;
        else faceCut++;
      });
    }
    expect(brainCut).toBe(0);
    expect(faceCut).toBeGreaterThan(10_000);
    // The localiser has no volume of its own: it is cut by the plane of the slices.
    expect(scoutCut).toBeGreaterThan(1000);
    expect(scoutCut).toBeLessThan((120 * 140) / 2);
  }, 120_000);

  it('stays where it is when too few slices are there to say where its face ends', async () => {
    const [input, out, key] = [folder('few'), join(ROOT, 'few-out'), join(ROOT, 'few.key')];
    slicesOfPhantom(0)
      .slice(0, 5)
      .forEach(({ geometry, rows, columns, values }, at) =>
        writeFileSync(
          join(input, `s${at}`),
          slice(at, geometry, rows, columns, (pixel) => values[pixel] ?? AIR, '2'),
        ),
      );
    writeFileSync(key, Buffer.alloc(32, 'k'));
    const said: string[] = [];
    const args = [input, '--out', out, '--profile', 'basic', '--option', 'clean-recognizable-visual-features', '--key', key, '--pixels', 'off']; // prettier-ignore
    expect(await deid.run(args, { out: () => undefined, err: (more) => void said.push(more), env: {} })).toBe(1);
    expect(said.join('')).toContain('face-needs-cleaning');
    expect(readdirSync(out, { recursive: true }).filter((name) => String(name).endsWith('.dcm'))).toEqual([]);
  });
});

describe('a series of screens', () => {
  const learnedOf = (path: string, number: number): Learned => {
    const { dataset } = readDicom(readFileSync(path));
    const profile = compileProfile(builtInProfile('basic'));
    const image = plannedImageOf(dataset, profile, 'auto');
    return { kind: 'learned', number, sopInstanceUID: `${number}`, patientID: '', issuer: '', image };
  };

  async function constantOf(name: string, count: number): Promise<readonly { y: number }[]> {
    const path = folder(name);
    const inputs = Array.from({ length: count }, (_, number): Input => {
      const file = join(path, `${number}`);
      writeFileSync(file, screen(number));
      return { number, path: file, bytes: readFileSync(file).length };
    });
    const learned = inputs.map((input) => learnedOf(input.path, input.number));
    const { pixels } = await planSeries({ profile: builtInProfile('basic'), pixels: 'auto' }, inputs, learned);
    return Object.values(pixels.constant).flat();
  }

  /** Noise everywhere but for one line of bars. */
  function screen(number: number): Uint8Array {
    const value = Uint8Array.from({ length: 200 * 120 }, (_, at) => {
      const [row, column] = [Math.floor(at / 200), at % 200];
      if (row >= 12 && row < 22 && column >= 20 && column < 100) return column % 4 < 2 ? 240 : 10;
      return (at * 37 + number * 101 + ((at * number) % 251)) % 200;
    });
    return ctInstance(8, number, {
      Modality: 'US', SOPClassUID: '1.2.840.10008.5.1.4.1.1.6.1', Rows: 120, Columns: 200, BitsAllocated: 8, BitsStored: 8, HighBit: 7,
      PixelData: { vr: 'OB', value },
    }); // prettier-ignore
  }

  it('shows what stays while the images change', async () => {
    const boxes = await constantOf('screens', 10);
    expect(boxes.length).toBeGreaterThan(0);
    for (const { y } of boxes) expect(y).toBeLessThan(24);
  });
  it('shows nothing when there are too few', async () => {
    expect(await constantOf('few-screens', 4)).toEqual([]);
  });
});
