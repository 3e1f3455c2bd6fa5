// The DICOM JSON model (PS3.18 Annex F), as far as the index reads and writes it.
import { fold, foldName } from './fold.ts';
import type { IndexedAttribute } from './attributes.ts';

export interface JsonAttribute {
  vr: string;
  Value?: readonly unknown[];
  InlineBinary?: string;
  BulkDataURI?: string;
}
export type JsonDataset = Record<string, JsonAttribute>;

interface JsonName {
  Alphabetic?: string;
  Ideographic?: string;
  Phonetic?: string;
}

function firstText(attribute: JsonAttribute | undefined): string {
  const value = attribute?.Value?.[0];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return '';
}

export function textOf(dataset: JsonDataset, tag: string): string {
  return firstText(dataset[tag]);
}

/** Every component group of a name, folded: `=alphabetic=ideographic=phonetic=`, so that a search can hit any of them. */
function nameKey(attribute: JsonAttribute | undefined): string {
  const name = attribute?.Value?.[0] as JsonName | null | undefined;
  const groups = [name?.Alphabetic, name?.Ideographic, name?.Phonetic].map((group) => foldName(group ?? ''));
  const key = groups.join('=').replace(/=+$/, '');
  return key === '' ? '' : `=${key}=`;
}

/** What goes into the column of an attribute; the same folding is applied to what people search for. */
export function columnValue(dataset: JsonDataset, { tag, kind }: IndexedAttribute): string | number | null {
  const attribute = dataset[tag];
  switch (kind) {
    case 'name':
      return nameKey(attribute);
    case 'text':
      return fold(firstText(attribute));
    case 'code':
      return firstText(attribute).trim();
    case 'date':
      // ACR-NEMA wrote 1997.04.24.
      return firstText(attribute).replaceAll('.', '').trim();
    case 'time':
      return firstText(attribute).replaceAll(':', '').trim();
    case 'number': {
      const text = firstText(attribute).trim();
      const value = Number(text);
      return text === '' || !Number.isFinite(value) ? null : value;
    }
  }
}

export function pick(dataset: JsonDataset, tags: Iterable<string>): JsonDataset {
  const picked: JsonDataset = {};
  for (const tag of tags) if (dataset[tag] !== undefined) picked[tag] = dataset[tag];
  return picked;
}
