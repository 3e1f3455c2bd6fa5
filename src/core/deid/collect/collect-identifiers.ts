// Reads out of a data set, at every depth, what the dictionary of the batch is made of.
import { isPlainAscii, item as firstItem, text, textsOf, VRSet } from '../../dicom/index.ts';
import type { Dataset, DicomFile, Element, VR } from '../../dicom/index.ts';
import type { CompiledProfile } from '../profile/compile-profile.ts';
import { addIdentifiers, emptyIdentifiers } from '../text/identifiers.ts';
import type { Identifiers } from '../text/identifiers.ts';
import { E3_4_1 } from '../tables/generated/e3-4-1.ts';
import { ValueMemory } from '../values/value-memory.ts';
import { canonicalPatientId, issuerOf, patientIdOf } from './patient-key.ts';

export type Collector = {
  /** What this file says, whatever was read before. */
  collect(file: DicomFile): Identifiers;
  /** Reads one more file of the batch into `all`. */
  add(file: DicomFile): void;
  readonly all: Identifiers;
};

/** Codes in these sequences name persons, institutions and places. */
const NAMING_SEQUENCES: ReadonlySet<number> = new Set([
  0x00401101, 0x00080082, 0x00081041, 0x00404025, 0x00404027, 0x00404028, 0x00404030, 0x0040a088, 0x00700086,
  0x0040a07c,
]);
const IDENTITY_VRS = new VRSet(['LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'AE', 'UR', 'UN']);
/** Of Table E.1-1, but they say what thousands have in common. */
const COMMON: ReadonlySet<number> = new Set([0x00102150, 0x00102180, 0x001021f0, 0x00101080, 0x00101081, 0x00400600]);

const NUMBERS_AND_TIMES = new VRSet([
  'AS', 'AT', 'DS', 'FD', 'FL', 'OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SL', 'SS', 'SV', 'TM', 'UL', 'US', 'UV',
]); // prettier-ignore

/** For the reader of what is to be learned from: numbers and times of day name nobody. */
export const isLearnedFrom = (_tag: number, vr: VR): boolean => !NUMBERS_AND_TIMES.has(vr);

export function createCollector(profile: CompiledProfile): Collector {
  const identityTags = identityTagsOf(profile);
  const namingTexts = namingContentItems();
  const walk = (dataset: Dataset, into: Identifiers, seen: Seen, naming: boolean): void => {
    for (const element of dataset.elements) {
      if (element.items !== undefined) {
        const names = NAMING_SEQUENCES.has(element.tag);
        for (const item of element.items) walk(item, into, seen, names);
      } else {
        const kind = kindOf(element, naming, identityTags);
        if (kind !== undefined && element.length > 0) collectElement(element, kind, dataset, into, seen);
      }
    }
    collectContentItem(dataset, into, namingTexts);
  };
  const read = ({ dataset }: DicomFile, into: Identifiers, seen: Seen): void => {
    walk(dataset, into, seen, false);
    const id = patientIdOf(dataset);
    if (id === undefined) return;
    const issuer = new Map([[canonicalPatientId(id), new Set([issuerOf(dataset)])]]);
    addIdentifiers(into, { ...emptyIdentifiers(), issuers: issuer });
  };
  const all = emptyIdentifiers();
  const seenOfAll: Seen = new ValueMemory();
  return {
    all,
    add(file) {
      const found = emptyIdentifiers();
      try {
        read(file, found, seenOfAll);
      } catch (error) {
        // A file that cannot be read says nothing, and what it seemed to say was not learned.
        seenOfAll.forget();
        throw error;
      }
      addIdentifiers(all, found);
    },
    collect(file) {
      const found = emptyIdentifiers();
      read(file, found, new ValueMemory());
      return found;
    },
  };
}

/** Values that were read already: what they say is known. */
type Seen = ValueMemory<true>;

function identityTagsOf(profile: CompiledProfile): ReadonlySet<number> {
  const tags = new Set<number>();
  for (const row of profile.table.rows.values()) {
    const describes = row.options.has('clean-descriptors') || row.options.has('retain-patient-characteristics');
    if (describes || COMMON.has(row.tag)) continue;
    if (profile.ruleOf(row.tag)?.action !== 'K') tags.add(row.tag);
  }
  return tags;
}

/** What a value is read as. */
const NAME = 1;
const DATE = 2;
const IDENTITY = 3;
type Kind = typeof NAME | typeof DATE | typeof IDENTITY;

/** Undefined where a value says nothing of a person. */
function kindOf({ tag, vr }: Element, naming: boolean, identityTags: ReadonlySet<number>): Kind | undefined {
  if (vr === 'PN') return NAME;
  if (vr === 'DA' || vr === 'DT') return DATE;
  if (!IDENTITY_VRS.has(vr)) return undefined;
  const isIdentity = identityTags.has(tag) || (naming && (tag === 0x00080100 || tag === 0x00080104));
  return isIdentity ? IDENTITY : undefined;
}

const LONGEST_IDENTITY = 4096;

function collectElement(element: Element, kind: Kind, dataset: Dataset, into: Identifiers, seen: Seen): void {
  const { vr, source, valueStart, end } = element;
  if (kind === IDENTITY && element.length > LONGEST_IDENTITY) return;
  // One text of several values, a text as one value, and bytes without VR are taken apart in their own ways.
  const form = (vr.charCodeAt(0) << 8) | vr.charCodeAt(1);
  if (seen.find(kind, form, 0, source.bytes, valueStart, end) === true) return;
  for (const value of kind === DATE ? textsOf(element, dataset) : readingsOf(element, dataset)) {
    if (kind === NAME) into.names.add(value);
    else if (kind === IDENTITY) addValue(value, into);
    else {
      const day = value.replace(/[.-]/g, '').slice(0, 8);
      if (/^\d{8}$/.test(day)) into.dates.add(day);
    }
  }
  if (isPlainAscii(source.bytes, valueStart, end)) seen.keep(kind, form, 0, source.bytes, valueStart, end, true);
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
