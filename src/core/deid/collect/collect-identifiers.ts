// Reads out of a data set, at every depth, what the dictionary of the batch is made of.
import { item as firstItem, text, textsOf } from '../../dicom/index.ts';
import type { Dataset, DicomFile, Element } from '../../dicom/index.ts';
import type { CompiledProfile } from '../profile/compile-profile.ts';
import { addIdentifiers, emptyIdentifiers } from '../text/identifiers.ts';
import type { Identifiers } from '../text/identifiers.ts';
import { E3_4_1 } from '../tables/generated/e3-4-1.ts';
import { canonicalPatientId, issuerOf, patientIdOf } from './patient-key.ts';

export type Collector = { collect(file: DicomFile): Identifiers };

/** Codes in these sequences name persons, institutions and places. */
const NAMING_SEQUENCES: ReadonlySet<number> = new Set([
  0x00401101, 0x00080082, 0x00081041, 0x00404025, 0x00404027, 0x00404028, 0x00404030, 0x0040a088, 0x00700086,
  0x0040a07c,
]);
const IDENTITY_VRS: ReadonlySet<string> = new Set(['LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'AE', 'UR', 'UN']);
/** Of Table E.1-1, but they say what thousands have in common. */
const COMMON: ReadonlySet<number> = new Set([0x00102150, 0x00102180, 0x001021f0, 0x00101080, 0x00101081, 0x00400600]);

export function createCollector(profile: CompiledProfile): Collector {
  const identityTags = identityTagsOf(profile);
  const namingTexts = namingContentItems();
  const walk = (dataset: Dataset, into: Identifiers, naming: boolean): void => {
    for (const element of dataset.elements) {
      if (element.items !== undefined) {
        const names = NAMING_SEQUENCES.has(element.tag);
        for (const item of element.items) walk(item, into, names);
      } else collectElement(element, dataset, into, naming, identityTags);
    }
    collectContentItem(dataset, into, namingTexts);
  };
  return {
    collect({ dataset }) {
      const found = emptyIdentifiers();
      walk(dataset, found, false);
      const id = patientIdOf(dataset);
      if (id !== undefined) {
        const issuer = new Map([[canonicalPatientId(id), new Set([issuerOf(dataset)])]]);
        addIdentifiers(found, { ...emptyIdentifiers(), issuers: issuer });
      }
      return found;
    },
  };
}

function identityTagsOf(profile: CompiledProfile): ReadonlySet<number> {
  const tags = new Set<number>();
  for (const row of profile.table.rows.values()) {
    const describes = row.options.has('clean-descriptors') || row.options.has('retain-patient-characteristics');
    if (describes || COMMON.has(row.tag)) continue;
    if (profile.ruleOf(row.tag)?.action !== 'K') tags.add(row.tag);
  }
  return tags;
}

function collectElement(
  element: Element,
  dataset: Dataset,
  into: Identifiers,
  naming: boolean,
  identityTags: ReadonlySet<number>,
): void {
  const { tag, vr } = element;
  if (element.length === 0) return;
  if (vr === 'PN') {
    for (const name of readingsOf(element, dataset)) into.names.add(name);
  } else if (vr === 'DA' || vr === 'DT') {
    for (const date of textsOf(element, dataset)) {
      const day = date.replace(/[.-]/g, '').slice(0, 8);
      if (/^\d{8}$/.test(day)) into.dates.add(day);
    }
  } else if (
    (identityTags.has(tag) || (naming && (tag === 0x00080100 || tag === 0x00080104))) &&
    IDENTITY_VRS.has(vr)
  ) {
    if (element.length > 4096) return;
    for (const value of readingsOf(element, dataset)) addValue(value, into);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('windows-1252');

/**
 * The values as declared, and, where another file may well write them otherwise, as UTF-8 or Latin-1: many writers say
 * nothing of their character set, or something wrong.
 */
function readingsOf(element: Element, dataset: Dataset): string[] {
  const declared = textsOf(element, dataset);
  const { value } = element;
  if (value.every((byte) => byte < 0x80)) return declared;
  const other = readAs(utf8, value) ?? (declared.some(isMostlyLatin) ? readAs(latin1, value) : undefined);
  return other === undefined ? declared : [...declared, ...other.split('\\')];
}

/** Undecodable bytes among ASCII letters: accents, and no other script. */
const isMostlyLatin = (text: string): boolean =>
  text.includes('\ufffd') && (text.match(/[a-z]/gi)?.length ?? 0) * 2 > text.length;

function readAs(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function addValue(value: string, into: Identifiers): void {
  const trimmed = value.trim();
  if (trimmed === '') return;
  if (/\d/.test(trimmed) && !/\s/.test(trimmed)) into.ids.add(trimmed);
  else into.phrases.add(trimmed);
}

/** TEXT items that Table E.3.4-1 removes or replaces and no Clean Descriptors option keeps: observers, subjects, institutions. */
function namingContentItems(): ReadonlySet<string> {
  const listed = new Set<string>();
  for (const line of E3_4_1.trim().split('\n')) {
    const [scheme = '', code = '', valueType = '', , letters = ''] = line.split('|');
    if (valueType === 'TEXT' && !letters.startsWith('C')) listed.add(`${scheme}|${code}`);
  }
  return listed;
}

function collectContentItem(dataset: Dataset, into: Identifiers, namingTexts: ReadonlySet<string>): void {
  if (!dataset.has(0x0040a160)) return;
  const concept = firstItem(dataset, 0x0040a043);
  if (concept === undefined) return;
  if (!namingTexts.has(`${text(concept, 0x00080102) ?? ''}|${text(concept, 0x00080100) ?? ''}`)) return;
  const value = text(dataset, 0x0040a160);
  if (value !== undefined && value.length <= 256) addValue(value, into);
}
