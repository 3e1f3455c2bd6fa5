// The chest CT of the demo and the examination of a year before: same person, one finding smaller, one not there yet.
import type { Attributes } from '../../../core/dicom/index.ts';
import { CHEST_PATIENT } from '../identities.ts';
import {
  bytesOfPixels,
  commonAttributes,
  code,
  part10,
  timeAfter,
  type DemoInstance,
  type Equipment,
  type Series,
  type Study,
} from '../instance.ts';
import { CURRENT_NODULES, PRIOR_NODULES } from './nodules.ts';
import { createChestRenderer, type ChestPlan } from './render-chest-slice.ts';

export const CT_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.2';
const SLICES = 155;
export const SPACING_BETWEEN_SLICES_MM = 2;

export const CT_SCANNER: Equipment = {
  manufacturer: 'Fjordline Imaging',
  model: 'Aurora CT 128',
  station: 'CT2',
  softwareVersions: 'A4.1.0',
  serialNumber: '20417',
};

export const CHEST_STUDY: Study = {
  key: 'chest-ct',
  patient: CHEST_PATIENT,
  date: '20260312',
  time: '091542',
  description: 'CT Thorax with contrast',
  accessionNumber: 'A2026031207',
  referringPhysician: 'Aaberg^Synne',
};

export const PRIOR_STUDY: Study = {
  ...CHEST_STUDY,
  key: 'chest-ct-prior',
  date: '20250305',
  time: '133010',
  accessionNumber: 'A2025030511',
  referringPhysician: 'Tveterås^Jonas',
};

export const CHEST_PLAN: ChestPlan = {
  seed: 11,
  columns: 512,
  rows: 512,
  spacingMm: 0.742,
  zs: Array.from({ length: SLICES }, (_, i) => -18 + i * SPACING_BETWEEN_SLICES_MM),
  density: 1150,
};

export const CHEST_SERIES: Series = seriesOf(CHEST_STUDY);
const PRIOR_SERIES: Series = seriesOf(PRIOR_STUDY);

function seriesOf(study: Study): Series {
  return {
    study,
    key: 'axial',
    number: 2,
    modality: 'CT',
    description: 'Thorax axial 2 mm',
    equipment: CT_SCANNER,
    startSeconds: 95,
    frameOfReference: study.key,
  };
}

/** Instances are numbered from the head down, as scanners do; `index` counts up from the feet. */
export function instanceNumberOf(index: number): number {
  return SLICES - index;
}

/** The anatomy is drawn once for both, which halves the work; their files come out in turn. */
export async function* chestStudies(wanted: {
  readonly current: boolean;
  readonly prior: boolean;
}): AsyncGenerator<DemoInstance> {
  const renderer = createChestRenderer(CHEST_PLAN);
  const current = renderer.scan({ nodules: CURRENT_NODULES, noiseHU: 11, noiseSeed: 5 });
  const prior = renderer.scan({ nodules: PRIOR_NODULES, noiseHU: 13, noiseSeed: 6 });
  for (let index = SLICES - 1; index >= 0; index--) {
    renderer.drawSlice(index);
    if (wanted.current) yield slice(CHEST_SERIES, index, current(index));
    if (wanted.prior) yield slice(PRIOR_SERIES, index, prior(index));
  }
}

function slice(series: Series, index: number, pixels: Int16Array<ArrayBuffer>): DemoInstance {
  const instanceNumber = instanceNumberOf(index);
  const attributes = {
    ...commonAttributes(series, CT_IMAGE_STORAGE, instanceNumber),
    ...ctAttributes(series, {
      plan: CHEST_PLAN,
      zMm: CHEST_PLAN.zs[index]!,
      thicknessMm: SPACING_BETWEEN_SLICES_MM,
      instanceNumber,
      pixels,
    }),
    BodyPartExamined: 'CHEST',
    ProtocolName: 'Thorax venous',
    ContrastBolusAgent: 'Iodinated contrast 350 mg/ml',
    ContrastBolusRoute: 'IV',
    AnatomicRegionSequence: code(['51185008', 'SCT', 'Chest']),
    WindowCenter: [40, -600],
    WindowWidth: [400, 1500],
    WindowCenterWidthExplanation: ['MEDIASTINUM', 'LUNG'],
  };
  return { label: `${series.study.key} ${instanceNumber}`, bytes: part10(series.study, attributes) };
}

type CtSlice = {
  readonly plan: Pick<ChestPlan, 'columns' | 'rows' | 'spacingMm'>;
  readonly zMm: number;
  readonly thicknessMm: number;
  readonly instanceNumber: number;
  readonly pixels: Int16Array<ArrayBuffer>;
};

/** Image plane and CT image modules of an axial slice, supine, head first. Pixels are Hounsfield units + 1024. */
export function ctAttributes(series: Series, { plan, zMm, thicknessMm, instanceNumber, pixels }: CtSlice): Attributes {
  const at = timeAfter(series.study, series.startSeconds + instanceNumber * 0.05);
  return {
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    AcquisitionNumber: 1,
    AcquisitionDate: series.study.date,
    AcquisitionTime: at,
    ContentDate: series.study.date,
    ContentTime: at,
    PatientPosition: 'HFS',
    KVP: 120,
    XRayTubeCurrent: 210,
    ExposureTime: 500,
    Exposure: 105,
    ConvolutionKernel: 'B40',
    DataCollectionDiameter: 500,
    ReconstructionDiameter: Number((plan.columns * plan.spacingMm).toFixed(1)),
    GantryDetectorTilt: 0,
    TableHeight: 148,
    RotationDirection: 'CW',
    SliceThickness: thicknessMm,
    SpacingBetweenSlices: thicknessMm,
    ImagePositionPatient: [
      -((plan.columns - 1) / 2) * plan.spacingMm,
      -((plan.rows - 1) / 2) * plan.spacingMm,
      zMm,
    ].map((v) => Number(v.toFixed(4))),
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    SliceLocation: zMm,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: plan.rows,
    Columns: plan.columns,
    PixelSpacing: [plan.spacingMm, plan.spacingMm],
    BitsAllocated: 16,
    BitsStored: 16,
    HighBit: 15,
    PixelRepresentation: 1,
    RescaleIntercept: 0,
    RescaleSlope: 1,
    RescaleType: 'HU',
    PixelData: bytesOfPixels(pixels),
  };
}
