// A video stream by itself: pictures and what stands between them, told apart by start codes 00 00 01.
import { cleanUnit } from './sei.ts';
import type { Codec } from './sei.ts';

const USER_DATA = 0xb2;
const SEQUENCE_END = 0xb7;

/** Cleans in place. False when there is no start code at all: then it is no such stream. */
export function cleanElementaryStream(bytes: Uint8Array, codec: Codec): boolean {
  let start = nextStartCode(bytes, 0);
  if (start < 0) return false;
  // Before the first start code only zeros may stand.
  bytes.fill(0, 0, start);
  while (start >= 0) {
    const next = nextStartCode(bytes, start + 3);
    const end = next < 0 ? bytes.length : next;
    if (codec !== 'mpeg') cleanUnit(withoutTrailingZeros(bytes.subarray(start + 3, end)), codec);
    else if (bytes[start + 3] === USER_DATA) bytes.fill(0xff, start + 4, end);
    else if (bytes[start + 3] === SEQUENCE_END) bytes.fill(0, start + 4, end);
    start = next;
  }
  return true;
}

/** Zeros before the next start code belong to neither unit. */
function withoutTrailingZeros(unit: Uint8Array): Uint8Array {
  let end = unit.length;
  while (end > 0 && unit[end - 1] === 0) end--;
  return unit.subarray(0, end);
}

function nextStartCode(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(1, from + 2); at >= 0; at = bytes.indexOf(1, at + 1))
    if (bytes[at - 1] === 0 && bytes[at - 2] === 0 && at - 2 >= from) return at - 2;
  return -1;
}
