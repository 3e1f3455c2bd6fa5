import { isImageSet, type DisplaySet } from '../../services/dicomweb/index.ts';
import { linkedSlice, type LinkedSlice } from '../../viewport/index.ts';
import type { Layout } from './layout.ts';

/** As much of a viewport as the link is about. */
interface Linked {
  readonly set: DisplaySet | undefined;
  readonly index: number;
  readonly linkGapMm: number | undefined;
  readonly isPlaying: boolean;
}

interface Hung<C extends Linked> {
  readonly cells: readonly C[];
  readonly layout: Layout;
  readonly active: number;
  readonly isLinked: boolean;
}

/** The cells with every other visible one at the place of one of them, where that place can be said. */
export function alignedTo<C extends Linked>(
  at: number,
  { cells, layout }: Pick<Hung<C>, 'cells' | 'layout'>,
): readonly C[] {
  const from = cells[at];
  if (from === undefined) return cells;
  return cells.map((cell, other) => {
    // What plays goes its own way.
    if (other === at || other >= layout.rows * layout.columns || cell.isPlaying) return cell;
    const found = linkBetween(from, cell.set, cell.index);
    return found === undefined ? cell : placed(cell, found);
  });
}

function placed<C extends Linked>(cell: C, { index, awayMm, isThere }: LinkedSlice): C {
  const linkGapMm = isThere ? undefined : awayMm;
  return cell.index === index && cell.linkGapMm === linkGapMm ? cell : { ...cell, index, linkGapMm };
}

/** Where a stack starts that comes beside others: at their place; undefined where it has none there. */
export function linkedStart(
  { cells, layout, active, isLinked }: Hung<Linked>,
  at: number,
  set: DisplaySet,
): number | undefined {
  if (!isLinked) return undefined;
  const others = [active, ...cells.slice(0, layout.rows * layout.columns).keys()].filter((other) => other !== at);
  for (const other of others) {
    const from = cells[other];
    const found = from === undefined ? undefined : linkBetween(from, set, 0);
    if (found?.isThere === true) return found.index;
  }
  return undefined;
}

function linkBetween(from: Linked, to: DisplaySet | undefined, near: number): LinkedSlice | undefined {
  if (from.set === undefined || to === undefined || !isImageSet(from.set) || !isImageSet(to)) return undefined;
  return linkedSlice(from.set, from.index, to, near);
}
