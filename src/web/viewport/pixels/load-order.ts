/** What one viewport shows: how many images, and which is in front. */
export interface Shown {
  setId: string;
  count: number;
  index: number;
}

export interface Wanted {
  setId: string;
  index: number;
}

// Far enough for a turn of the wheel in either direction before the rest of the series is asked for.
const NEIGHBOURS = 8;

export interface LoadOrderInput {
  active: Shown | undefined;
  /** The other viewports. */
  others: readonly Shown[];
  /** Series nobody looks at. */
  unseen: readonly Shown[];
  /** One image of each series, for its thumbnail. */
  thumbnails: readonly Wanted[];
}

/**
 * In which order images are fetched: what is in front first (the active viewport before the others), then the
 * neighbours of the active image and one image for every thumbnail, then the rest of the active series outwards from it, then the other viewports' series,
 * then series nobody looks at.
 */
export function loadOrder({ active, others, unseen, thumbnails }: LoadOrderInput): Wanted[] {
  const visible = active === undefined ? others : [active, ...others];
  const order: Wanted[] = visible.filter(({ count }) => count > 0).map(({ setId, index }) => ({ setId, index }));
  if (active !== undefined) order.push(...outwards(active, NEIGHBOURS));
  order.push(...thumbnails);
  for (const shown of visible) order.push(...outwards(shown, shown.count));
  for (const shown of unseen) order.push(...outwards({ ...shown, index: 0 }, shown.count));
  const seen = new Set<string>();
  return order.filter(({ setId, index }) => {
    const key = `${setId} ${index}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

/** The image in front, then one after and one before it, and so on. */
function outwards({ setId, count, index }: Shown, reach: number): Wanted[] {
  const order: Wanted[] = [];
  for (let step = 0; step <= reach; step++) {
    if (index + step < count) order.push({ setId, index: index + step });
    if (step > 0 && index - step >= 0) order.push({ setId, index: index - step });
  }
  return order;
}
