// RLE Lossless, PS3.5 Annex G: byte planes as literals and repetitions. Only the decoder's own count says where a plane
// ends; what stands behind it, between planes, or in the unused places of the header belongs to no pixel.
const HEADER_BYTES = 64;
const MOST_PLANES = 15;

/**
 * `planeBytes`: pixels of a frame. `masks`: for each plane the bits that stay, in the order of the planes. The same array
 * where nothing had to go; undefined where the frame is no RLE.
 */
export function cleanRunLength(
  bytes: Uint8Array,
  planeBytes: number,
  masks: readonly number[],
): Uint8Array | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = view.getUint32(0, true);
  if (count < 1 || count > MOST_PLANES) return undefined;
  const starts = Array.from({ length: count }, (_, plane) => view.getUint32(4 + plane * 4, true));
  if (starts.some((start, plane) => start < (starts[plane - 1] ?? HEADER_BYTES) || start > bytes.length))
    return undefined;
  const out = bytes.slice();
  out.fill(0, 4 + count * 4, starts[0]);
  let end = HEADER_BYTES;
  for (const [plane, start] of starts.entries()) {
    const limit = starts[plane + 1] ?? bytes.length;
    end = endOfPlane(out, start, limit, planeBytes, masks[plane] ?? 0xff);
    if (plane + 1 < count) out.fill(0, end, limit);
  }
  // Zeros behind the last plane are padding, however many.
  const isSame =
    out.subarray(0, end).every((byte, at) => byte === bytes[at]) && bytes.subarray(end).every((byte) => byte === 0);
  return isSame ? bytes : out.subarray(0, end);
}

/** Walks the runs of a plane until it has all its bytes; those of literals and repetitions are masked on the way. */
function endOfPlane(bytes: Uint8Array, start: number, limit: number, planeBytes: number, mask: number): number {
  let made = 0;
  let at = start;
  while (made < planeBytes && at < limit) {
    const control = bytes[at++] ?? 0;
    if (control === 128) continue;
    const literals = control < 128 ? control + 1 : 1;
    const end = Math.min(limit, at + literals);
    if (mask !== 0xff) for (let each = at; each < end; each++) bytes[each] = (bytes[each] ?? 0) & mask;
    made += control < 128 ? literals : 257 - control;
    at = end;
  }
  return at;
}
