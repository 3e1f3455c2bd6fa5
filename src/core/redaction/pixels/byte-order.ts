// Native pixels of big endian files: their value is turned round in words, and frames of odd length begin inside one.
import type { ByteSource, Element, FragmentRange } from '../../dicom/index.ts';
import { RedactionError } from '../errors.ts';

/** OW is turned round in words of 16 bits whatever Bits Allocated is, PS3.5 6.2. */
function wordBytesOf({ source, vr }: Element): number {
  if (!source.valueBigEndian) return 1;
  if (vr === 'OW') return 2;
  if (vr === 'OF' || vr === 'OL') return 4;
  return vr === 'OD' || vr === 'OV' ? 8 : 1;
}

/** A copy of part of the value in little endian order. */
export async function littleEndianPart(
  element: Element,
  range: FragmentRange | undefined,
  bytesAt: (element: Element, range: FragmentRange) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  if (range === undefined) throw new RedactionError('damaged-pixel-data', 'there is no frame');
  const size = wordBytesOf(element);
  const { valueStart } = element;
  const start = Math.floor((range.start - valueStart) / size) * size + valueStart;
  const end = Math.min(element.end, Math.ceil((range.end - valueStart) / size) * size + valueStart);
  const bytes = new Uint8Array(await bytesAt(element, { start, end }));
  turnRound(bytes, size);
  return size === 1 ? bytes : bytes.slice(range.start - start, range.end - start);
}

function turnRound(bytes: Uint8Array, size: number): void {
  if (size > 1) for (let at = 0; at + size <= bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}

/** A little endian source in the byte order of the element. */
export function inOrderOf(element: Element, source: ByteSource): ByteSource {
  const size = wordBytesOf(element);
  if (size === 1) return source;
  return {
    size: source.size,
    async read(offset, length) {
      const start = Math.floor(offset / size) * size;
      const end = Math.min(source.size, Math.ceil((offset + length) / size) * size);
      const bytes = await source.read(start, end - start);
      turnRound(bytes, size);
      return bytes.subarray(offset - start, offset - start + length);
    },
  };
}
