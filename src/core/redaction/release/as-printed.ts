// Words as a machine prints them, from words as a reader sees them: it takes letters for others of the same shape, and sees one letter as two.
// Nobody is called by a word that only such mistakes part from a word of the list: what looks alike is told apart by the letters beside it.

/** Letters, and between them digits that look like some; with more digits it is a number or a code. */
const WORD = /(?<![A-Za-z\d])[A-Za-z][A-Za-z015]{2,}[A-Za-z](?![A-Za-z\d])/g;
const MOST_DIGITS = 2;
/** Small letters that are small capitals. */
const SAME_SHAPE = /[ckosuvwxz]/g;
/** One letter seen in two ways: as a capital and as a small one, or as a letter and as a digit. */
const SAME_LETTER = ['0oO', '1Il', '5sS', 'cC', 'kK', 'uU', 'vV', 'wW', 'xX', 'zZ'];

export function asPrinted(text: string): string {
  return text.replace(WORD, (word) => (word.replace(/\D/g, '').length > MOST_DIGITS ? word : wordAsPrinted(word)));
}

/** The same letter twice is left as it is: Hipp is no Hip. */
function withoutSeenTwice(word: string): string {
  return word
    .split('')
    .filter((letter, at) => {
      const before = word[at - 1];
      return !(before !== undefined && before !== letter && SAME_LETTER.some((same) => same.includes(before) && same.includes(letter)));
    })
    .join('');
} // prettier-ignore

function wordAsPrinted(word: string): string {
  const once = withoutSeenTwice(word);
  return isInCapitals(once) ? inCapitals(once) : withCapital(once);
}

/** All letters that tell are capitals, and they are more than those that do not tell. */
function isInCapitals(word: string): boolean {
  const small = word.replace(/[^a-z]/g, '');
  const capitals = word.replace(/[^A-Z]/g, '').length;
  return capitals > Math.max(1, small.length) && small.replace(SAME_SHAPE, '').replace(/l/g, '') === '';
}

function inCapitals(word: string): string {
  return word
    .replace(SAME_SHAPE, (letter) => letter.toUpperCase())
    .replace(/0/g, 'O')
    .replace(/[1l]/g, 'I')
    .replace(/5/g, 'S');
}

/** Only the first may be a capital. */
function withCapital(word: string): string {
  const rest = word
    .slice(1)
    .replace(/[CKOSUVWXZ]/g, (letter) => letter.toLowerCase())
    .replace(/0/g, 'o')
    .replace(/[1I]/g, 'l')
    .replace(/5/g, 's');
  return word.slice(0, 1).replace('l', 'I') + rest;
}
