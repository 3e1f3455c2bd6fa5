// Lookups in the data dictionary. The table is text, in order.
import { DicomError } from '../errors.ts';
import { hexOf, isPrivate, isPrivateCreator, parseTag } from '../tag.ts';
import { ATTRIBUTES, REPEATING_ATTRIBUTES } from './attributes.ts';

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
  readonly line: string;
}

let repeatingLines: readonly Repeating[] | undefined;
let lineByKeyword: Map<string, string> | undefined;
const vrByTag = new Map<number, string>();
const tagByKeyword = new Map<string, number>();

function repeating(): readonly Repeating[] {
  repeatingLines ??= REPEATING_ATTRIBUTES.trim()
    .split('\n')
    .map((line) => {
      const id = line.slice(0, 8);
      const mask = Number.parseInt(id.replaceAll(/[^X]/g, 'F').replaceAll('X', '0'), 16);
      return { mask, bits: (Number.parseInt(id.replaceAll('X', '0'), 16) & mask) >>> 0, line };
    });
  return repeatingLines;
}

/** The text is in the order of tags, and so its own index: taking all lines apart would be most of a short program's time. */
function lineOf(tag: number): string | undefined {
  const wanted = hexOf(tag);
  let low = 1; // behind the first line end
  let high = ATTRIBUTES.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = Math.max(low, ATTRIBUTES.lastIndexOf('\n', middle - 1) + 1);
    const end = ATTRIBUTES.indexOf('\n', start);
    const there = ATTRIBUTES.slice(start, start + 8);
    if (there === wanted) return ATTRIBUTES.slice(start, end);
    if (there < wanted) low = end + 1;
    else high = start;
  }
  if (isPrivate(tag)) return undefined;
  return repeating().find(({ mask, bits }) => (tag & mask) >>> 0 === bits)?.line;
}

function keywordLines(): Map<string, string> {
  if (lineByKeyword !== undefined) return lineByKeyword;
  lineByKeyword = new Map();
  for (const line of [...ATTRIBUTES.trim().split('\n'), ...repeating().map((entry) => entry.line)]) {
    const end = line.lastIndexOf('|');
    lineByKeyword.set(line.slice(line.lastIndexOf('|', end - 1) + 1, end), line);
  }
  return lineByKeyword;
}

function tagOfLine(line: string): number {
  return Number.parseInt(line.slice(0, 8).replaceAll('X', '0'), 16);
}

function entryOfLine(line: string, tag: number): DictionaryEntry {
  const [, vr = '', vm = '', retired, keyword = '', name = ''] = line.split('|');
  return { tag, keyword, vr, vm, name, retired: retired === 'R' };
}

/** The dictionary entry of a public tag, repeating groups (50xx, 60xx ...) included; undefined for private and unknown tags. */
export function entryOf(tagOrKeyword: number | string): DictionaryEntry | undefined {
  const line = typeof tagOrKeyword === 'string' ? keywordLines().get(tagOrKeyword) : lineOf(tagOrKeyword);
  if (line === undefined) return undefined;
  return entryOfLine(line, typeof tagOrKeyword === 'string' ? tagOfLine(line) : tagOrKeyword);
}

/** VR of a tag as the dictionary writes it; group lengths are UL, private creators LO; undefined when nobody says. */
export function dictionaryVrOf(tag: number): string | undefined {
  if (isPrivate(tag)) return isPrivateCreator(tag) ? 'LO' : (tag & 0xffff) === 0 ? 'UL' : undefined;
  const known = vrByTag.get(tag);
  if (known !== undefined) return known;
  const line = lineOf(tag);
  const vr = line === undefined ? ((tag & 0xffff) === 0 ? 'UL' : undefined) : line.slice(9, line.indexOf('|', 9));
  // Only tags of the dictionary are remembered: hostile files have no end of others.
  if (vr !== undefined && line !== undefined) vrByTag.set(tag, vr);
  return vr;
}

/** Tag of a keyword of PS3.6, or of eight hexadecimal digits. */
export function tagOf(keyword: string): number {
  const known = tagByKeyword.get(keyword);
  if (known !== undefined) return known;
  const line = keywordLines().get(keyword);
  const tag = line === undefined ? parseTag(keyword) : tagOfLine(line);
  if (tag === undefined) throw new DicomError('unknown-keyword', 'no attribute of PS3.6 has this keyword');
  if (line !== undefined) tagByKeyword.set(keyword, tag);
  return tag;
}

/** Keyword of a public tag; undefined for private and unknown tags. */
export function keywordOf(tag: number): string | undefined {
  return entryOf(tag)?.keyword;
}

/** Every attribute of the dictionary: in tag order, then those of repeating groups once, by their first tag. */
export function allEntries(): DictionaryEntry[] {
  return [...keywordLines().values()].map((line) => entryOfLine(line, tagOfLine(line)));
}
