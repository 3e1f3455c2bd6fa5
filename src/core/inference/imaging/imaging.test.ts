import { describe, expect, it } from 'vitest';
import { aboveThreshold } from '../../findings/index.ts';
import { type ImagingRequest, type ImagingTask, runImagingModel, type SeriesRefused } from '../index.ts';
import { manifestOf, readerOf, series, sessionOf, slice, SPOKEN, TASK, uids } from '../testing/imaging.ts';

type Answer = Parameters<typeof sessionOf>[0];

/** 1 where the input is above 0. */
const brightAnswer: Answer = (input) => ({ map: { dimensions: input.dimensions, values: input.values.map((v) => (v > 0 ? 1 : 0)) } }); // prettier-ignore

function request(
  task: Partial<ImagingTask>,
  change: Partial<ImagingRequest> = {},
  answer = brightAnswer,
): ImagingRequest {
  return {
    manifest: manifestOf(task),
    session: sessionOf(answer),
    datasets: series(6),
    // A block of 6 x 8 x 6 mm: 4 columns, 4 rows, 2 slices.
    read: readerOf((x, y, z) => (x > -5 && x < 0 && y > -5 && y < 3 && z > 4 && z < 10 ? 100 + z : -100)),
    newUID: uids(),
    at: '2026-11-22T10:00:00Z',
    ...change,
  };
}

const hounsfield = { value: "[hnsf'U]", scheme: 'UCUM', meaning: 'Hounsfield unit' };
const concept = (value: string) => ({ value, scheme: '99COLLIMATOR', meaning: value });

describe('a model of masks', () => {
  it('gives a finding with a segment, measured on the voxels of the images', async () => {
    const result = await runImagingModel(
      request({
        measurements: [
          { kind: 'volume' },
          { kind: 'mean', concept: concept('M'), unit: hounsfield },
          { kind: 'share-below', limit: 107, concept: concept('S') },
          { kind: 'percentile', at: 100, concept: concept('P'), unit: hounsfield },
          { kind: 'maximum', concept: concept('X'), unit: hounsfield },
          { kind: 'diameter' },
        ],
      }),
    );
    const [finding] = result.resultSet.findings;
    const voxels = result.labelMap?.labels.reduce((a, b) => a + b) ?? 0;
    expect(voxels).toBe(3 * 4 * 2);
    expect(finding?.measurements.map(({ value }) => Math.round(value * 1000) / 1000)).toEqual([
      (voxels * 1.5 * 2 * 3) / 1000, 107.5, 50, 109, 109, Math.round(Math.max(Math.hypot(3.0, 8), Math.hypot(4.5, 6)) * 1000) / 1000,
    ]); // prettier-ignore
    expect(finding?.regions[0]).toMatchObject({ space: 'segment', segmentation: { sopInstanceUID: result.labelMap?.sopInstanceUID, segments: [1] }, sourceSeriesInstanceUID: '1.2.3.2' }); // prettier-ignore
    expect(finding?.algorithm.parameters).toEqual([`sha256=${'a'.repeat(64)}`, 'threshold=0.5']);
    expect(result.resultSet).toMatchObject({ studyInstanceUID: '1.2.3.1', appliesTo: { kind: 'frame-of-reference', frameOfReferenceUID: '1.2.3.3' } }); // prettier-ignore
  });

  it('finds the same in every arrangement of axes, and in pieces', async () => {
    for (const axes of ['LIA', 'RAS', 'PSL', 'image']) {
      const { labelMap } = await runImagingModel(
        request({ prepare: { ...TASK.prepare, axes, tile: { size: [4, 3, 5], margin: [1, 1, 1], multiple: 2 } } }),
      );
      expect(labelMap?.labels.reduce((a, b) => a + b)).toBe(24);
    }
  });

  it('is fed with a box around the body when asked, and what it says comes back to its place', async () => {
    const session = sessionOf(brightAnswer);
    const { labelMap } = await runImagingModel(request({ prepare: { ...TASK.prepare, crop: { above: 0, margin: 1 } } }, { session })); // prettier-ignore
    expect(session.inputs[0]?.dimensions).toEqual([1, 1, 4, 6, 5]);
    expect(labelMap?.labels.reduce((a, b) => a + b)).toBe(24);
  });

  it('that finds nothing says nothing, and numbers segments without gaps', async () => {
    const nothing = await runImagingModel(request({}, { read: readerOf(() => -100) }));
    expect([nothing.resultSet.findings, nothing.labelMap]).toEqual([[], undefined]);
    const classes = [1, 2, 3].map((label) => ({ ...SPOKEN, name: `Class ${label}`, label }));
    const third: Answer = ({ dimensions, values }) => {
      const maps = new Float32Array(values.length * 4);
      values.forEach((value, at) => (maps[(value > 0 ? 3 : 0) * values.length + at] = 1));
      return { map: { dimensions: [1, 4, ...dimensions.slice(2)], values: maps } };
    };
    const result = await runImagingModel(request({ decode: { kind: 'label-map', output: 'map', by: { kind: 'greatest' }, steps: [], classes } }, {}, third)); // prettier-ignore
    expect(result.labelMap?.segments.map(({ number, finding }) => [number, finding.trackingIdentifier])).toEqual([[1, 'Class 3']]); // prettier-ignore
    expect(Math.max(...(result.labelMap?.labels ?? []))).toBe(1);
  });

  it('tells how far it is, and stops when asked', async () => {
    const seen: string[] = [];
    await runImagingModel(request({}, { onProgress: (stage, done, of) => void seen.push(`${stage} ${done}/${of}`) }));
    expect(seen.slice(0, 2)).toEqual(['read 1/6', 'read 2/6']);
    expect(seen.slice(-6)).toEqual(['prepare 0/1', 'prepare 1/1', 'run 0/1', 'run 1/1', 'decode 0/1', 'decode 1/1']);
    const controller = new AbortController();
    const stopped = runImagingModel(request({ prepare: { ...TASK.prepare, tile: { size: [2, 64, 64], margin: [0, 0, 0], multiple: 1 } } }, { budget: { signal: controller.signal }, onProgress: (stage) => stage === 'run' && controller.abort(new Error('enough')) })); // prettier-ignore
    await expect(stopped).rejects.toThrow('enough');
  });
});

describe('a model of points', () => {
  const points: ImagingTask['decode'] = { kind: 'points', output: 'map', activation: 'none', threshold: 0.6, floor: 0.3, apartMm: 1, most: 5, diameters: 'size', classes: [{ ...SPOKEN, index: 0 }] }; // prettier-ignore
  /** Two peaks: slice 2, row 5, column 4 (0.9) and slice 4, row 8, column 10 (0.4). */
  const peaks: Answer = ({ dimensions, values }) => {
    const map = new Float32Array(values.length);
    map[(2 * 10 + 5) * 12 + 4] = 0.9;
    map[(4 * 10 + 8) * 12 + 10] = 0.4;
    return { map: { dimensions, values: map }, size: { dimensions, values: new Float32Array(values.length).fill(6) } };
  };

  it('draws them on the nearest image, with 0\\0 at the corner of the first pixel', async () => {
    const result = await runImagingModel(request({ decode: points, score: concept('SCORE'), measurements: [{ kind: 'diameter' }] }, {}, peaks)); // prettier-ignore
    const [first, second] = result.resultSet.findings;
    expect(first?.score?.value).toBeCloseTo(0.9);
    // 6 mm are 4 columns of 1.5 mm and 3 rows of 2 mm: in pixels an ellipse.
    expect(first?.regions[0]).toMatchObject({ image: { sopInstanceUID: '1.2.3.100600' }, shape: { kind: 'ellipse', majorAxis: [[2.5, 5.5], [6.5, 5.5]], minorAxis: [[4.5, 4], [4.5, 7]] } }); // prettier-ignore
    expect(first?.measurements[0]).toMatchObject({ value: 6, unit: { value: 'mm' } });
    expect(second?.score?.value).toBeCloseTo(0.4);
    expect(aboveThreshold(result.resultSet.findings, result.resultSet.source.threshold)).toHaveLength(1);
  });

  it('drops those outside the region', async () => {
    const within = { kind: 'label-map', output: 'map', by: { kind: 'threshold', activation: 'none', threshold: 0.7 }, steps: [] } as const; // prettier-ignore
    const result = await runImagingModel(request({ decode: { ...points, within: { ...within, steps: [] } }, score: concept('S') }, {}, peaks)); // prettier-ignore
    expect(result.resultSet.findings).toHaveLength(1);
  });
});

describe('a model of single frames', () => {
  const flat: ImagingTask['prepare'] = { ...TASK.prepare, from: 'frames' };
  const radiograph = slice(0, { ImagePositionPatient: undefined, FrameOfReferenceUID: undefined, Modality: 'DX', ViewPosition: 'PA' }); // prettier-ignore
  const takes = { modality: ['DX'], view: ['PA', 'AP'] };

  it('is fed without depth and classifies the whole image', async () => {
    const session = sessionOf(() => ({ map: { dimensions: [1, 2], values: Float32Array.of(0, 2) } }));
    const decode = { kind: 'classification', output: 'map', activation: 'softmax', threshold: 0.5, classes: [{ ...SPOKEN, index: 0 }, { ...SPOKEN, name: 'Other', index: 1 }] } as const; // prettier-ignore
    const result = await runImagingModel(request({ takes, prepare: flat, decode: { ...decode, classes: [...decode.classes] }, score: concept('S') }, { datasets: [radiograph], session })); // prettier-ignore
    expect(session.inputs[0]?.dimensions).toEqual([1, 1, 10, 12]);
    const [finding, ...others] = result.resultSet.findings;
    expect([finding?.trackingIdentifier, others.length]).toEqual(['Other 1', 0]);
    expect(finding?.score?.value).toBeCloseTo(1 / (1 + Math.exp(-2)));
    expect(finding?.regions[0]).toMatchObject({ shape: { points: [[0, 0], [12, 0], [12, 10], [0, 10]] } }); // prettier-ignore
  });

  it('draws boxes, and places of a heat map', async () => {
    const boxes: Answer = () => ({ b: { dimensions: [1, 1, 4], values: Float32Array.of(2, 3, 6, 8) }, s: { dimensions: [1, 1, 1], values: Float32Array.of(0.8) } }); // prettier-ignore
    const one = [{ ...SPOKEN, index: 0 }];
    const decode = { kind: 'boxes', boxes: 'b', scores: 's', form: 'corners', unit: 'voxels', activation: 'none', threshold: 0.5, overlap: 0.5, most: 9, classes: one } as const; // prettier-ignore
    const found = await runImagingModel(request({ takes, prepare: flat, decode: { ...decode, classes: one } }, { datasets: [radiograph] }, boxes)); // prettier-ignore
    expect(found.resultSet.findings[0]?.regions[0]).toMatchObject({ shape: { points: [[2, 3], [6, 3], [6, 8], [2, 8]] } }); // prettier-ignore
    const heat: Answer = ({ dimensions, values }) => ({ map: { dimensions, values: values.map((_, at) => (at === 27 || at === 28 ? 3 : -3)) } }); // prettier-ignore
    const warm = await runImagingModel(request({ takes, prepare: flat, score: concept('S'), decode: { kind: 'heat-map', output: 'map', activation: 'sigmoid', threshold: 0.5, leastMm: 0, most: 5, classes: one } }, { datasets: [radiograph] }, heat)); // prettier-ignore
    expect(warm.resultSet.findings[0]?.regions[0]).toMatchObject({ shape: { points: [[3, 2], [5, 2], [5, 3], [3, 3]] } }); // prettier-ignore
    expect(warm.heatMaps[0]?.values[27]).toBeCloseTo(0.9526, 3);
    expect(warm.resultSet.appliesTo).toEqual({ kind: 'images', sopInstanceUIDs: ['1.2.3.100000'] });
  });

  it('numbers the masks of several frames through', async () => {
    const datasets = [0, 3].map((z) => slice(z));
    const result = await runImagingModel(request({ prepare: flat }, { datasets, read: readerOf((x) => x) }));
    expect(result.labelMap?.segments.map(({ finding }) => finding.trackingIdentifier)).toEqual(['Thing 1', 'Thing 2']);
    expect(result.labelMap?.grid.size).toEqual([2, 10, 12]);
    expect([...new Set(result.labelMap?.labels.subarray(120))]).toEqual([0, 2]);
  });
});

describe('a series out of scope', () => {
  it.each<[string, Partial<ImagingTask['takes']>, Parameters<typeof slice>[1], string]>([
    ['modality', {}, { Modality: 'MR' }, 'modality'],
    ['body part', { bodyPart: ['HEAD'] }, {}, 'body-part'],
    ['absent body part', { bodyPart: ['CHEST'] }, { BodyPartExamined: undefined }, 'body-part'],
    ['view', { view: ['PA'] }, {}, 'view'],
    ['bit depth', { bitsStored: { least: 14 } }, {}, 'bits-stored'],
    ['pixels', { pixelSpacingMm: { most: 1.8 } }, {}, 'pixel-spacing'],
    ['distance of slices', { sliceSpacingMm: { most: 2.5 } }, {}, 'slice-spacing'],
    ['number of slices', { slices: { least: 7 } }, {}, 'slice-count'],
    ['extent', { extentMm: { least: 100 } }, {}, 'extent'],
    ['orientation', { orientation: ['coronal'] }, {}, 'orientation'],
    ['type', { notImageType: ['AXIAL'] }, {}, 'image-type'],
    ['description', { notDescribedAs: ['mip'] }, { SeriesDescription: 'Thorax MIP' }, 'description'],
    ['colour', {}, { SamplesPerPixel: 3 }, 'colour'],
  ])('by its %s is refused, and the model never run', async (_what, takes, change, reason) => {
    const session = sessionOf(brightAnswer);
    const error: unknown = await runImagingModel(request({ takes: { modality: ['CT'], ...takes } }, { session, datasets: series(6, 3, change) })).catch((thrown: unknown) => thrown); // prettier-ignore
    expect(error).toMatchObject({ code: 'out-of-scope', reasons: [reason] });
    expect((error as SeriesRefused).message).not.toContain('1.2.3');
    expect(session.inputs).toHaveLength(0);
  });

  it('is told all reasons at once, and absence may be allowed', async () => {
    const takes = { modality: ['MR'], bodyPart: ['HEAD'], mayBeAbsent: ['bodyPart' as const] };
    await expect(runImagingModel(request({ takes }))).rejects.toMatchObject({ reasons: ['modality', 'body-part'] });
    const absent = series(6, 3, { BodyPartExamined: undefined, Modality: 'MR' });
    expect((await runImagingModel(request({ takes }, { datasets: absent }))).resultSet.findings).toHaveLength(1);
  });
});
