// One instance that holds every element of PS3.6, at the top and inside a sequence; what happens to each must be what
// Table E.1-1 says for the Type at that path, for every profile and every option alone and all together.
import { describe, expect, it } from 'vitest';
import {
  allEntries, buildDataset, Dataset, dictionaryVrOf, type Element, formatTag, isPrivate, makeElement, makeFile, makeSequence, readDicom, TRANSFER_SYNTAX, type VR,
  writeDicom,
} from '../dicom/index.ts'; // prettier-ignore
import {
  addIdentifiers, BUILT_IN_PROFILES, builtInProfile, compileProfile, createAttributeTypes, createBatchContext, createCollector, deidentify,
  emptyIdentifiers, type OptionName, OPTIONS, type Profile, withOptions,
} from './index.ts'; // prettier-ignore
import { E1_1 } from './tables/generated/e1-1.ts';
import { KEY } from './testing/batch.ts';

const CT = '1.2.840.10008.5.1.4.1.1.2';
const NESTED_IN = 0x0018a001; // Contributing Equipment Sequence: kept by every profile

const VALUES: Partial<Record<VR, string>> = {
  AE: 'CHEST', AS: '045Y', CS: 'CHEST', DA: '20140321', DS: '7.5', DT: '20140321101112', IS: '7', LO: 'CHEST', LT: 'CHEST', PN: 'Quill^Feather',
  SH: 'CHEST', ST: 'CHEST', TM: '101112', UC: 'CHEST', UR: 'urn:chest', UT: 'CHEST',
}; // prettier-ignore

function elementFor(tag: number, vr: VR): Element {
  // Addresses differ, because one that some attribute gives away is an identifier in all others.
  const text = vr === 'UI' ? `1.2.3.4.5.6.7.${tag}` : vr === 'UR' ? `urn:x${tag}` : VALUES[vr];
  if (vr === 'SQ')
    return makeSequence(tag, [buildDataset({ CodeMeaning: 'CHEST', CodeValue: 'C1', CodingSchemeDesignator: 'DCM' })]);
  if (text !== undefined)
    return makeElement(
      tag,
      vr,
      Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
    );
  return makeElement(tag, vr, new Uint8Array(8).fill(7));
}

/** Not in a data set, or what makes the instance another thing: media directories, commands, SOP Class, character set, pixels. */
const isSpecial = (tag: number): boolean =>
  tag < 0x00080001 || tag >>> 16 > 0x7fdf || [0x00080005, 0x00080016, 0x00080001].includes(tag) || isPrivate(tag);

function fullDataset(): Dataset {
  const dataset = new Dataset();
  for (const { tag, vr } of allEntries()) if (!isSpecial(tag)) dataset.set(elementFor(tag, vr.slice(0, 2) as VR));
  for (const line of E1_1.trim().split('\n')) {
    // Rows younger than the dictionary.
    const tag = Number.parseInt(line, 16);
    if (/^[0-9a-f]{8}\|/.test(line) && !isSpecial(tag) && !dataset.has(tag)) dataset.set(elementFor(tag, 'LO'));
  }
  return dataset;
}

const NOT_JUDGED = new Set([0x00120062, 0x00120063, 0x00120064, 0x00280303, 0x00280301, 0x0040a493]);
const COLUMNS: readonly OptionName[] = [
  'retain-safe-private', 'retain-uids', 'retain-device-identity', 'retain-institution-identity', 'retain-patient-characteristics',
  'retain-longitudinal-full-dates', 'retain-longitudinal-modified-dates', 'clean-descriptors', 'clean-structured-content', 'clean-graphics',
]; // prettier-ignore

/** The oracle: the table read anew, in the plainest way. */
function expectedActions(profile: Profile): Map<number, string> {
  const chosen = new Set(profile.options);
  if (profile.dates.rule === 'shift') chosen.add('retain-longitudinal-modified-dates');
  const expected = new Map<number, string>();
  for (const line of E1_1.trim().split('\n')) {
    const [id = '', basic = '', letters = ''] = line.split('|');
    if (!/^[0-9a-f]{8}$/.test(id)) continue;
    const cells = COLUMNS.map((option, column) => (chosen.has(option) ? (letters[column] ?? '-') : '-'));
    const tag = Number.parseInt(id, 16);
    const action = cells.includes('C') ? 'C' : cells.includes('K') ? 'K' : basic;
    // Only the year: dates are cleaned, times of day follow the basic profile.
    const isDate = profile.dates.rule === 'year' && letters[6] === 'C';
    expected.set(tag, isDate ? (dictionaryVrOf(tag) === 'TM' ? basic : 'C') : action);
  }
  return expected;
}

function resolved(action: string, type: string | undefined): string {
  const required = type === '1' || type === '1C';
  const present = type === '2' || type === '2C';
  switch (action) {
    case 'X/Z': return required || present ? 'Z' : 'X';
    case 'X/D': return required || present ? 'D' : 'X';
    case 'Z/D': return required ? 'D' : 'Z';
    case 'X/Z/D': return required ? 'D' : present ? 'Z' : 'X';
    case 'X/Z/U*': return required || present ? 'U' : 'X';
    default: return action;
  }
} // prettier-ignore

const same = (a: Element, b: Element): boolean =>
  a.items === undefined
    ? Buffer.from(a.value).equals(b.value)
    : JSON.stringify(a.items.length) === JSON.stringify(b.items?.length);

/** What can be seen to have happened; several names where the result allows them. */
function seen(before: Element, after: Element | undefined): string[] {
  if (after === undefined) return ['X'];
  const isEmpty = after.items === undefined ? after.length === 0 : after.items.length === 0;
  if (isEmpty) return ['Z'];
  if (before.items !== undefined)
    return JSON.stringify(texts(before)) === JSON.stringify(texts(after)) ? ['K', 'C', 'U'] : ['D', 'Z', 'C'];
  if (same(before, after)) return ['K', 'C'];
  const isNewUID = Buffer.from(after.value).toString('latin1').startsWith('2.25.');
  return isNewUID ? ['U', 'D', 'Z'] : ['D', 'Z', 'C'];
}

const texts = (element: Element): string[] =>
  (element.items ?? []).flatMap((item) =>
    item.elements.map((inner) => `${inner.tag} ${Buffer.from(inner.value).toString('latin1').trim()}`),
  );

const types = createAttributeTypes();

function judge(profile: Profile): string[] {
  const full = fullDataset();
  full.set(
    makeElement(
      0x00080016,
      'UI',
      Uint8Array.from(CT, (letter) => letter.charCodeAt(0)),
    ),
  );
  const nested = fullDataset();
  nested.delete(NESTED_IN);
  full.set(makeSequence(NESTED_IN, [nested]));
  const bytes = writeDicom(makeFile(full, TRANSFER_SYNTAX.explicitLittle));
  const compiled = compileProfile({ ...profile, encapsulatedDocuments: 'empty' });
  const identifiers = emptyIdentifiers();
  addIdentifiers(identifiers, createCollector(compiled).collect(readDicom(bytes)));
  const context = createBatchContext({ profile: compiled, key: KEY, identifiers, pixels: 'off' });
  const input = readDicom(bytes);
  const result = deidentify(input, context);
  if (result.kind === 'refused') return [`refused ${result.code}`];
  const expected = expectedActions(profile);
  const faults: string[] = [];
  const cursor = types.cursorFor(CT);
  const compare = (before: Dataset, after: Dataset | undefined, level: typeof cursor, where: string): void => {
    for (const element of before.elements) {
      const { tag } = element;
      if (
        NOT_JUDGED.has(tag) ||
        tag === NESTED_IN ||
        tag === 0x00080016 ||
        tag >>> 16 === 0x6000 ||
        tag >>> 16 === 0x5000
      )
        continue;
      const action = expected.get(tag);
      const out = seen(element, after?.get(tag));
      if (action === undefined) {
        if (!unlistedIsRight(element, out)) faults.push(`${where}${formatTag(tag)} is in no table: ${out.join('/')}`);
        continue;
      }
      const want = resolved(action, level.typeOf(tag) ?? (level.isKnown ? undefined : '1'));
      if (!isRight(want, out, element))
        faults.push(`${where}${formatTag(tag)} ${action} -> ${want}, found ${out.join('/')}`);
    }
  };
  compare(input.dataset, result.file.dataset, cursor, '');
  const item = input.dataset.get(NESTED_IN)?.items?.[0];
  if (item !== undefined)
    compare(item, result.file.dataset.get(NESTED_IN)?.items?.[0], cursor.inside(NESTED_IN), 'nested ');
  return faults;
}

/** Names, addresses, dates and UIDs are never kept for being unlisted; everything else must be. */
function unlistedIsRight({ vr, tag }: Element, out: readonly string[]): boolean {
  if (['PN', 'DA', 'DT', 'TM', 'AE', 'UR', 'UI'].includes(vr)) return true;
  // An attribute without VR in the dictionary here says nothing of what it holds.
  if (vr === 'UN') return true;
  return out.includes('K') || tag === 0x00282000;
}

function isRight(want: string, out: readonly string[], { vr, tag }: Element): boolean {
  if (out.includes(want)) return true;
  // `Z` may be a dummy and `D` is one; a UID is replaced by both.
  if (want === 'Z') return out.includes('D');
  // Cleaning a value that cannot be cleaned falls back on the basic profile.
  if (want === 'C' && !['LO', 'SH', 'LT', 'ST', 'UT', 'UC', 'CS', 'DA', 'DT', 'TM'].includes(vr)) return true;
  // A timezone cannot be cleaned, only removed.
  return want === 'C' && tag === 0x00080201 && out.includes('X');
}

describe('every element of PS3.6 by Table E.1-1 and the Types of CT Image Storage', () => {
  it('fills an instance with more than 5,000 elements', () => {
    expect(fullDataset().size).toBeGreaterThan(4800);
  });

  // `research` keeps references to images, mapped, where the table would drop them: its only deviation, named in the profile.
  it.each(BUILT_IN_PROFILES)('profile %s', (name) => {
    const faults = judge(builtInProfile(name)).filter(
      (fault) => !(name === 'research' && /0008,1140|0008,2112/.test(fault)),
    );
    expect(faults).toEqual([]);
  });

  it.each(Object.keys(OPTIONS) as OptionName[])('basic profile with %s', (option) => {
    expect(judge(withOptions(builtInProfile('basic'), [option]))).toEqual([]);
  });

  it('basic profile with all options', () => {
    expect(judge(withOptions(builtInProfile('basic'), Object.keys(OPTIONS) as OptionName[]))).toEqual([]);
  });
});
