import { AppError } from '../../../services/index.ts';
import { DicomwebError } from '../../../services/dicomweb/index.ts';
import { DocumentFailed } from '../parts.ts';
import type { Trouble } from '../review-store.ts';

const ARCHIVE: Readonly<Record<string, string>> = {
  'not-granted': 'The time for this study has run out. Open it again, then send.',
  refused: 'Storing into this study was refused.',
  'not-acceptable': 'The archive does not take documents of this kind.',
  'not-stored': 'The archive did not take the document.',
  'bad-answer': 'The archive did not say that it has the document.',
  unreachable: 'The archive did not answer. What was signed is kept; send it again.',
};

const SIGNING: Readonly<Record<string, string>> = {
  'model-disabled': 'The site has switched this model off. Its results cannot be signed.',
  'ai-outdated': 'This result is out of date and cannot be signed.',
  'audit-unavailable': 'Not recorded, so not signed: the audit service did not answer.',
  'role-not-allowed': 'Your role does not include signing.',
  'emergency-read-only': 'Emergency access is for reading only.',
};

export function troubleOf(error: unknown): Trouble {
  if (error instanceof DicomwebError) {
    const code = error.status > 0 ? `${error.code} ${error.status}` : error.code;
    return { code, sentence: ARCHIVE[error.code] ?? 'The archive could not be reached. What was signed is kept; send it again.' }; // prettier-ignore
  }
  if (error instanceof AppError) return { code: error.code, sentence: SIGNING[error.code] ?? error.message };
  if (error instanceof DocumentFailed)
    return { code: error.code, sentence: 'The document could not be written. Nothing was sent.' };
  return { code: 'sign-failed', sentence: 'It was not signed. Try again.' };
}
