import { type Dataset, type Element, formatTag, isPixelData, keywordOf, textsOf } from '../../../core/dicom/index.ts';
import type { DatasetLine } from './protocol.ts';

/** More than the longest dose report that was seen; who has more is told so by the last line. */
const MOST_LINES = 20_000;
const LONGEST_VALUE = 400;
const BINARY = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'UN']);

/** A data set as lines, sequences indented below their element. */
export function linesOf(dataset: Dataset): DatasetLine[] {
  const lines: DatasetLine[] = [];
  addLines(dataset, 0, lines);
  if (lines.length >= MOST_LINES)
    lines.push({
      depth: 0,
      tag: '',
      keyword: '',
      vr: '',
      value: 'There is more. This instance is too long to be shown whole.',
    });
  return lines;
}

function addLines(dataset: Dataset, depth: number, lines: DatasetLine[]): void {
  for (const element of dataset.elements) {
    if (lines.length >= MOST_LINES) return;
    const about = { depth, tag: formatTag(element.tag), keyword: keywordOf(element.tag) ?? '', vr: element.vr };
    const items = element.vr === 'SQ' ? element.items : undefined;
    lines.push({ ...about, value: items === undefined ? valueOf(element, dataset) : countOf(items.length) });
    for (const item of items ?? []) addLines(item, depth + 1, lines);
  }
}

const countOf = (items: number): string => (items === 1 ? '1 item' : `${items} items`);

function valueOf(element: Element, dataset: Dataset): string {
  if (isPixelData(element.tag) || BINARY.has(element.vr)) return `${element.end - element.valueStart} bytes`;
  const value = textsOf(element, dataset).join(' \\ ');
  return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)} ...` : value;
}
