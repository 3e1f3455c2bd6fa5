import type { Box } from '../../../../core/redaction/index.ts';

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** Between two corners, whole pixels, inside the image; undefined for a click without a drag. */
export function boxBetween(a: readonly [number, number], b: readonly [number, number], size: Size): Box | undefined {
  const low = (one: number, other: number): number => Math.max(0, Math.floor(Math.min(one, other)));
  const high = (one: number, other: number, most: number): number => Math.min(most, Math.ceil(Math.max(one, other)));
  const [x, y] = [low(a[0], b[0]), low(a[1], b[1])];
  const width = high(a[0], b[0], size.columns) - x;
  const height = high(a[1], b[1], size.rows) - y;
  return width < 2 || height < 2 ? undefined : { x, y, width, height };
}

/** Where a box begins that is drawn by keys alone: a fifth of the image, at its top left, where most text stands. */
export function firstBox({ rows, columns }: Size): Box {
  return { x: 0, y: 0, width: Math.max(2, Math.round(columns / 5)), height: Math.max(2, Math.round(rows / 12)) };
}

/** Arrow keys move by a fiftieth of the image, with Ctrl by one pixel; with Shift they change the size. */
export function nudged(
  box: Box,
  key: string,
  size: Size,
  { isSizing, isFine }: { isSizing: boolean; isFine: boolean },
): Box {
  const step = (length: number): number => (isFine ? 1 : Math.max(1, Math.round(length / 50)));
  const across = (key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0) * step(size.columns);
  const down = (key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0) * step(size.rows);
  const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
  if (isSizing)
    return {
      ...box,
      width: within(box.width + across, 2, size.columns - box.x),
      height: within(box.height + down, 2, size.rows - box.y),
    };
  return {
    ...box,
    x: within(box.x + across, 0, size.columns - box.width),
    y: within(box.y + down, 0, size.rows - box.height),
  };
}
