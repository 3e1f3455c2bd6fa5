// Compressed files must be explicit little endian, PS3.5 A.4. Some writers left the data set implicit: most readers fail on
// such a file, so it is written as its transfer syntax says.
import { Dataset, makeElement, makeEncapsulated, makeSequence, transferSyntaxOf } from '../../dicom/index.ts';
import type { Element } from '../../dicom/index.ts';

export function inItsTransferSyntax(dataset: Dataset, transferSyntaxUID: string): Dataset {
  if (transferSyntaxOf(transferSyntaxUID)?.encapsulated !== true) return dataset;
  const isImplicit = dataset.elements.some(({ start, source }) => start >= 0 && !source.encoding.explicit);
  return isImplicit ? madeAnew(dataset) : dataset;
}

function madeAnew(dataset: Dataset): Dataset {
  const anew = new Dataset(dataset.parent);
  for (const element of dataset.elements) anew.set(elementAnew(element));
  return anew;
}

function elementAnew(element: Element): Element {
  const { tag, vr, items, fragments } = element;
  if (items !== undefined) return makeSequence(tag, items.map(madeAnew));
  if (fragments !== undefined) return makeEncapsulated(tag, fragments, element.offsetTable, vr);
  return makeElement(tag, vr, element.value);
}
