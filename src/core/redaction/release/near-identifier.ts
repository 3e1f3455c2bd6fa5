// Whether a reading could be a misread value of the patient.

/** Values of the header that identify: names, numbers, dates in the usual spellings, institutions, physicians. */
export type Identifiers = ReadonlySet<string>;

/** Characters that readers take for each other. */
const ALIKE: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  '|': '1',
  Z: '2',
  S: '5',
  B: '8',
  G: '6',
};

/** Split as words are, folded to what a reader can tell apart. */
export function tokensOf(value: string): string[] {
  return value
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '')
    .map((token) => token.replace(/./gu, (letter) => ALIKE[letter] ?? letter));
}

/** One number, not two: neither what stands before its point nor what stands behind it is a value of its own. */
const DECIMAL = /(?<![\d.,])\d{1,3}[.,]\d{1,2}(?![\d.,])/g;
/** A number of so many digits may be one of the header's, wherever a reader saw a point in it. */
const LONG = 3;

/**
 * One letter may differ, two from six letters on. Tokens of one or two letters must be equal: otherwise every side marker would
 * be near every initial.
 */
export function isNearIdentifier(reading: string, identifiers: Identifiers): boolean {
  const known = [...identifiers].flatMap((value) => [...tokensOf(value), tokensOf(value).join('')]);
  const read = [...tokensOf(reading.replace(DECIMAL, ' ')), tokensOf(reading).join('')];
  const decimals = [...reading.matchAll(DECIMAL)].map(([number]) => number.replace(/[.,]/, ''));
  if (decimals.some((number) => number.length >= LONG && known.includes(number))) return true;
  return read.some((token) =>
    known.some((other) => {
      const longest = Math.max(token.length, other.length);
      const allowance = longest <= 2 ? 0 : longest < 6 ? 1 : 2;
      return distanceWithin(token, other, allowance);
    }),
  );
}

function distanceWithin(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false;
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(
        Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    before = row;
  }
  return (before[b.length] ?? 0) <= limit;
}
