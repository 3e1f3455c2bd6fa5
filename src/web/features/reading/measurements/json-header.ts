import { type Dataset as DicomDataset, fromDicomJson } from '../../../../core/dicom/index.ts';
import type { Dataset } from '../../../services/dicomweb/index.ts';

/** The header as core reads it. Bulk data (pixels, private blobs) stays in the archive. Throws `DicomError`. */
export function headerOf(json: Dataset): DicomDataset {
  return fromDicomJson(json, { bulkData: () => undefined });
}

// All that a reference to an image needs; the rest of a foreign header may be anything.
const IMAGE_TAGS = [
  '00080016', '00080018', '00080060', '00100020', '00100021', '0020000D', '0020000E', '00200052', '00280008', '00280010',
  '00280011', '00280030',
]; // prettier-ignore

export function imageHeaderOf(json: Dataset): DicomDataset {
  return headerOf(Object.fromEntries(Object.entries(json).filter(([tag]) => IMAGE_TAGS.includes(tag))));
}
