import type { ByteSource } from '../../dicom/index.ts';

/**
 * The value of native pixel data, little endian, with its frames covered as they are read: one frame is held. Bytes behind the last frame are
 * given as zero: nobody looks at them, so nobody shall find anything there.
 */
export function coveredSource(
  size: number,
  frameBytes: number,
  count: number,
  frame: (index: number) => Promise<Uint8Array>,
): ByteSource {
  let held: { index: number; bytes: Promise<Uint8Array> } | undefined;
  const bytesOf = (index: number): Promise<Uint8Array> => {
    if (held?.index !== index) held = { index, bytes: frame(index) };
    return held.bytes;
  };
  return {
    size,
    async read(offset, length) {
      const out = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      for (let at = 0; at < out.length;) {
        const index = Math.floor((offset + at) / frameBytes);
        if (index >= count) break;
        const within = offset + at - index * frameBytes;
        const part = (await bytesOf(index)).subarray(within, within + out.length - at);
        out.set(part, at);
        at += part.length;
      }
      return out;
    },
  };
}
