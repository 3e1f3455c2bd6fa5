// Series, manifests and sessions for tests.
import { type Attributes, buildDataset, type Dataset } from '../../dicom/index.ts';
import { type ImagingTask, type InferenceSession, type Manifest, type SliceHeader, type Tensor } from '../index.ts';

const AXIAL = [1, 0, 0, 0, 1, 0];

/** A slice at z (mm) of a CT of 1.5 x 2 mm pixels. */
export function slice(z: number, change: Attributes = {}): Dataset {
  return buildDataset({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
    SOPInstanceUID: `1.2.3.${Math.round(z * 100) + 100_000}`,
    StudyInstanceUID: '1.2.3.1',
    SeriesInstanceUID: '1.2.3.2',
    FrameOfReferenceUID: '1.2.3.3',
    Modality: 'CT',
    BodyPartExamined: 'CHEST',
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    SamplesPerPixel: 1,
    Rows: 10,
    Columns: 12,
    BitsStored: 12,
    PixelSpacing: [2, 1.5],
    ImageOrientationPatient: AXIAL,
    ImagePositionPatient: [-9, -10, z],
    ...change,
  });
}

export const series = (count: number, stepMm = 3, change: Attributes = {}): Dataset[] =>
  Array.from({ length: count }, (_, at) => slice(at * stepMm, change));

const structure = { value: '91723000', scheme: 'SCT', meaning: 'Anatomical Structure' };
export const SPOKEN = { name: 'Thing', category: structure, type: { value: '39607008', scheme: 'SCT', meaning: 'Lung' }, sites: [] }; // prettier-ignore

export const TASK: ImagingTask = {
  kind: 'imaging',
  takes: { modality: ['CT'] },
  prepare: {
    from: 'volume',
    axes: 'image',
    align: 'image',
    interpolation: 'trilinear',
    values: { kind: 'clip', from: -1000, to: 1000 },
    tile: { size: [64, 64, 64], margin: [0, 0, 0], multiple: 1 },
    channels: 1,
  },
  decode: { kind: 'label-map', output: 'map', by: { kind: 'threshold', activation: 'none', threshold: 0.5 }, steps: [], classes: [{ ...SPOKEN, label: 1 }] }, // prettier-ignore
  measurements: [],
};

export function manifestOf(task: Partial<ImagingTask> = {}): Manifest {
  return {
    schema: 'collimator-model/1',
    name: 'tester',
    version: '1.0.0',
    date: '2026-01-02',
    title: 'A tester',
    intendedUse: 'Tests',
    license: 'none',
    manufacturer: 'nobody',
    model: { file: 'model.onnx', bytes: 1, sha256: 'a'.repeat(64) },
    card: { file: 'README.md', sha256: 'b'.repeat(64) },
    inputs: [{ name: 'input', type: 'float32', dimensions: [1, 1, 'd', 'h', 'w'] }],
    outputs: [{ name: 'map', type: 'float32', dimensions: [1, 1, 'd', 'h', 'w'] }],
    task: { ...TASK, ...task },
    tolerance: 0.001,
    signature: { algorithm: 'Ed25519', keyId: '0'.repeat(16), value: 'A'.repeat(86) + '==' },
  };
}

/** A model that is a function of its input. */
export function sessionOf(
  answer: (input: Tensor) => Record<string, Tensor>,
): InferenceSession & { readonly inputs: Tensor[] } {
  const inputs: Tensor[] = [];
  return {
    inputs,
    backend: 'wasm',
    close: () => Promise.resolve(),
    run: ({ input }) => {
      if (input === undefined) return Promise.reject(new Error('no input'));
      inputs.push(input);
      return Promise.resolve(answer(input));
    },
  };
}

/** Values by place: `at(x, y, z)` in millimetres of the patient. */
export function readerOf(
  at: (x: number, y: number, z: number) => number,
): (header: SliceHeader) => Promise<Float32Array> {
  return ({ rows, columns, plane }) => {
    const out = new Float32Array(rows * columns);
    if (plane === undefined) return Promise.resolve(out);
    const { positionMm: p, rowDirection: r, columnDirection: c, spacingMm: s } = plane;
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const [x, y, z] = [0, 1, 2].map((axis) => (p[axis] ?? 0) + column * s[1] * (r[axis] ?? 0) + row * s[0] * (c[axis] ?? 0)) as [number, number, number]; // prettier-ignore
        out[row * columns + column] = at(x, y, z);
      }
    return Promise.resolve(out);
  };
}

export function uids(): () => string {
  let last = 0;
  return () => `1.2.3.9.${++last}`;
}
