// The routes of the DICOMweb origin. It believes whoever calls it: the gateway in front decides who may.
import { tagOf } from './keywords.ts';
import { parseAccept, acceptsJson } from './accept.ts';
import { problem, type PacsAnswer } from './answer.ts';
import type { Archive } from './archive.ts';
import type { Level } from './attributes.ts';
import { createInstanceRows, type InstancePath } from './instance-rows.ts';
import { PacsError } from './pacs-error.ts';
import { parseSearch } from './query.ts';
import { assertHasFrames, parseFrameNumbers, retrieveFrames } from './retrieve-frames.ts';
import { retrieveBulkData, retrieveInstances } from './retrieve-instances.ts';
import { chooseEncoding, retrieveMetadata } from './retrieve-metadata.ts';
import { runSearch, type Scope } from './search.ts';
import { storeInstances } from './stow.ts';

export interface PacsRequest {
  method: string;
  /** Path below the DICOMweb root and query, e.g. `/studies?PatientID=1`. */
  target: string;
  accept: string | null;
  acceptEncoding: string | null;
  contentType: string | null;
  body: AsyncIterable<Uint8Array> | null;
}

export interface PacsOrigin {
  handle(request: PacsRequest): Promise<PacsAnswer>;
}

const UID = /^[0-9]+(\.[0-9]+)*$/;
const notFound = () => new PacsError('not-found', 404, 'There is no such resource.');

/** `/studies/1.2/series/1.3/instances/1.4/frames/1` as UIDs by name and the words after them. */
interface Address extends Partial<InstancePath> {
  /** What is addressed below the named objects: `['metadata']`, `['frames', '1']`, `['series']` ... */
  rest: string[];
}

function parsePath(path: string): Address {
  const segments = path.split('/').slice(1);
  const address: Address = { rest: [] };
  const names = [
    ['studies', 'studyInstanceUID'],
    ['series', 'seriesInstanceUID'],
    ['instances', 'sopInstanceUID'],
  ] as const;
  let at = 0;
  for (const [word, name] of names) {
    const uid = segments[at + 1];
    if (segments[at] !== word || uid === undefined) break;
    if (!UID.test(uid) || uid.length > 64) throw new PacsError('bad-uid', 400, 'A UID in the path is not one.');
    address[name] = uid;
    at += 2;
  }
  address.rest = segments.slice(at);
  return address;
}

const SEARCHABLE: Record<string, Level> = { studies: 'study', series: 'series', instances: 'instance' };

export function createOrigin(archive: Archive): PacsOrigin {
  const { database } = archive;
  const rows = createInstanceRows(database);
  const files = { rows, pathOf: archive.files.pathOf };
  const keywords = { tagOf };

  function search(level: Level, { studyInstanceUID, seriesInstanceUID }: Address, query: string, request: PacsRequest) {
    if (!acceptsJson(parseAccept(request.accept)))
      throw new PacsError('not-acceptable', 406, 'Search results are sent as application/dicom+json.');
    const scope: Scope = {
      ...(studyInstanceUID === undefined ? {} : { studyInstanceUID }),
      ...(seriesInstanceUID === undefined ? {} : { seriesInstanceUID }),
    };
    const deps = { database, metadataOf: rows.metadataOf };
    return runSearch(deps, level, scope, parseSearch(new URLSearchParams(query), level, keywords));
  }

  async function get(address: Address, query: string, request: PacsRequest): Promise<PacsAnswer> {
    const { rest, studyInstanceUID, sopInstanceUID } = address;
    const [word = '', ...more] = rest;
    const level = SEARCHABLE[word];
    if (level !== undefined && more.length === 0 && isSearchable(level, address))
      return search(level, address, query, request);
    if (studyInstanceUID === undefined) throw notFound();
    const path = { ...address, studyInstanceUID };
    const accept = parseAccept(request.accept);
    if (rest.length === 0) return retrieveInstances(files, rows.at(path), accept);
    if (word === 'metadata' && more.length === 0) {
      if (!acceptsJson(accept))
        throw new PacsError('not-acceptable', 406, 'Metadata are sent as application/dicom+json.');
      return retrieveMetadata({ database, rows }, path, chooseEncoding(request.acceptEncoding));
    }
    const [row] = sopInstanceUID === undefined ? [] : rows.at(path);
    if (row === undefined) throw notFound();
    if (word === 'frames' && more.length === 1) {
      assertHasFrames(row);
      return retrieveFrames(files, row, parseFrameNumbers(more[0] ?? '', row.frames_total), accept);
    }
    if (word === 'bulkdata' && more.length > 0) return retrieveBulkData(files, row, more, accept);
    throw notFound();
  }

  return {
    async handle(request) {
      try {
        const [path = '', query = ''] = request.target.split(/\?(.*)/s);
        const address = parsePath(path);
        if (request.method === 'GET' || request.method === 'HEAD') return await get(address, query, request);
        const isStore = address.rest.length === 0 || (address.rest.length === 1 && address.rest[0] === 'studies');
        if (request.method !== 'POST' || address.seriesInstanceUID !== undefined || !isStore)
          return problem(405, 'method-not-allowed', 'This resource cannot be used in this way.');
        return await storeInstances(archive, {
          contentType: request.contentType ?? '',
          body: request.body ?? noBody(),
          ...(address.studyInstanceUID === undefined ? {} : { studyInstanceUID: address.studyInstanceUID }),
        });
      } catch (error) {
        if (error instanceof PacsError) return problem(error.status, error.code, error.message);
        throw error;
      }
    },
  };
}

/** `/studies/1.2/instances` and `/series` are searches; `/studies/1.2/series/1.3/series` is nothing. */
function isSearchable(level: Level, { studyInstanceUID, seriesInstanceUID, sopInstanceUID }: Address): boolean {
  if (sopInstanceUID !== undefined) return false;
  if (level === 'study') return studyInstanceUID === undefined;
  return level === 'instance' || seriesInstanceUID === undefined;
}

async function* noBody(): AsyncGenerator<Uint8Array> {
  // A POST without a body has no parts; the multipart reader says so.
}
