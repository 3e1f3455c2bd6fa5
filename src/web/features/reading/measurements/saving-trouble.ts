import { asDicomwebError, DicomwebError } from '../../../services/dicomweb/index.ts';
import { PixelError, type Trouble } from '../../../viewport/index.ts';

/** Where the ordinary sentence speaks of showing, or leaves open what happened to the measurements. */
const SENTENCES: Partial<Record<DicomwebError['code'], string>> = {
  'audit-unavailable': 'Not recorded, so not stored: the audit service did not answer.',
  'not-granted': 'Storing into this study is not allowed, or access to it has ended.',
  refused: 'The server did not accept the document.',
  'not-acceptable': 'The archive does not take documents of this kind.',
  'not-stored': 'The archive did not take the document.',
  'bad-answer': 'The archive did not say that it has the document.',
};

/** These answers mean that the archive does not have it. After all others it may: then the same instance is sent again. */
const REFUSALS: ReadonlySet<string> = new Set(['refused', 'not-acceptable', 'not-stored', 'not-granted']);

/** Why saving failed, for the person; the measurements stay where they are. */
export function savingTrouble(thrown: unknown): { trouble: Trouble; isRefused: boolean } {
  if (thrown instanceof PixelError)
    return {
      trouble: troubled(thrown.code, 'The pixels under a measurement could not be read, so it has no numbers.', true),
      isRefused: true,
    };
  const core = codeOfCore(thrown);
  if (core !== undefined)
    return {
      trouble: troubled(core, 'The document could not be written from the header of the image.', true),
      isRefused: true,
    };
  const error = asDicomwebError(thrown);
  const code = error.status > 0 ? `${error.code} ${error.status}` : error.code;
  return {
    trouble: troubled(code, SENTENCES[error.code] ?? error.message, true),
    // 200 without naming the instance says neither yes nor no.
    isRefused: REFUSALS.has(error.code) && error.status !== 200,
  };
}

/** Errors of core carry a stable code and never a value of the document. Their classes are not part of this bundle. */
function codeOfCore(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return undefined;
  return ['SrError', 'DicomError', 'FindingError'].includes(thrown.name) ? thrown.code : undefined;
}

function troubled(code: string, sentence: string, canRetry: boolean): Trouble {
  return { code, sentence, canRetry, isUnsupported: false };
}
