// Words that nobody wrote. The air around a patient is, in a CT, noise of small numbers: for long stretches they are the
// letters of UTF-16, and five of them spell a name of the batch in one file of six hundred.
import type { BytePattern } from './byte-scanner.ts';

/** Words with fewer bytes that mean something come by chance. Zeros, every second byte of UTF-16, mean nothing. */
const FEWEST_TELLING_BYTES = 8;
/** How far noise is looked for, in letters before and behind the word, and how many different ones make it. */
const AROUND = 16;
const FEWEST_KINDS = 8;

/**
 * Whether pixels spell the word by chance: a short one in UTF-16 that begins or ends inside a run of letters, in the middle
 * of noise. What somebody wrote stands between zeros, blanks, signs or numbers that are no letters, or in a plain field.
 */
export function isSpeltByNoise(bytes: Uint8Array, at: number, { bytes: word }: BytePattern): boolean {
  const isLittle = word[1] === 0;
  if ((!isLittle && word[0] !== 0) || tellingBytes(word) >= FEWEST_TELLING_BYTES) return false;
  const letterAt = (place: number): number | undefined => {
    const first = bytes[place];
    const second = bytes[place + 1];
    if (first === undefined || second === undefined) return undefined;
    return isLittle ? first | (second << 8) : (first << 8) | second;
  };
  if (endsText(letterAt(at - 2)) && endsText(letterAt(at + word.length))) return false;
  const kinds = new Set<number>();
  for (let step = 1; step <= AROUND; step++)
    for (const letter of [letterAt(at - 2 * step), letterAt(at + word.length + 2 * (step - 1))])
      if (letter !== undefined) kinds.add(letter);
  return kinds.size >= FEWEST_KINDS;
}

const tellingBytes = (word: Uint8Array): number => word.reduce((count, byte) => count + (byte === 0 ? 0 : 1), 0);

/** The end of the value, zero, white space, digits and signs, and whatever is no letter of Latin. */
function endsText(letter: number | undefined): boolean {
  if (letter === undefined || letter === 0 || letter > 0xff) return true;
  if (letter === 0x09 || letter === 0x0a || letter === 0x0d) return true;
  const small = letter | 0x20;
  return letter >= 0x20 && letter <= 0x7e && (small < 0x61 || small > 0x7a);
}
