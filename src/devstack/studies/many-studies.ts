// Worklists and benches need numbers, not pictures: thousands of studies of one tiny instance each, and long CT series.
import { TRANSFER_SYNTAX } from '../../core/dicom/index.ts';
import { CT_IMAGE_STORAGE, ctAttributes, CT_SCANNER } from './chest/chest-studies.ts';
import { createChestRenderer, type ChestPlan } from './chest/render-chest-slice.ts';
import { createNoiseTile, type NoiseTile } from './drawing/noise-tile.ts';
import { between, createRandom, type Random } from './drawing/random.ts';
import { encapsulated } from './encoding/encapsulate.ts';
import { createHTJ2KEncoder, greyFrame, type FrameEncoder } from './encoding/encoders.ts';
import type { Patient } from './identities.ts';
import { bytesOfPixels, commonAttributes, part10, type DemoInstance, type Series, type Study } from './instance.ts';
import { WORKSTATION } from './documents/workstation.ts';

const SECONDARY_CAPTURE_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.7';

// Syllables, not a list of names: nobody is called what comes out of this, except by chance.
const ONSETS = [
  'Br',
  'K',
  'Vel',
  'M',
  'Tor',
  'S',
  'Gr',
  'L',
  'Dun',
  'F',
  'Har',
  'N',
  'Os',
  'P',
  'R',
  'Thal',
  'W',
  'Zim',
];
const MIDDLES = ['an', 'el', 'ir', 'o', 'und', 'av', 'est', 'ing', 'yr', 'ol', 'em', 'ar'];
const ENDS = ['dal', 'sen', 'ko', 'berg', 'mont', 'ez', 'stad', 'wick', 'ova', 'ini', 'sson', 'more', 'ling', 'aro'];
const GIVEN_ENDS = ['a', 'e', 'o', 'in', 'us', 'ia', 'ette', 'an', 'ra', 'iel'];

type Examination = {
  readonly modality: string;
  readonly description: string;
  readonly bodyPart: string;
  readonly laterality?: 'L' | 'R';
};

const EXAMINATIONS: readonly Examination[] = [
  { modality: 'CT', description: 'CT Thorax', bodyPart: 'CHEST' },
  { modality: 'CT', description: 'CT Abdomen with contrast', bodyPart: 'ABDOMEN' },
  { modality: 'CT', description: 'CT Head', bodyPart: 'HEAD' },
  { modality: 'MR', description: 'MR Brain', bodyPart: 'BRAIN' },
  { modality: 'MR', description: 'MR Knee left', bodyPart: 'KNEE', laterality: 'L' },
  { modality: 'MR', description: 'MR Lumbar spine', bodyPart: 'LSPINE' },
  { modality: 'CR', description: 'XR Hand right', bodyPart: 'HAND', laterality: 'R' },
  { modality: 'DX', description: 'XR Thorax PA', bodyPart: 'CHEST' },
  { modality: 'DX', description: 'XR Pelvis', bodyPart: 'PELVIS' },
  { modality: 'US', description: 'US Abdomen', bodyPart: 'ABDOMEN' },
  { modality: 'US', description: 'Echocardiography', bodyPart: 'HEART' },
  { modality: 'MG', description: 'Mammography left', bodyPart: 'BREAST', laterality: 'L' },
  { modality: 'NM', description: 'Bone scintigraphy', bodyPart: 'WHOLEBODY' },
  { modality: 'PT', description: 'PET/CT FDG', bodyPart: 'CHEST' },
  { modality: 'XA', description: 'Coronary angiography', bodyPart: 'HEART' },
];

/** `count` studies of one 8 x 8 Secondary Capture each; two in three patients have been here before. */
export function* manyStudies(count: number, seed = 1): Generator<DemoInstance> {
  const random = createRandom(seed);
  const patients: Patient[] = [];
  for (let index = 0; index < count; index++) {
    if (patients.length === 0 || random() < 0.34) patients.push(inventPatient(random, patients.length));
    const patient = patients[Math.floor(random() * patients.length)]!;
    yield tinyStudy(random, patient, index, seed);
  }
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const digits = (value: number, width: number): string => String(Math.floor(value)).padStart(width, '0');

function inventPatient(random: Random, index: number): Patient {
  const family = pick(random, ONSETS) + pick(random, MIDDLES) + pick(random, ENDS);
  const given = pick(random, ONSETS) + pick(random, MIDDLES) + pick(random, GIVEN_ENDS);
  return {
    name: `${family}^${given}`,
    patientID: `SYN-${digits(index + 1, 6)}`,
    birthDate: inventDate(random, 1931, 2019),
    sex: pick(random, ['F', 'M', 'F', 'M', 'O'] as const),
    sizeMetres: Number(between(random, 1.5, 1.95).toFixed(2)),
    weightKg: Math.round(between(random, 45, 110)),
  };
}

function inventDate(random: Random, firstYear: number, lastYear: number): string {
  return (
    digits(between(random, firstYear, lastYear + 1), 4) +
    digits(between(random, 1, 13), 2) +
    digits(between(random, 1, 29), 2)
  );
}

function tinyStudy(random: Random, patient: Patient, index: number, seed: number): DemoInstance {
  const { modality, description, bodyPart, laterality } = pick(random, EXAMINATIONS);
  const study: Study = {
    key: `many ${seed} ${index}`,
    patient,
    date: inventDate(random, 2024, 2025),
    time: digits(between(random, 7, 20), 2) + digits(between(random, 0, 60), 2) + digits(between(random, 0, 60), 2),
    description,
    accessionNumber: `B${digits(index + 1, 8)}`,
    referringPhysician: `${pick(random, ONSETS)}${pick(random, ENDS)}^${pick(random, ONSETS)}${pick(random, GIVEN_ENDS)}`,
  };
  const series: Series = {
    study,
    key: 'only',
    number: 1,
    modality,
    description,
    equipment: WORKSTATION,
    startSeconds: 0,
  };
  const pixels = new Uint8Array(64);
  for (let i = 0; i < pixels.length; i++) pixels[i] = random() * 256;
  const attributes = {
    ...commonAttributes(series, SECONDARY_CAPTURE_IMAGE_STORAGE, 1),
    ImageType: ['DERIVED', 'SECONDARY'],
    ConversionType: 'WSD',
    ContentDate: study.date,
    ContentTime: study.time,
    BodyPartExamined: bodyPart,
    Laterality: laterality,
    PatientOrientation: null,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: 8,
    Columns: 8,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    PixelData: { vr: 'OB' as const, value: pixels },
  };
  return { label: `many ${index + 1}`, bytes: part10(study, attributes) };
}

export type SyntheticSeriesOptions = {
  readonly slices: number;
  readonly rows?: number;
  readonly columns?: number;
  /** Tells series apart: another key, other UIDs. */
  readonly key?: string;
  /** Compressed with HTJ2K, or not at all. */
  readonly compression?: 'none' | 'htj2k';
};

const KEY_SLICES = 20;
const HEIGHT_MM = 300;

/** A CT of any length, quick to make: a few slices are drawn, those between are mixed from their neighbours. */
export async function* syntheticSeries(options: SyntheticSeriesOptions): AsyncGenerator<DemoInstance> {
  const { slices, rows = 512, columns = 512, key = 'bench', compression = 'none' } = options;
  const encode = compression === 'htj2k' ? await createHTJ2KEncoder() : undefined;
  const plan: ChestPlan = {
    seed: 11,
    columns,
    rows,
    spacingMm: 380 / Math.max(rows, columns),
    zs: Array.from({ length: KEY_SLICES }, (_, i) => -18 + (i * HEIGHT_MM) / (KEY_SLICES - 1)),
    density: 300,
  };
  const renderer = createChestRenderer(plan);
  const noise = createNoiseTile(3, 512, 1);
  const series = benchSeries(key);
  let drawn = -1;
  let below = new Float32Array(0);
  let above = new Float32Array(0);
  for (let index = 0; index < slices; index++) {
    const at = slices === 1 ? 0 : (index / (slices - 1)) * (KEY_SLICES - 1);
    const from = Math.min(KEY_SLICES - 2, Math.floor(at));
    if (from !== drawn) {
      below = from === drawn + 1 && drawn >= 0 ? above : renderer.drawSlice(from).slice();
      above = renderer.drawSlice(from + 1).slice();
      drawn = from;
    }
    const pixels = mixed(below, above, at - from, noise, index, columns);
    yield benchSlice({ series, plan, index, slices, pixels, encode });
  }
}

function benchSeries(key: string): Series {
  const random = createRandom(key.length);
  const study: Study = {
    key: `series ${key}`,
    patient: inventPatient(random, 899_999),
    date: '20260102',
    time: '080000',
    description: 'CT Thorax long series',
    accessionNumber: `C${digits(random() * 1e8, 8)}`,
    referringPhysician: 'Velansen^Osa',
  };
  return {
    study,
    key: 'axial',
    number: 1,
    modality: 'CT',
    description: 'Axial',
    equipment: CT_SCANNER,
    startSeconds: 30,
    frameOfReference: study.key,
  };
}

function mixed(
  below: Float32Array,
  above: Float32Array,
  share: number,
  noise: NoiseTile,
  index: number,
  columns: number,
): Int16Array<ArrayBuffer> {
  const pixels = new Int16Array(below.length);
  const shift = index * 7919;
  for (let i = 0; i < pixels.length; i++) {
    const grain = noise.values[(i + Math.floor(i / columns) * (512 - (columns & 511)) + shift) & 262143]!;
    const value = below[i]! + (above[i]! - below[i]!) * share + 10 * grain;
    pixels[i] = value < -1024 ? -1024 : value;
  }
  return pixels;
}

type BenchSlice = {
  readonly series: Series;
  readonly plan: ChestPlan;
  readonly index: number;
  readonly slices: number;
  readonly pixels: Int16Array<ArrayBuffer>;
  readonly encode: FrameEncoder | undefined;
};

function benchSlice({ series, plan, index, slices, pixels, encode }: BenchSlice): DemoInstance {
  const instanceNumber = index + 1;
  const thicknessMm = Number((HEIGHT_MM / Math.max(1, slices - 1)).toFixed(4));
  const attributes = {
    ...commonAttributes(series, CT_IMAGE_STORAGE, instanceNumber),
    ...ctAttributes(series, {
      plan,
      zMm: Number((-18 + index * thicknessMm).toFixed(4)),
      thicknessMm,
      instanceNumber,
      pixels,
    }),
    BodyPartExamined: 'CHEST',
    WindowCenter: 40,
    WindowWidth: 400,
  };
  const label = `${series.study.key} ${instanceNumber}`;
  if (encode === undefined) return { label, bytes: part10(series.study, attributes) };
  const frame = { ...greyFrame(plan.columns, plan.rows, 16), isSigned: true };
  const PixelData = encapsulated([encode(bytesOfPixels(pixels), frame)]);
  return { label, bytes: part10(series.study, { ...attributes, PixelData }, TRANSFER_SYNTAX.htj2kLossless) };
}
