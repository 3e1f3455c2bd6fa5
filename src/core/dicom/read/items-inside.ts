import type { Dataset, Element } from '../dataset.ts';
import { DicomError } from '../errors.ts';
import { EXPLICIT_BIG, EXPLICIT_LITTLE, IMPLICIT_LITTLE } from '../transfer-syntax.ts';
import { type Budgets, withDefaults } from './budget.ts';
import { Parser } from './parser.ts';

/**
 * The items inside the value of an element that was read as bytes: private sequences have no VR in implicit little endian,
 * and some writers hide them in OB or UN. Undefined when the value, from its first byte to its last, is no list of items.
 * The items are a view: to keep changes, put `makeSequence(element.tag, items)` into the data set.
 */
export function itemsInside(
  element: Element,
  parent: Dataset,
  budgets?: Partial<Budgets>,
): readonly Dataset[] | undefined {
  if (element.items !== undefined) return element.items;
  if (element.fragmentRanges !== undefined || element.length < 8) return undefined;
  for (const encoding of [IMPLICIT_LITTLE, EXPLICIT_LITTLE, EXPLICIT_BIG]) {
    try {
      const items = new Parser(element.value, withDefaults(budgets)).readItemList(encoding);
      for (const item of items) item.parent = parent;
      return items;
    } catch (error) {
      if (!(error instanceof DicomError) || error.code.startsWith('budget-')) throw error;
    }
  }
  return undefined;
}
