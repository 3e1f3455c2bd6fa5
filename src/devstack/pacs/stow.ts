// STOW-RS, PS3.18 10.5: parts are spooled to disk as they arrive, then taken in together.
import { json, type PacsAnswer } from './answer.ts';
import type { Archive, Outcome } from './archive.ts';
import { boundaryOf, readMultipart } from './multipart.ts';
import { PacsError } from './pacs-error.ts';
import type { SpooledFile } from './stored-files.ts';

/** Failure reasons of PS3.18 table I.2-2. */
const FAILURE_REASONS: Record<string, number> = {
  'study-mismatch': 0xa900,
  'patient-mismatch': 0xa900,
  'series-in-other-study': 0xa900,
  'instance-exists-with-other-content': 0x0111,
  'missing-uid': 0xa900,
  'bad-uid': 0xa900,
};
/** "Cannot understand": what the DICOM reader refused. */
const CANNOT_UNDERSTAND = 0xc000;

type JsonItem = Record<string, { vr: string; Value: unknown[] }>;

function reference(sopClassUID: string, sopInstanceUID: string): JsonItem {
  return { '00081150': { vr: 'UI', Value: [sopClassUID] }, '00081155': { vr: 'UI', Value: [sopInstanceUID] } };
}

function itemFor(outcome: Outcome): JsonItem {
  if (outcome.kind !== 'refused') {
    const { studyInstanceUID, seriesInstanceUID, sopClassUID, sopInstanceUID } = outcome;
    const url = `/dicom-web/studies/${studyInstanceUID}/series/${seriesInstanceUID}/instances/${sopInstanceUID}`;
    return { ...reference(sopClassUID, sopInstanceUID), '00081190': { vr: 'UR', Value: [url] } };
  }
  const { sopClassUID, sopInstanceUID, code } = outcome;
  const reason = FAILURE_REASONS[code] ?? CANNOT_UNDERSTAND;
  return {
    ...(sopClassUID === undefined || sopInstanceUID === undefined ? {} : reference(sopClassUID, sopInstanceUID)),
    '00081197': { vr: 'US', Value: [reason] },
  };
}

export function storeAnswer(outcomes: readonly Outcome[], studyInstanceUID: string | undefined): PacsAnswer {
  const stored = outcomes.filter(({ kind }) => kind !== 'refused');
  const refused = outcomes.filter(({ kind }) => kind === 'refused');
  const status = refused.length === 0 ? 200 : stored.length === 0 ? 409 : 202;
  return json(
    status,
    {
      ...(studyInstanceUID === undefined || stored.length === 0
        ? {}
        : { '00081190': { vr: 'UR', Value: [`/dicom-web/studies/${studyInstanceUID}`] } }),
      ...(refused.length === 0 ? {} : { '00081198': { vr: 'SQ', Value: refused.map(itemFor) } }),
      ...(stored.length === 0 ? {} : { '00081199': { vr: 'SQ', Value: stored.map(itemFor) } }),
    },
    { 'Cache-Control': 'no-store' },
  );
}

export interface StoreRequest {
  contentType: string;
  body: AsyncIterable<Uint8Array>;
  studyInstanceUID?: string;
}

function boundaryFor(contentType: string): string {
  const isDicom =
    /^multipart\/related\b/i.test(contentType) && /;\s*type="?application\/dicom"?\s*(;|$)/i.test(contentType);
  if (!isDicom) throw new PacsError('unsupported-media-type', 415, 'Send multipart/related; type="application/dicom".');
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) throw new PacsError('bad-multipart', 400, 'The content type names no boundary.');
  return boundary;
}

/** A body that breaks off stores nothing; an instance that is refused does not keep the others out. */
export async function storeInstances(archive: Archive, request: StoreRequest): Promise<PacsAnswer> {
  const boundary = boundaryFor(request.contentType);
  const spooled: SpooledFile[] = [];
  try {
    for await (const { body } of readMultipart(request.body, boundary)) spooled.push(await archive.files.spool(body));
  } catch (error) {
    for (const each of spooled) await archive.files.discard(each);
    throw error;
  }
  if (spooled.length === 0) throw new PacsError('bad-multipart', 400, 'The body holds no instance.');
  const { studyInstanceUID } = request;
  const outcomes = await archive.takeIn(spooled, studyInstanceUID === undefined ? {} : { studyInstanceUID });
  return storeAnswer(outcomes, studyInstanceUID);
}
