/**
 * Whether all of `text` is what `pattern` says: `*` for anything, `?` for one character, upper and lower case alike (PS3.4
 * C.2.2.2.4). Never goes back before the last `*`, so that no pattern costs more than its length times that of the text: an
 * expression made of `*?*?*?` would hold up everybody for minutes.
 */
export function matchesWildcard(text: string, pattern: string): boolean {
  const [letters, wanted] = [folded(text), folded(pattern)];
  let at = 0;
  let want = 0;
  /** Where to go on when what follows the last `*` does not fit: one letter further in the text. */
  let last: { at: number; want: number } | undefined;
  while (at < letters.length) {
    if (wanted[want] === '*') {
      want += 1;
      last = { at, want };
    } else if (wanted[want] === '?' || wanted[want] === letters[at]) {
      at += 1;
      want += 1;
    } else if (last === undefined) {
      return false;
    } else {
      last.at += 1;
      ({ at, want } = last);
    }
  }
  return wanted.slice(want).every((letter) => letter === '*');
}

/** Letter by letter: of a whole word the last sigma would become another one than that of the pattern. */
function folded(text: string): string[] {
  return Array.from(text.normalize('NFC'), (letter) => letter.toUpperCase().toLowerCase());
}
