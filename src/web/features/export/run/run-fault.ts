import { AppError } from '../../../services/index.ts';

/** The run cannot go on as it is; the sentence says what to do. What was made stays, sealed. */
export class ExportFault extends AppError {
  constructor(code: string, options: { cause?: unknown; correlationId?: string | undefined } = {}) {
    super(code, SENTENCES[code] ?? 'The run stopped. What was made is kept; try to go on, or throw it away.', options);
  }
}

const SENTENCES: Readonly<Record<string, string>> = {
  'storage-full': 'The browser has no more room for the sealed files. Free some disk space, then go on.',
  'storage-unavailable':
    'This browser gives the page no private file system, as in a private window. Use an ordinary one.',
  'storage-lost': 'A sealed file is gone or cannot be opened in this sign-in. Start the run again.',
  'worker-lost': 'A part of the browser that did the work was stopped, mostly for want of memory. Start the run again.',
  'export-in-another-tab': 'An export runs in another tab of this browser. Finish or cancel it there first.',
  'nothing-left': 'Nothing of this cohort can leave. The list says why, input by input.',
  'nothing-to-show': 'No instance of this study could be de-identified, so none is shown. Nothing of it is kept.',
  cancelled: 'The run was cancelled. What was made of it is gone.',
};

/** Whatever was thrown, as something with a code. */
export function asFault(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'engine-failed';
  return new ExportFault(code, { cause: error });
}
