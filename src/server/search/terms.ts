import type { StudyFilters } from '../../contract/index.ts';
import { textOf, type DicomDataset, type Keyword, type PacsCapabilities, type QidoParameters } from '../pacs/index.ts';
import { matchesWildcard } from './wildcard.ts';

const TEXT_FILTERS = {
  patientName: 'PatientName',
  patientID: 'PatientID',
  accessionNumber: 'AccessionNumber',
  studyDescription: 'StudyDescription',
} as const satisfies Record<string, Keyword>;
type TextFilter = keyof typeof TEXT_FILTERS;

/** What the PACS is asked, and what must be checked afterwards because the PACS cannot. */
export interface StudyQuery {
  /** More than one where the PACS takes no list of modalities: the answers are then merged. */
  readonly queries: readonly QidoParameters[];
  readonly mustFilter: boolean;
  readonly matches: (dataset: DicomDataset) => boolean;
}

export function studyQuery(filters: StudyFilters, capabilities: PacsCapabilities): StudyQuery {
  const texts = textFilters(filters);
  const common: [string, string][] = texts.map(({ keyword, pattern }) => [
    keyword,
    capabilities.canMatchUnicode === true ? pattern : asciiOnly(pattern),
  ]);
  const range = dateRange(filters);
  if (range !== undefined) common.push(['StudyDate', range]);
  const modalities = filters.modalities ?? [];
  const lists = capabilities.canMatchLists === true ? [modalities.join(',')] : modalities;
  const queries =
    modalities.length === 0 ? [common] : lists.map((list) => [...common, ['ModalitiesInStudy', list] as const]);
  const widened = texts.filter(
    ({ pattern }) => capabilities.canMatchUnicode !== true && asciiOnly(pattern) !== pattern,
  );
  return {
    queries,
    mustFilter: widened.length > 0,
    matches: (dataset) => widened.every(({ keyword, pattern }) => matchesWildcard(textOf(dataset, keyword), pattern)),
  };
}

function textFilters(filters: StudyFilters): { keyword: Keyword; pattern: string }[] {
  return (Object.keys(TEXT_FILTERS) as TextFilter[]).flatMap((name) => {
    const term = filters[name];
    return term === undefined ? [] : [{ keyword: TEXT_FILTERS[name], pattern: patternOf(term) }];
  });
}

/**
 * What a person types, as PS3.4 C.2.2.2.4 wants it: begins-with unless they set wildcards themselves. A backslash would
 * make a list of values and a control character has no place in a query: both match as any one character.
 */
export function patternOf(term: string): string {
  const plain = Array.from(term.normalize('NFC'), (character) =>
    character === '\\' || character < ' ' || character === '\u007f' ? '?' : character,
  ).join('');
  return /[*?]$/.test(plain) ? plain : `${plain}*`;
}

/** Orthanc finds nothing for `Müller*` but does for `M*ller*` (measured): ask for more, then look closely. */
function asciiOnly(pattern: string): string {
  return Array.from(pattern, (character) => (character > '~' ? '*' : character))
    .join('')
    .replace(/\*+/g, '*');
}

function dateRange({ dateFrom, dateTo }: StudyFilters): string | undefined {
  return dateFrom === undefined && dateTo === undefined ? undefined : `${dateFrom ?? ''}-${dateTo ?? ''}`;
}
