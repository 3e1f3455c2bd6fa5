import type { Dataset, Element } from '../../services/dicomweb/index.ts';

/** One line of the attribute list. */
export interface TagRow {
  /** Where it stands, e.g. "00080060" or "00081115[1].00080060". */
  path: string;
  depth: number;
  tag: string;
  vr: string;
  name: string;
  value: string;
}

/** Looks up the name of a tag; undefined where the standard has none. */
export type NameOf = (tag: string) => string | undefined;

// Longer values are cut: nobody reads a table of numbers here, and the page stays quick.
const MAX_VALUE = 240;

/** Every element at every depth, in tag order, private ones with their creator. */
export function tagRows(dataset: Dataset, nameOf: NameOf, depth = 0, prefix = ''): TagRow[] {
  return Object.keys(dataset)
    .sort()
    .flatMap((tag) => {
      const element = dataset[tag];
      if (element === undefined) return [];
      const path = `${prefix}${tag}`;
      const row: TagRow = {
        path,
        depth,
        tag: `(${tag.slice(0, 4)},${tag.slice(4)})`,
        vr: element.vr ?? '',
        name: nameOf(tag) ?? privateName(dataset, tag),
        value: valueWords(element),
      };
      return [row, ...nestedRows(element, nameOf, depth, path)];
    });
}

function nestedRows(element: Element, nameOf: NameOf, depth: number, path: string): TagRow[] {
  if (element.vr !== 'SQ') return [];
  return (element.Value ?? []).flatMap((item, index) => {
    const itemPath = `${path}[${index + 1}]`;
    const head: TagRow = { path: itemPath, depth: depth + 1, tag: '', vr: '', name: `Item ${index + 1}`, value: '' };
    if (typeof item !== 'object' || item === null) return [head];
    return [head, ...tagRows(item as Dataset, nameOf, depth + 2, `${itemPath}.`)];
  });
}

/** PS3.5 7.8.1: block `xx` of an odd group belongs to the creator named at (gggg,00xx). */
function privateName(dataset: Dataset, tag: string): string {
  const group = Number.parseInt(tag.slice(0, 4), 16);
  if (group % 2 === 0) return 'Not in the dictionary';
  if (tag.slice(4, 6) === '00') return 'Private creator';
  const creator = dataset[`${tag.slice(0, 4)}00${tag.slice(4, 6)}`]?.Value?.[0];
  return typeof creator === 'string' ? `Private, ${creator}` : 'Private, creator unknown';
}

function valueWords(element: Element): string {
  if (element.vr === 'SQ') return `${element.Value?.length ?? 0} items`;
  if (element.BulkDataURI !== undefined) return 'Bulk data, kept in the archive';
  if (element.InlineBinary !== undefined) return `${Math.floor((element.InlineBinary.length * 3) / 4)} bytes`;
  const words = (element.Value ?? []).map(oneValue).join(' \\ ');
  return words.length > MAX_VALUE ? `${words.slice(0, MAX_VALUE)} …` : words;
}

function oneValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value !== 'object') return '';
  const groups = value as { Alphabetic?: unknown; Ideographic?: unknown; Phonetic?: unknown };
  return [groups.Alphabetic, groups.Ideographic, groups.Phonetic]
    .map((group) => (typeof group === 'string' ? group : ''))
    .join('=')
    .replace(/=+$/, '');
}

/** Rows that hold every word of the search in tag, name or value; the sequences above a hit stay, so that it has a place. */
export function searchRows(rows: readonly TagRow[], search: string): readonly TagRow[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  const kept = new Set<string>();
  for (const row of rows) {
    const text = `${row.tag} ${row.tag.replace(/\D/g, '')} ${row.name} ${row.value}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    kept.add(row.path);
    for (let at = row.path.search(/[[.]/); at >= 0;) {
      kept.add(row.path.slice(0, at));
      const next = row.path.slice(at + 1).search(/[[.]/);
      at = next < 0 ? -1 : at + 1 + next;
    }
  }
  return rows.filter((row) => kept.has(row.path));
}
