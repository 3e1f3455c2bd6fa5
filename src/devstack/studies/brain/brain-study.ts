// MR of a head: T1 and T2 of the same slices, in two transfer syntaxes.
import { TRANSFER_SYNTAX, type Attributes } from '../../../core/dicom/index.ts';
import { encapsulated } from '../encoding/encapsulate.ts';
import { createJPEGLSEncoder, greyFrame } from '../encoding/encoders.ts';
import { encodeRLE } from '../encoding/rle.ts';
import { BRAIN_PATIENT } from '../identities.ts';
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
import { createBrainRenderer, type BrainPlan } from './render-brain-slice.ts';

const MR_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.4';
const SLICES = 72;
const THICKNESS_MM = 2.2;

const PLAN: BrainPlan = {
  seed: 21,
  columns: 256,
  rows: 256,
  spacingMm: 0.9,
  zs: Array.from({ length: SLICES }, (_, i) => -70 + i * THICKNESS_MM),
};

export const BRAIN_STUDY: Study = {
  key: 'brain-mr',
  patient: BRAIN_PATIENT,
  date: '20251118',
  time: '104817',
  description: 'MR Brain without contrast',
  accessionNumber: 'A2025111803',
  referringPhysician: 'Ravnsborg^Tiril',
};

type Weighting = {
  readonly series: Series;
  readonly transferSyntaxUID: string;
  readonly encode: (pixels: Uint8Array) => Uint8Array;
  readonly physics: Attributes;
};

export async function* brainStudy(): AsyncGenerator<DemoInstance> {
  const render = createBrainRenderer(PLAN);
  const { columns, rows } = PLAN;
  const jpegLS = await createJPEGLSEncoder();
  const shape = greyFrame(columns, rows, 12);
  const t1 = weighting(
    't1',
    2,
    'T1 3D axial',
    60,
    TRANSFER_SYNTAX.jpegLSLossless,
    (pixels) => jpegLS(pixels, shape),
    T1_PHYSICS,
  );
  const t2 = weighting(
    't2',
    3,
    'T2 TSE axial',
    420,
    TRANSFER_SYNTAX.rleLossless,
    (pixels) => encodeRLE(pixels, columns, 1, 2),
    T2_PHYSICS,
  );
  for (let index = 0; index < SLICES; index++) {
    const slice = render(index);
    yield instance(t1, index, slice.t1);
    yield instance(t2, index, slice.t2);
  }
}

function weighting(
  key: string,
  number: number,
  description: string,
  startSeconds: number,
  transferSyntaxUID: string,
  encode: Weighting['encode'],
  physics: Attributes,
): Weighting {
  const equipment = {
    manufacturer: 'Nordlys Medical',
    model: 'Polaris 3T',
    station: 'MR1',
    softwareVersions: 'N7.2',
    serialNumber: '33061',
  };
  const series = {
    study: BRAIN_STUDY,
    key,
    number,
    modality: 'MR',
    description,
    equipment,
    startSeconds,
    frameOfReference: BRAIN_STUDY.key,
  };
  return { series, transferSyntaxUID, encode, physics };
}

const T1_PHYSICS: Attributes = {
  ScanningSequence: ['GR', 'IR'],
  SequenceVariant: ['SP', 'MP'],
  ScanOptions: null,
  MRAcquisitionType: '3D',
  SequenceName: 'fl3d',
  RepetitionTime: 1900,
  EchoTime: 2.9,
  InversionTime: 900,
  FlipAngle: 9,
  EchoTrainLength: 1,
};

const T2_PHYSICS: Attributes = {
  ScanningSequence: 'SE',
  SequenceVariant: 'SK',
  ScanOptions: null,
  MRAcquisitionType: '2D',
  SequenceName: 'tse2d',
  RepetitionTime: 5200,
  EchoTime: 96,
  FlipAngle: 150,
  EchoTrainLength: 15,
};

function instance(
  { series, transferSyntaxUID, encode, physics }: Weighting,
  index: number,
  pixels: Uint16Array<ArrayBuffer>,
): DemoInstance {
  const instanceNumber = index + 1;
  const { columns, rows, spacingMm } = PLAN;
  const at = timeAfter(series.study, series.startSeconds + 1);
  const zMm = Number(PLAN.zs[index]!.toFixed(2));
  const attributes = {
    ...commonAttributes(series, MR_IMAGE_STORAGE, instanceNumber),
    ...physics,
    ImageType: ['ORIGINAL', 'PRIMARY', 'OTHER'],
    AcquisitionNumber: 1,
    AcquisitionDate: series.study.date,
    AcquisitionTime: at,
    ContentDate: series.study.date,
    ContentTime: at,
    BodyPartExamined: 'BRAIN',
    AnatomicRegionSequence: code(['12738006', 'SCT', 'Brain']),
    PatientPosition: 'HFS',
    ProtocolName: series.description,
    MagneticFieldStrength: 3,
    ImagingFrequency: 123.2,
    ImagedNucleus: '1H',
    NumberOfAverages: 1,
    PixelBandwidth: 240,
    ReceiveCoilName: 'HEAD32',
    SliceThickness: THICKNESS_MM,
    SpacingBetweenSlices: THICKNESS_MM,
    ImagePositionPatient: [(0.5 - columns / 2) * spacingMm, (-rows / 2) * spacingMm + 2, zMm],
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    SliceLocation: zMm,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: rows,
    Columns: columns,
    PixelSpacing: [spacingMm, spacingMm],
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    WindowCenter: 700,
    WindowWidth: 1400,
    PixelData: encapsulated([encode(bytesOfPixels(pixels))]),
  };
  return {
    label: `${series.study.key} ${series.key} ${instanceNumber}`,
    bytes: part10(series.study, attributes, transferSyntaxUID),
  };
}
