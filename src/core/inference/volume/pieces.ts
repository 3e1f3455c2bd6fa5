import type { Prepare } from '../manifest/imaging-task.ts';

type Three = readonly [number, number, number];

/** What one run of the model sees, and the core of it whose answer counts. In voxels of the tensor. */
export interface Piece {
  readonly from: Three;
  readonly size: Three;
  readonly coreFrom: Three;
  readonly coreSize: Three;
}

/**
 * Cores that cover the volume without overlapping, each with `margin` voxels of surroundings. At the edge of the volume
 * a piece ends as the volume does: the model sees the edge where it would see it in one piece.
 */
export function piecesOf(size: Three, { size: largest, margin }: Pick<Prepare['tile'], 'size' | 'margin'>): Piece[] {
  const [depths, heights, widths] = ([0, 1, 2] as const).map((axis) => spansOf(size[axis], largest[axis], margin[axis])) as [Span[], Span[], Span[]]; // prettier-ignore
  return depths.flatMap((d) =>
    heights.flatMap((h) =>
      widths.map((w) => ({
        from: [d.from, h.from, w.from] as const,
        size: [d.size, h.size, w.size] as const,
        coreFrom: [d.coreFrom, h.coreFrom, w.coreFrom] as const,
        coreSize: [d.coreSize, h.coreSize, w.coreSize] as const,
      })),
    ),
  );
}

interface Span {
  readonly from: number;
  readonly size: number;
  readonly coreFrom: number;
  readonly coreSize: number;
}

function spansOf(length: number, largest: number, margin: number): Span[] {
  if (length <= largest) return [{ from: 0, size: length, coreFrom: 0, coreSize: length }];
  const spans: Span[] = [];
  for (let coreFrom = 0; coreFrom < length;) {
    const before = Math.min(margin, coreFrom);
    const rest = length - coreFrom;
    // The last piece needs no surroundings behind it.
    const coreSize = before + rest <= largest ? rest : largest - before - margin;
    const from = coreFrom - before;
    spans.push({ from, size: Math.min(length, coreFrom + coreSize + margin) - from, coreFrom, coreSize });
    coreFrom += coreSize;
  }
  return spans;
}
