import {
  isImageSet,
  number,
  TAG,
  type DisplaySet,
  type FrameRef,
  type ImageSet,
} from '../../services/dicomweb/index.ts';
import { loadOrder, type Shown } from '../../viewport/index.ts';
import type { Cell } from './reading-store.ts';

export interface LoadPlan {
  order: FrameRef[];
  /** How many images of each display set fit into memory and are fetched: what "loaded n of m" counts to. */
  wanted: ReadonlyMap<string, number>;
}

/** What to fetch, in which order, up to the memory that may be used. */
export function planLoading(
  cells: readonly Cell[],
  active: number,
  sets: readonly DisplaySet[],
  maxBytes: number,
): LoadPlan {
  const images = new Map(sets.filter(isImageSet).map((set) => [set.id, set]));
  const shown = cells.map((cell) => {
    if (cell.set === undefined || !isImageSet(cell.set)) return undefined;
    // What is cut here needs every slice it is cut from, whichever image is looked at.
    const { source = cell.set } = cell.set;
    // A set that stands in for its series until the header comes is not in the list yet.
    images.set(source.id, source);
    const index = source === cell.set ? cell.index : source.frames.length >> 1;
    return { setId: source.id, count: source.frames.length, index } satisfies Shown;
  });
  const others = shown.filter((entry, at): entry is Shown => entry !== undefined && at !== active);
  const visibleIds = new Set(shown.map((entry) => entry?.setId));
  const unseen = [...images.values()].filter((set) => !visibleIds.has(set.id));
  const order = loadOrder({
    active: shown[active],
    others,
    unseen: unseen.map((set) => ({ setId: set.id, count: set.frames.length, index: 0 })),
    thumbnails: [...images.values()].map((set) => ({ setId: set.id, index: thumbnailIndex(set) })),
  });
  return withinMemory(
    order.flatMap(({ setId, index }) => {
      const ref = images.get(setId)?.frames[index];
      return ref === undefined ? [] : [{ setId, ref }];
    }),
    maxBytes,
  );
}

function withinMemory(order: readonly { setId: string; ref: FrameRef }[], maxBytes: number): LoadPlan {
  const wanted = new Map<string, number>();
  const kept: FrameRef[] = [];
  let bytes = 0;
  for (const { setId, ref } of order) {
    bytes += decodedBytes(ref);
    if (bytes > maxBytes && kept.length > 0) break;
    kept.push(ref);
    wanted.set(setId, (wanted.get(setId) ?? 0) + 1);
  }
  return { order: kept, wanted };
}

function decodedBytes({ dataset }: FrameRef): number {
  const pixels = (number(dataset, TAG.Rows) ?? 0) * (number(dataset, TAG.Columns) ?? 0);
  const samples = number(dataset, TAG.SamplesPerPixel) ?? 1;
  return pixels * (samples > 1 ? 3 : (number(dataset, TAG.BitsAllocated) ?? 16) > 8 ? 2 : 1);
}

/** The middle of a stack tells most about it; a clip starts at its start. */
export function thumbnailIndex(set: ImageSet): number {
  return set.kind === 'cine' ? 0 : Math.floor(set.frames.length / 2);
}
