/** A rectangle in pixel columns and rows of one frame; the origin is the top left pixel, `x + width` is outside. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What of the box lies inside the image, in whole pixels; undefined when nothing does. */
export function clipped(box: Box, columns: number, rows: number): Box | undefined {
  const x = Math.max(0, Math.floor(box.x));
  const y = Math.max(0, Math.floor(box.y));
  const right = Math.min(columns, Math.ceil(box.x + box.width));
  const bottom = Math.min(rows, Math.ceil(box.y + box.height));
  // Written so that NaN is outside, too.
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : undefined;
}

export function padded(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

export function areaOf(box: Box): number {
  return box.width * box.height;
}

export function intersection(a: Box, b: Box): Box | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

export function unionOf(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** Whether the two are about the same place: most of the smaller one lies in the larger, and it is not much smaller. */
export function isSamePlace(a: Box, b: Box): boolean {
  const common = intersection(a, b);
  return common !== undefined && areaOf(common) >= 0.5 * Math.max(areaOf(a), areaOf(b));
}
