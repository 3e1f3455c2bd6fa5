import type { Dataset, DisplaySet } from '../../services/dicomweb/index.ts';
import { isImageSet, number, TAG, text } from '../../services/dicomweb/index.ts';

export interface Layout {
  rows: number;
  columns: number;
}

/** In the order the layout key steps through them. */
export const LAYOUTS: readonly Layout[] = [
  { rows: 1, columns: 1 },
  { rows: 1, columns: 2 },
  { rows: 1, columns: 3 },
  { rows: 2, columns: 1 },
  { rows: 2, columns: 2 },
  { rows: 2, columns: 3 },
  { rows: 3, columns: 2 },
  { rows: 3, columns: 3 },
];

export const MAX_CELLS = 9;

export function layoutName({ rows, columns }: Layout): string {
  return `${rows} × ${columns}`;
}

export function nextLayout(now: Layout): Layout {
  const at = LAYOUTS.findIndex(({ rows, columns }) => rows === now.rows && columns === now.columns);
  return LAYOUTS[(at + 1) % LAYOUTS.length] ?? { rows: 1, columns: 1 };
}

const RADIOGRAPHS = new Set(['CR', 'DX', 'MG', 'RG', 'IO', 'PX']);

/**
 * Two to four radiographs hang side by side, anything else starts alone. Decided on the list of series, before any
 * header of an image is known, so that the first picture does not move afterwards.
 */
export function initialLayout(series: readonly Dataset[]): Layout {
  const radiographs = series.filter((entry) => RADIOGRAPHS.has(text(entry, TAG.Modality) ?? ''));
  const others = series.some((entry) => /^(CT|MR|PT|US|XA|NM|RF)$/.test(text(entry, TAG.Modality) ?? ''));
  const images = radiographs.reduce((sum, entry) => sum + (number(entry, TAG.NumberOfSeriesRelatedInstances) ?? 1), 0);
  if (others || images < 2) return { rows: 1, columns: 1 };
  return images === 2 ? { rows: 1, columns: 2 } : images <= 4 ? { rows: 2, columns: 2 } : { rows: 1, columns: 2 };
}

/** Which display sets go into the cells that are still empty: images in order, each once. */
export function fillers(sets: readonly DisplaySet[], shown: readonly (string | undefined)[]): DisplaySet[] {
  return sets.filter((set) => isImageSet(set) && !shown.includes(set.id));
}

/** What a study without any image opens with: what can be read, else what says why it is not shown. */
export function firstDocument(sets: readonly DisplaySet[]): DisplaySet | undefined {
  return sets.some(isImageSet) ? undefined : (sets.find(({ kind }) => kind === 'report') ?? sets[0]);
}
