import { parseTarget } from './canonical-path.ts';

/** The parts of DICOMweb that exist here. What is not in this list is refused, whatever the PACS could do. */
export type DicomwebRoute =
  | { readonly name: 'study-metadata'; readonly studyInstanceUID: string }
  | { readonly name: 'series-metadata'; readonly studyInstanceUID: string; readonly seriesInstanceUID: string }
  | ({ readonly name: 'instance-metadata' } & InstancePath)
  | ({ readonly name: 'instance' } & InstancePath)
  | ({ readonly name: 'frames'; readonly frameNumbers: readonly number[] } & InstancePath)
  | ({ readonly name: 'bulkdata'; readonly bulkdataPath: string } & InstancePath)
  | { readonly name: 'search-studies' }
  | { readonly name: 'search-series'; readonly studyInstanceUID: string }
  | { readonly name: 'search-instances'; readonly studyInstanceUID: string; readonly seriesInstanceUID?: string }
  | { readonly name: 'store'; readonly studyInstanceUID: string };

interface InstancePath {
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
}

export type ReadRoute = Extract<
  DicomwebRoute,
  { name: 'study-metadata' | 'series-metadata' | 'instance-metadata' | 'instance' | 'frames' | 'bulkdata' }
>;

export type RouteFault = 'path-not-canonical' | 'uid-malformed' | 'route-not-allowed' | 'query-not-allowed';

// PS3.5 section 9.1: digits in components without leading zeros, 64 characters at most.
const UID = /^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/;

export function isUID(text: string): boolean {
  return text.length <= 64 && UID.test(text);
}

/** One request may name this many frames: more is a bulk download, which has its own way. */
const MAX_FRAMES_PER_REQUEST = 64;

// Orthanc writes `bulk/7fe00010` and `bulk/54000100/1/54001010`; the embedded origin uses `bulkdata/`.
const BULKDATA = /^(bulk|bulkdata)(\/([0-9A-Fa-f]{8}|\d{1,6}))+$/;

/** Reads method and raw request target. The only place where a DICOMweb path is understood. */
export function parseDicomweb(method: string, rawTarget: string): DicomwebRoute | RouteFault {
  const target = parseTarget(rawTarget);
  if (typeof target === 'string') return target;
  const [root, ...segments] = target.path.slice(1).split('/');
  if (root !== 'dicom-web') return 'route-not-allowed';
  if (method === 'POST') return target.query === undefined ? storeRoute(segments) : 'query-not-allowed';
  if (method !== 'GET') return 'route-not-allowed';
  const route = getRoute(segments);
  // `?accept=` would walk around the list of Accept values, so what is not a search takes no query at all.
  return typeof route === 'string' || isSearch(route) || target.query === undefined ? route : 'query-not-allowed';
}

export function isSearch(route: DicomwebRoute): boolean {
  return route.name === 'search-studies' || route.name === 'search-series' || route.name === 'search-instances';
}

function storeRoute(segments: readonly string[]): DicomwebRoute | RouteFault {
  // Only the form that names the study: the record must say where the instances went before they go.
  const [studies, studyInstanceUID, ...rest] = segments;
  if (studies !== 'studies' || studyInstanceUID === undefined || rest.length > 0) return 'route-not-allowed';
  return isUID(studyInstanceUID) ? { name: 'store', studyInstanceUID } : 'uid-malformed';
}

function getRoute(segments: readonly string[]): DicomwebRoute | RouteFault {
  const [studies, studyInstanceUID, ...inStudy] = segments;
  if (studies !== 'studies') return 'route-not-allowed';
  if (studyInstanceUID === undefined) return { name: 'search-studies' };
  if (!isUID(studyInstanceUID)) return 'uid-malformed';
  const [word, seriesInstanceUID, ...inSeries] = inStudy;
  if (inStudy.length === 1 && word === 'metadata') return { name: 'study-metadata', studyInstanceUID };
  if (inStudy.length === 1 && word === 'instances') return { name: 'search-instances', studyInstanceUID };
  if (word !== 'series') return 'route-not-allowed';
  if (seriesInstanceUID === undefined) return { name: 'search-series', studyInstanceUID };
  if (!isUID(seriesInstanceUID)) return 'uid-malformed';
  return seriesRoute({ studyInstanceUID, seriesInstanceUID }, inSeries);
}

function seriesRoute(
  series: { studyInstanceUID: string; seriesInstanceUID: string },
  segments: readonly string[],
): DicomwebRoute | RouteFault {
  const [word, sopInstanceUID, ...inInstance] = segments;
  if (segments.length === 1 && word === 'metadata') return { name: 'series-metadata', ...series };
  if (word !== 'instances') return 'route-not-allowed';
  if (sopInstanceUID === undefined) return { name: 'search-instances', ...series };
  if (!isUID(sopInstanceUID)) return 'uid-malformed';
  const instance = { ...series, sopInstanceUID };
  const rest = inInstance.join('/');
  if (rest === '') return { name: 'instance', ...instance };
  if (rest === 'metadata') return { name: 'instance-metadata', ...instance };
  if (BULKDATA.test(rest)) return { name: 'bulkdata', bulkdataPath: rest, ...instance };
  const frameNumbers = inInstance[0] === 'frames' && inInstance.length === 2 ? frameList(inInstance[1]) : undefined;
  return frameNumbers === undefined ? 'route-not-allowed' : { name: 'frames', frameNumbers, ...instance };
}

function frameList(text: string | undefined): number[] | undefined {
  if (text === undefined || !/^[1-9]\d{0,8}(,[1-9]\d{0,8})*$/.test(text)) return undefined;
  const numbers = text.split(',').map(Number);
  return numbers.length <= MAX_FRAMES_PER_REQUEST ? numbers : undefined;
}
