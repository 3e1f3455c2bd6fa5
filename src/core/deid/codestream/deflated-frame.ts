// Deflated Image Frame Compression: a stream that says itself where it ends.
import { inflateSync } from 'fflate';

/** Without what stands behind the end of the stream, undefined where it is no such stream. */
export function cleanDeflatedFrame(bytes: Uint8Array): Uint8Array | undefined {
  if (!isWhole(bytes)) return undefined;
  // One byte of padding makes the fragment even.
  if (!isWhole(bytes.subarray(0, -2))) return bytes;
  let [short, long] = [0, bytes.length - 2];
  while (long - short > 1) {
    const middle = (short + long) >> 1;
    if (isWhole(bytes.subarray(0, middle))) long = middle;
    else short = middle;
  }
  return bytes.subarray(0, long);
}

function isWhole(bytes: Uint8Array): boolean {
  try {
    inflateSync(bytes);
    return true;
  } catch {
    // It ends too early, or is none.
    return false;
  }
}
