import { encodeValues } from './build.ts';
import { asciiOrUndefined } from './charset/ascii.ts';
import { type CharacterSet, characterSetFor } from './charset/character-set.ts';
import { type Dataset, type Element, makeElement, withValue } from './dataset.ts';
import { DicomError } from './errors.ts';
import { TAG } from './tag.ts';
import { delimitersOf, rawTextOf } from './values.ts';
import { usesCharacterSet } from './vr.ts';

/**
 * Writes every text of a data set and of its items in another character set, which then stands at the top and nowhere
 * below. Changes nothing and throws `character-not-encodable` when a text does not fit, or holds bytes that stand for
 * nothing in the set it is in. UTF-8 (`['ISO_IR 192']`) holds everything.
 */
export function convertCharacterSet(dataset: Dataset, terms: readonly string[]): void {
  const target = characterSetFor(terms);
  const planned: (() => void)[] = [];
  plan(dataset, target, planned);
  for (const change of planned) change();
  if (terms.length > 0) dataset.set(makeElement(TAG.specificCharacterSet, 'CS', encodeValues('CS', terms)));
}

function plan(dataset: Dataset, target: CharacterSet, planned: (() => void)[]): void {
  const changed = new Map<number, Element>();
  for (const element of dataset) {
    for (const item of element.items ?? []) plan(item, target, planned);
    if (element.items !== undefined || !usesCharacterSet(element.vr) || asciiOrUndefined(element.value) !== undefined)
      continue;
    const text = rawTextOf(element, dataset);
    if (text.includes('\ufffd'))
      throw new DicomError(
        'character-not-encodable',
        'a text holds bytes that are no characters',
        element.start < 0 ? undefined : element.start,
      );
    changed.set(element.tag, withValue(element, target.encode(text, delimitersOf(element.vr))));
  }
  planned.push(() => {
    dataset.delete(TAG.specificCharacterSet);
    if (changed.size > 0) dataset.rewrite((element) => changed.get(element.tag) ?? element);
  });
}
