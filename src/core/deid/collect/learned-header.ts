import { DicomError, readDicom, type DicomFile } from '../../dicom/index.ts';
import { isLearnedFrom } from './collect-identifiers.ts';

/** Everything before the pixels but numbers: enough to learn who and what a file speaks of. */
const LEARNED = { stopBeforePixelData: true, wanted: isLearnedFrom } as const;

/** Throws `DicomError`. */
export const readLearned = (whole: Uint8Array): DicomFile => readDicom(whole, LEARNED);

/** The same of the first bytes of a file; undefined when its header does not end within them. */
export function readLearnedHead(bytes: Uint8Array): DicomFile | undefined {
  try {
    const file = readDicom(bytes, LEARNED);
    return file.isComplete ? undefined : file;
  } catch (error) {
    // Cut inside the header, or no DICOM at all: the whole file tells which.
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}
