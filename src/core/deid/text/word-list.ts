/**
 * Looks a word up in a text of words in order, with spaces or line ends between: the text is its own index. A set of as
 * many strings would take ten times the memory, and longer to make than most batches have words to ask for.
 */
export function isInWordList(list: string, word: string): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    let start = middle;
    while (start > low && !isSeparator(list.charCodeAt(start - 1))) start--;
    while (start < high && isSeparator(list.charCodeAt(start))) start++;
    if (start >= high) {
      high = middle;
      continue;
    }
    let end = start;
    while (end < high && !isSeparator(list.charCodeAt(end))) end++;
    const there = list.slice(start, end);
    if (there === word) return true;
    if (there < word) low = end;
    else high = start;
  }
  return false;
}

const isSeparator = (code: number): boolean => code <= 0x20;
