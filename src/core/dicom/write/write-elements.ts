// Elements to bytes. What was read in the layout that is written, and not touched since, is copied as it was.
import { swappedIn } from '../byte-order.ts';
import type { Dataset, Element } from '../dataset.ts';
import { DicomError } from '../errors.ts';
import { formatTag, TAG } from '../tag.ts';
import type { Encoding } from '../transfer-syntax.ts';
import { hasLongForm, isText, type VR, wordBytesOf } from '../vr.ts';
import type { Sink } from './sink.ts';

const UNDEFINED = 0xffffffff;
/** The largest even length of the short explicit form; longer values are written as UN, PS3.5 6.2.2. */
const MAX_SHORT_BYTES = 0xfffe;

export function writeElements(dataset: Dataset, sink: Sink, encoding: Encoding): void {
  for (const element of dataset.elements) {
    const isGroupLength = (element.tag & 0xffff) === 0 && element.tag !== TAG.fileMetaGroupLength;
    // A group length counts bytes that may have changed. It is retired: left out, where it cannot be copied as read.
    if (isGroupLength && (dataset.isTouched || !sameEncoding(element.source.encoding, encoding))) continue;
    writeElement(element, sink, encoding);
  }
}

function sameEncoding(a: Encoding, b: Encoding): boolean {
  return a.explicit === b.explicit && a.bigEndian === b.bigEndian;
}

function isUntouched(element: Element): boolean {
  if (element.start < 0) return false;
  return element.items === undefined || !element.items.some((item) => item.isTouched);
}

function writeElement(element: Element, sink: Sink, encoding: Encoding): void {
  if (isUntouched(element) && sameEncoding(element.source.encoding, encoding)) {
    sink.copy(element.source, element.start, element.end);
  } else if (element.items !== undefined) writeSequence(element, element.items, sink, encoding);
  else if (element.fragmentRanges !== undefined) writeFragments(element, sink, encoding);
  else writeValue(element, sink, encoding);
}

/** Tag and VR; the length follows. */
export function writeHeader(sink: Sink, tag: number, vr: VR, encoding: Encoding): void {
  sink.tag(tag, encoding.bigEndian);
  if (!encoding.explicit) return;
  sink.u8(vr.charCodeAt(0));
  sink.u8(vr.charCodeAt(1));
  if (hasLongForm(vr)) sink.u16(0, encoding.bigEndian);
}

function writeSequence(element: Element, items: readonly Dataset[], sink: Sink, encoding: Encoding): void {
  const { bigEndian } = encoding;
  writeHeader(sink, element.tag, 'SQ', encoding);
  if (element.undefinedLength) {
    sink.u32(UNDEFINED, bigEndian);
    for (const item of items) writeItem(item, sink, encoding);
    sink.tag(TAG.sequenceDelimitation, bigEndian);
    sink.u32(0, bigEndian);
    return;
  }
  const patch = sink.reserve32();
  for (const item of items) writeItem(item, sink, encoding);
  sink.patch(patch, bigEndian);
}

function writeItem(item: Dataset, sink: Sink, encoding: Encoding): void {
  const { bigEndian } = encoding;
  if (item.source !== undefined && !item.isTouched && sameEncoding(item.source.encoding, encoding)) {
    sink.copy(item.source, item.start, item.end);
    return;
  }
  sink.tag(TAG.item, bigEndian);
  if (item.undefinedLength) {
    sink.u32(UNDEFINED, bigEndian);
    writeElements(item, sink, encoding);
    sink.tag(TAG.itemDelimitation, bigEndian);
    sink.u32(0, bigEndian);
    return;
  }
  const patch = sink.reserve32();
  writeElements(item, sink, encoding);
  sink.patch(patch, bigEndian);
}

function writeFragments(element: Element, sink: Sink, encoding: Encoding): void {
  const { bigEndian } = encoding;
  writeHeader(sink, element.tag, element.vr === 'UN' ? 'OB' : element.vr, encoding);
  sink.u32(UNDEFINED, bigEndian);
  for (const range of [element.offsetTableRange, ...(element.fragmentRanges ?? [])]) {
    if (range === undefined) continue;
    const length = range.end - range.start;
    sink.tag(TAG.item, bigEndian);
    sink.u32(length + (length & 1), bigEndian);
    if (range.bytes === undefined) sink.copy(element.source, range.start, range.end);
    else sink.bytes(range.bytes);
    if (length & 1) sink.u8(0);
  }
  sink.tag(TAG.sequenceDelimitation, bigEndian);
  sink.u32(0, bigEndian);
}

function writeValue(element: Element, sink: Sink, encoding: Encoding): void {
  const { bigEndian, explicit } = encoding;
  const size = element.end - element.valueStart;
  const padded = size + (size & 1);
  let vr = element.vr;
  if (explicit && !hasLongForm(vr) && padded > MAX_SHORT_BYTES) vr = 'UN';
  // Values inside UN are little endian in every transfer syntax.
  const swap =
    vr === 'UN' && element.vr === 'UN' ? false : element.source.valueBigEndian !== (vr !== 'UN' && bigEndian);
  writeHeader(sink, element.tag, vr, encoding);
  if (!explicit || hasLongForm(vr)) sink.u32(padded, bigEndian);
  else sink.u16(padded, bigEndian);
  if (swap && wordBytesOf(element.vr) > 1) sink.bytes(swappedIn(wholeWords(element), wordBytesOf(element.vr)));
  else sink.copy(element.source, element.valueStart, element.end);
  if (size & 1) sink.u8(isText(element.vr) && element.vr !== 'UI' ? 0x20 : 0);
}

function wholeWords(element: Element): Uint8Array {
  const value = element.value;
  if (value.length % wordBytesOf(element.vr) !== 0)
    throw new DicomError('bad-value', `${formatTag(element.tag)} ends inside a number`);
  return value;
}
