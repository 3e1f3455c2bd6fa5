import { type Box, intersection } from './box.ts';

/** What is zero in the cells, as rectangles: runs of a row, joined downwards while they are equal. */
export function emptyRectangles(cells: Uint8Array, columns: number, rows: number): Box[] {
  const done: Box[] = [];
  let open = new Map<string, Box>();
  for (let row = 0; row < rows; row++) {
    const next = new Map<string, Box>();
    for (const [x, width] of emptyRuns(cells, row * columns, columns)) {
      const key = `${x} ${width}`;
      const above = open.get(key);
      next.set(key, above === undefined ? { x, y: row, width, height: 1 } : { ...above, height: above.height + 1 });
    }
    for (const [key, box] of open) if (!next.has(key)) done.push(box);
    open = next;
  }
  return [...done, ...open.values()];
}

function emptyRuns(cells: Uint8Array, from: number, columns: number): [number, number][] {
  const runs: [number, number][] = [];
  let start = -1;
  for (let column = 0; column <= columns; column++) {
    const isEmpty = column < columns && cells[from + column] === 0;
    if (isEmpty && start < 0) start = column;
    if (!isEmpty && start >= 0) {
      runs.push([start, column - start]);
      start = -1;
    }
  }
  return runs;
}

/** What is left of a box when others are cut out of it. */
export function without(box: Box, holes: readonly Box[]): Box[] {
  const cells = new Uint8Array(box.width * box.height);
  let isWhole = true;
  for (const hole of holes) {
    const common = intersection(box, hole);
    if (common === undefined) continue;
    isWhole = false;
    for (let row = common.y - box.y; row < common.y - box.y + common.height; row++) {
      const start = row * box.width + common.x - box.x;
      cells.fill(1, start, start + common.width);
    }
  }
  if (isWhole) return [box];
  return emptyRectangles(cells, box.width, box.height).map((part) => ({
    ...part,
    x: part.x + box.x,
    y: part.y + box.y,
  }));
}
