// A coronary angiography run: eight bits, multi-frame, contrast filling the left coronary artery.
import { HEART_PATIENT } from '../identities.ts';
import { commonAttributes, code, part10, timeAfter, type DemoInstance, type Series, type Study } from '../instance.ts';
import { SIZE } from './coronary-tree.ts';
import { createRunRenderer, FRAMES } from './render-run.ts';

const XA_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.12.1';

export const ANGIOGRAPHY_STUDY: Study = {
  key: 'coronary-xa',
  patient: HEART_PATIENT,
  date: '20260205',
  time: '113820',
  description: 'Coronary angiography',
  accessionNumber: 'A2026020515',
  referringPhysician: 'Solheim^Aksel',
};

const SERIES: Series = {
  study: ANGIOGRAPHY_STUDY,
  key: 'lca',
  number: 3,
  modality: 'XA',
  description: 'LCA RAO 12 CRA 28',
  equipment: {
    manufacturer: 'Fjordline Imaging',
    model: 'Helm Angio',
    station: 'CATH1',
    softwareVersions: '2.2',
    serialNumber: '9031',
  },
  startSeconds: 610,
};

export async function* angiographyStudy(): AsyncGenerator<DemoInstance> {
  const render = createRunRenderer(51);
  const pixels = new Uint8Array(SIZE * SIZE * FRAMES);
  for (let frame = 0; frame < FRAMES; frame++) pixels.set(render(frame), frame * SIZE * SIZE);
  const at = timeAfter(ANGIOGRAPHY_STUDY, SERIES.startSeconds);
  const attributes = {
    ...commonAttributes(SERIES, XA_IMAGE_STORAGE, 1),
    ImageType: ['ORIGINAL', 'PRIMARY', 'SINGLE PLANE'],
    AcquisitionNumber: 3,
    AcquisitionDate: ANGIOGRAPHY_STUDY.date,
    AcquisitionTime: at,
    ContentDate: ANGIOGRAPHY_STUDY.date,
    ContentTime: at,
    BodyPartExamined: 'HEART',
    AnatomicRegionSequence: code(['80891009', 'SCT', 'Heart']),
    PatientOrientation: null,
    KVP: 78,
    XRayTubeCurrent: 640,
    ExposureTime: 320,
    AveragePulseWidth: 7,
    RadiationSetting: 'GR',
    PixelIntensityRelationship: 'LIN',
    PositionerMotion: 'STATIC',
    PositionerPrimaryAngle: -12,
    PositionerSecondaryAngle: 28,
    DistanceSourceToDetector: 1080,
    DistanceSourceToPatient: 720,
    EstimatedRadiographicMagnificationFactor: 1.5,
    ImagerPixelSpacing: [0.36, 0.36],
    IntensifierSize: 200,
    ContrastBolusAgent: 'Iodinated contrast 320 mg/ml',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: SIZE,
    Columns: SIZE,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    NumberOfFrames: FRAMES,
    FrameTime: 66.667,
    FrameIncrementPointer: 0x00181063,
    CineRate: 15,
    RecommendedDisplayFrameRate: 15,
    WindowCenter: 120,
    WindowWidth: 220,
    LossyImageCompression: '00',
    PixelData: pixels,
  };
  yield { label: `${ANGIOGRAPHY_STUDY.key} 1`, bytes: part10(ANGIOGRAPHY_STUDY, attributes) };
}
