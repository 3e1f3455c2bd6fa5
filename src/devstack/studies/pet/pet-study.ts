// PET and low-dose CT of one table position range, sharing a frame of reference; SUV can be computed from the header.
import type { Attributes } from '../../../core/dicom/index.ts';
import { CT_IMAGE_STORAGE, ctAttributes, CT_SCANNER } from '../chest/chest-studies.ts';
import { createChestRenderer, type ChestPlan } from '../chest/render-chest-slice.ts';
import type { PlantedNodule } from '../chest/nodules.ts';
import { createNoiseTile } from '../drawing/noise-tile.ts';
import { PET_PATIENT } from '../identities.ts';
import {
  bytesOfPixels,
  commonAttributes,
  code,
  part10,
  timeAfter,
  type DemoInstance,
  type Series,
  type Study,
} from '../instance.ts';
import { renderActivity, type HotSpot } from './activity.ts';

const PET_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.128';
const SLICES = 80;
const THICKNESS_MM = 4;
const PET_SIZE = 128;
const PET_SPACING_MM = 3.2;
const FRAME_MS = 150_000;

const PLAN: ChestPlan = {
  seed: 71,
  columns: 256,
  rows: 256,
  spacingMm: 1.56,
  zs: Array.from({ length: SLICES }, (_, i) => -34 + i * THICKNESS_MM),
  density: 260,
};

/** A tumour of the left upper lobe, seen on both, and nodes that only the PET shows. */
const TUMOURS: readonly PlantedNodule[] = [
  { label: 'left upper lobe', centreMm: [66, -8, 218], diameterMm: 24, kind: 'spiculated' },
];
export const HOT_SPOTS: readonly HotSpot[] = [
  { centreMm: [66, -8, 218], radiusMm: 12, suv: 9.4 },
  { centreMm: [26, 2, 186], radiusMm: 7, suv: 6.1 },
  { centreMm: [-6, 16, 178], radiusMm: 6, suv: 4.2 },
  { centreMm: [-92, 4, 8], radiusMm: 8, suv: 6.8 },
];

export const PET_STUDY: Study = {
  key: 'pet-ct',
  patient: PET_PATIENT,
  date: '20251209',
  time: '100533',
  description: 'PET/CT FDG thorax',
  accessionNumber: 'A2025120906',
  referringPhysician: 'Nordvik^Sunniva',
};

const CT_SERIES: Series = {
  study: PET_STUDY,
  key: 'ct',
  number: 2,
  modality: 'CT',
  description: 'CT AC low dose 4 mm',
  equipment: { ...CT_SCANNER, model: 'Aurora PET/CT 64', station: 'PETCT1', serialNumber: '30882' },
  startSeconds: 60,
  frameOfReference: PET_STUDY.key,
};

const PET_SERIES: Series = {
  ...CT_SERIES,
  key: 'pet',
  number: 3,
  modality: 'PT',
  description: 'PET WB AC',
  startSeconds: 240,
};

const INJECTED_BQ = 231_000_000;
const HALF_LIFE_SECONDS = 6586.2;
/** Injected an hour before the emission scan began. */
const UPTAKE_SECONDS = 3600;

/** Bq/ml for an SUV of 1, decay corrected to the beginning of the series. */
const BQML_PER_SUV = (INJECTED_BQ * 2 ** (-UPTAKE_SECONDS / HALF_LIFE_SECONDS)) / (PET_PATIENT.weightKg * 1000);
const RESCALE_SLOPE = 1.25;

export async function* petStudy(): AsyncGenerator<DemoInstance> {
  const renderer = createChestRenderer(PLAN);
  const scan = renderer.scan({ nodules: TUMOURS, noiseHU: 21, noiseSeed: 8 });
  const noise = createNoiseTile(81, 256, 1);
  for (let index = SLICES - 1; index >= 0; index--) {
    const anatomy = renderer.drawSlice(index);
    const pixels = scan(index);
    yield ctSlice(index, pixels);
    const suv = renderActivity({
      hu: anatomy,
      plan: PLAN,
      zMm: PLAN.zs[index]!,
      size: PET_SIZE,
      spacingMm: PET_SPACING_MM,
      hotSpots: HOT_SPOTS,
      noise,
      index,
    });
    yield petSlice(index, stored(suv));
  }
}

function stored(suv: Float32Array): Uint16Array<ArrayBuffer> {
  const pixels = new Uint16Array(suv.length);
  for (let i = 0; i < suv.length; i++) pixels[i] = Math.min(65535, (suv[i]! * BQML_PER_SUV) / RESCALE_SLOPE + 0.5);
  return pixels;
}

function ctSlice(index: number, pixels: Int16Array<ArrayBuffer>): DemoInstance {
  const instanceNumber = SLICES - index;
  const attributes = {
    ...commonAttributes(CT_SERIES, CT_IMAGE_STORAGE, instanceNumber),
    ...ctAttributes(CT_SERIES, { plan: PLAN, zMm: PLAN.zs[index]!, thicknessMm: THICKNESS_MM, instanceNumber, pixels }),
    BodyPartExamined: 'CHEST',
    WindowCenter: 40,
    WindowWidth: 400,
  };
  return { label: `${PET_STUDY.key} ct ${instanceNumber}`, bytes: part10(PET_STUDY, attributes) };
}

function petSlice(index: number, pixels: Uint16Array<ArrayBuffer>): DemoInstance {
  const instanceNumber = SLICES - index;
  const zMm = PLAN.zs[index]!;
  const corner = -((PET_SIZE - 1) / 2) * PET_SPACING_MM;
  const attributes = {
    ...commonAttributes(PET_SERIES, PET_IMAGE_STORAGE, instanceNumber),
    ...emission(instanceNumber),
    ...radiopharmaceutical(),
    ImageType: ['ORIGINAL', 'PRIMARY'],
    BodyPartExamined: 'CHEST',
    SliceThickness: THICKNESS_MM,
    ImagePositionPatient: [corner, corner, zMm],
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    SliceLocation: zMm,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: PET_SIZE,
    Columns: PET_SIZE,
    PixelSpacing: [PET_SPACING_MM, PET_SPACING_MM],
    BitsAllocated: 16,
    BitsStored: 16,
    HighBit: 15,
    PixelRepresentation: 0,
    RescaleIntercept: 0,
    RescaleSlope: RESCALE_SLOPE,
    WindowCenter: Math.round(3.5 * BQML_PER_SUV),
    WindowWidth: Math.round(7 * BQML_PER_SUV),
    PixelData: bytesOfPixels(pixels),
  };
  return { label: `${PET_STUDY.key} pet ${instanceNumber}`, bytes: part10(PET_STUDY, attributes) };
}

function emission(instanceNumber: number): Attributes {
  const at = timeAfter(PET_STUDY, PET_SERIES.startSeconds);
  return {
    AcquisitionDate: PET_STUDY.date,
    AcquisitionTime: at,
    ContentDate: PET_STUDY.date,
    ContentTime: at,
    SeriesType: ['WHOLE BODY', 'IMAGE'],
    Units: 'BQML',
    CountsSource: 'EMISSION',
    NumberOfSlices: SLICES,
    CorrectedImage: ['NORM', 'DTIM', 'ATTN', 'SCAT', 'DECY', 'RAN'],
    RandomsCorrectionMethod: 'DLYD',
    AttenuationCorrectionMethod: 'CT-based',
    ScatterCorrectionMethod: 'Model-based',
    DecayCorrection: 'START',
    ReconstructionMethod: 'OSEM 3i 24s',
    ConvolutionKernel: 'Gauss 5 mm',
    CollimatorType: 'NONE',
    FrameReferenceTime: 0,
    ActualFrameDuration: FRAME_MS,
    DecayFactor: 1,
    ImageIndex: instanceNumber,
    DoseCalibrationFactor: 1,
    ScatterFractionFactor: 0.34,
    PatientOrientationCodeSequence: {
      ...code(['102538003', 'SCT', 'recumbent']),
      PatientOrientationModifierCodeSequence: code(['40199007', 'SCT', 'supine']),
    },
    PatientGantryRelationshipCodeSequence: code(['102540008', 'SCT', 'headfirst']),
  };
}

function radiopharmaceutical(): Attributes {
  const start = timeAfter(PET_STUDY, PET_SERIES.startSeconds - UPTAKE_SECONDS);
  return {
    RadiopharmaceuticalInformationSequence: {
      Radiopharmaceutical: 'FDG',
      RadiopharmaceuticalStartTime: start,
      RadiopharmaceuticalStartDateTime: `${PET_STUDY.date}${start}`,
      RadionuclideTotalDose: INJECTED_BQ,
      RadionuclideHalfLife: HALF_LIFE_SECONDS,
      RadionuclidePositronFraction: 0.967,
      RadionuclideCodeSequence: code(['77004003', 'SCT', '^18^Fluorine']),
      RadiopharmaceuticalCodeSequence: code(['35321007', 'SCT', 'Fluorodeoxyglucose F^18^']),
    },
  };
}
