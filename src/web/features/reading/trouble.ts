import { asDicomwebError, DicomwebError } from '../../services/dicomweb/index.ts';
import { PixelError, type Trouble } from '../../viewport/index.ts';

const UNSUPPORTED = new Set(['unsupported-transfer-syntax', 'unsupported-pixels', 'no-pixel-data']);

/** Any failure of retrieving or decoding as what the viewport says. */
export function troubleOf(thrown: unknown): Trouble {
  if (thrown instanceof PixelError)
    return {
      code: thrown.code,
      sentence: thrown.message,
      canRetry: !UNSUPPORTED.has(thrown.code),
      isUnsupported: UNSUPPORTED.has(thrown.code),
    };
  const error = thrown instanceof DicomwebError ? thrown : asDicomwebError(thrown);
  const code = error.status > 0 ? `${error.code} ${error.status}` : error.code;
  return { code, sentence: error.message, canRetry: error.canRetry, isUnsupported: false };
}

export const NO_SERIES: Trouble = {
  code: 'no-series',
  sentence: 'The archive has no series of this study. It may have been moved or deleted.',
  canRetry: true,
  isUnsupported: false,
};
