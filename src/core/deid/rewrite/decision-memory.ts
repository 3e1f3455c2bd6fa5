// What was decided of an element, remembered for the batch: the same value in the same place is decided once.
//
// A decision may be used again only where nothing but the element itself, its level (`Level`: Types, character set) and the
// facts of its instance (`InstanceFacts`) led to it. Whoever decides asks the level for the data set when it needs to look
// further, and such decisions are not kept.
import type { Element } from '../../dicom/index.ts';
import type { Noted } from '../evidence/report.ts';
import type { TypeCursor } from '../profile/attribute-types.ts';
import { LONGEST_REMEMBERED, ValueMemory } from '../values/value-memory.ts';
import type { InstanceFacts } from './instance-facts.ts';
import type { Level } from './level.ts';

export type Decision = Noted & {
  /** `same`: the element stays as it is; undefined: it goes. */
  readonly result: Element | 'same' | undefined;
  readonly replacedUIDs: readonly string[];
};

/** Most values stay as they are and nothing is noted of them: all of those have this one decision. */
export const UNCHANGED: Decision = { result: 'same', entries: [], doubtful: [], replacedUIDs: [], path: '' };

/** More kinds of levels than this, patients among them, and all is forgotten. */
const MOST_CONTEXTS = 10_000;

export class DecisionMemory {
  private readonly values: ValueMemory<Decision>;
  private readonly numbers: Map<string, number>;
  private readonly cursors: Map<TypeCursor, number>;
  private next: number;

  constructor() {
    this.values = new ValueMemory();
    this.numbers = new Map();
    this.cursors = new Map();
    this.next = 0;
  }

  numberOfFacts(facts: InstanceFacts): number {
    return this.numberOf(JSON.stringify(facts));
  }

  /** What `find` and `keep` want to know of a level. */
  contextOf(level: Level, factsNumber: number): number {
    let cursor = this.cursors.get(level.types);
    if (cursor === undefined) {
      cursor = this.cursors.size;
      this.cursors.set(level.types, cursor);
    }
    return this.numberOf(`${factsNumber} ${level.path === '' ? 'top' : 'item'} ${cursor} ${level.characterSetTerms}`);
  }

  find(element: Element, context: number): Decision | undefined {
    const { tag, source, valueStart, end } = element;
    return this.values.find(tag, formOf(element), context, source.bytes, valueStart, end);
  }

  keep(element: Element, context: number, decision: Decision): void {
    const { tag, source, valueStart, end } = element;
    this.values.keep(tag, formOf(element), context, source.bytes, valueStart, end, decision);
  }

  private numberOf(key: string): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    if (this.numbers.size >= MOST_CONTEXTS) {
      this.numbers.clear();
      this.values.forget();
    }
    // Never a number twice, or what is remembered of one instance would be taken for what is true of another.
    const number = this.next++;
    this.numbers.set(key, number);
    return number;
  }
}

/** One value, in memory, and short. */
export const isMemorable = (element: Element): boolean =>
  element.items === undefined &&
  element.fragmentRanges === undefined &&
  element.isLoaded &&
  element.length <= LONGEST_REMEMBERED;

/** What else of the element than its bytes may matter: its VR, and how numbers are written. */
function formOf({ vr, source }: Element): number {
  const order = (source.valueBigEndian ? 2 : 0) | (source.encoding.explicit ? 1 : 0);
  return ((vr.charCodeAt(0) - 0x41) << 7) | ((vr.charCodeAt(1) - 0x41) << 2) | order;
}
