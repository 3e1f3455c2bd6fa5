// The packages that ship, on a synthetic chest, through the command as people type it.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDicom, sequence, text } from '../../core/dicom/index.ts';
import { readReport, readSegmentation } from '../../core/sr/index.ts';
import { COMMANDS } from '../commands.ts';
import { run } from '../run.ts';
import { COLUMNS, nodule, phantomHu, ROWS, SLICES, SPACING_MM, writePhantom } from './testing/phantom.ts';

const MODELS = resolve(import.meta.dirname, '../../../models');
let work: string;

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'infer-'));
});
afterEach(() => rmSync(work, { recursive: true }));

async function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await run(COMMANDS, args, {
    out: (t) => void (said.out += t),
    err: (t) => void (said.err += t),
    env: {},
  });
  return { code, ...said };
}

interface Json {
  readonly series: readonly {
    readonly report: string;
    readonly segmentation?: string;
    readonly findings: readonly {
      readonly name: string;
      readonly voxels: number;
      readonly slice: number;
      readonly shape: { readonly centre: readonly [number, number] };
      readonly measurements: readonly { readonly value: number }[];
    }[];
  }[];
  readonly refused: readonly { readonly code: string; readonly reasons?: readonly string[] }[];
}
const parse = (text: string): Json => JSON.parse(text) as Json;

// A busy machine takes ten times as long as the seconds that it computes.
describe('infer', { timeout: 300_000 }, () => {
  it('measures the lungs of a chest, and writes mask and report that agree', async () => {
    writePhantom(join(work, 'in'), phantomHu());
    const { code, out, err } = await cli(
      'infer',
      '--model',
      'ct-lung-density',
      join(work, 'in'),
      '--out',
      join(work, 'out'),
      '--json',
    );
    expect([code, err.includes('run 100 %')]).toEqual([0, true]);
    const [series] = parse(out).series;
    const [right, left] = series!.findings;
    expect([right?.name, left?.name]).toEqual(['Right lung', 'Left lung']);
    // Planted: -860 HU, of which every tenth voxel of the right lung is -970.
    const voxelMl = SPACING_MM.reduce<number>((a, b) => a * b, 1) / 1000;
    for (const [lung, laa950] of [
      [right, 10],
      [left, 0],
    ] as const) {
      const [ml, mean, below950, below910, pd15] = lung!.measurements.map(({ value }) => value);
      expect(ml).toBeCloseTo(lung!.voxels * voxelMl, 6);
      expect(Math.abs(below950! - laa950)).toBeLessThan(0.7);
      expect(below910).toBeCloseTo(below950!, 6);
      expect(mean).toBeGreaterThan(-880);
      expect(pd15).toBe(-860);
    }
    const planted = plantedVoxels();
    expect(Math.abs(right!.voxels / planted - 1)).toBeLessThan(0.05);
    const mask = readSegmentation(readDicom(readFileSync(join(work, 'out', series!.segmentation!))));
    const counts = mask.segments.map(({ number }) =>
      mask.frames
        .filter(({ segment }) => segment === number)
        .reduce((sum, { index }) => sum + Array.from(mask.pixels(index)).reduce<number>((a, b) => a + b, 0), 0),
    );
    expect(counts).toEqual([right?.voxels, left?.voxels]);
    const file = readDicom(readFileSync(join(work, 'out', series!.report)));
    expect([text(file.dataset, 'VerificationFlag'), text(file.dataset, 'PreliminaryFlag')]).toEqual(['UNVERIFIED', 'PRELIMINARY']); // prettier-ignore
    const report = readReport(file.dataset);
    if (report.kind !== 'measurement-report') throw new Error('the report is none');
    expect(report.findings.map(({ trackingUID }) => trackingUID)).toEqual(sequence(readDicom(readFileSync(join(work, 'out', series!.segmentation!))).dataset, 'SegmentSequence').map((segment) => text(segment, 'TrackingUID'))); // prettier-ignore
  });

  it('points at a ball in a lung, and at nothing where there is none', async () => {
    writePhantom(join(work, 'ball'), phantomHu([nodule]));
    const { code, out } = await cli('infer', '--model', 'ct-nodule-candidates', join(work, 'ball'), '--out', join(work, 'out'), '--json'); // prettier-ignore
    expect(code).toBe(0);
    const { findings } = parse(out).series[0]!;
    expect(findings).toHaveLength(1);
    const [found] = findings;
    expect(Math.abs(found!.slice - nodule.at[0])).toBeLessThanOrEqual(1);
    expect(Math.hypot(found!.shape.centre[0] - 0.5 - nodule.at[2], found!.shape.centre[1] - 0.5 - nodule.at[1])).toBeLessThan(1.5); // prettier-ignore
    writePhantom(join(work, 'none'), phantomHu());
    const none = await cli('infer', '--model', 'ct-nodule-candidates', join(work, 'none'), '--out', join(work, 'out2'));
    expect([none.code, none.out.includes('nothing above threshold'), none.out.includes('normal')]).toEqual([0, true, false]); // prettier-ignore
  });

  it('refuses what is out of scope, what makes no volume, and what is no image, with reasons and without files', async () => {
    writePhantom(join(work, 'mr'), phantomHu(), { Modality: 'MR' });
    writePhantom(join(work, 'gap'), phantomHu(), {}, (at) => at !== 20);
    writeFileSync(join(work, 'text.dcm'), 'no image');
    const { code, out, err } = await cli('infer', '--model', 'ct-lung-density', join(work, 'mr'), join(work, 'gap'), join(work, 'text.dcm'), '--out', join(work, 'out'), '--json'); // prettier-ignore
    expect(code).toBe(1);
    const codes = parse(out).refused.map(({ code: of, reasons = [] }) => [of, ...reasons].join(' '));
    expect(new Set(codes)).toEqual(new Set(['not-dicom', 'out-of-scope modality', 'series-geometry missing-slices']));
    expect(err).toContain('out-of-scope (modality)');
    expect(existsSync(join(work, 'out')) ? readdirSync(join(work, 'out')) : []).toEqual([]);
  });

  it('takes no model that is not trusted, no backend that is not there, and no missing words', async () => {
    writePhantom(join(work, 'in'), phantomHu(), {}, (at) => at < 2);
    const untrusted = await cli('infer', '--model', join(MODELS, 'ct-lung-density'), join(work, 'in'), '--out', join(work, 'out'), '--models', work); // prettier-ignore
    expect([untrusted.code, untrusted.err.includes('model-signature')]).toEqual([1, true]);
    const gpu = await cli('infer', '--model', 'ct-lung-density', join(work, 'in'), '--out', join(work, 'out'), '--backend', 'webgpu'); // prettier-ignore
    expect([gpu.code, gpu.err.includes('backend-unavailable')]).toEqual([1, true]);
    expect((await cli('infer', join(work, 'in'), '--out', work)).code).toBe(2);
    expect((await cli('infer', '--model', 'ct-lung-density', join(work, 'none'), '--out', work)).code).toBe(2);
    expect((await cli('infer', '--model', 'ct-lung-density', join(work, 'in'), '--out', work, '--backend', 'cuda')).code).toBe(2); // prettier-ignore
  });
});

/** Voxels of one lung as planted. */
function plantedVoxels(): number {
  const hu = phantomHu();
  let count = 0;
  for (let at = 0; at < hu.length; at++) if (hu[at]! < -800 && hu[at]! > -980 && at % COLUMNS < COLUMNS / 2) count++;
  expect(hu.length).toBe(SLICES * ROWS * COLUMNS);
  return count;
}
