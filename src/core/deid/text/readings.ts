// A text as somebody could read it who was told how: backwards, with letters for the digits among them, with Latin letters
// for those of other scripts that look the same. Each reading has a character for each of the text.
import { isAscii } from '../../dicom/index.ts';

export type Reading = {
  readonly text: string;
  /** The first character of the reading is the last of the text. */
  readonly isBackwards: boolean;
};

export function disguisedReadings(text: string): Reading[] {
  const readings: Reading[] = [{ text: text.split('').reverse().join(''), isBackwards: true }];
  if (/[01345789@$]/.test(text))
    for (const one of text.includes('1') ? 'il' : 'i') {
      const letters = text.replace(mixedWithDigits(), (word) =>
        word.replace(/[01345789@$]/g, (sign) => letterFor(sign, one)),
      );
      if (letters !== text) readings.push({ text: letters, isBackwards: false });
    }
  if (isAscii(text)) return readings;
  const latin = text.replace(mixedScripts(), (word) =>
    word.replace(/./gsu, (letter) => LOOKALIKES.get(letter) ?? letter),
  );
  if (latin !== text) readings.push({ text: latin, isBackwards: false });
  return readings;
}

// Made where they are needed: to read properties of characters takes longer than all else a start does for texts.

/** Letters and digits in one word, as in `V4n`; letters first or last, so that numbers with units are not meant. */
const mixedWithDigits = (): RegExp =>
  /(?<![\p{L}\p{N}])(?=[\p{N}@$]*\p{L})(?=\p{L}*[01345789@$])[\p{L}01345789@$]{4,}(?![\p{L}\p{N}])/gu;

const DIGITS: Readonly<Record<string, string>> = {
  '0': 'o', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '9': 'g', '@': 'a', $: 's',
}; // prettier-ignore
const letterFor = (sign: string, one: string): string => (sign === '1' ? one : (DIGITS[sign] ?? sign));

const mixedScripts = (): RegExp =>
  /(?<![\p{L}\p{M}])(?=[\p{L}\p{M}]*\p{Script=Latin})(?=[\p{L}\p{M}]*[\p{Script=Cyrillic}\p{Script=Greek}])[\p{L}\p{M}]+/gu;

const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a', в: 'b', е: 'e', ѕ: 's', і: 'i', ј: 'j', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x', ԁ: 'd', һ: 'h', ӏ: 'l', ԛ: 'q', ԝ: 'w', ѵ: 'v', ѐ: 'e', ё: 'e', ї: 'i',
    α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', μ: 'm', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ω: 'w', γ: 'y', ϳ: 'j', ζ: 'z',
  }).flatMap(([letter, latin]) => [[letter, latin], [letter.toUpperCase(), latin.toUpperCase()]] as const),
); // prettier-ignore
