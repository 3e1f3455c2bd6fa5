/** One slice of a label map. */
export interface LabelSlice {
  readonly labels: Uint8Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The borders of each label along the edges of its pixels, as [x0, y0, x1, y1] one after the other, in pixels of the image
 * with 0 at the outer edge of the first. Edges in one line are one.
 */
export function labelEdges({ labels, rows, columns }: LabelSlice): ReadonlyMap<number, readonly number[]> {
  const edges = new Map<number, number[]>();
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 || row >= rows || column >= columns ? 0 : (labels[row * columns + column] as number); // inside
  const add = (label: number, x0: number, y0: number, x1: number, y1: number): void => {
    let list = edges.get(label);
    if (list === undefined) edges.set(label, (list = []));
    list.push(x0, y0, x1, y1);
  };
  /** Runs of one label along a line that has something else on its other side. */
  function line(length: number, own: (k: number) => number, other: (k: number) => number, draw: (label: number, from: number, to: number) => void) {
    let [label, from] = [0, 0];
    for (let k = 0; k <= length; k++) {
      const here = k < length && own(k) !== other(k) ? own(k) : 0;
      if (here === label) continue;
      if (label !== 0) draw(label, from, k);
      [label, from] = [here, k];
    }
  } // prettier-ignore
  for (let row = 0; row <= rows; row++) {
    const across = (label: number, from: number, to: number): void => add(label, from, row, to, row);
    line(columns, (k) => at(row, k), (k) => at(row - 1, k), across); // prettier-ignore
    line(columns, (k) => at(row - 1, k), (k) => at(row, k), across); // prettier-ignore
  }
  for (let column = 0; column <= columns; column++) {
    const down = (label: number, from: number, to: number): void => add(label, column, from, column, to);
    line(rows, (k) => at(k, column), (k) => at(k, column - 1), down); // prettier-ignore
    line(rows, (k) => at(k, column - 1), (k) => at(k, column), down); // prettier-ignore
  }
  return edges;
}
