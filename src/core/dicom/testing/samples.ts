// Data sets for the tests of this folder: every VR, nesting, private blocks, several character sets.
import { type Attributes, buildDataset, type Dataset, TRANSFER_SYNTAX } from '../index.ts';

export const NATIVE_SYNTAXES = [
  TRANSFER_SYNTAX.implicitLittle,
  TRANSFER_SYNTAX.explicitLittle,
  TRANSFER_SYNTAX.explicitBig,
  TRANSFER_SYNTAX.deflated,
] as const;

export const IDENTITY: Attributes = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
  SOPInstanceUID: '2.25.1234567890',
  StudyInstanceUID: '2.25.1',
  SeriesInstanceUID: '2.25.2',
  Modality: 'OT',
};

/** One element of every VR, some of them with several values or none. */
export const EVERY_VR: Attributes = {
  ...IDENTITY,
  SpecificCharacterSet: 'ISO_IR 192',
  ImageType: ['DERIVED', 'SECONDARY'],
  StudyDate: '20240229',
  StudyTime: '235959.999999',
  AcquisitionDateTime: '20240229120000.000000+0100',
  AccessionNumber: '',
  RetrieveAETitle: 'ARCHIVE',
  PatientName: 'Müller^Jürgen=山田^太郎=やまだ^たろう',
  PatientID: 'ID 1',
  PatientAge: '042Y',
  PatientSize: 1.75,
  PatientComments: 'first line\r\nsecond \\ line ü',
  OtherPatientNames: ['Ä^B', 'C^Д'],
  OffsetOfReferencedLowerLevelDirectoryEntity: 4_000_000_000,
  LongCodeValue: 'unlimited',
  URNCodeValue: 'urn:oid:1.2.3',
  ReferencedSamplePositions: [1, 4_294_967_295],
  SelectorSLValue: [-2_147_483_648, 5],
  SelectorSSValue: [-32_768, 7],
  SelectorFLValue: [1.5, -0.1],
  SelectorFDValue: [Math.PI, -1e300],
  SelectorSVValue: [-9_007_199_254_740_993n],
  SelectorUVValue: [18_446_744_073_709_551_615n],
  SelectorOVValue: Uint8Array.from({ length: 16 }, (_, i) => i),
  SelectorODValue: Uint8Array.from({ length: 16 }, (_, i) => i),
  SelectorOFValue: Uint8Array.from({ length: 8 }, (_, i) => i),
  SelectorOLValue: Uint8Array.from({ length: 8 }, (_, i) => i),
  SelectorOWValue: Uint8Array.from({ length: 6 }, (_, i) => i),
  SelectorOBValue: Uint8Array.of(1, 2, 3, 4),
  SelectorATValue: [0x00100010, 0x7fe00010],
  TextValue: 'x'.repeat(70_000),
  '00090010': { vr: 'LO', value: 'ACME 1.0' },
  '00091001': { vr: 'US', value: [1, 2] },
  '00091002': { vr: 'UN', value: Uint8Array.of(9, 8, 7, 6) },
  '60003000': { vr: 'OW', value: Uint8Array.of(0xf0, 0x0f) },
};

/** Sequences in sequences, an empty one, an empty item, and an item in another character set. */
export const NESTED: Attributes = {
  ...IDENTITY,
  PatientName: 'A^B',
  ReferencedStudySequence: [],
  ReferencedSeriesSequence: [
    { SeriesInstanceUID: '1.2', ReferencedInstanceSequence: [{ ReferencedSOPInstanceUID: '1.2.3' }, {}] },
    {
      SpecificCharacterSet: 'ISO_IR 144',
      PatientName: 'Люкceмбypг',
      ReferencedImageSequence: [{ PatientName: 'Иван' }],
    },
  ],
  '00290010': { vr: 'LO', value: 'ACME' },
  '00291020': { vr: 'SQ', value: [{ '00290010': { vr: 'LO', value: 'ACME' }, '00291021': { vr: 'DS', value: 1.5 } }] },
};

export const SMALL_IMAGE: Attributes = {
  ...IDENTITY,
  Rows: 4,
  Columns: 3,
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  BitsAllocated: 16,
  BitsStored: 12,
  HighBit: 11,
  PixelRepresentation: 0,
  NumberOfFrames: 2,
  PixelData: Uint8Array.from({ length: 48 }, (_, i) => i),
};

export const SAMPLES: Readonly<Record<string, Attributes>> = {
  everyVR: EVERY_VR,
  nested: NESTED,
  smallImage: SMALL_IMAGE,
};

export function sample(name: keyof typeof SAMPLES): Dataset {
  return buildDataset(SAMPLES[name] ?? {});
}

export function concat(...parts: (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Bytes of an element in explicit little endian, for files that no writer would make. */
export function rawElement(
  tag: number,
  vr: string,
  value: Uint8Array | readonly number[],
  length = value.length,
): Uint8Array {
  const group = tag >>> 16;
  const head = [group & 255, group >> 8, tag & 255, (tag >> 8) & 255, ...Array.from(vr, (c) => c.charCodeAt(0))];
  const isLong = ['OB', 'OW', 'SQ', 'UN', 'UT'].includes(vr);
  const size = [length & 255, (length >> 8) & 255];
  return concat(head, isLong ? [0, 0, ...size, (length >> 16) & 255, (length >>> 24) & 255] : size, value);
}

/** An element without VR, as implicit little endian has it. */
export function implicitElement(tag: number, value: Uint8Array | readonly number[], length = value.length): Uint8Array {
  const group = tag >>> 16;
  return concat(
    [group & 255, group >> 8, tag & 255, (tag >> 8) & 255],
    [length & 255, (length >> 8) & 255, (length >> 16) & 255, (length >>> 24) & 255],
    value,
  );
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}
