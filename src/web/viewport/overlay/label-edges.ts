/** One slice of a label map. */
export interface LabelSlice {
  readonly labels: Uint8Array;
  readonly rows: number;
  readonly columns: number;
}

/** Straight pieces of the border of each label: [x0, y0, x1, y1] one after the other. */
export type LabelEdges = ReadonlyMap<number, readonly number[]>;

/**
 * The borders of each label along the edges of its pixels, in pixels of the image with 0 at the outer edge of the first.
 * Edges in one line are one. Where two labels meet both have the edge.
 */
export function labelEdges(slice: LabelSlice): LabelEdges {
  const edges: Edges = new Map();
  const work = traceEdges(slice, edges);
  while (work.next().done !== true);
  return edges;
}

type Edges = Map<number, number[]>;

/** Fills `edges` line by line; whoever calls may stop between two lines and go on later. */
export function* traceEdges(slice: LabelSlice, edges: Edges): Generator<undefined, void> {
  const { rows, columns, labels } = slice;
  for (let row = 0; row <= rows; row++) {
    alongLine(labels, row, rows, columns, columns, 1, (label, from, to) =>
      listOf(edges, label).push(from, row, to, row),
    );
    yield;
  }
  for (let column = 0; column <= columns; column++) {
    alongLine(labels, column, columns, rows, 1, columns, (label, from, to) => listOf(edges, label).push(column, from, column, to)); // prettier-ignore
    yield;
  }
}

function listOf(edges: Edges, label: number): number[] {
  let list = edges.get(label);
  if (list === undefined) edges.set(label, (list = []));
  return list;
}

/** Looks along a line between pixels, for the label before it and the label behind it. */
function alongLine(
  labels: Uint8Array,
  line: number,
  lines: number,
  length: number,
  perLine: number,
  perStep: number,
  draw: (label: number, from: number, to: number) => void,
): void {
  let [before, beforeFrom, behind, behindFrom] = [0, 0, 0, 0];
  for (let k = 0; k <= length; k++) {
    const at = line * perLine + k * perStep;
    const isInside = k < length;
    let one = isInside && line > 0 ? (labels[at - perLine] as number) : 0; // inside the slice
    let other = isInside && line < lines ? (labels[at] as number) : 0;
    if (one === other) one = other = 0;
    if (one !== before) {
      if (before !== 0) draw(before, beforeFrom, k);
      before = one;
      beforeFrom = k;
    }
    if (other !== behind) {
      if (behind !== 0) draw(behind, behindFrom, k);
      behind = other;
      behindFrom = k;
    }
  }
}
