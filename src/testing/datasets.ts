// Small data sets for unit tests: every attribute that the test does not name has a plausible value, every identity is
// invented. For pictures that look like medicine use the studies of devstack.
import {
  buildDataset,
  makeFile,
  TRANSFER_SYNTAX,
  writeDicom,
  type Attributes,
  type Dataset,
} from '../core/dicom/index.ts';

export type SyntheticImage = {
  readonly rows?: number;
  readonly columns?: number;
  readonly frames?: number;
  readonly samplesPerPixel?: 1 | 3;
  readonly bitsAllocated?: 8 | 16;
  readonly bitsStored?: number;
  readonly signed?: boolean;
  readonly photometricInterpretation?: string;
  readonly modality?: string;
  readonly sopClassUID?: string;
  readonly instanceNumber?: number;
  /** Added last: they win over everything above. */
  readonly attributes?: Attributes;
};

export const SECONDARY_CAPTURE_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.7';
export const CT_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.2';

/** A person who does not exist, planted where tests look for a leak. */
export const SYNTHETIC_PATIENT = {
  PatientName: 'Quennerstedt^Oddvar^Lykke',
  PatientID: 'UNIT-4711',
  PatientBirthDate: '19670423',
  PatientSex: 'M',
} as const;

/** A Secondary Capture unless said otherwise; pixels rise from corner to corner, so that mistakes of order show. */
export function syntheticImage(image: SyntheticImage = {}): Dataset {
  const {
    rows = 4,
    columns = 6,
    frames,
    samplesPerPixel = 1,
    bitsAllocated = 8,
    signed = false,
    instanceNumber = 1,
  } = image;
  const bitsStored = image.bitsStored ?? bitsAllocated;
  return buildDataset({
    ...SYNTHETIC_PATIENT,
    SOPClassUID: image.sopClassUID ?? SECONDARY_CAPTURE_IMAGE_STORAGE,
    SOPInstanceUID: `2.25.4711.3.${instanceNumber}`,
    StudyInstanceUID: '2.25.4711.1',
    SeriesInstanceUID: '2.25.4711.2',
    StudyDate: '20250102',
    StudyTime: '101112',
    AccessionNumber: 'UNIT0001',
    ReferringPhysicianName: 'Svendgaard^Iris',
    StudyID: '1',
    SeriesNumber: 1,
    InstanceNumber: instanceNumber,
    Modality: image.modality ?? 'OT',
    Manufacturer: 'Synthetic',
    ConversionType: 'SYN',
    SamplesPerPixel: samplesPerPixel,
    PhotometricInterpretation: image.photometricInterpretation ?? (samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2'),
    ...(samplesPerPixel === 3 ? { PlanarConfiguration: 0 } : {}),
    ...(frames === undefined ? {} : { NumberOfFrames: frames }),
    Rows: rows,
    Columns: columns,
    BitsAllocated: bitsAllocated,
    BitsStored: bitsStored,
    HighBit: bitsStored - 1,
    PixelRepresentation: signed ? 1 : 0,
    PixelData: {
      vr: bitsAllocated === 8 ? 'OB' : 'OW',
      value: ramp(rows * columns * samplesPerPixel * (frames ?? 1), bitsAllocated, bitsStored),
    },
    ...image.attributes,
  });
}

/** An axial CT slice of `size` squared, 1 mm pixels, at a height of `zMm`. */
export function syntheticCTSlice({
  size = 8,
  zMm = 0,
  instanceNumber = 1,
  attributes = {},
}: { size?: number; zMm?: number; instanceNumber?: number; attributes?: Attributes } = {}): Dataset {
  return syntheticImage({
    rows: size,
    columns: size,
    bitsAllocated: 16,
    signed: true,
    modality: 'CT',
    sopClassUID: CT_IMAGE_STORAGE,
    instanceNumber,
    attributes: {
      ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
      FrameOfReferenceUID: '2.25.4711.4',
      ImagePositionPatient: [0, 0, zMm],
      ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
      PixelSpacing: [1, 1],
      SliceThickness: 1,
      RescaleIntercept: -1024,
      RescaleSlope: 1,
      ...attributes,
    },
  });
}

/** The Part 10 file of a data set. */
export function part10Of(dataset: Dataset, transferSyntaxUID: string = TRANSFER_SYNTAX.explicitLittle): Uint8Array {
  return writeDicom(makeFile(dataset, transferSyntaxUID));
}

function ramp(count: number, bitsAllocated: 8 | 16, bitsStored: number): Uint8Array {
  const mask = 2 ** bitsStored - 1;
  if (bitsAllocated === 8) return Uint8Array.from({ length: count }, (_, i) => (i * 7) & mask);
  return new Uint8Array(Uint16Array.from({ length: count }, (_, i) => (i * 257) & mask).buffer);
}
