// Packages of models that say one kind of thing each: points, circles, boxes, a heat map. One graph of three operators, written
// here byte by byte, signed with a key that lives as long as the test.
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signPackage } from '../src/cli/models/sign.ts';
import type { Decode, ImagingTask } from '../src/core/inference/manifest/imaging-task.ts';

export interface TinyModel {
  readonly name: string;
  readonly title: string;
  readonly decode: Decode;
  readonly measurements?: ImagingTask['measurements'];
}

const THING = {
  index: 0,
  name: 'Thing',
  category: { value: '49755003', scheme: 'SCT', meaning: 'Morphologically Abnormal Structure' },
  type: { value: '52988006', scheme: 'SCT', meaning: 'Lesion' },
  sites: [],
};

/** What shines is found: Hounsfield units from 100 to 1300 are scores from 0 to 1. */
export const TINY_MODELS: readonly TinyModel[] = [
  {
    name: 'tiny-points',
    title: 'Points for tests',
    decode: { kind: 'points', output: 'map', activation: 'none', threshold: 0.7, floor: 0.2, apartMm: 8, most: 20, classes: [THING] }, // prettier-ignore
  },
  {
    name: 'tiny-circles',
    title: 'Circles for tests',
    decode: { kind: 'points', output: 'map', activation: 'none', threshold: 0.7, floor: 0.2, apartMm: 8, most: 20, diameters: 'diameters', classes: [THING] }, // prettier-ignore
    measurements: [{ kind: 'diameter' }],
  },
  {
    name: 'tiny-boxes',
    title: 'Boxes for tests',
    decode: { kind: 'boxes', boxes: 'boxes', scores: 'scores', form: 'corners', unit: 'voxels', activation: 'none', threshold: 0.5, floor: 0.2, overlap: 0.3, most: 20, classes: [THING] }, // prettier-ignore
  },
  {
    name: 'tiny-heat',
    title: 'A heat map for tests',
    decode: { kind: 'heat-map', output: 'map', activation: 'none', threshold: 0.6, leastMm: 2, most: 20, classes: [THING] }, // prettier-ignore
  },
];

/** In voxels, depth first: one box that is sure and one that is not, on the slice of this index. */
const boxesAt = (slice: number): number[] => [slice, 30, 20, slice + 1, 55, 60, slice, 60, 80, slice + 1, 80, 120];
const SCORES = [0.9, 0.4];
export const DIAMETER_MM = 24;

const SPACE = ['depth', 'height', 'width'];
const OUTPUTS: Record<string, readonly (number | string)[]> = {
  map: [1, 1, ...SPACE],
  diameters: [1, 1, ...SPACE],
  boxes: [1, 2, 6],
  scores: [1, 2, 1],
};

/** Writes the packages and the list of trusted keys into the folder. */
export async function writeTinyModels(folder: string, boxesOnSlice: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const key = join(folder, 'key.pem');
  writeFileSync(key, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  for (const model of TINY_MODELS) {
    const to = join(folder, model.name);
    mkdirSync(to);
    writeFileSync(join(to, 'model.onnx'), graphOf(boxesOnSlice));
    writeFileSync(join(to, 'manifest.json'), JSON.stringify(manifestOf(model)));
    writeFileSync(join(to, 'README.md'), CARD);
    await signPackage(to, key, true);
  }
}

const CARD = ['Intended use', 'Not for', 'Input', 'Output', 'Data', 'Performance', 'Limits', 'Contact']
  .map((heading) => `## ${heading}\n\nTests of this product, and nothing else.\n`)
  .join('\n');

function manifestOf({ name, title, decode, measurements = [] }: TinyModel): object {
  return {
    schema: 'collimator-model/1',
    name,
    version: '1.0.0',
    date: '2026-11-22',
    title,
    intendedUse: 'Tests of this product.',
    license: 'as the project',
    manufacturer: 'Collimator project',
    model: { file: 'model.onnx' },
    card: {},
    inputs: [{ name: 'input', type: 'float32', dimensions: [1, 1, ...SPACE] }],
    outputs: Object.entries(OUTPUTS).map(([output, dimensions]) => ({ name: output, type: 'float32', dimensions })),
    task: {
      kind: 'imaging',
      takes: { modality: ['CT'] },
      prepare: {
        from: 'volume',
        axes: 'image',
        align: 'image',
        interpolation: 'nearest',
        values: { kind: 'range', from: 100, to: 1300 },
        tile: { size: [256, 256, 256], margin: [0, 0, 0] },
      },
      decode,
      measurements,
      score: { value: 'BRIGHTNESS', scheme: '99COLLIMATOR', meaning: 'Brightness' },
    },
    tolerance: 0.01,
  };
}

type Bytes = readonly number[];

/** `map` is the input, `diameters` the same number everywhere, boxes and scores do not depend on it. */
function graphOf(boxesOnSlice: number): Uint8Array {
  const graph = [
    ...node('Identity', ['input'], 'map'),
    ...node('Mul', ['input', 'nothing'], 'zeros'),
    ...node('Add', ['zeros', 'across'], 'diameters'),
    ...node('Identity', ['all-boxes'], 'boxes'),
    ...node('Identity', ['all-scores'], 'scores'),
    ...block(2, text('tiny')),
    ...constant('nothing', [], [0]),
    ...constant('across', [], [DIAMETER_MM]),
    ...constant('all-boxes', [1, 2, 6], boxesAt(boxesOnSlice)),
    ...constant('all-scores', [1, 2, 1], SCORES),
    ...block(11, valueInfo('input', [1, 1, ...SPACE])),
    ...Object.entries(OUTPUTS).flatMap(([name, dimensions]) => block(12, valueInfo(name, dimensions))),
  ];
  // ModelProto: version of the format, the graph, the set of operators.
  return Uint8Array.from([...number(1, 8), ...block(7, graph), ...block(8, [...block(1, []), ...number(2, 17)])]);
}

const node = (operator: string, inputs: readonly string[], output: string): Bytes =>
  block(1, [...inputs.flatMap((input) => block(1, text(input))), ...block(2, text(output)), ...block(4, text(operator))]); // prettier-ignore

const FLOAT = 1;

function constant(name: string, dimensions: readonly number[], values: readonly number[]): Bytes {
  const raw = [...new Uint8Array(Float32Array.from(values).buffer)];
  return block(5, [...dimensions.flatMap((length) => number(1, length)), ...number(2, FLOAT), ...block(8, text(name)), ...block(9, raw)]); // prettier-ignore
}

function valueInfo(name: string, dimensions: readonly (number | string)[]): Bytes {
  const shape = dimensions.flatMap((one) => block(1, typeof one === 'number' ? number(1, one) : block(2, text(one))));
  return [...block(1, text(name)), ...block(2, block(1, [...number(1, FLOAT), ...block(2, shape)]))];
}

// Protocol buffers: fields with their number and kind before them.
const text = (value: string): Bytes => [...new TextEncoder().encode(value)];
const number = (field: number, value: number): Bytes => [...varint(field << 3), ...varint(value)];
const block = (field: number, bytes: Bytes): Bytes => [...varint((field << 3) | 2), ...varint(bytes.length), ...bytes];

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}
