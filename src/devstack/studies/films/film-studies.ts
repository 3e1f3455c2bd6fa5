// Two radiographs with text burned in: a chest (DX, MONOCHROME2) and a hand (CR, MONOCHROME1).
import { TRANSFER_SYNTAX, type Attributes } from '../../../core/dicom/index.ts';
import type { BurnedInText, Raster } from '../drawing/raster.ts';
import { encapsulated } from '../encoding/encapsulate.ts';
import { createJPEG2000Encoder, greyFrame } from '../encoding/encoders.ts';
import { FILM_PATIENT, HAND_PATIENT } from '../identities.ts';
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
import { drawMarker, drawNameBlock } from './annotations.ts';
import { CHEST_FILM, renderChestFilm } from './chest-film.ts';
import { HAND_FILM, renderHandFilm } from './hand-film.ts';

const DX_IMAGE_STORAGE_FOR_PRESENTATION = '1.2.840.10008.5.1.4.1.1.1.1';
const CR_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.1';

export const CHEST_FILM_STUDY: Study = {
  key: 'chest-dx',
  patient: FILM_PATIENT,
  date: '20260219',
  time: '082755',
  description: 'XR Thorax PA',
  accessionNumber: 'A2026021902',
  referringPhysician: 'Haugland^Petra',
};

export const HAND_FILM_STUDY: Study = {
  key: 'hand-cr',
  patient: HAND_PATIENT,
  date: '20251004',
  time: '192231',
  description: 'XR Hand left PA',
  accessionNumber: 'A2025100444',
  referringPhysician: 'Myrdal^Oskar',
};

const CHEST_SERIES: Series = {
  study: CHEST_FILM_STUDY,
  key: 'pa',
  number: 1,
  modality: 'DX',
  description: 'Thorax PA',
  equipment: {
    manufacturer: 'Kystlinje Radiology',
    model: 'Skerry DR',
    station: 'XR1',
    softwareVersions: '5.5',
    serialNumber: '7714',
  },
  startSeconds: 20,
};

const HAND_SERIES: Series = {
  study: HAND_FILM_STUDY,
  key: 'pa',
  number: 1,
  modality: 'CR',
  description: 'Hand PA',
  equipment: {
    manufacturer: 'Kystlinje Radiology',
    model: 'Plate Reader 2',
    station: 'CR2',
    softwareVersions: '2.9',
    serialNumber: '4102',
  },
  startSeconds: 35,
};

/** The left border of the film shows the patient's right side. */
export function annotateChestFilm(raster: Raster): BurnedInText[] {
  return [
    ...drawNameBlock(raster, CHEST_FILM_STUDY, { x: 24, y: raster.rows - 124, scale: 2.4, ink: [4095] }),
    drawMarker(raster, 76, 250, 'R', [4095], 7),
    drawMarker(raster, raster.columns - 150, 40, 'PA ERECT', [3900], 2.4),
  ];
}

export function annotateHandFilm(raster: Raster): BurnedInText[] {
  return [
    ...drawNameBlock(raster, HAND_FILM_STUDY, { x: 60, y: 56, scale: 1.5, ink: [3900], paper: [120] }),
    drawMarker(raster, raster.columns - 150, 1250, 'L', [150], 9),
  ];
}

export async function* chestFilmStudy(): AsyncGenerator<DemoInstance> {
  const { columns, rows, mmPerPixel } = CHEST_FILM;
  const pixels = renderChestFilm(11);
  annotateChestFilm({ columns, rows, samples: 1, values: pixels });
  const attributes = {
    ...commonAttributes(CHEST_SERIES, DX_IMAGE_STORAGE_FOR_PRESENTATION, 1),
    ...filmAttributes(CHEST_SERIES, columns, rows, mmPerPixel),
    PresentationIntentType: 'FOR PRESENTATION',
    PhotometricInterpretation: 'MONOCHROME2',
    PresentationLUTShape: 'IDENTITY',
    PixelIntensityRelationship: 'LOG',
    PixelIntensityRelationshipSign: -1,
    RescaleIntercept: 0,
    RescaleSlope: 1,
    RescaleType: 'US',
    BodyPartExamined: 'CHEST',
    AnatomicRegionSequence: { ...code(['51185008', 'SCT', 'Chest']) },
    ViewPosition: 'PA',
    ViewCodeSequence: { ...code(['399348003', 'SCT', 'postero-anterior']), ViewModifierCodeSequence: [] },
    ImageLaterality: 'U',
    PatientOrientation: ['L', 'F'],
    PositionerType: null,
    AcquisitionContextSequence: [],
    DetectorType: 'DIRECT',
    DetectorConfiguration: 'AREA',
    DetectorID: 'SKR-7714-A',
    KVP: 125,
    ExposureTime: 8,
    XRayTubeCurrent: 320,
    ExposureInuAs: 2560,
    DistanceSourceToDetector: 1800,
    WindowCenter: 2100,
    WindowWidth: 3400,
    PixelData: bytesOfPixels(pixels),
  };
  yield { label: `${CHEST_FILM_STUDY.key} 1`, bytes: part10(CHEST_FILM_STUDY, attributes) };
}

export async function* handFilmStudy(): AsyncGenerator<DemoInstance> {
  const { columns, rows, mmPerPixel } = HAND_FILM;
  const encode = await createJPEG2000Encoder();
  const pixels = renderHandFilm(41);
  annotateHandFilm({ columns, rows, samples: 1, values: pixels });
  const attributes = {
    ...commonAttributes(HAND_SERIES, CR_IMAGE_STORAGE, 1),
    ...filmAttributes(HAND_SERIES, columns, rows, mmPerPixel),
    PhotometricInterpretation: 'MONOCHROME1',
    BodyPartExamined: 'HAND',
    ViewPosition: 'PA',
    Laterality: 'L',
    PatientOrientation: null,
    PlateType: 'IP 24x30',
    KVP: 52,
    Exposure: 3,
    DistanceSourceToDetector: 1150,
    WindowCenter: 2050,
    WindowWidth: 3700,
    PixelData: encapsulated([encode(bytesOfPixels(pixels), greyFrame(columns, rows, 12))]),
  };
  yield {
    label: `${HAND_FILM_STUDY.key} 1`,
    bytes: part10(HAND_FILM_STUDY, attributes, TRANSFER_SYNTAX.jpeg2000Lossless),
  };
}

function filmAttributes(series: Series, columns: number, rows: number, mmPerPixel: number): Attributes {
  const at = timeAfter(series.study, series.startSeconds);
  return {
    ImageType: ['ORIGINAL', 'PRIMARY', ''],
    AcquisitionNumber: 1,
    AcquisitionDate: series.study.date,
    AcquisitionTime: at,
    ContentDate: series.study.date,
    ContentTime: at,
    SamplesPerPixel: 1,
    Rows: rows,
    Columns: columns,
    ImagerPixelSpacing: [mmPerPixel, mmPerPixel],
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    BurnedInAnnotation: 'YES',
    LossyImageCompression: '00',
  };
}
