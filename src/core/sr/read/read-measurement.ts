import { type Algorithm, type CodedConcept, isSame, type ImageReference, type Measurement, QUANTITY, type Score, UNIT } from '../../findings/index.ts'; // prettier-ignore
import { NAME } from '../content/concepts.ts';
import type { NumItem } from '../content/content-item.ts';
import { imageReference, leaveOut, type Placed, type Placing, resolvedChildren } from './placing.ts';
import { algorithmIn, isAlgorithmItem, isSameAlgorithm } from './read-algorithm.ts';
import { readShape } from './read-region.ts';

/** A number with unit; undefined, and noted, when the document gives none. */
export function readMeasurement(
  placed: Placed,
  num: NumItem,
  algorithm: Algorithm | undefined,
  placing: Placing,
): Measurement | undefined {
  const { value, unit, concept } = num;
  if (value === undefined || unit === undefined || concept === undefined) {
    leaveOut(placed, 'no-value', placing);
    return undefined;
  }
  let method: CodedConcept | undefined;
  let derivation: CodedConcept | undefined;
  let along: Measurement['along'];
  const sources: ImageReference[] = [];
  const children = resolvedChildren(placed, placing);
  for (const child of children) {
    const { item } = child;
    if (isAlgorithmItem(item)) continue;
    if (item.valueType === 'CODE' && isSame(item.concept, NAME.method)) method = item.code;
    else if (item.valueType === 'CODE' && isSame(item.concept, NAME.derivation)) derivation = item.code;
    else if ((item.valueType === 'SCOORD' || item.valueType === 'SCOORD3D') && along === undefined)
      along = readShape(child, placing);
    else if (item.valueType === 'IMAGE') sources.push(imageReference(item.reference));
    else leaveOut(child, 'unknown-item', placing);
  }
  const own = algorithmIn(children.map(({ item }) => item));
  return {
    concept,
    value,
    unit,
    ...(derivation === undefined ? {} : { derivation }),
    ...(method === undefined ? {} : { method }),
    ...(own === undefined || isSameAlgorithm(own, algorithm) ? {} : { algorithm: own }),
    ...(along === undefined ? {} : { along }),
    ...(sources.length === 0 ? {} : { sources }),
  };
}

/** The first probability in percent, or as a share, by what found the finding: that is its score. */
export function scoreAmong(measurements: readonly Measurement[]): { score?: Score; rest: readonly Measurement[] } {
  const found = measurements.find(
    ({ concept, value, unit, algorithm, along, derivation }) =>
      (isSame(concept, QUANTITY.probability) || isSame(concept, QUANTITY.probabilityOfCancer)) &&
      ((isSame(unit, UNIT.percent) && value >= 0 && value <= 100) || (isSame(unit, UNIT.one) && value >= 0 && value <= 1)) &&
      algorithm === undefined && along === undefined && derivation === undefined,
  ); // prettier-ignore
  if (found === undefined) return { rest: measurements };
  const isPercent = isSame(found.unit, UNIT.percent);
  const value = isPercent ? Number((found.value / 100).toPrecision(15)) : found.value;
  return { score: { concept: found.concept, value }, rest: measurements.filter((other) => other !== found) };
}
