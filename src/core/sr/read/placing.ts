// What reading a measurement report keeps track of: the tree, for references inside it, and what found no place.
import type { ImageReference } from '../../findings/index.ts';
import type { ContentItem, Reference } from '../content/content-item.ts';
import type { NotPlaced } from './structured-report.ts';

/** A content item and where it stands. */
export interface Placed {
  readonly item: ContentItem;
  readonly path: readonly number[];
}

export interface Placing {
  readonly root: ContentItem;
  readonly notPlaced: NotPlaced[];
}

export function childrenOf({ item, path }: Placed): Placed[] {
  return item.children.map((child, index) => ({ item: child, path: [...path, index + 1] }));
}

/** The children, each reference to another item replaced by that item. */
export function resolvedChildren(parent: Placed, placing: Placing): Placed[] {
  return childrenOf(parent).flatMap((child) => {
    if (child.item.valueType !== 'BY-REFERENCE') return [child];
    const target = itemAt(placing.root, child.item.path);
    if (target === undefined) {
      leaveOut(child, 'unresolved', placing);
      return [];
    }
    // Its own relationship is that to where it stands; here it has the one of the reference.
    const { relationship } = child.item;
    return [{ item: { ...target, ...(relationship === undefined ? {} : { relationship }) }, path: child.path }];
  });
}

function itemAt(root: ContentItem, path: readonly number[]): ContentItem | undefined {
  if (path[0] !== 1) return undefined;
  return path.slice(1).reduce<ContentItem | undefined>((item, place) => item?.children[place - 1], root);
}

export function leaveOut({ item, path }: Placed, reason: NotPlaced['reason'], { notPlaced }: Placing): void {
  const valueType = item.valueType === 'OPAQUE' ? item.stated : item.valueType;
  notPlaced.push({ path, valueType, concept: item.concept, reason });
}

export function imageReference({ sopClassUID, sopInstanceUID, frames }: Reference): ImageReference {
  return { sopClassUID, sopInstanceUID, ...(frames === undefined ? {} : { frames }) };
}
