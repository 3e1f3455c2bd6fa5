import { E3_10_1 } from '../tables/generated/e3-10-1.ts';

/** Vendors pad, and change case: creators are compared without either. */
export const normaliseCreator = (creator: string): string => creator.trim().replace(/\s+/g, ' ').toUpperCase();

let table: Map<string, ReadonlySet<number>> | undefined;

function load(): Map<string, ReadonlySet<number>> {
  table = new Map();
  for (const line of E3_10_1.trim().split('\n')) {
    const [creator = '', group = '', elements = ''] = line.split('|');
    table.set(
      `${normaliseCreator(creator)}|${group}`,
      new Set(elements.split(' ').map((element) => Number.parseInt(element, 16))),
    );
  }
  return table;
}

let creators: ReadonlySet<string> | undefined;

/** Words of the standard's own table: no patient gave them. */
export function isSafeCreator(creator: string): boolean {
  creators ??= new Set([...(table ?? load()).keys()].map((key) => key.slice(0, key.lastIndexOf('|'))));
  return creators.has(normaliseCreator(creator.replace(/\0/g, '')));
}

/** Table E.3.10-1: the creator's words, the group, and the last byte of the element; the block may be any. */
export function isSafePrivate(creator: string, tag: number): boolean {
  const group = (tag >>> 16).toString(16).padStart(4, '0');
  return (table ?? load()).get(`${normaliseCreator(creator)}|${group}`)?.has(tag & 0xff) === true;
}
