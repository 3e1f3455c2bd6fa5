// Types (1, 1C, 2, 2C, 3) of attributes by IOD and path, from the modules of PS3.3.
//
// A cursor stands at a level of a data set and knows which lists of attributes apply there. Where several modules list
// an attribute the strictest Type counts: what one of them requires must not be taken away.
import { IOD_MODULES, SOP_CLASS_IODS, TYPE_NODES } from '../tables/generated/attribute-types.ts';

export type AttributeType = '1' | '1C' | '2' | '2C' | '3';

export type TypeCursor = {
  /** Undefined where the IOD does not list the attribute. */
  typeOf(tag: number): AttributeType | undefined;
  /** The cursor for the items of a sequence. */
  inside(tag: number): TypeCursor;
  /** Attributes that an item or data set here must have, with a value. */
  readonly required: readonly number[];
  /** False when nothing is known of this level: a private SOP Class, or a sequence that the IOD does not have. */
  readonly isKnown: boolean;
};

export type AttributeTypes = {
  /** For the SOP Class of an instance; one that nobody knows gives a cursor that knows nothing. */
  cursorFor(sopClassUID: string | undefined): TypeCursor;
  /** The Types that count for requirements: of the modules that every instance of the IOD has. */
  mandatoryCursorFor(sopClassUID: string | undefined): TypeCursor;
  /** Whether a module that the IOD demands, always or on a condition, lists the attribute at the top. */
  demands(sopClassUID: string | undefined, tag: number): boolean;
};

type Entry = { readonly type: AttributeType; readonly inside: number | undefined };
const LETTERS: Record<string, AttributeType> = { a: '1', b: '1C', c: '2', d: '2C', e: '3' };
const STRICTNESS: readonly AttributeType[] = ['1', '1C', '2', '2C', '3'];

const NOTHING: TypeCursor = { typeOf: () => undefined, inside: () => NOTHING, required: [], isKnown: false };

export function createAttributeTypes(): AttributeTypes {
  const lines = TYPE_NODES.slice(1, -1).split('\n');
  const nodes = new Map<number, ReadonlyMap<number, Entry>>();
  const nodeAt = (number: number): ReadonlyMap<number, Entry> => {
    let node = nodes.get(number);
    if (node === undefined) {
      node = parseNode(lines[number] ?? '');
      nodes.set(number, node);
    }
    return node;
  };
  const cursors = new Map<string, TypeCursor>();
  const cursorAt = (numbers: readonly number[]): TypeCursor => {
    if (numbers.length === 0) return NOTHING;
    const key = numbers.join(' ');
    let cursor = cursors.get(key);
    if (cursor === undefined) {
      cursor = makeCursor(numbers.map(nodeAt), cursorAt);
      cursors.set(key, cursor);
    }
    return cursor;
  };
  const iods = tableOf(IOD_MODULES);
  const iodOf = tableOf(SOP_CLASS_IODS);
  const modulesOf = (sopClassUID: string | undefined, usages: string): number[] =>
    (iods.get(iodOf.get(sopClassUID ?? '') ?? '') ?? '')
      .split(' ')
      .filter((module) => module !== '' && usages.includes(module[0] ?? ''))
      .map((module) => Number.parseInt(module.slice(1), 36));
  const remembered = new Map<string, TypeCursor>();
  const cursorOf = (sopClassUID: string | undefined, usages: string): TypeCursor => {
    const key = `${usages} ${sopClassUID ?? ''}`;
    const known = remembered.get(key) ?? cursorAt(modulesOf(sopClassUID, usages));
    remembered.set(key, known);
    return known;
  };
  return {
    cursorFor: (sopClassUID) => cursorOf(sopClassUID, 'MCU'),
    mandatoryCursorFor: (sopClassUID) => cursorOf(sopClassUID, 'M'),
    demands: (sopClassUID, tag) => cursorOf(sopClassUID, 'MC').typeOf(tag) !== undefined,
  };
}

function tableOf(block: string): Map<string, string> {
  return new Map(
    block
      .trim()
      .split('\n')
      .map((line) => {
        const at = line.indexOf('|');
        return [line.slice(0, at), line.slice(at + 1)] as const;
      }),
  );
}

function parseNode(line: string): ReadonlyMap<number, Entry> {
  const node = new Map<number, Entry>();
  for (const word of line.split(' ')) {
    const type = LETTERS[word[8] ?? ''];
    if (type === undefined) continue;
    const inside = word.length > 9 ? Number.parseInt(word.slice(9), 36) : undefined;
    node.set(Number.parseInt(word.slice(0, 8), 16), { type, inside });
  }
  return node;
}

function makeCursor(
  nodes: readonly ReadonlyMap<number, Entry>[],
  cursorAt: (numbers: readonly number[]) => TypeCursor,
): TypeCursor {
  const types = new Map<number, AttributeType>();
  const inner = new Map<number, number[]>();
  for (const node of nodes)
    for (const [tag, { type, inside }] of node) {
      const known = types.get(tag);
      if (known === undefined || STRICTNESS.indexOf(type) < STRICTNESS.indexOf(known)) types.set(tag, type);
      if (inside !== undefined)
        inner.set(
          tag,
          [...new Set([...(inner.get(tag) ?? []), inside])].sort((a, b) => a - b),
        );
    }
  const cursors = new Map<number, TypeCursor>();
  return {
    isKnown: true,
    required: [...types].filter(([, type]) => type === '1').map(([tag]) => tag),
    typeOf: (tag) => types.get(tag),
    inside(tag) {
      let cursor = cursors.get(tag);
      if (cursor === undefined) {
        cursor = cursorAt(inner.get(tag) ?? []);
        cursors.set(tag, cursor);
      }
      return cursor;
    },
  };
}
