// What is wrong with one input, as a code.
import { DicomError } from '../../../core/dicom/index.ts';
import { InferenceError } from '../../../core/inference/index.ts';
import { RedactionError } from '../../../core/redaction/index.ts';
import type { RefusedInstance } from './protocol.ts';
import { NotInCrosswalk } from './pseudonyms.ts';
import { SourceUnreadable } from './source-unreadable.ts';
import { VaultFull, VaultLost } from './vault.ts';

/** What is wrong with one input becomes its code, and the others go on; a full disk concerns them all. */
export async function orRefused<T>(input: number, work: () => Promise<T>): Promise<T | RefusedInstance> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof VaultFull) throw error;
    const where = error instanceof DicomError && error.offset !== undefined ? `byte ${error.offset}` : undefined;
    return { kind: 'refused', input, code: codeOf(error), where };
  }
}

function codeOf(error: unknown): string {
  const isOurs =
    error instanceof DicomError ||
    error instanceof RedactionError ||
    error instanceof InferenceError ||
    error instanceof NotInCrosswalk ||
    error instanceof SourceUnreadable ||
    error instanceof VaultLost;
  if (isOurs) return error.code;
  // Thrown by the browser when an array does not fit.
  return error instanceof RangeError ? 'too-large-for-memory' : 'engine-failed';
}

/** Not about the file: another try may go well. */
export const MAY_GO_WELL = new Set(['engine-failed', 'too-large-for-memory', 'file-changed']);
