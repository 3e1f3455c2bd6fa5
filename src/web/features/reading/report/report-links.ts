import type { Reference } from '../../../../core/sr/index.ts';
import { isImageSet, items, TAG, text, type Dataset, type DisplaySet } from '../../../services/dicomweb/index.ts';
import type { ReadingStore } from '../reading-store.ts';

export interface LinkTarget {
  readonly set: DisplaySet;
  readonly index: number;
  /** "image 57 of 7 CT Chest". */
  readonly words: string;
}

/** Where a reference leads in this study; undefined where the study does not hold it. */
export function targetOf(sets: readonly DisplaySet[], { sopInstanceUID, frames }: Reference): LinkTarget | undefined {
  for (const set of sets) {
    const title = [set.seriesNumber, set.modality, set.description].filter((part) => part !== undefined && part !== '').join(' '); // prettier-ignore
    if (!isImageSet(set)) {
      if (set.sopInstanceUID === sopInstanceUID) return { set, index: 0, words: `${set.what.toLowerCase()} ${title}` };
      continue;
    }
    const wanted = frames?.[0];
    const index = set.frames.findIndex(
      (ref) => ref.sopInstanceUID === sopInstanceUID && (wanted === undefined || ref.frame === wanted),
    );
    if (index >= 0) return { set, index, words: `image ${index + 1} of ${title}` };
  }
  return undefined;
}

/** Puts what was linked into the viewport after the report's own; a single viewport makes room. */
export function showBeside(store: ReadingStore, at: number, { set, index }: LinkTarget): void {
  const { layout, setLayout } = store.getState();
  if (layout.rows * layout.columns === 1) setLayout({ rows: 1, columns: 2 });
  const { cells, put, setIndex, layout: now } = store.getState();
  const next = (at + 1) % (now.rows * now.columns);
  if (cells[next]?.set?.id === set.id) setIndex(next, index);
  else put(next, set, index);
}

const PREDECESSOR_DOCUMENTS_SEQUENCE = '0040A360';
const REFERENCED_SERIES_SEQUENCE = '00081115';
const REFERENCED_SOP_SEQUENCE = '00081199';

/** The documents of which another one of the study says that it takes their place. */
export function superseded(sets: readonly DisplaySet[]): ReadonlySet<string> {
  const named = (dataset: Dataset) =>
    items(dataset, PREDECESSOR_DOCUMENTS_SEQUENCE)
      .flatMap((study) => items(study, REFERENCED_SERIES_SEQUENCE))
      .flatMap((series) => items(series, REFERENCED_SOP_SEQUENCE))
      .flatMap((instance) => text(instance, TAG.ReferencedSOPInstanceUID) ?? []);
  return new Set(sets.flatMap((set) => (set.kind === 'report' ? named(set.dataset) : [])));
}
