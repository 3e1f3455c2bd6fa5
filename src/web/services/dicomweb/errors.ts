import { AppError, SessionOver, Unreachable } from '../errors.ts';

export type DicomwebErrorCode =
  | 'aborted'
  | 'not-signed-in'
  | 'not-granted'
  | 'not-found'
  | 'refused'
  | 'not-stored'
  | 'not-acceptable'
  | 'not-deliverable'
  | 'too-busy'
  | 'audit-unavailable'
  | 'pacs-unavailable'
  | 'gateway-unavailable'
  | 'pacs-error'
  | 'unreachable'
  | 'bad-answer';

/** What a person is told, without any value of a dataset. The code is what they quote. */
const SENTENCES: Record<DicomwebErrorCode, string> = {
  aborted: 'The request was stopped.',
  'not-signed-in': 'You are signed out, or the sign-in could not be renewed. Sign in again; your place is kept.',
  'not-granted': 'Access to this study has ended or was never given. Nothing more is released.',
  'not-found': 'The archive does not have it.',
  refused: 'The server did not accept the request.',
  'not-stored': 'The archive did not take the document.',
  'not-acceptable': 'The archive cannot deliver the pixels in a form this viewer asked for.',
  'not-deliverable': 'The archive has it but cannot take its pixels apart: what is stored does not fit its header.',
  'too-busy': 'The server asks to slow down. Try again in a moment.',
  'audit-unavailable': 'Not recorded, so not shown: the audit service did not answer.',
  'pacs-unavailable': 'The archive did not answer. Try again in a moment.',
  'gateway-unavailable': 'The server did not answer. Nothing can be opened now; try again in a moment.',
  'pacs-error': 'The archive failed while answering.',
  unreachable: 'The server could not be reached. Check the network.',
  'bad-answer': 'The archive answered with something that is not DICOM.',
};

/** A retrieval that failed. Show the sentence and the code, keep what is on screen, offer to retry when `canRetry`. */
export class DicomwebError extends AppError {
  /** HTTP status, 0 when there was no answer. */
  readonly status: number;
  override readonly code: DicomwebErrorCode;

  constructor(code: DicomwebErrorCode, status = 0, cause?: unknown) {
    super(code, SENTENCES[code], { cause });
    this.code = code;
    this.status = status;
  }

  /** Asking again can only help where the failure may pass by itself or after the person acted. */
  get canRetry(): boolean {
    return this.code !== 'not-granted' && this.code !== 'aborted';
  }
}

/** `problem` is the code of the answer's Problem, where it is one: a 503 alone does not say who failed. */
export function errorForStatus(status: number, problem?: string): DicomwebError {
  if (status === 401) return new DicomwebError('not-signed-in', status);
  if (status === 403) return new DicomwebError('not-granted', status);
  if (status === 404 || status === 410) return new DicomwebError('not-found', status);
  if (status === 406 || status === 415) return new DicomwebError('not-acceptable', status);
  if (status === 422) return new DicomwebError('not-deliverable', status);
  if (status === 429) return new DicomwebError('too-busy', status);
  if (status === 503) return new DicomwebError(whoIsUnavailable(problem), status);
  if (status >= 500) return new DicomwebError('pacs-error', status);
  return new DicomwebError('refused', status);
}

function whoIsUnavailable(problem: string | undefined): DicomwebErrorCode {
  return problem === 'audit-unavailable' || problem === 'pacs-unavailable' ? problem : 'gateway-unavailable';
}

/** Whatever was thrown while asking, as the one class the screens know. */
export function asDicomwebError(thrown: unknown): DicomwebError {
  if (thrown instanceof DicomwebError) return thrown;
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return new DicomwebError('aborted', 0, thrown);
  if (thrown instanceof SessionOver) return new DicomwebError('not-signed-in', 401, thrown);
  if (thrown instanceof Unreachable || thrown instanceof TypeError) return new DicomwebError('unreachable', 0, thrown);
  return new DicomwebError('bad-answer', 0, thrown);
}
