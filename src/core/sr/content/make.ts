// Content items in few words, for the templates.
import type { CodedConcept } from '../../findings/index.ts';
import type { CodeItem, ContainerItem, ContentItem, NumItem, Reference, ReferenceItem, Relationship, TextItem } from './content-item.ts'; // prettier-ignore

export function container(
  relationship: Relationship | undefined,
  concept: CodedConcept,
  children: readonly ContentItem[],
  template?: string,
): ContainerItem {
  return {
    valueType: 'CONTAINER',
    ...(relationship === undefined ? {} : { relationship }),
    concept,
    children,
    continuity: 'SEPARATE',
    ...(template === undefined ? {} : { template: { mappingResource: 'DCMR', identifier: template } }),
  };
}

export function textItem(
  relationship: Relationship,
  concept: CodedConcept,
  text: string,
  valueType: TextItem['valueType'] = 'TEXT',
  children: readonly ContentItem[] = [],
): TextItem {
  return { valueType, relationship, concept, text, children };
}

export function codeItem(
  relationship: Relationship,
  concept: CodedConcept,
  code: CodedConcept,
  children: readonly ContentItem[] = [],
): CodeItem {
  return { valueType: 'CODE', relationship, concept, code, children };
}

export function numItem(
  relationship: Relationship,
  concept: CodedConcept,
  value: number,
  unit: CodedConcept,
  children: readonly ContentItem[] = [],
): NumItem {
  return { valueType: 'NUM', relationship, concept, value, unit, children };
}

export function imageItem(
  relationship: Relationship,
  concept: CodedConcept | undefined,
  reference: Reference,
  children: readonly ContentItem[] = [],
): ReferenceItem {
  return { valueType: 'IMAGE', relationship, ...(concept === undefined ? {} : { concept }), reference, children };
}
