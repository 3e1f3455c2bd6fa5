import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prepare } from '../manifest/imaging-task.ts';
import { SeriesRefused } from '../scope/refused.ts';
import { manifestOf, readerOf, series, sessionOf, slice } from '../testing/imaging.ts';
import { foreseenMs } from './foresee.ts';
import { type Grid, placeOf, voxelsOf } from './grid.ts';
import { piecesOf } from './pieces.ts';
import { planVolume } from './plan-volume.ts';
import { labelsAt, resample } from './resample.ts';
import { runPieces } from './run-pieces.ts';
import { scaleValues } from './scale-values.ts';
import { sliceHeadersOf } from './slice-header.ts';
import { tensorGridOf } from './tensor-grid.ts';
import { assembleVolume } from './volume.ts';

const planOf = (datasets: ReturnType<typeof series>) => planVolume(datasets.flatMap(sliceHeadersOf));

function reasonOf(datasets: ReturnType<typeof series>): string {
  try {
    planOf(datasets);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof SeriesRefused)) throw error;
    expect(error.code).toBe('series-geometry');
    return error.reasons[0];
  }
}

it('a row along a row of the volume has the values that a row askew by a hair has', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.4, max: 2.5, noNaN: true }), fc.double({ min: -1.5, max: 1.5, noNaN: true }), (step, shift) => {
      const grid: Grid = { size: [4, 5, 7], origin: [0, 0, 0], steps: [[0, 0, 2], [0, 1.5, 0], [1, 0, 0]] };
      const values = Int16Array.from({ length: 140 }, (_, at) => ((at * 7919) % 977) - 400);
      const along: Grid = { size: [5, 6, 9], origin: [shift, shift, -shift], steps: [[0, 0, step], [0, step, 0], [step, 0, 0]] };
      const askew: Grid = { ...along, steps: [along.steps[0], along.steps[1], [step, 3e-6, 0]] };
      const [one, other] = [along, askew].map((to) => resample({ grid, values }, to, 'trilinear', 0)) as [Float32Array, Float32Array];
      // At the very edge a hair decides between a value and nothing.
      const differing = one.filter((value, at) => Math.abs(value - (other[at] ?? 0)) > 0.05).length;
      expect(differing).toBeLessThanOrEqual(one.length / 10);
      expect(one.some((value) => value !== 0)).toBe(true);
    }),
  ); // prettier-ignore
});

describe('slices become a volume', () => {
  it('in the order in which they lie, whatever the order in which they come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
        const plan = planOf(order.map((at) => slice(at * 3)));
        expect(plan.slices.map(({ plane }) => plane?.positionMm[2])).toEqual([0, 3, 6, 9, 12, 15]);
        expect(plan.grid).toMatchObject({ size: [6, 10, 12], origin: [-9, -10, 0], steps: [[0, 0, 3], [0, 2, 0], [1.5, 0, 0]] }); // prettier-ignore
      }),
    );
  });

  it('also the frames of one enhanced image', () => {
    const frame = (z: number) => ({ PlanePositionSequence: [{ ImagePositionPatient: [0, 0, z] }] });
    const enhanced = slice(0, {
      NumberOfFrames: 3,
      ImagePositionPatient: undefined,
      ImageOrientationPatient: undefined,
      PixelSpacing: undefined,
      SharedFunctionalGroupsSequence: [
        {
          PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
          PixelMeasuresSequence: [{ PixelSpacing: [1, 1] }],
        },
      ],
      PerFrameFunctionalGroupsSequence: [frame(4), frame(0), frame(2)],
    });
    expect(planOf([enhanced]).slices.map(({ image }) => image.frames)).toEqual([[2], [3], [1]]);
  });

  it.each<[string, ReturnType<typeof series>, string]>([
    ['none', [], 'no-images'],
    ['of two series', [...series(3), slice(9, { SeriesInstanceUID: '1.2.3.7' })], 'several-series'],
    ['without a place', [...series(3), slice(9, { ImagePositionPatient: undefined })], 'no-geometry'],
    ['in two spaces', [...series(3), slice(9, { FrameOfReferenceUID: '1.2.3.8' })], 'several-frames-of-reference'],
    ['of two sizes', [...series(3), slice(9, { Rows: 11 })], 'sizes-differ'],
    ['of two pixel sizes', [...series(3), slice(9, { PixelSpacing: [2, 1.6] })], 'spacings-differ'],
    [
      'in two directions',
      [...series(3), slice(9, { ImageOrientationPatient: [0, 1, 0, 0, 0, -1] })],
      'directions-differ',
    ],
    ['turned over', [...series(3), slice(9, { ImageOrientationPatient: [-1, 0, 0, 0, -1, 0] })], 'directions-differ'],
    ['two at one place', [...series(4), slice(3, { SOPInstanceUID: '1.2.3.77' })], 'duplicate-position'],
    ['with a gap', series(6).filter((_, at) => at !== 3), 'missing-slices'],
    ['unevenly spaced', [0, 3, 6.9, 9, 12, 15].map((z) => slice(z)), 'uneven-spacing'],
    ['of a tilted gantry', [0, 3, 6].map((z) => slice(z, { ImageOrientationPatient: [1, 0, 0, 0, Math.cos(0.2), -Math.sin(0.2)] })), 'gantry-tilt'], // prettier-ignore
  ])('unless they are %s', (_what, datasets, reason) => {
    expect(reasonOf(datasets)).toBe(reason);
  });

  it('that were taken obliquely are no tilted ones', () => {
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    const oblique = [0, 3, 6].map((along) => slice(along, { ImageOrientationPatient: [1, 0, 0, 0, c, -s], ImagePositionPatient: [0, s * along, c * along] })); // prettier-ignore
    expect(planOf(oblique).orientation).toBe('axial');
    expect(planOf(oblique).notices).toEqual([]);
  });

  it('says what it put up with', () => {
    expect(planOf([...series(4), slice(3)]).notices).toEqual(['duplicate-slices-left-out']);
    expect(planOf([0, 3, 6.2, 9, 12].map((z) => slice(z))).notices).toEqual(['spacing-varies']);
    const scattered = [0, 3, 6].map((z) => slice(z, { FrameOfReferenceUID: `1.2.3.5.${z}` }));
    expect(planOf(scattered).notices).toEqual(['frames-of-reference-differ']);
  });

  it('keeps 16 bits until a value needs more, and stops when asked', async () => {
    const plan = planOf(series(4));
    const read = readerOf((x, y, z) => x * 2 + Math.round(y) + z);
    const whole = await assembleVolume(plan, (at) => read(plan.slices[at]!));
    expect(whole.values).toBeInstanceOf(Int16Array);
    const fine = await assembleVolume(plan, async (at) => (at < 2 ? read(plan.slices[at]!) : (await read(plan.slices[at]!)).map((v) => v + 0.25))); // prettier-ignore
    expect(fine.values).toBeInstanceOf(Float32Array);
    expect(fine.values[0]).toBe(whole.values[0]);
    expect(fine.values.at(-1)).toBe(whole.values.at(-1)! + 0.25);
    const controller = new AbortController();
    const stopped = assembleVolume(plan, (at) => {
      controller.abort(new Error('enough'));
      return read(plan.slices[at]!);
    }, { signal: controller.signal }); // prettier-ignore
    await expect(stopped).rejects.toThrow('enough');
  });
});

describe('the grid of a tensor', () => {
  const letters = fc.constantFrom('LIA', 'RAS', 'SPL', 'ASL', 'IPR', 'PLS');
  const source = fc.record({ size: fc.tuple(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 2, max: 7 }), fc.integer({ min: 2, max: 7 })), mm: fc.constantFrom(0.7, 1, 2.5) }); // prettier-ignore

  it('turns axes without losing a voxel, and back', () => {
    fc.assert(
      fc.property(source, letters, ({ size, mm }, axes) => {
        const grid: Grid = { size, origin: [-3.3, 8, 41.7], steps: [[0, 0, mm], [0, mm, 0], [mm, 0, 0]] }; // prettier-ignore
        const values = Float32Array.from({ length: voxelsOf(grid) }, (_, at) => at + 1);
        const tensor = tensorGridOf(grid, { axes, align: 'image' });
        const turned = resample({ grid, values }, tensor, 'trilinear', 0);
        expect([...turned].sort((a, b) => a - b)).toEqual([...values]);
        expect(labelsAt(Uint8Array.from(turned), tensor, grid)).toEqual(Uint8Array.from(values));
        // Each axis leads where its letter says.
        const signs = tensor.steps.map((step) => step.find((part) => Math.abs(part) > 1e-9) ?? 0);
        expect(signs.map(Math.sign)).toEqual(axes.split('').map((letter) => ('LPS'.includes(letter) ? 1 : -1)));
      }),
    );
  });

  it('pads evenly to a size, on the same lattice, with odd numbers too', () => {
    fc.assert(
      fc.property(source, fc.integer({ min: 7, max: 12 }), ({ size, mm }, wanted) => {
        const grid: Grid = { size, origin: [1, 2, 3], steps: [[0, 0, mm], [0, mm, 0], [mm, 0, 0]] }; // prettier-ignore
        const values = Float32Array.from({ length: voxelsOf(grid) }, (_, at) => at + 1);
        const tensor = tensorGridOf(grid, { axes: 'SPL', align: 'patient', size: [wanted, wanted, wanted], spacingMm: [mm, mm, mm] }); // prettier-ignore
        const padded = resample({ grid, values }, tensor, 'trilinear', 0);
        expect([...padded].filter((value) => value !== 0)).toEqual([...values]);
      }),
    );
  });

  it('interpolates a ramp exactly inside, whatever the spacing', () => {
    fc.assert(
      fc.property(fc.constantFrom(0.6, 1.1, 1.7), (mm) => {
        const grid: Grid = { size: [8, 9, 10], origin: [5, -4, 3], steps: [[0, 0, 2], [0, 1.5, 0], [0.9, 0, 0]] }; // prettier-ignore
        const at = ([x, y, z]: readonly number[]): number => 3 * x! - 2 * y! + z!;
        const values = new Float32Array(720);
        let index = 0;
        for (let d = 0; d < 8; d++) for (let h = 0; h < 9; h++) for (let w = 0; w < 10; w++) values[index++] = at(placeOf(grid, [d, h, w])); // prettier-ignore
        const tensor = tensorGridOf(grid, { axes: 'RAS', align: 'patient', spacingMm: [mm, mm, mm], size: [3, 3, 3] });
        const found = resample({ grid, values }, tensor, 'trilinear', Number.NaN);
        let n = 0;
        for (let d = 0; d < 3; d++) for (let h = 0; h < 3; h++) for (let w = 0; w < 3; w++) expect(found[n++]).toBeCloseTo(at(placeOf(tensor, [d, h, w])), 3); // prettier-ignore
      }),
    );
  });
});

describe('values', () => {
  it.each([
    [{ kind: 'clip', from: -1, to: 4 }, [-1, 0, 4, 4]],
    [{ kind: 'range', from: 0, to: 4 }, [0, 0, 1, 1]],
    [{ kind: 'min-max' }, [0, 2 / 14, 6 / 14, 1]],
    [{ kind: 'percentiles', from: 0, to: 100 }, [0, 2 / 14, 6 / 14, 1]],
    [{ kind: 'mean-deviation', mean: 2, deviation: 2 }, [-2, -1, 1, 5]],
    [
      { kind: 'z-score' },
      [-5.5, -3.5, 0.5, 8.5].map((v) => v / Math.sqrt((5.5 ** 2 + 3.5 ** 2 + 0.5 ** 2 + 8.5 ** 2) / 4)),
    ],
  ] as const)('are scaled by %j', (rule, expected) => {
    const values = Float32Array.of(-2, 0, 4, 12);
    scaleValues(values, rule);
    expected.forEach((value, at) => expect(values[at]).toBeCloseTo(value, 5));
  });

  it('of a uniform volume become zeros', () => {
    const values = Float32Array.of(7, 7);
    scaleValues(values, { kind: 'min-max' });
    expect([...values]).toEqual([0, 0]);
  });
});

describe('pieces', () => {
  const axis = fc.record({ length: fc.integer({ min: 1, max: 60 }), tile: fc.integer({ min: 5, max: 30 }), margin: fc.integer({ min: 0, max: 2 }) }); // prettier-ignore

  it('cover every voxel once, are not too large, and have their surroundings', () => {
    fc.assert(
      fc.property(fc.tuple(axis, axis, axis), (axes) => {
        const size = axes.map(({ length }) => length) as [number, number, number];
        const tile = axes.map(({ tile: n }) => n) as [number, number, number];
        const margin = axes.map(({ margin: n }) => n) as [number, number, number];
        const counts = new Uint8Array(size[0] * size[1] * size[2]);
        for (const { from, size: has, coreFrom, coreSize } of piecesOf(size, { size: tile, margin })) {
          for (let d = 0; d < coreSize[0]; d++) for (let h = 0; h < coreSize[1]; h++) for (let w = 0; w < coreSize[2]; w++) counts[((coreFrom[0] + d) * size[1] + coreFrom[1] + h) * size[2] + coreFrom[2] + w]!++; // prettier-ignore
          for (const k of [0, 1, 2] as const) {
            expect(has[k]).toBeLessThanOrEqual(tile[k]);
            expect(from[k]).toBe(Math.max(0, coreFrom[k] - Math.min(margin[k], coreFrom[k])));
            expect(from[k] + has[k]).toBeGreaterThanOrEqual(Math.min(size[k], coreFrom[k] + coreSize[k] + margin[k]));
          }
        }
        expect(counts.every((count) => count === 1)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('give the answer of the whole, for a model that looks as far as the margin', async () => {
    const size = [9, 11, 13] as const;
    const values = Float32Array.from({ length: 9 * 11 * 13 }, (_, at) => (at * 7919) % 101);
    const session = sessionOf((input) => ({ map: boxFilter(input) }));
    const answers: Float32Array[] = [];
    for (const tile of [
      { size: [64, 64, 64], margin: [1, 1, 1], multiple: 1 },
      { size: [5, 4, 7], margin: [1, 1, 1], multiple: 1 },
    ] as const) {
      // prettier-ignore
      const out = new Float32Array(values.length);
      const steps: number[] = [];
      await runPieces(session, manifestOf(), { ...tile, size: [...tile.size], margin: [...tile.margin] }, false, { values, size, channels: 1 }, (run) => {
        const { coreFrom, coreSize } = run.piece;
        const { values: found, offset } = run.map('map');
        for (let d = 0; d < coreSize[0]; d++) for (let h = 0; h < coreSize[1]; h++) for (let w = 0; w < coreSize[2]; w++) out[((coreFrom[0] + d) * 11 + coreFrom[1] + h) * 13 + coreFrom[2] + w] = found[offset(0, d, h) + w]!; // prettier-ignore
      }, { onProgress: (done, of) => void steps.push(done / of) }); // prettier-ignore
      expect(steps.at(-1)).toBe(1);
      answers.push(out);
    }
    expect(answers[1]).toEqual(answers[0]);
  });

  it('are padded to a multiple, and an answer of another size is refused', async () => {
    const session = sessionOf((input) => ({ map: { ...input, dimensions: [1, 1, 4, 4, 4] } }));
    const tile = { size: [8, 8, 8], margin: [0, 0, 0], multiple: 4 } as const;
    const run = runPieces(session, manifestOf(), { ...tile, size: [8, 8, 8], margin: [0, 0, 0] }, false, { values: new Float32Array(60), size: [3, 4, 5], channels: 1 }, (piece) => void piece.map('map')); // prettier-ignore
    await expect(run).rejects.toMatchObject({ code: 'bad-output' });
    expect(session.inputs[0]?.dimensions).toEqual([1, 1, 4, 4, 8]);
  });
});

describe('the time of one large piece', () => {
  const tile: Prepare['tile'] = { size: [256, 256, 256], margin: [0, 0, 0], multiple: 1 };
  const tensor = { values: new Float32Array(180 ** 3), size: [180, 180, 180], channels: 1 } as const;

  it('is that of a small one, times the voxels', async () => {
    let clock = 0;
    const session = sessionOf((input) => {
      clock += input.values.length / 1000;
      return {};
    });
    expect(await foreseenMs(session, manifestOf(), tile, tensor, () => clock)).toBeCloseTo(180 ** 3 / 1000, 6);
    expect(session.inputs[0]?.dimensions).toEqual([1, 1, 48, 48, 48]);
  });

  it('is not asked for where pieces tell, or are small', async () => {
    const session = sessionOf(() => ({}));
    const now = () => 0;
    expect(await foreseenMs(session, manifestOf(), { ...tile, size: [100, 256, 256] }, tensor, now)).toBeUndefined();
    expect(await foreseenMs(session, manifestOf(), tile, { ...tensor, size: [60, 60, 60] }, now)).toBeUndefined();
    expect(session.inputs).toEqual([]);
  });
});

/** Means over 3 x 3 x 3 voxels with zeros around, as a convolution would. */
function boxFilter({ dimensions, values }: { dimensions: readonly number[]; values: Float32Array }) {
  const [, , depth = 1, height = 1, width = 1] = dimensions;
  const out = new Float32Array(values.length);
  for (let d = 0; d < depth; d++)
    for (let h = 0; h < height; h++)
      for (let w = 0; w < width; w++) {
        let sum = 0;
        for (let z = Math.max(0, d - 1); z <= Math.min(depth - 1, d + 1); z++)
          for (let y = Math.max(0, h - 1); y <= Math.min(height - 1, h + 1); y++)
            for (let x = Math.max(0, w - 1); x <= Math.min(width - 1, w + 1); x++)
              sum += values[(z * height + y) * width + x]!;
        out[(d * height + h) * width + w] = sum / 27;
      }
  return { dimensions, values: out };
}
