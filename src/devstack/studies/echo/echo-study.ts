// A colour echocardiogram: a cine with the patient's name burned into every frame.
import { TRANSFER_SYNTAX } from '../../../core/dicom/index.ts';
import { createRaster, type BurnedInText } from '../drawing/raster.ts';
import { encapsulated } from '../encoding/encapsulate.ts';
import { encodeRLE } from '../encoding/rle.ts';
import { ECHO_PATIENT } from '../identities.ts';
import { commonAttributes, code, part10, timeAfter, type DemoInstance, type Series, type Study } from '../instance.ts';
import { CM_PER_PIXEL, COLOUR_BOX, createEchoRenderer, FAN } from './render-echo.ts';
import { paintCursor, paintScreen } from './screen.ts';

const US_MULTIFRAME_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.3.1';
export const ECHO_FRAMES = 60;
const FRAMES_PER_BEAT = 30;
const FRAME_TIME_MS = 33.333;

export const ECHO_STUDY: Study = {
  key: 'echo-us',
  patient: ECHO_PATIENT,
  date: '20260127',
  time: '141203',
  description: 'Echocardiography transthoracic',
  accessionNumber: 'A2026012719',
  referringPhysician: 'Lysgaard^Mikkel',
};

const SERIES: Series = {
  study: ECHO_STUDY,
  key: 'a4c',
  number: 1,
  modality: 'US',
  description: 'A4C colour',
  equipment: {
    manufacturer: 'Tidewater Ultrasound',
    model: 'Petrel 9',
    station: 'US4',
    softwareVersions: '3.0.2',
    serialNumber: '88120',
  },
  startSeconds: 140,
};

/** The text that every frame carries, with where it is. */
export function echoBurnedInText(): BurnedInText[] {
  return paintScreen(createRaster(640, 480, 3), ECHO_STUDY);
}

export async function* echoStudy(): AsyncGenerator<DemoInstance> {
  const render = createEchoRenderer(31);
  const screen = createRaster(640, 480, 3);
  paintScreen(screen, ECHO_STUDY);
  const raster = createRaster(640, 480, 3);
  const frames: Uint8Array[] = [];
  // Frames of the same phase share the drawing of the heart, not the speckle in its blood.
  for (let phase = 0; phase < FRAMES_PER_BEAT; phase++) {
    render.beginPhase(phase / FRAMES_PER_BEAT);
    for (let frame = phase; frame < ECHO_FRAMES; frame += FRAMES_PER_BEAT) {
      raster.values.set(screen.values);
      render.drawFrame(raster, frame);
      paintCursor(raster, frame / ECHO_FRAMES);
      frames[frame] = encodeRLE(raster.values as Uint8Array, raster.columns, 3, 1); // createRaster makes bytes
    }
  }
  yield { label: `${ECHO_STUDY.key} 1`, bytes: part10(ECHO_STUDY, attributesOf(frames), TRANSFER_SYNTAX.rleLossless) };
}

function attributesOf(frames: readonly Uint8Array[]) {
  const at = timeAfter(ECHO_STUDY, SERIES.startSeconds);
  return {
    ...commonAttributes(SERIES, US_MULTIFRAME_IMAGE_STORAGE, 1),
    ImageType: ['ORIGINAL', 'PRIMARY', 'TTE', '0013'],
    ContentDate: ECHO_STUDY.date,
    ContentTime: at,
    AcquisitionDateTime: `${ECHO_STUDY.date}${at}`,
    PatientOrientation: null,
    AnatomicRegionSequence: code(['80891009', 'SCT', 'Heart']),
    TransducerType: 'SECTOR_PHASED',
    SamplesPerPixel: 3,
    PhotometricInterpretation: 'RGB',
    PlanarConfiguration: 0,
    Rows: 480,
    Columns: 640,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    NumberOfFrames: frames.length,
    FrameTime: FRAME_TIME_MS,
    FrameIncrementPointer: 0x00181063,
    RecommendedDisplayFrameRate: 30,
    CineRate: 30,
    HeartRate: 60,
    StartTrim: 1,
    StopTrim: frames.length,
    EffectiveDuration: (frames.length * FRAME_TIME_MS) / 1000,
    LossyImageCompression: '00',
    BurnedInAnnotation: 'YES',
    UltrasoundColorDataPresent: 1,
    SequenceOfUltrasoundRegions: [tissueRegion(), colourRegion()],
    PixelData: encapsulated(frames),
  };
}

/** PS3.3 C.8.5.5: units 3 are centimetres. */
function calibrated() {
  return {
    PhysicalUnitsXDirection: 3,
    PhysicalUnitsYDirection: 3,
    PhysicalDeltaX: CM_PER_PIXEL,
    PhysicalDeltaY: CM_PER_PIXEL,
    ReferencePixelX0: 0,
    ReferencePixelY0: 0,
    ReferencePixelPhysicalValueX: 0,
    ReferencePixelPhysicalValueY: 0,
  };
}

function tissueRegion() {
  const half = Math.ceil(Math.sin(FAN.halfAngle) * FAN.radiusPx);
  return {
    RegionSpatialFormat: 1,
    RegionDataType: 1,
    RegionFlags: 3,
    RegionLocationMinX0: FAN.apexX - half,
    RegionLocationMinY0: FAN.apexY,
    RegionLocationMaxX1: FAN.apexX + half,
    RegionLocationMaxY1: FAN.apexY + FAN.radiusPx,
    ...calibrated(),
    ReferencePixelX0: half,
    TransducerFrequency: 2500,
  };
}

function colourRegion() {
  const { left, right, top, bottom } = COLOUR_BOX;
  const px = (cm: number): number => cm / CM_PER_PIXEL;
  const minX = Math.floor(FAN.apexX + Math.sin(left) * px(bottom));
  const minY = Math.floor(FAN.apexY + Math.cos(right) * px(top));
  return {
    RegionSpatialFormat: 1,
    RegionDataType: 2,
    RegionFlags: 2,
    RegionLocationMinX0: minX,
    RegionLocationMinY0: minY,
    RegionLocationMaxX1: Math.ceil(FAN.apexX + Math.sin(right) * px(bottom)),
    RegionLocationMaxY1: Math.ceil(FAN.apexY + px(bottom)),
    ...calibrated(),
    ReferencePixelX0: FAN.apexX - minX,
    ReferencePixelY0: FAN.apexY - minY,
    TransducerFrequency: 2500,
    PulseRepetitionFrequency: 4000,
  };
}
