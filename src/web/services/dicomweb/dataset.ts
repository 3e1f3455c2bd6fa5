/** DICOM JSON Model (PS3.18 F): one element. */
export interface Element {
  vr: string;
  Value?: readonly unknown[];
  BulkDataURI?: string;
  InlineBinary?: string;
}

/** DICOM JSON Model dataset: eight upper-case hexadecimal digits to element. */
export type Dataset = { readonly [tag: string]: Element };

/** The attributes this viewer reads, by PS3.6 keyword. */
export const TAG = {
  TransferSyntaxUID: '00020010',
  SpecificCharacterSet: '00080005',
  ImageType: '00080008',
  SOPClassUID: '00080016',
  SOPInstanceUID: '00080018',
  ReferencedSOPInstanceUID: '00081155',
  StudyDate: '00080020',
  SeriesDate: '00080021',
  AcquisitionDate: '00080022',
  ContentDate: '00080023',
  StudyTime: '00080030',
  SeriesTime: '00080031',
  ContentTime: '00080033',
  AccessionNumber: '00080050',
  Modality: '00080060',
  Manufacturer: '00080070',
  StudyDescription: '00081030',
  SeriesDescription: '0008103E',
  NumberOfSeriesRelatedInstances: '00201209',
  CodeMeaning: '00080104',
  RecommendedDisplayFrameRate: '00082144',
  AvailableTransferSyntaxUID: '00083002',
  PatientName: '00100010',
  PatientID: '00100020',
  PatientBirthDate: '00100030',
  PatientSex: '00100040',
  PatientAge: '00101010',
  BodyPartExamined: '00180015',
  CineRate: '00180040',
  FrameTime: '00181063',
  EstimatedRadiographicMagnificationFactor: '00181114',
  ImagerPixelSpacing: '00181164',
  ViewPosition: '00185101',
  SequenceOfUltrasoundRegions: '00186011',
  StudyInstanceUID: '0020000D',
  SeriesInstanceUID: '0020000E',
  SeriesNumber: '00200011',
  AcquisitionNumber: '00200012',
  InstanceNumber: '00200013',
  PatientOrientation: '00200020',
  ImagePositionPatient: '00200032',
  ImageOrientationPatient: '00200037',
  FrameOfReferenceUID: '00200052',
  Laterality: '00200060',
  ImageLaterality: '00200062',
  PlanePositionSequence: '00209113',
  PlaneOrientationSequence: '00209116',
  SamplesPerPixel: '00280002',
  PhotometricInterpretation: '00280004',
  PlanarConfiguration: '00280006',
  NumberOfFrames: '00280008',
  Rows: '00280010',
  Columns: '00280011',
  PixelSpacing: '00280030',
  PixelAspectRatio: '00280034',
  BitsAllocated: '00280100',
  BitsStored: '00280101',
  HighBit: '00280102',
  PixelRepresentation: '00280103',
  PixelPaddingValue: '00280120',
  PixelPaddingRangeLimit: '00280121',
  PixelSpacingCalibrationType: '00280A02',
  PixelSpacingCalibrationDescription: '00280A04',
  WindowCenter: '00281050',
  WindowWidth: '00281051',
  RescaleIntercept: '00281052',
  RescaleSlope: '00281053',
  RescaleType: '00281054',
  WindowCenterWidthExplanation: '00281055',
  VOILUTFunction: '00281056',
  RedPaletteColorLookupTableDescriptor: '00281101',
  GreenPaletteColorLookupTableDescriptor: '00281102',
  BluePaletteColorLookupTableDescriptor: '00281103',
  RedPaletteColorLookupTableData: '00281201',
  GreenPaletteColorLookupTableData: '00281202',
  BluePaletteColorLookupTableData: '00281203',
  SegmentedRedPaletteColorLookupTableData: '00281221',
  SegmentedGreenPaletteColorLookupTableData: '00281222',
  SegmentedBluePaletteColorLookupTableData: '00281223',
  LossyImageCompression: '00282110',
  LossyImageCompressionRatio: '00282112',
  LossyImageCompressionMethod: '00282114',
  ModalityLUTSequence: '00283000',
  LUTDescriptor: '00283002',
  LUTExplanation: '00283003',
  ModalityLUTType: '00283004',
  LUTData: '00283006',
  VOILUTSequence: '00283010',
  PixelMeasuresSequence: '00289110',
  FrameVOILUTSequence: '00289132',
  PixelValueTransformationSequence: '00289145',
  FrameContentSequence: '00209111',
  FrameAnatomySequence: '00209071',
  FrameLaterality: '00209072',
  Units: '00541001',
  SUVType: '00541006',
  SharedFunctionalGroupsSequence: '52009229',
  PerFrameFunctionalGroupsSequence: '52009230',
  FloatPixelData: '7FE00008',
  DoubleFloatPixelData: '7FE00009',
  PixelData: '7FE00010',
  DocumentTitle: '00420010',
  MIMETypeOfEncapsulatedDocument: '00420012',
  ContentLabel: '00700080',
  ContentDescription: '00700081',
  CompletionFlag: '0040A491',
  VerificationFlag: '0040A493',
  ConceptNameCodeSequence: '0040A043',
  SegmentSequence: '00620002',
  SegmentLabel: '00620005',
  StructureSetLabel: '30060002',
  StructureSetROISequence: '30060020',
  RTPlanLabel: '300A0002',
  DoseUnits: '30040002',
  DoseGridScaling: '3004000E',
  PresentationLUTShape: '20500020',
} as const;

/** First value as text; names join their alphabetic group. Undefined when absent or empty. */
export function text(dataset: Dataset | undefined, tag: string): string | undefined {
  const value = dataset?.[tag]?.Value?.[0];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object') {
    const name = value as { Alphabetic?: unknown; Ideographic?: unknown; Phonetic?: unknown };
    const group = name.Alphabetic ?? name.Ideographic ?? name.Phonetic;
    return typeof group === 'string' && group !== '' ? group : undefined;
  }
  const found = plain(value);
  return found === '' ? undefined : found;
}

export function texts(dataset: Dataset | undefined, tag: string): string[] {
  return (dataset?.[tag]?.Value ?? []).map(plain);
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Every value as a number; origins send decimal strings as numbers or as text. Empty when one is not a number. */
export function numbers(dataset: Dataset | undefined, tag: string): number[] {
  const found = (dataset?.[tag]?.Value ?? []).map((value) =>
    value === null || value === '' ? Number.NaN : Number(value),
  );
  return found.every(Number.isFinite) ? found : [];
}

export function number(dataset: Dataset | undefined, tag: string): number | undefined {
  const value = dataset?.[tag]?.Value?.[0];
  if (value === undefined || value === null || value === '') return undefined;
  const found = Number(value);
  return Number.isFinite(found) ? found : undefined;
}

/** Items of a sequence. */
export function items(dataset: Dataset | undefined, tag: string): Dataset[] {
  return (dataset?.[tag]?.Value ?? []).filter(
    (value): value is Dataset => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
}

/** The meaning of the first code of a code sequence. */
export function codeMeaning(dataset: Dataset | undefined, tag: string): string | undefined {
  return text(items(dataset, tag)[0], TAG.CodeMeaning);
}

/** Bytes of an element that came inline (base64). */
export function inlineBytes(dataset: Dataset | undefined, tag: string): Uint8Array<ArrayBuffer> | undefined {
  const inline = dataset?.[tag]?.InlineBinary;
  if (inline === undefined) return undefined;
  return Uint8Array.from(atob(inline), (character) => character.charCodeAt(0));
}

/** A functional group of one frame (from 1): its own first, the shared one otherwise (PS3.3 C.7.6.16). */
export function functionalGroup(dataset: Dataset, frame: number, tag: string): Dataset | undefined {
  const own = items(dataset, TAG.PerFrameFunctionalGroupsSequence)[frame - 1];
  const shared = items(dataset, TAG.SharedFunctionalGroupsSequence)[0];
  return items(own, tag)[0] ?? items(shared, tag)[0];
}
