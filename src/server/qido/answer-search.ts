import type { DicomwebRoute } from '../../core/access/index.ts';
import { assertGrant } from '../authorize.ts';
import {
  including,
  isRestrictedDataset,
  qido,
  restrictionFields,
  TAG,
  type DicomDataset,
  type Keyword,
} from '../pacs/index.ts';
import { circumstancesOf, signedIn, type GatewayContext } from '../request.ts';
import { assertMaySearch } from '../search/search-studies.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import { readParameters, RELEASED_FIELDS, type AskedFor, type Level } from './parameters.ts';

type SearchRoute = Extract<DicomwebRoute, { name: 'search-studies' | 'search-series' | 'search-instances' }>;

/** QIDO-RS by GET, for clients that speak DICOMweb. Series and instances need the study to be open. */
export async function answerSearch(services: Services, c: GatewayContext, route: SearchRoute): Promise<Response> {
  const level = LEVEL[route.name];
  const query = c.env.rawTarget.split('?').slice(1).join('?');
  if (route.name === 'search-studies') {
    const { person } = await signedIn(services, c);
    const masked = assertMaySearch(person);
    const asked = readParameters(level, query);
    const found = await ask(services, '/studies', asked, restrictionFields(services.policy));
    const datasets = found.map((dataset) => released(services, dataset, asked, masked));
    return recorded(services, c, { person, level, asked, datasets, purpose: masked ? 'HRESCH' : 'TREAT' });
  }
  const { studyInstanceUID } = route;
  const { person, standing } = await signedIn(services, c, studyInstanceUID);
  const grant = await assertGrant({ services, person, standing, studyInstanceUID, circumstances: circumstancesOf(c) });
  const asked = readParameters(level, query);
  const found = await ask(services, pathOf(route), asked, []);
  const datasets = found.map((dataset) => pick(dataset, RELEASED_FIELDS[level]));
  return recorded(services, c, { person, level, asked, datasets, purpose: grant.purpose, studyInstanceUID });
}

const LEVEL: Record<SearchRoute['name'], Level> = {
  'search-studies': 'study',
  'search-series': 'series',
  'search-instances': 'instance',
};

function pathOf(route: Exclude<SearchRoute, { name: 'search-studies' }>): string {
  const study = `/studies/${route.studyInstanceUID}`;
  if (route.name === 'search-series') return `${study}/series`;
  const series = route.seriesInstanceUID === undefined ? '' : `/series/${route.seriesInstanceUID}`;
  return `${study}${series}/instances`;
}

async function ask(
  services: Services,
  path: string,
  asked: AskedFor,
  also: readonly Keyword[],
): Promise<readonly DicomDataset[]> {
  const { datasets } = await qido(services.pacs, path, [
    ...asked.match,
    ...including([...new Set([...asked.fields, ...also])]),
    ['limit', String(asked.limit)],
    ['offset', String(asked.offset)],
  ]);
  return datasets.slice(0, asked.limit);
}

// `RetrieveURL` would name the PACS behind the gateway; whoever may retrieve knows the way.
const ALWAYS: readonly string[] = [TAG.SpecificCharacterSet];
const IDENTITY: ReadonlySet<Keyword> = new Set([
  'PatientName',
  'PatientID',
  'IssuerOfPatientID',
  'PatientBirthDate',
  'PatientSex',
  'AccessionNumber',
  'StudyID',
  'ReferringPhysicianName',
]);

function released(services: Services, dataset: DicomDataset, asked: AskedFor, masked: boolean): DicomDataset {
  const restricted = isRestrictedDataset(services.policy, dataset);
  const fields = RELEASED_FIELDS.study.filter(
    (keyword) =>
      !((masked || restricted) && IDENTITY.has(keyword)) &&
      // People type names into it; the worklist shows those who are masked its ordinary words only.
      !((masked || restricted) && keyword === 'StudyDescription') &&
      // Added by us to decide about the restriction: nobody asked for it.
      !(keyword === 'IssuerOfPatientID' && !asked.fields.includes(keyword)),
  );
  return pick(dataset, fields);
}

function pick(dataset: DicomDataset, keywords: readonly Keyword[]): DicomDataset {
  const tags = new Set([...ALWAYS, ...keywords.map((keyword) => TAG[keyword])]);
  return Object.fromEntries(Object.entries(dataset).filter(([tag]) => tags.has(tag)));
}

async function recorded(
  services: Services,
  c: GatewayContext,
  found: {
    person: Person;
    level: Level;
    asked: AskedFor;
    datasets: readonly DicomDataset[];
    purpose: 'TREAT' | 'BTG' | 'HRESCH';
    studyInstanceUID?: string;
  },
): Promise<Response> {
  const { person, level, asked, datasets, purpose, studyInstanceUID } = found;
  const search = { level, keys: [...asked.keys], offset: asked.offset, count: datasets.length };
  const about = studyInstanceUID === undefined ? {} : { studyInstanceUID };
  const draft = { action: 'search', outcome: 'success', who: person, purpose, search, ...about } as const;
  await services.recorder.record([draft], circumstancesOf(c));
  return new Response(JSON.stringify(datasets), { headers: { 'content-type': 'application/dicom+json' } });
}
