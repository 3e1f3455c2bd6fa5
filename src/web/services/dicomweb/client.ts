import type { Grant } from '../grants/grant.ts';
import { items, number, TAG, text, type Dataset } from './dataset.ts';
import { asDicomwebError, DicomwebError, errorForStatus } from './errors.ts';
import { mediaTypeOf, multipartOf, readMultipart, type Part } from './multipart.ts';

/** Where an instance lives inside the granted study. */
export interface InstanceRef {
  seriesInstanceUID: string;
  sopInstanceUID: string;
}

/** One encoded frame as the origin stores it. */
export interface EncodedFrame {
  bytes: Uint8Array<ArrayBuffer>;
  transferSyntaxUID: string;
}

export interface Page {
  limit?: number;
  offset?: number;
}

/** Every retrieval takes the grant first: what was not recorded cannot be asked for. */
export interface DicomwebClient {
  searchSeries: (grant: Grant, signal?: AbortSignal) => Promise<Dataset[]>;
  searchInstances: (grant: Grant, seriesInstanceUID: string, page: Page, signal?: AbortSignal) => Promise<Dataset[]>;
  seriesMetadata: (grant: Grant, seriesInstanceUID: string, signal?: AbortSignal) => Promise<Dataset[]>;
  instanceMetadata: (grant: Grant, instance: InstanceRef, signal?: AbortSignal) => Promise<Dataset>;
  /** Frames count from 1. Answers in the order asked for. */
  frames: (
    grant: Grant,
    instance: InstanceRef,
    frames: readonly number[],
    signal?: AbortSignal,
  ) => Promise<EncodedFrame[]>;
  /** The whole file as the archive stores it. */
  instanceFile: (grant: Grant, instance: InstanceRef, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;
  bulkData: (grant: Grant, bulkDataURI: string, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Stores one DICOM file into the granted study. Resolves only when the archive says that it has this instance; the same
   * file may be sent again after a failure, and is then stored once.
   */
  store: (
    grant: Grant,
    instance: { sopInstanceUID: string; file: Uint8Array<ArrayBuffer> },
    signal?: AbortSignal,
  ) => Promise<void>;
}

/** The session's fetch: puts the token in, renews it once on 401 and replays. */
export type AuthorisedFetch = (url: string, init?: RequestInit) => Promise<Response>;

export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const AS_STORED = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
const FILE_AS_STORED = 'multipart/related; type="application/dicom"; transfer-syntax=*';
const AS_LITTLE_ENDIAN = `multipart/related; type="application/octet-stream"; transfer-syntax=${EXPLICIT_LITTLE_ENDIAN}`;

// The gateway refuses fields outside its list.
const SERIES_FIELDS = ['SeriesDescription', 'SeriesNumber', 'Modality', 'NumberOfSeriesRelatedInstances'];

export interface DicomwebClientOptions {
  baseUrl: string;
  fetch: AuthorisedFetch;
  /** After a 403: renews the grant; true when the same request may be made once more. */
  renewGrant?: (grant: Grant) => Promise<boolean>;
}

export function createDicomwebClient(options: DicomwebClientOptions): DicomwebClient {
  const root = options.baseUrl.replace(/\/$/, '');

  function ask(grant: Grant, url: string, accept: string, signal: AbortSignal | undefined): Promise<Response> {
    return withRenewal(grant, () => askOnce(url, accept, signal));
  }

  async function withRenewal<T>(grant: Grant, attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (thrown) {
      if (!(thrown instanceof DicomwebError) || thrown.code !== 'not-granted') throw thrown;
      if (options.renewGrant === undefined || !(await options.renewGrant(grant))) throw thrown;
      return attempt();
    }
  }

  async function storeOnce(
    url: string,
    instance: { sopInstanceUID: string; file: Uint8Array<ArrayBuffer> },
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { body, contentType } = multipartOf(instance.file);
    let response: Response;
    try {
      const init: RequestInit = {
        method: 'POST',
        headers: { Accept: 'application/dicom+json', 'Content-Type': contentType },
        body,
      };
      if (signal !== undefined) init.signal = signal;
      response = await options.fetch(url, init);
    } catch (thrown) {
      throw asDicomwebError(thrown);
    }
    if (response.status === 503) throw errorForStatus(503, await problemCode(response));
    const answer: unknown = await response.json().catch(() => undefined);
    // PS3.18 10.5.3: 202 and 409 say which instances were refused.
    if ((response.status === 202 || response.status === 409) && !saysDuplicate(answer, instance.sopInstanceUID))
      throw new DicomwebError('not-stored', response.status);
    if (response.status === 409) return;
    if (!response.ok) throw errorForStatus(response.status);
    if (!saysStored(answer, instance.sopInstanceUID)) throw new DicomwebError('not-stored', response.status);
  }

  async function askOnce(url: string, accept: string, signal: AbortSignal | undefined): Promise<Response> {
    let response: Response;
    try {
      const init: RequestInit = { headers: { Accept: accept } };
      if (signal !== undefined) init.signal = signal;
      response = await options.fetch(url, init);
    } catch (thrown) {
      throw asDicomwebError(thrown);
    }
    if (response.ok) return response;
    if (response.status === 503) throw errorForStatus(503, await problemCode(response));
    // Let the connection go back to the pool without reading a body nobody shows.
    void response.body?.cancel().catch(() => undefined);
    throw errorForStatus(response.status);
  }

  async function datasets(grant: Grant, url: string, signal: AbortSignal | undefined): Promise<Dataset[]> {
    const response = await ask(grant, url, 'application/dicom+json', signal);
    if (response.status === 204) return [];
    return parsed(response);
  }

  async function parts(grant: Grant, url: string, accept: string, signal: AbortSignal | undefined): Promise<Part[]> {
    const response = await ask(grant, url, accept, signal);
    const contentType = response.headers.get('Content-Type') ?? '';
    let body: ArrayBuffer;
    try {
      body = await response.arrayBuffer();
    } catch (thrown) {
      throw asDicomwebError(thrown);
    }
    if (!/^multipart\//i.test(contentType)) return [{ ...mediaTypeOf(contentType), bytes: new Uint8Array(body) }];
    return readMultipart(body, contentType);
  }

  const study = (grant: Grant) => `${root}/studies/${grant.studyInstanceUID}`;
  const series = (grant: Grant, uid: string) => `${study(grant)}/series/${uid}`;
  const instance = (grant: Grant, ref: InstanceRef) =>
    `${series(grant, ref.seriesInstanceUID)}/instances/${ref.sopInstanceUID}`;

  return {
    searchSeries: (grant, signal) =>
      datasets(grant, `${study(grant)}/series?includefield=${SERIES_FIELDS.join('%2C')}`, signal),

    searchInstances(grant, seriesInstanceUID, page, signal) {
      const query = new URLSearchParams({ limit: String(page.limit ?? 1), offset: String(page.offset ?? 0) });
      return datasets(grant, `${series(grant, seriesInstanceUID)}/instances?${query}`, signal);
    },

    seriesMetadata: (grant, seriesInstanceUID, signal) =>
      datasets(grant, `${series(grant, seriesInstanceUID)}/metadata`, signal),

    async instanceMetadata(grant, ref, signal) {
      const [dataset] = await datasets(grant, `${instance(grant, ref)}/metadata`, signal);
      if (dataset === undefined) throw new DicomwebError('not-found', 204);
      return dataset;
    },

    async frames(grant, ref, frames, signal) {
      const url = `${instance(grant, ref)}/frames/${frames.join(',')}`;
      try {
        return framesOf(await parts(grant, url, AS_STORED, signal), frames.length);
      } catch (thrown) {
        // Some archives fail to hand out what they store (big endian, deflated) but can convert it.
        if (!(thrown instanceof DicomwebError) || !(thrown.code === 'pacs-error' || thrown.code === 'not-acceptable'))
          throw thrown;
        try {
          return framesOf(await parts(grant, url, AS_LITTLE_ENDIAN, signal), frames.length);
        } catch (again) {
          throw again instanceof DicomwebError && again.code === 'aborted' ? again : thrown;
        }
      }
    },

    async instanceFile(grant, ref, signal) {
      const [part] = await parts(grant, instance(grant, ref), FILE_AS_STORED, signal);
      if (part === undefined) throw new DicomwebError('bad-answer');
      return part.bytes;
    },

    async bulkData(grant, bulkDataURI, signal) {
      const url = withinStudy(bulkDataURI, study(grant));
      const [part] = await parts(grant, url, 'multipart/related; type="application/octet-stream"', signal);
      if (part === undefined) throw new DicomwebError('bad-answer');
      return part.bytes;
    },

    store: (grant, instance, signal) => withRenewal(grant, () => storeOnce(study(grant), instance, signal)),
  };
}

const REFERENCED_SOP_SEQUENCE = '00081199';
const FAILED_SOP_SEQUENCE = '00081198';
const FAILURE_REASON = '00081197';
/** PS3.7 C.5.8. UIDs made here are random: what has this one is the file of an earlier attempt. */
const DUPLICATE_SOP_INSTANCE = 0x0111;

/** Only an archive that names the instance among those stored has it. */
function saysStored(answer: unknown, sopInstanceUID: string): boolean {
  return (
    namedIn(answer, REFERENCED_SOP_SEQUENCE, sopInstanceUID) !== undefined || saysDuplicate(answer, sopInstanceUID)
  );
}

function saysDuplicate(answer: unknown, sopInstanceUID: string): boolean {
  return number(namedIn(answer, FAILED_SOP_SEQUENCE, sopInstanceUID), FAILURE_REASON) === DUPLICATE_SOP_INSTANCE;
}

function namedIn(answer: unknown, sequence: string, sopInstanceUID: string): Dataset | undefined {
  const [first]: unknown[] = Array.isArray(answer) ? answer : [answer];
  if (typeof first !== 'object' || first === null) return undefined;
  // Read element by element with checks, as all DICOM JSON here.
  return items(first as Dataset, sequence).find(
    (entry) => text(entry, TAG.ReferencedSOPInstanceUID) === sopInstanceUID,
  );
}

function framesOf(found: readonly Part[], wanted: number): EncodedFrame[] {
  if (found.length !== wanted) throw new DicomwebError('bad-answer');
  return found.map((part) => ({
    bytes: part.bytes,
    // PS3.18 8.7.3.3.2: octet-stream without a parameter is Explicit VR Little Endian.
    transferSyntaxUID: part.transferSyntaxUID ?? DEFAULT_SYNTAX[part.mediaType] ?? EXPLICIT_LITTLE_ENDIAN,
  }));
}

/** PS3.18 table 8.7.3-5: the default transfer syntax of each media type. */
const DEFAULT_SYNTAX: Record<string, string> = {
  'image/jpeg': '1.2.840.10008.1.2.4.70',
  'image/dicom-rle': '1.2.840.10008.1.2.5',
  'image/x-dicom-rle': '1.2.840.10008.1.2.5',
  'image/jls': '1.2.840.10008.1.2.4.80',
  'image/x-jls': '1.2.840.10008.1.2.4.80',
  'image/jp2': '1.2.840.10008.1.2.4.90',
  'image/jpx': '1.2.840.10008.1.2.4.92',
  'image/jphc': '1.2.840.10008.1.2.4.201',
  'image/jxl': '1.2.840.10008.1.2.4.110',
};

/**
 * Bulk data URIs come from the archive, absolute and with whatever host it believes in. Only the path below the granted
 * study is kept, so that the token never goes to another place.
 */
function withinStudy(bulkDataURI: string, studyUrl: string): string {
  const place = new URL(studyUrl, globalThis.location?.href ?? 'http://localhost/');
  const path = new URL(bulkDataURI, `${place.href}/`).pathname;
  const below = path.indexOf(`${place.pathname.slice(place.pathname.lastIndexOf('/studies/'))}/`);
  if (below < 0) throw new DicomwebError('refused');
  return `${place.pathname.slice(0, place.pathname.lastIndexOf('/studies/'))}${path.slice(below)}`;
}

/** The code of a Problem; undefined where the answer is not one (a proxy's page). */
async function problemCode(response: Response): Promise<string | undefined> {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null || !('code' in body)) return undefined;
  return typeof body.code === 'string' ? body.code : undefined;
}

async function parsed(response: Response): Promise<Dataset[]> {
  try {
    const answer: unknown = await response.json();
    if (Array.isArray(answer) && answer.every((entry) => typeof entry === 'object' && entry !== null))
      // The DICOM JSON model is read element by element with checks; only the outer shape is trusted here.
      return answer as Dataset[];
  } catch (thrown) {
    throw asDicomwebError(thrown instanceof SyntaxError ? new DicomwebError('bad-answer', 200, thrown) : thrown);
  }
  throw new DicomwebError('bad-answer', response.status);
}
