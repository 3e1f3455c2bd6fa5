// Small synthetic instances for the archive's tests.
import {
  buildDataset,
  makeEncapsulated,
  makeFile,
  TRANSFER_SYNTAX,
  writeDicom,
  type Attributes,
} from '../../core/dicom/index.ts';

export const CT_IMAGE = '1.2.840.10008.5.1.4.1.1.2';

export interface InstanceWish extends Attributes {
  StudyInstanceUID?: string;
  SeriesInstanceUID?: string;
  SOPInstanceUID?: string;
}

export interface FileWish {
  transferSyntaxUID?: string;
  /** Compressed frames, each a list of fragments. */
  fragments?: readonly Uint8Array[];
}

/** 4 x 2 pixels of 16 bits; the value of a pixel is its place, plus 100 for each further frame. */
export function nativePixels(frames = 1): Uint8Array {
  const words = new Uint16Array(8 * frames);
  words.forEach((_, index) => {
    words[index] = (index % 8) + 100 * Math.floor(index / 8);
  });
  return new Uint8Array(words.buffer);
}

export function instanceFile(wish: InstanceWish = {}, file: FileWish = {}): Uint8Array {
  const { transferSyntaxUID = TRANSFER_SYNTAX.explicitLittle, fragments } = file;
  const dataset = buildDataset({
    SOPClassUID: CT_IMAGE,
    SOPInstanceUID: '1.2.3.1.1',
    StudyDate: '20240314',
    StudyTime: '101500',
    AccessionNumber: 'A1',
    Modality: 'CT',
    StudyDescription: 'CT Chest',
    PatientName: 'Roe^Alexis',
    PatientID: 'P-1',
    StudyInstanceUID: '1.2.3',
    SeriesInstanceUID: '1.2.3.1',
    SeriesNumber: 1,
    InstanceNumber: 1,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: 2,
    Columns: 4,
    BitsAllocated: 16,
    BitsStored: 16,
    HighBit: 15,
    PixelRepresentation: 0,
    ...(fragments === undefined ? { PixelData: { vr: 'OW', value: nativePixels() } } : {}),
    ...wish,
  });
  if (fragments !== undefined) dataset.set(makeEncapsulated(0x7fe00010, fragments));
  if (fragments !== undefined) return writeDicom(makeFile(dataset, transferSyntaxUID));
  // Built little endian; the writer turns it into what is wished for.
  return writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle), { transferSyntaxUID });
}
