// How text is compared in searches: without regard to case, accents and width, as people type it.

/** Letters that Unicode does not take apart into a base letter and an accent. */
const UNDIVIDED: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => UNDIVIDED[letter] ?? letter)
    .trim();
}

/** `Doe^Jane^^` and `DOE^JANE` are the same name; so are `DOE^ JANE` and `DOE^JANE`. */
export function foldName(name: string): string {
  return fold(name)
    .replace(/\s*\^\s*/g, '^')
    .replace(/\^+$/, '');
}
