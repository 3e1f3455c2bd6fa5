// Compressed frames as a Pixel Data element, one fragment per frame with a Basic Offset Table, PS3.5 A.4.
import { makeEncapsulated, TAG, type Element } from '../../../core/dicom/index.ts';

export function encapsulated(frames: readonly Uint8Array[]): Element {
  if (frames.length === 1) return makeEncapsulated(TAG.pixelData, frames);
  const table = new DataView(new ArrayBuffer(frames.length * 4));
  let offset = 0;
  frames.forEach((frame, index) => {
    table.setUint32(index * 4, offset, true);
    offset += 8 + frame.length;
  });
  return makeEncapsulated(TAG.pixelData, frames, new Uint8Array(table.buffer));
}
