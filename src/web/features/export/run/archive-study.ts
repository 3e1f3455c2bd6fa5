// Takes studies from the archive: a grant for each, for as long as it is read, and few requests at once.
import {
  AuditUnavailable,
  Denied,
  NotFound,
  type AppError,
  type AppServices,
  type Grant,
} from '../../../services/index.ts';
import { DicomwebError, TAG, text, type InstanceRef } from '../../../services/dicomweb/index.ts';
import type { ArchiveStudy } from '../cohort/chosen-cohort.ts';

/** So many requests at once, whatever the cohort: people are reading from the same archive. */
export const REQUESTS_AT_ONCE = 4;
/** As many as the gateway gives at once. */
const PAGE = 1000;
const TRIES = 3;
const PAUSE_MS = 800;

export type Opened =
  | { readonly kind: 'open'; readonly grant: Grant }
  /** It will not be opened, whoever asks again: it does not leave. */
  | { readonly kind: 'refused'; readonly code: string };

/** What original bytes are asked for: an export that is open, or a look at what is made of them. */
export type TakenFor = { readonly exportId: string } | { readonly viewing: 'deidentified' };

/** Throws what may pass by itself: no record, no answer. */
export async function openToTake(
  { grants }: Pick<AppServices, 'grants'>,
  { row, studyInstanceUID }: ArchiveStudy,
  takenFor: TakenFor,
): Promise<Opened> {
  if (row.restricted) return { kind: 'refused', code: 'patient-restricted' };
  const outcome = await grants.request({
    study: studyInstanceUID === undefined ? { handle: row.handle } : { studyInstanceUID },
    purpose: 'HRESCH',
    ...takenFor,
  });
  if (outcome.kind === 'granted') return { kind: 'open', grant: outcome.grant };
  if (outcome.kind === 'declined') return { kind: 'refused', code: 'patient-restricted' };
  const { error } = outcome;
  if (isFinal(error)) return { kind: 'refused', code: error.code };
  throw error;
}

function isFinal(error: AppError): boolean {
  return (error instanceof Denied || error instanceof NotFound) && !(error instanceof AuditUnavailable);
}

export async function instancesOf(
  { dicomweb }: Pick<AppServices, 'dicomweb'>,
  grant: Grant,
  signal: AbortSignal,
): Promise<InstanceRef[]> {
  const found: InstanceRef[] = [];
  for (const series of await patiently(() => dicomweb.searchSeries(grant, signal), signal)) {
    const seriesInstanceUID = text(series, TAG.SeriesInstanceUID);
    if (seriesInstanceUID === undefined) continue;
    for (let offset = 0; ; offset += PAGE) {
      const page = { limit: PAGE, offset };
      const instances = await patiently(() => dicomweb.searchInstances(grant, seriesInstanceUID, page, signal), signal);
      for (const instance of instances) {
        const sopInstanceUID = text(instance, TAG.SOPInstanceUID);
        if (sopInstanceUID !== undefined) found.push({ seriesInstanceUID, sopInstanceUID });
      }
      if (instances.length < PAGE) break;
    }
  }
  return found;
}

/** Asks again where the failure may pass by itself; an archive that is busy is given time. */
export async function patiently<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof DicomwebError) || !MAY_PASS.has(error.code) || attempt >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** (attempt - 1)));
      signal.throwIfAborted();
    }
  }
}

const MAY_PASS = new Set(['too-busy', 'pacs-unavailable', 'gateway-unavailable', 'unreachable', 'pacs-error']);
/** About the way there, and not about one instance: the run waits for a person. */
const CONCERNS_ALL = new Set(['audit-unavailable', 'gateway-unavailable', 'unreachable', 'not-signed-in']);

export function concernsAll(error: unknown): boolean {
  return error instanceof DicomwebError && CONCERNS_ALL.has(error.code);
}
