import { type Algorithm, type CodedConcept, isSame } from '../../findings/index.ts';
import { NAME } from '../content/concepts.ts';
import type { ContentItem } from '../content/content-item.ts';

const NAMES = [NAME.algorithmName, NAME.algorithmVersion, NAME.algorithmManufacturer, NAME.algorithmParameters, NAME.algorithmFamily]; // prettier-ignore

export function isAlgorithmItem(item: ContentItem): boolean {
  return NAMES.some((name) => isSame(item.concept, name)) && (item.valueType === 'TEXT' || item.valueType === 'CODE');
}

/** TID 4019 among these items. A version that is not stated stays empty. */
export function algorithmIn(items: readonly ContentItem[]): Algorithm | undefined {
  const texts = (wanted: CodedConcept): string[] =>
    items.flatMap((item) => (item.valueType === 'TEXT' && isSame(item.concept, wanted) ? [item.text] : []));
  const [name] = texts(NAME.algorithmName);
  if (name === undefined) return undefined;
  const [manufacturer] = texts(NAME.algorithmManufacturer);
  const [family] = items.flatMap((item) => item.valueType === 'CODE' && isSame(item.concept, NAME.algorithmFamily) ? [item.code] : []); // prettier-ignore
  const parameters = texts(NAME.algorithmParameters);
  return {
    name,
    version: texts(NAME.algorithmVersion)[0] ?? '',
    ...(manufacturer === undefined ? {} : { manufacturer }),
    ...(family === undefined ? {} : { family }),
    ...(parameters.length === 0 ? {} : { parameters }),
  };
}

export function isSameAlgorithm(a: Algorithm | undefined, b: Algorithm | undefined): boolean {
  const key = (algorithm: Algorithm | undefined): string =>
    algorithm === undefined
      ? ''
      : JSON.stringify([algorithm.name, algorithm.version, algorithm.manufacturer, algorithm.parameters ?? []]);
  return key(a) === key(b);
}
