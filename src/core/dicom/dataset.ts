// The data model: a data set is an ordered list of elements; an element is a view of bytes, decoded only when asked.
//
// Elements never change. To change a data set, replace, add or remove elements; it then knows that it was touched, and
// so do the data sets around it. The writer copies what was not touched byte by byte from where it was read.
import { tagOf } from './dictionary/dictionary.ts';
import { DicomError } from './errors.ts';
import type { ByteSource } from './read/byte-source.ts';
import { EXPLICIT_LITTLE, type Encoding } from './transfer-syntax.ts';
import type { VR } from './vr.ts';

const NO_BYTES = new Uint8Array(0);

/** Bytes that elements were read from, and their layout. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  /** Byte order of numbers in values: that of the encoding, but little endian inside UN, PS3.5 6.2.2. */
  readonly valueBigEndian: boolean;
  /** Set where the bytes stayed in a file: offsets then count from its beginning and `bytes` is empty. */
  readonly remote: ByteSource | undefined;
}

/** One fragment of encapsulated data: where its bytes are in the source of its element, or the bytes themselves. */
export interface FragmentRange {
  readonly start: number;
  readonly end: number;
  readonly bytes?: Uint8Array;
}

// A class and not a plain object: one shape keeps the reader's loop fast, and values are cut out only when asked for.
export class Element {
  readonly tag: number;
  /** The true VR: of an element written as UN, or without VR, that of the dictionary where it has one. */
  readonly vr: VR;
  readonly source: Source;
  /** First byte of the header, or -1 for an element that was made and not read. */
  readonly start: number;
  readonly valueStart: number;
  /** One past the last byte, a sequence delimitation included. */
  readonly end: number;
  readonly undefinedLength: boolean;
  /** Items of a sequence. */
  readonly items: readonly Dataset[] | undefined;
  /** Of encapsulated data: all fragments but the offset table. */
  readonly fragmentRanges: readonly FragmentRange[] | undefined;
  /** Of encapsulated data: the Basic Offset Table item, which may be empty. */
  readonly offsetTableRange: FragmentRange | undefined;

  constructor(
    tag: number,
    vr: VR,
    source: Source,
    start: number,
    valueStart: number,
    end: number,
    undefinedLength = false,
    items?: readonly Dataset[],
    fragmentRanges?: readonly FragmentRange[],
    offsetTableRange?: FragmentRange,
  ) {
    this.tag = tag;
    this.vr = vr;
    this.source = source;
    this.start = start;
    this.valueStart = valueStart;
    this.end = end;
    this.undefinedLength = undefinedLength;
    this.items = items;
    this.fragmentRanges = fragmentRanges;
    this.offsetTableRange = offsetTableRange;
  }

  /** The value as stored, by reference, in the byte order that `source.valueBigEndian` says. Empty for sequences and encapsulated data. */
  get value(): Uint8Array {
    if (this.items !== undefined || this.fragmentRanges !== undefined) return NO_BYTES;
    return this.bytesOf({ start: this.valueStart, end: this.end });
  }

  /** Bytes of the value; for sequences and encapsulated data of everything between header and end. */
  get length(): number {
    return this.end - this.valueStart;
  }

  /** The fragments of encapsulated data by reference; undefined for anything else. */
  get fragments(): Uint8Array[] | undefined {
    return this.fragmentRanges?.map((range) => this.bytesOf(range));
  }

  /** The Basic Offset Table item of encapsulated data, by reference. */
  get offsetTable(): Uint8Array | undefined {
    return this.offsetTableRange === undefined ? undefined : this.bytesOf(this.offsetTableRange);
  }

  /** False when the value stayed in the file: read `valueStart` to `end` of `source.remote`. */
  get isLoaded(): boolean {
    return this.source.remote === undefined;
  }

  /** Bytes of one of `fragmentRanges`, by reference. */
  bytesOf(range: FragmentRange): Uint8Array {
    if (range.bytes !== undefined) return range.bytes;
    if (this.source.remote !== undefined)
      throw new DicomError('value-not-loaded', 'the value was left in its source', range.start);
    return this.source.bytes.subarray(range.start, range.end);
  }
}

/** An element with a value in little endian byte order. The value is padded by the writer when its length is odd. */
export function makeElement(tag: number, vr: VR, value: Uint8Array): Element {
  const source: Source = { bytes: value, encoding: EXPLICIT_LITTLE, valueBigEndian: false, remote: undefined };
  return new Element(tag, vr, source, -1, 0, value.length);
}

/** The same element with other bytes, in the byte order it was read in. */
export function withValue(element: Element, value: Uint8Array): Element {
  const source: Source = { ...element.source, bytes: value, remote: undefined };
  return new Element(element.tag, element.vr, source, -1, 0, value.length);
}

export function makeSequence(tag: number, items: readonly Dataset[]): Element {
  const source: Source = { bytes: NO_BYTES, encoding: EXPLICIT_LITTLE, valueBigEndian: false, remote: undefined };
  return new Element(tag, 'SQ', source, -1, 0, 0, false, items);
}

/** The same sequence with other items; a defined or undefined length stays what it was. */
export function withItems(element: Element, items: readonly Dataset[]): Element {
  const source: Source = { ...element.source, bytes: NO_BYTES, remote: undefined };
  return new Element(element.tag, 'SQ', source, -1, 0, 0, element.undefinedLength, items);
}

/** Encapsulated data, PS3.5 A.4. Without an offset table its item is empty. */
export function makeEncapsulated(
  tag: number,
  fragments: readonly Uint8Array[],
  offsetTable: Uint8Array = NO_BYTES,
  vr: VR = 'OB',
): Element {
  const ranges = fragments.map((bytes) => ({ start: 0, end: bytes.length, bytes }));
  const table = { start: 0, end: offsetTable.length, bytes: offsetTable };
  const source: Source = { bytes: NO_BYTES, encoding: EXPLICIT_LITTLE, valueBigEndian: false, remote: undefined };
  return new Element(tag, vr, source, -1, 0, 0, true, undefined, ranges, table);
}

export class Dataset {
  private list: Element[];
  private sorted: boolean;
  private touched: boolean;
  /** Places of tags in an unsorted list, made when first needed. */
  private places: Map<number, number> | undefined;
  /** The data set whose sequence holds this one as an item. */
  parent: Dataset | undefined;
  /** Where an item was read, header and delimitation included; -1 when it was made. */
  source: Source | undefined;
  start: number;
  end: number;
  undefinedLength: boolean;

  constructor(parent?: Dataset) {
    this.list = [];
    this.sorted = true;
    this.touched = false;
    this.places = undefined;
    this.parent = parent;
    this.source = undefined;
    this.start = -1;
    this.end = -1;
    this.undefinedLength = false;
  }

  /** In the order of the file, which is that of the tags in all but odd files. */
  get elements(): readonly Element[] {
    return this.list;
  }

  get size(): number {
    return this.list.length;
  }

  /** True once an element was replaced, added or removed here or in an item below. */
  get isTouched(): boolean {
    return this.touched;
  }

  [Symbol.iterator](): IterableIterator<Element> {
    return this.list[Symbol.iterator]();
  }

  get(tagOrKeyword: number | string): Element | undefined {
    const index = this.indexOf(typeof tagOrKeyword === 'string' ? tagOf(tagOrKeyword) : tagOrKeyword);
    return index < 0 ? undefined : this.list[index];
  }

  has(tagOrKeyword: number | string): boolean {
    return this.get(tagOrKeyword) !== undefined;
  }

  /** Adds the element in tag order, in place of one with the same tag. */
  set(element: Element): void {
    adopt(element, this);
    this.touch();
    const last = this.list.at(-1);
    if (last === undefined || (this.sorted && last.tag < element.tag)) {
      this.list.push(element);
      return;
    }
    const index = this.indexOf(element.tag);
    if (index >= 0) this.list[index] = element;
    else this.list.splice(this.sorted ? -index - 1 : this.placeOf(element.tag), 0, element);
  }

  /** Removes the element; says whether there was one. */
  delete(tagOrKeyword: number | string): boolean {
    const index = this.indexOf(typeof tagOrKeyword === 'string' ? tagOf(tagOrKeyword) : tagOrKeyword);
    if (index < 0) return false;
    this.list.splice(index, 1);
    this.touch();
    return true;
  }

  /**
   * One pass over the elements: keep an element by returning it, replace it by returning another of the same tag, or
   * remove it by returning undefined.
   */
  rewrite(change: (element: Element) => Element | undefined): void {
    const kept: Element[] = [];
    let changed = false;
    for (const element of this.list) {
      const next = change(element);
      if (next === element) kept.push(element);
      else {
        changed = true;
        if (next === undefined) continue;
        if (next.tag !== element.tag)
          throw new DicomError('bad-value', 'rewrite must not change the tag of an element');
        adopt(next, this);
        kept.push(next);
      }
    }
    this.list = kept;
    if (changed) this.touch();
  }

  /** Says that bytes of this data set are no longer those that were read. */
  touch(): void {
    if (this.touched) return; // and then so are all around it
    this.touched = true;
    this.parent?.touch();
  }

  /** For the reader only: appends without touching. Returns false when the tag is already there. */
  append(element: Element): boolean {
    const last = this.list.length === 0 ? undefined : this.list[this.list.length - 1];
    if (this.sorted && last !== undefined && last.tag >= element.tag) this.sorted = false;
    if (!this.sorted) {
      if (this.indexOf(element.tag) >= 0) return false;
      this.places?.set(element.tag, this.list.length);
    }
    this.list[this.list.length] = element;
    if (element.items !== undefined) adopt(element, this);
    return true;
  }

  /** As `append` for each, into a data set that is new; `elements` belong to it from now on. */
  appendAll(elements: Element[]): void {
    if (this.list.length > 0) throw new Error('elements are taken over by a data set without any');
    let last = -1;
    for (const { tag } of elements) {
      if (tag <= last) return this.appendEach(elements);
      last = tag;
    }
    this.list = elements;
    for (const element of elements) if (element.items !== undefined) adopt(element, this);
  }

  private appendEach(elements: readonly Element[]): void {
    for (const element of elements) this.append(element);
  }

  /** Index of the tag, or a negative number: -1 - place where it belongs. */
  private indexOf(tag: number): number {
    const list = this.list;
    if (!this.sorted) {
      this.places ??= new Map(list.map((element, index) => [element.tag, index]));
      return this.places.get(tag) ?? -1;
    }
    let low = 0;
    let high = list.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const there = (list[middle] as Element).tag; // within bounds by the loop
      if (there === tag) return middle;
      if (there < tag) low = middle + 1;
      else high = middle - 1;
    }
    return -1 - low;
  }

  private placeOf(tag: number): number {
    const index = this.list.findIndex((element) => element.tag > tag);
    return index < 0 ? this.list.length : index;
  }
}

/** An item belongs to the data set that holds its sequence: it inherits its character set and tells it of changes. */
function adopt(element: Element, parent: Dataset): void {
  for (const item of element.items ?? []) item.parent = parent;
}
