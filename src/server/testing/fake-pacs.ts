import { TAG, type DicomDataset, type Keyword, type PacsCapabilities, type PacsUpstream } from '../pacs/index.ts';

export interface FakeStudy {
  readonly StudyInstanceUID: string;
  readonly PatientID: string;
  readonly PatientName: string;
  readonly IssuerOfPatientID?: string;
  readonly StudyDate?: string;
  readonly StudyTime?: string;
  readonly ModalitiesInStudy?: readonly string[];
  readonly StudyDescription?: string;
  readonly AccessionNumber?: string;
  readonly ConfidentialityCode?: string;
  /** On the series, as C.7.5.1 has it. */
  readonly seriesDepartment?: string;
}

export interface FakePacs extends PacsUpstream {
  readonly asked: { path: string; method: string; headers: Headers; body: Buffer | undefined }[];
  readonly studies: FakeStudy[];
  /** Answers in place of the studies, e.g. to be away. */
  answer: ((path: string, init: RequestInit | undefined) => Promise<Response> | Response) | undefined;
}

/** A DICOMweb origin in memory. Without `canSort` it has Orthanc's habits: exact names, no total, its own order. */
export function createFakePacs(studies: FakeStudy[], capabilities?: PacsCapabilities): FakePacs {
  const fake: FakePacs = {
    capabilities: capabilities ?? { canSort: false, canCount: false },
    asked: [],
    studies,
    answer: undefined,
    async fetch(path, init) {
      const body = init?.body == null ? undefined : Buffer.from(await new Response(init.body).arrayBuffer());
      fake.asked.push({ path, method: init?.method ?? 'GET', headers: new Headers(init?.headers), body });
      if (fake.answer !== undefined) return fake.answer(path, init);
      if (init?.method === 'POST') return Response.json({ '00081199': { vr: 'SQ', Value: [{}, {}] } });
      return qidoAnswer(fake, path);
    },
  };
  return fake;
}

function qidoAnswer(fake: FakePacs, path: string): Response {
  const url = new URL(path, 'http://pacs.invalid');
  const inStudy = /^\/studies\/([0-9.]+)\/series/.exec(url.pathname)?.[1];
  if (inStudy !== undefined) {
    const study = fake.studies.find((one) => one.StudyInstanceUID === inStudy);
    return Response.json(
      study === undefined ? [] : [element({ InstitutionalDepartmentName: study.seriesDepartment ?? '' })],
    );
  }
  const found = fake.studies.filter((study) => matches(study, url.searchParams));
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const limit = Number(url.searchParams.get('limit') ?? 1_000_000);
  const headers: Record<string, string> = fake.capabilities.canCount ? { 'x-total-count': String(found.length) } : {};
  const rows = sorted(found, url.searchParams.get('orderby')).slice(offset, offset + limit);
  const datasets = rows.map((study) =>
    element({ ...study, seriesDepartment: undefined, NumberOfStudyRelatedInstances: 3 }),
  );
  return Response.json(datasets, { headers });
}

function sorted(studies: FakeStudy[], orderby: string | null): FakeStudy[] {
  if (orderby === null) return studies;
  const [key = '', direction] = (orderby.split(',')[0] ?? '').split(':');
  const text = (study: FakeStudy): string => String(Object.entries(study).find(([name]) => name === key)?.[1] ?? '');
  return studies.toSorted((a, b) => (direction === 'desc' ? -1 : 1) * text(a).localeCompare(text(b)));
}

const CONTROL = new Set(['includefield', 'limit', 'offset', 'orderby']);

function matches(study: FakeStudy, parameters: URLSearchParams): boolean {
  return [...parameters].every(([key, pattern]) => {
    if (CONTROL.has(key)) return true;
    const value: unknown = Object.entries(study).find(([name]) => name === key)?.[1] ?? '';
    const values = Array.isArray(value) ? value.map(String) : [String(value)];
    if (key === 'StudyDate') {
      const [from = '', to = ''] = pattern.split('-');
      return (from === '' || String(value) >= from) && (to === '' || String(value) <= to);
    }
    // As measured: Orthanc finds nothing as soon as the pattern is not ASCII.
    if (/[^ -~]/.test(pattern)) return false;
    const source = pattern
      .replace(/[.^$+()[\]{}|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return values.some((one) => new RegExp(`^${source}$`, 'iu').test(one));
  });
}

function element(values: Record<string, unknown>): DicomDataset {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([keyword, value]) => [
      // Only keywords of the table are used by the fake's own records.
      TAG[keyword as Keyword],
      { vr: keyword === 'PatientName' ? 'PN' : 'LO', Value: asValues(keyword, value) },
    ]),
  );
}

function asValues(keyword: string, value: unknown): unknown[] {
  if (value === '') return [];
  if (Array.isArray(value)) return value;
  return [keyword === 'PatientName' ? { Alphabetic: value } : value];
}
