import { Element } from '../../dicom/index.ts';
import type { FrameReader } from '../pixels/frame-reader.ts';
import type { DecodedFrame } from '../pixels/stream-decoder.ts';

/** Frames of one bit per pixel follow each other without a gap, PS3.5 8.1.1: the value is made anew as a whole. */
export async function redactBits(
  reader: FrameReader,
  covered: (index: number) => Promise<DecodedFrame>,
): Promise<Element> {
  const { element, count } = reader;
  const value = new Uint8Array(element.length);
  // Big endian words hold their first eight pixels in the second byte.
  const flip = element.source.valueBigEndian && element.vr === 'OW' ? 1 : 0;
  let bit = 0;
  for (let index = 0; index < count; index++)
    for (const pixel of (await covered(index)).words) {
      const at = (bit >> 3) ^ flip;
      if (pixel !== 0) value[at] = (value[at] ?? 0) | (1 << (bit & 7));
      bit++;
    }
  const source = { ...element.source, bytes: value, remote: undefined };
  return new Element(element.tag, element.vr, source, -1, 0, value.length);
}
