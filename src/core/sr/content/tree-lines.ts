import type { CodedConcept } from '../../findings/index.ts';
import type { ContentItem, Reference } from './content-item.ts';

/** One line of a document for people to read. Texts are as stored: whoever shows them must not take them for markup. */
export interface TreeLine {
  readonly path: readonly number[];
  readonly depth: number;
  readonly relationship: string | undefined;
  readonly valueType: string;
  /** The meaning of the concept, or its code where it has none. */
  readonly label: string | undefined;
  readonly value: string | undefined;
  /** Where a link goes. */
  readonly reference: Reference | undefined;
}

/** A document from top to bottom, every item of it. */
export function treeLines(root: ContentItem): TreeLine[] {
  const lines: TreeLine[] = [];
  const visit = (item: ContentItem, path: readonly number[]): void => {
    lines.push({
      path,
      depth: path.length - 1,
      relationship: item.relationship,
      valueType: item.valueType === 'OPAQUE' ? item.stated : item.valueType,
      label: item.concept === undefined ? undefined : wordsOf(item.concept),
      value: valueOf(item),
      reference: 'reference' in item ? item.reference : undefined,
    });
    item.children.forEach((child, index) => visit(child, [...path, index + 1]));
  };
  visit(root, [1]);
  return lines;
}

/** The meaning; the code itself for those that have none. */
export function wordsOf({ meaning, value, scheme }: CodedConcept): string {
  return meaning === '' ? `${scheme} ${value}` : meaning;
}

function valueOf(item: ContentItem): string | undefined {
  switch (item.valueType) {
    case 'CONTAINER':
      return undefined;
    case 'TEXT':
    case 'DATETIME':
    case 'DATE':
    case 'TIME':
    case 'UIDREF':
    case 'PNAME':
      return item.text;
    case 'CODE':
      return wordsOf(item.code);
    case 'NUM':
      if (item.value === undefined) return item.qualifier === undefined ? 'no value' : wordsOf(item.qualifier);
      return `${item.value} ${item.unit === undefined ? '(no unit)' : item.unit.value}`;
    case 'COMPOSITE':
    case 'IMAGE':
    case 'WAVEFORM':
      return referenceWords(item.reference);
    case 'SCOORD':
    case 'SCOORD3D':
      return `${item.graphicType} ${item.graphicData.map((value) => Number(value.toPrecision(7))).join(' ')}`;
    case 'TCOORD':
      return `${item.rangeType} ${item.positions.join(' ')}`;
    case 'BY-REFERENCE':
      return `see ${item.path.join('.')}`;
    case 'OPAQUE':
      return 'not readable';
  }
}

function referenceWords({ sopInstanceUID, frames, segments }: Reference): string {
  const parts = [sopInstanceUID];
  if (frames !== undefined) parts.push(`frame ${frames.join(', ')}`);
  if (segments !== undefined) parts.push(`segment ${segments.join(', ')}`);
  return parts.join(', ');
}
