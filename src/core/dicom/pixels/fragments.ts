// Which fragments make which frame, PS3.5 A.4: by the extended offset table, the basic one, or what the bytes tell.
import type { Dataset, Element, FragmentRange } from '../dataset.ts';
import { DicomError } from '../errors.ts';
import { TAG } from '../tag.ts';
import { bigIntsOf } from '../values.ts';

/** One list of ranges per frame; throws `frame-fragments` when more than one division is possible. */
export function fragmentsPerFrame(
  element: Element,
  fragments: readonly FragmentRange[],
  dataset: Dataset,
  count: number,
): (readonly FragmentRange[])[] {
  if (fragments.length === 0) throw new DicomError('frame-fragments', 'the encapsulated pixel data holds no fragment');
  if (count === 1) return [fragments];
  if (fragments.length === count) return fragments.map((fragment) => [fragment]);
  if (fragments.length < count) throw new DicomError('frame-fragments', 'there are fewer fragments than frames');
  const groups =
    groupByOffsets(fragments, extendedOffsets(dataset), count) ??
    groupByOffsets(fragments, basicOffsets(element), count) ??
    groupByCodestreams(element, fragments, count);
  if (groups === undefined)
    throw new DicomError('frame-fragments', 'nothing tells which fragments belong to which frame');
  return groups;
}

function extendedOffsets(dataset: Dataset): number[] {
  const table = dataset.get(TAG.extendedOffsetTable);
  return table === undefined ? [] : bigIntsOf(table).map(Number);
}

function basicOffsets(element: Element): number[] {
  const bytes = element.offsetTable;
  if (bytes === undefined || bytes.length % 4 !== 0) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = !element.source.encoding.bigEndian;
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(index * 4, little));
}

/** Offsets count from the first item after the offset table to the item of a frame's first fragment. */
function groupByOffsets(
  fragments: readonly FragmentRange[],
  offsets: readonly number[],
  count: number,
): FragmentRange[][] | undefined {
  if (offsets.length !== count) return undefined;
  const starts = new Map<number, number>();
  let at = 0;
  fragments.forEach(({ start, end }, index) => {
    starts.set(at, index);
    at += 8 + end - start;
  });
  const firsts = offsets.map((offset) => starts.get(offset));
  return divide(fragments, firsts);
}

/** A table that names no fragment, or not in order, is no table. */
function divide(
  fragments: readonly FragmentRange[],
  firsts: readonly (number | undefined)[],
): FragmentRange[][] | undefined {
  if (firsts[0] !== 0) return undefined;
  const groups: FragmentRange[][] = [];
  for (const [frame, first] of firsts.entries()) {
    const next = frame + 1 < firsts.length ? firsts[frame + 1] : fragments.length;
    if (first === undefined || next === undefined || next <= first) return undefined;
    groups.push(fragments.slice(first, next));
  }
  return groups;
}

/** Without a table: a frame begins where a codestream begins. */
function groupByCodestreams(
  element: Element,
  fragments: readonly FragmentRange[],
  count: number,
): FragmentRange[][] | undefined {
  const firsts = fragments.flatMap((range, index) => (beginsCodestream(element.bytesOf(range)) ? [index] : []));
  return firsts.length === count ? divide(fragments, firsts) : undefined;
}

function beginsCodestream(bytes: Uint8Array): boolean {
  const [first, second, third, fourth] = bytes;
  // JPEG and JPEG-LS, JPEG XL, JPEG 2000.
  if (first === 0xff)
    return (
      (second === 0xd8 && third === 0xff) || second === 0x0a || (second === 0x4f && third === 0xff && fourth === 0x51)
    );
  // The signature box of JP2 (`jP  `) or JPEG XL (`JXL `).
  const box = String.fromCharCode(...bytes.subarray(4, 8));
  return first === 0 && fourth === 0x0c && (box === 'jP  ' || box === 'JXL ');
}
