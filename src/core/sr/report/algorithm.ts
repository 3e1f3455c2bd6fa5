// TID 4019: what computed a group or a number.
import type { Algorithm } from '../../findings/index.ts';
import { NAME } from '../content/concepts.ts';
import type { ContentItem } from '../content/content-item.ts';
import { codeItem, textItem } from '../content/make.ts';

export function algorithmItems(algorithm: Algorithm | undefined): ContentItem[] {
  if (algorithm === undefined) return [];
  const { name, version, manufacturer, family, parameters = [] } = algorithm;
  return [
    textItem('HAS CONCEPT MOD', NAME.algorithmName, name),
    ...(version === '' ? [] : [textItem('HAS CONCEPT MOD', NAME.algorithmVersion, version)]),
    ...(manufacturer === undefined ? [] : [textItem('HAS CONCEPT MOD', NAME.algorithmManufacturer, manufacturer)]),
    ...parameters.map((parameter) => textItem('HAS CONCEPT MOD', NAME.algorithmParameters, parameter)),
    ...(family === undefined ? [] : [codeItem('HAS CONCEPT MOD', NAME.algorithmFamily, family)]),
  ];
}
