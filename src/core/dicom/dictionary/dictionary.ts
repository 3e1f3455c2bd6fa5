// Lookups in the data dictionary. The table is text; it is taken apart at first use, once.
import { DicomError } from '../errors.ts';
import { isPrivate, isPrivateCreator, parseTag } from '../tag.ts';
import { ATTRIBUTES } from './attributes.ts';

export interface DictionaryEntry {
  /** Of the attribute as asked for; for a repeating group looked up by keyword the first one, e.g. 60003000. */
  readonly tag: number;
  readonly keyword: string;
  /** One VR or alternatives: `US/SS`, `OB/OW`, `US/OW`, `US/SS/OW`. */
  readonly vr: string;
  readonly vm: string;
  readonly name: string;
  readonly retired: boolean;
}

interface Repeating {
  readonly mask: number;
  readonly bits: number;
  readonly entry: DictionaryEntry;
}

interface Tables {
  readonly byTag: Map<number, DictionaryEntry>;
  readonly byKeyword: Map<string, DictionaryEntry>;
  readonly vrByTag: Map<number, string>;
  readonly repeating: readonly Repeating[];
}

let tables: Tables | undefined;

function load(): Tables {
  const byTag = new Map<number, DictionaryEntry>();
  const byKeyword = new Map<string, DictionaryEntry>();
  const vrByTag = new Map<number, string>();
  const repeating: Repeating[] = [];
  for (const line of ATTRIBUTES.trim().split('\n')) {
    const [id = '', vr = '', vm = '', retired, keyword = '', name = ''] = line.split('|');
    const tag = Number.parseInt(id.replaceAll('X', '0'), 16);
    const entry: DictionaryEntry = { tag, keyword, vr, vm, name, retired: retired === 'R' };
    byKeyword.set(keyword, entry);
    if (id.includes('X')) {
      const mask = Number.parseInt(id.replaceAll(/[^X]/g, 'F').replaceAll('X', '0'), 16);
      repeating.push({ mask, bits: (tag & mask) >>> 0, entry });
    } else {
      byTag.set(tag, entry);
      vrByTag.set(tag, vr);
    }
  }
  tables = { byTag, byKeyword, vrByTag, repeating };
  return tables;
}

function repeatingEntry(tag: number, { repeating }: Tables): DictionaryEntry | undefined {
  if (isPrivate(tag)) return undefined;
  return repeating.find(({ mask, bits }) => (tag & mask) >>> 0 === bits)?.entry;
}

/** The dictionary entry of a public tag, repeating groups (50xx, 60xx ...) included; undefined for private and unknown tags. */
export function entryOf(tagOrKeyword: number | string): DictionaryEntry | undefined {
  const loaded = tables ?? load();
  if (typeof tagOrKeyword === 'string') return loaded.byKeyword.get(tagOrKeyword);
  const found = loaded.byTag.get(tagOrKeyword);
  if (found !== undefined) return found;
  const repeated = repeatingEntry(tagOrKeyword, loaded);
  return repeated === undefined ? undefined : { ...repeated, tag: tagOrKeyword };
}

/** VR of a tag as the dictionary writes it; group lengths are UL, private creators LO; undefined when nobody says. */
export function dictionaryVrOf(tag: number): string | undefined {
  const loaded = tables ?? load();
  const found = loaded.vrByTag.get(tag);
  if (found !== undefined) return found;
  if ((tag & 0xffff) === 0) return 'UL';
  if (isPrivate(tag)) return isPrivateCreator(tag) ? 'LO' : undefined;
  return repeatingEntry(tag, loaded)?.vr;
}

/** Tag of a keyword of PS3.6, or of eight hexadecimal digits. */
export function tagOf(keyword: string): number {
  const tag = (tables ?? load()).byKeyword.get(keyword)?.tag ?? parseTag(keyword);
  if (tag === undefined) throw new DicomError('unknown-keyword', 'no attribute of PS3.6 has this keyword');
  return tag;
}

/** Keyword of a public tag; undefined for private and unknown tags. */
export function keywordOf(tag: number): string | undefined {
  return entryOf(tag)?.keyword;
}

/** Every attribute of the dictionary in tag order; repeating groups once, by their first tag. */
export function allEntries(): DictionaryEntry[] {
  return [...(tables ?? load()).byKeyword.values()];
}
