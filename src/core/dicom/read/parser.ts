// The single pass over a data set in memory. Values are not touched: an element only remembers where its bytes are.
//
// Kept: every byte, in whatever form, so that an untouched element can be written as it was read.
// Refused: anything that claims bytes that are not there, or that can be read in two ways.
import { Dataset, Element, type FragmentRange, type Source } from '../dataset.ts';
import { dictionaryVrOf } from '../dictionary/dictionary.ts';
import { DicomError, type DicomErrorCode } from '../errors.ts';
import { formatTag, isPixelData, TAG } from '../tag.ts';
import { type Encoding, IMPLICIT_LITTLE } from '../transfer-syntax.ts';
import { isLongFormCode, type VR, vrOfCode } from '../vr.ts';
import { type Budgets, refuseOver } from './budget.ts';

const UNDEFINED = 0xffffffff;
const UN = 0x554e;
const OB = 0x4f42;
const OW = 0x4f57;

/**
 * Whether anybody will ask for elements like this. Of others the header is checked and nothing is kept; sequences and
 * encapsulated data are read in any case.
 */
export type Wanted = (tag: number, vr: VR) => boolean;

/** Elements do not stand in the order of their tags: such a data set has to be read as a whole. */
export class OutOfOrder extends Error {}

/** PixelRepresentation decides what `US or SS` means, PS3.6; items inherit it. */
export interface Scope {
  signed: boolean;
}

export class Parser {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly budgets: Budgets;
  /** Added to offsets in errors: where `bytes` begins in the file. */
  private readonly base: number;
  private elementCount: number;
  private stopBeforePixelData: boolean;
  private wanted: Wanted | undefined;
  /** Where reading stands. */
  pos: number;
  /** Set when bytes follow the top-level data set that are no elements. */
  trailingStart: number;
  /** Set when the parser stopped before the pixel data as asked. */
  stoppedAt: number;

  constructor(bytes: Uint8Array, budgets: Budgets, base = 0) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.budgets = budgets;
    this.base = base;
    this.elementCount = 0;
    this.stopBeforePixelData = false;
    this.wanted = undefined;
    this.pos = 0;
    this.trailingStart = -1;
    this.stoppedAt = -1;
  }

  /** Reads a whole top-level data set from `start` to the end of the bytes. */
  readTopLevel(start: number, encoding: Encoding, stopBeforePixelData: boolean, wanted?: Wanted): Dataset {
    const dataset = new Dataset();
    this.pos = start;
    this.stopBeforePixelData = stopBeforePixelData;
    this.wanted = wanted;
    this.readElements(dataset, this.sourceFor(encoding), this.bytes.length, false, 0, { signed: false });
    return dataset;
  }

  /** Reads elements while their group is `group`: the File Meta Information. */
  readGroup(start: number, encoding: Encoding, group: number): Dataset {
    const dataset = new Dataset();
    const source = this.sourceFor(encoding);
    const scope = { signed: false };
    this.pos = start;
    while (this.pos + 2 <= this.bytes.length && this.view.getUint16(this.pos, !encoding.bigEndian) === group) {
      this.append(dataset, this.readElement(source, this.bytes.length, 0, scope));
    }
    return dataset;
  }

  /** Reads the bytes as a list of items and nothing else. */
  readItemList(encoding: Encoding): Dataset[] {
    return this.readItems(this.sourceFor(encoding), this.bytes.length, false, 0, { signed: false });
  }

  private sourceFor(encoding: Encoding): Source {
    return { bytes: this.bytes, encoding, valueBigEndian: encoding.bigEndian, remote: undefined };
  }

  private fail(code: DicomErrorCode, message: string, offset: number): never {
    throw new DicomError(code, message, this.base + offset);
  }

  append(dataset: Dataset, element: Element): void {
    if (!dataset.append(element))
      this.fail('duplicate-element', `${formatTag(element.tag)} stands twice in one data set`, element.start);
  }

  /**
   * Reads elements until `end`, or until the item delimitation when the item is `open` (of undefined length).
   * Depth 0 is the top level, where bytes may follow the data set.
   */
  private readElements(
    dataset: Dataset,
    source: Source,
    end: number,
    open: boolean,
    depth: number,
    scope: Scope,
  ): void {
    const little = !source.encoding.bigEndian;
    const view = this.view;
    let last = 0;
    while (this.pos < end) {
      const pos = this.pos;
      if (end - pos < 8) {
        if (depth === 0 && this.isTrailing(source, last, pos)) return;
        this.fail(end === this.bytes.length ? 'truncated' : 'bad-length', 'an element header is cut off', pos);
      }
      const tag = view.getUint16(pos, little) * 0x10000 + view.getUint16(pos + 2, little);
      if (tag <= last && depth === 0 && this.isTrailing(source, last, pos)) return;
      if (tag >= TAG.item && tag <= TAG.sequenceDelimitation) {
        if (open && tag === TAG.itemDelimitation) {
          this.pos = pos + 8;
          return;
        }
        this.fail('unexpected-delimiter', 'an item or a delimiter stands where an element must stand', pos);
      }
      if (this.stopBeforePixelData && depth === 0 && isPixelData(tag)) {
        this.stoppedAt = pos;
        return;
      }
      // Whether a tag stands twice is seen by its neighbours, or else only where all elements are at hand.
      if (this.wanted !== undefined && tag <= last) throw new OutOfOrder();
      const element = this.readOrSkip(source, end, depth, scope);
      last = tag;
      if (element === undefined) continue;
      this.append(dataset, element);
      if (tag === TAG.pixelRepresentation && element.end - element.valueStart === 2)
        scope.signed = view.getUint16(element.valueStart, little) === 1;
    }
    if (open)
      this.fail(end === this.bytes.length ? 'truncated' : 'bad-item', 'an item of undefined length has no end', end);
  }

  /** Reads the element at `pos`; all of it must lie before `end`. */
  readElement(source: Source, end: number, depth: number, scope: Scope): Element {
    const element = this.readOrSkip(source, end, depth, scope);
    if (element === undefined) throw new Error('elements are left out of whole data sets only');
    return element;
  }

  /** Undefined for an element that is not wanted. */
  private readOrSkip(source: Source, end: number, depth: number, scope: Scope): Element | undefined {
    const { explicit, bigEndian } = source.encoding;
    const little = !bigEndian;
    const view = this.view;
    const start = this.pos;
    if (end - start < 8) this.fail('truncated', 'an element header is cut off', start);
    if (++this.elementCount > this.budgets.maxElements) refuseOver('elements', this.base + start);
    const tag = view.getUint16(start, little) * 0x10000 + view.getUint16(start + 2, little);
    let vr: VR;
    let length: number;
    let valueStart = start + 8;
    let asUN = false;
    if (explicit) {
      const code = view.getUint16(start + 4, false);
      const known = vrOfCode(code);
      if (known === undefined) this.fail('bad-vr', `${formatTag(tag)} has no known VR`, start + 4);
      vr = known;
      if (isLongFormCode(code)) {
        if (end - start < 12) this.fail('truncated', 'an element header is cut off', start);
        length = view.getUint32(start + 8, little);
        valueStart = start + 12;
        if (code === UN) {
          vr = this.trueVR(tag, scope);
          asUN = true;
        }
      } else length = view.getUint16(start + 6, little);
    } else {
      length = view.getUint32(start + 4, little);
      vr = this.trueVR(tag, scope);
    }
    if (length === UNDEFINED) return this.readUndefined(source, tag, vr, start, valueStart, end, depth, scope, asUN);
    if (length > this.budgets.maxElementBytes) refuseOver('length', this.base + start);
    const valueEnd = valueStart + length;
    if (valueEnd > end)
      this.fail(
        valueEnd > this.bytes.length ? 'truncated' : 'bad-length',
        `the value of ${formatTag(tag)} ends after its container`,
        start,
      );
    if (vr === 'SQ') {
      if (asUN) return this.readSequenceInUN(source, tag, start, valueStart, valueEnd, depth, scope);
      this.pos = valueStart;
      const items = this.readItems(source, valueEnd, false, depth, scope);
      return new Element(tag, vr, source, start, valueStart, valueEnd, false, items);
    }
    this.pos = valueEnd;
    if (this.wanted !== undefined && !this.wanted(tag, vr)) return undefined;
    const valueSource = asUN && bigEndian ? { ...source, valueBigEndian: false } : source;
    return new Element(tag, vr, valueSource, start, valueStart, valueEnd);
  }

  trueVR(tag: number, scope: Scope): VR {
    const found = dictionaryVrOf(tag);
    if (found === undefined) return 'UN';
    if (found.length === 2) return found as VR; // the table holds VRs and their alternatives only
    if (found === 'US/SS') return scope.signed ? 'SS' : 'US';
    return 'OW';
  }

  private readUndefined(
    source: Source,
    tag: number,
    vr: VR,
    start: number,
    valueStart: number,
    end: number,
    depth: number,
    scope: Scope,
    asUN: boolean,
  ): Element {
    this.pos = valueStart;
    const code = (vr.charCodeAt(0) << 8) | vr.charCodeAt(1);
    if (isPixelData(tag) || code === OB || code === OW) {
      const ranges = this.readFragments(source, end, depth);
      return new Element(tag, vr, source, start, valueStart, this.pos, true, undefined, ranges.slice(1), ranges[0]);
    }
    if (vr !== 'SQ' && vr !== 'UN')
      this.fail('bad-length', `${formatTag(tag)} has an undefined length, which its VR cannot have`, start);
    // UN of undefined length holds a sequence in implicit little endian, PS3.5 6.2.2 note 4; so do unknown tags without VR.
    const inner = asUN ? { ...source, encoding: IMPLICIT_LITTLE, valueBigEndian: false } : source;
    const items = this.readItems(inner, end, true, depth, scope);
    return new Element(tag, 'SQ', source, start, valueStart, this.pos, true, items);
  }

  /** A known sequence written as UN with a length: implicit by the standard, explicit by some writers, else left as bytes. */
  private readSequenceInUN(
    source: Source,
    tag: number,
    start: number,
    valueStart: number,
    valueEnd: number,
    depth: number,
    scope: Scope,
  ): Element {
    const counted = this.elementCount;
    for (const encoding of [IMPLICIT_LITTLE, source.encoding]) {
      this.pos = valueStart;
      this.elementCount = counted;
      try {
        const items = this.readItems(
          { ...source, encoding, valueBigEndian: encoding.bigEndian },
          valueEnd,
          false,
          depth,
          scope,
        );
        return new Element(tag, 'SQ', source, start, valueStart, valueEnd, false, items);
      } catch (error) {
        if (!(error instanceof DicomError) || error.code.startsWith('budget-')) throw error;
      }
    }
    this.pos = valueEnd;
    return new Element(tag, 'UN', source, start, valueStart, valueEnd);
  }

  private readItems(source: Source, end: number, open: boolean, depth: number, scope: Scope): Dataset[] {
    if (depth >= this.budgets.maxDepth) refuseOver('depth', this.base + this.pos);
    const little = !source.encoding.bigEndian;
    const view = this.view;
    const items: Dataset[] = [];
    while (this.pos < end) {
      const start = this.pos;
      if (end - start < 8)
        this.fail(end === this.bytes.length ? 'truncated' : 'bad-length', 'an item header is cut off', start);
      const tag = view.getUint16(start, little) * 0x10000 + view.getUint16(start + 2, little);
      const length = view.getUint32(start + 4, little);
      this.pos = start + 8;
      if (open && tag === TAG.sequenceDelimitation) return items;
      if (tag !== TAG.item) this.fail('bad-item', 'something else stands where an item must stand', start);
      if (++this.elementCount > this.budgets.maxElements) refuseOver('elements', this.base + start);
      items.push(this.readItem(source, start, length, end, depth, scope));
    }
    if (open)
      this.fail(end === this.bytes.length ? 'truncated' : 'bad-item', 'a sequence of undefined length has no end', end);
    return items;
  }

  private readItem(source: Source, start: number, length: number, end: number, depth: number, scope: Scope): Dataset {
    const item = new Dataset();
    item.source = source;
    item.start = start;
    item.undefinedLength = length === UNDEFINED;
    const itemEnd = item.undefinedLength ? end : start + 8 + length;
    if (itemEnd > end)
      this.fail(itemEnd > this.bytes.length ? 'truncated' : 'bad-length', 'an item ends after its sequence', start);
    this.readElements(item, source, itemEnd, item.undefinedLength, depth + 1, { signed: scope.signed });
    item.end = this.pos;
    return item;
  }

  /** The items of encapsulated data, the offset table first. */
  private readFragments(source: Source, end: number, depth: number): FragmentRange[] {
    if (depth >= this.budgets.maxDepth) refuseOver('depth', this.base + this.pos);
    const little = !source.encoding.bigEndian;
    const view = this.view;
    const ranges: FragmentRange[] = [];
    for (;;) {
      const start = this.pos;
      if (end - start < 8) this.fail('truncated', 'encapsulated data has no end', start);
      const tag = view.getUint16(start, little) * 0x10000 + view.getUint16(start + 2, little);
      const length = view.getUint32(start + 4, little);
      this.pos = start + 8;
      if (tag === TAG.sequenceDelimitation) break;
      if (tag !== TAG.item) this.fail('bad-item', 'something else stands where a fragment must stand', start);
      if (length === UNDEFINED) this.fail('bad-length', 'a fragment has an undefined length', start);
      if (this.pos + length > end) this.fail('truncated', 'a fragment is cut off', start);
      if (++this.elementCount > this.budgets.maxElements) refuseOver('elements', this.base + start);
      ranges.push({ start: this.pos, end: this.pos + length });
      this.pos += length;
    }
    if (ranges.length === 0) ranges.push({ start: this.pos - 8, end: this.pos - 8 });
    return ranges;
  }

  /** Bytes after the data set: zeros, or after pixel data anything that is no element. Notes where they begin. */
  isTrailing(source: Source, last: number, pos: number): boolean {
    if (last === 0) return false;
    const afterPixelData = last >= TAG.floatPixelData;
    const rest = this.bytes.length - pos;
    if (
      rest < 8
        ? !afterPixelData || !this.isZeroFrom(pos)
        : !this.isZeroFrom(pos) && !(afterPixelData && !this.looksLikeElement(source, pos))
    )
      return false;
    this.trailingStart = pos;
    this.pos = this.bytes.length;
    return true;
  }

  private isZeroFrom(pos: number): boolean {
    for (let i = pos; i < this.bytes.length; i++) if (this.bytes[i] !== 0) return false;
    return true;
  }

  private looksLikeElement(source: Source, pos: number): boolean {
    const little = !source.encoding.bigEndian;
    if (source.encoding.explicit) return vrOfCode(this.view.getUint16(pos + 4, false)) !== undefined;
    const tag = this.view.getUint16(pos, little) * 0x10000 + this.view.getUint16(pos + 2, little);
    return dictionaryVrOf(tag) !== undefined && pos + 8 + this.view.getUint32(pos + 4, little) <= this.bytes.length;
  }
}
