// The table of header differences of one instance: every attribute that was there before or is there now.
import type { ReportEntry } from '../../../core/deid/index.ts';
import {
  formatTag,
  isPixelData,
  isText,
  keywordOf,
  textsOf,
  type Dataset,
  type Element,
} from '../../../core/dicom/index.ts';
import type { AttributeChange } from './protocol.ts';

/** Longer texts are cut for the table; the file itself is one click away. */
const LONGEST = 200;

export function compared(
  before: Dataset,
  after: Dataset,
  entries: readonly ReportEntry[],
  showsOriginals: boolean,
): AttributeChange[] {
  const done = new Map(entries.map((entry) => [entry.path, entry]));
  const rows: AttributeChange[] = [];
  walk(before, after, '', (path, old, now) => {
    const entry = done.get(path);
    if (old?.items !== undefined || now?.items !== undefined) {
      // A sequence that stayed speaks through its items; one that went takes them with it.
      if (old !== undefined && now !== undefined) return;
    }
    const change = changeOf(old, now, before, after, entry);
    rows.push({
      path,
      keyword: keywordOf((old ?? now)?.tag ?? 0),
      change,
      action: entry?.action ?? 'K',
      rule: entry?.rule ?? (old === undefined ? 'added' : 'kept'),
      // What stayed is the same on both sides, so it says nothing that the finished file does not say.
      before: showsOriginals || change === 'kept' ? shown(old, before) : undefined,
      after: shown(now, after),
    });
  });
  return rows;
}

type Visit = (path: string, old: Element | undefined, now: Element | undefined) => void;

function walk(before: Dataset, after: Dataset, level: string, visit: Visit): void {
  const tags = [...new Set([...before.elements, ...after.elements].map(({ tag }) => tag))].sort((a, b) => a - b);
  for (const tag of tags) {
    if (isPixelData(tag)) continue;
    const [old, now] = [before.get(tag), after.get(tag)];
    const path = level + formatTag(tag);
    visit(path, old, now);
    for (const [index, item] of (old?.items ?? []).entries()) {
      const other = now?.items?.[index];
      if (other !== undefined) walk(item, other, `${path}[${index}].`, visit);
    }
  }
}

function changeOf(
  old: Element | undefined,
  now: Element | undefined,
  before: Dataset,
  after: Dataset,
  entry: ReportEntry | undefined,
): AttributeChange['change'] {
  if (now === undefined) return 'removed';
  if (old === undefined) return 'added';
  if (old === now || isSameValue(old, now, before, after)) return 'kept';
  if (now.length === 0) return 'emptied';
  return entry?.action === 'C' ? 'cleaned' : 'changed';
}

function isSameValue(old: Element, now: Element, before: Dataset, after: Dataset): boolean {
  if (old.items !== undefined || now.items !== undefined) return old.items?.length === now.items?.length;
  if (isText(old.vr)) return shownWhole(old, before) === shownWhole(now, after);
  return old.length === now.length && old.value.every((byte, at) => byte === now.value[at]);
}

function shown(element: Element | undefined, dataset: Dataset): string | undefined {
  const text = element === undefined ? undefined : shownWhole(element, dataset);
  return text === undefined || text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

function shownWhole(element: Element, dataset: Dataset): string {
  if (element.items !== undefined) return `${element.items.length} items`;
  if (!isText(element.vr) && element.length > LONGEST) return `${element.length} bytes`;
  const texts = textsOf(element, dataset);
  return texts.length > 0 || element.length === 0 ? texts.join('\\') : `${element.length} bytes`;
}
