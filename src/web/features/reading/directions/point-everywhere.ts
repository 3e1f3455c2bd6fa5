// A place in one image, found in the others.
import { toPatient, toPixel } from '../../../../core/findings/index.ts';
import { isImageSet } from '../../../services/dicomweb/index.ts';
import { framePlane, sharesSpace, unapplied } from '../../../viewport/index.ts';
import { paintedOf, type ReadingStore } from '../reading-store.ts';

/** Brings every other visible stack of the same space to the image that lies nearest to a place on the screen of one (CSS pixels). */
export function pointEverywhere(store: ReadingStore, at: number, place: readonly [number, number]): void {
  const { cells, layout, setIndex } = store.getState();
  const cell = cells[at];
  const ref = cell === undefined ? undefined : paintedOf(cell);
  const plane = ref === undefined ? undefined : framePlane(ref);
  const pixel = cell?.geometry === undefined ? undefined : unapplied(cell.geometry.toScreen, place);
  if (ref === undefined || plane === undefined || pixel === undefined) return;
  const point = toPatient(plane, pixel);
  cells.slice(0, layout.rows * layout.columns).forEach(({ set }, other) => {
    if (other === at || set === undefined || !isImageSet(set)) return;
    let [best, bestMm] = [-1, Infinity];
    set.frames.forEach((frame, index) => {
      const there = sharesSpace(ref, frame) ? framePlane(frame) : undefined;
      const awayMm = there === undefined ? Infinity : Math.abs(toPixel(there, point).distanceMm);
      if (awayMm < bestMm) [best, bestMm] = [index, awayMm];
    });
    // Beyond its ends a stack has nothing to say about the place.
    if (best >= 0 && bestMm <= FARTHEST_MM) setIndex(other, best);
  });
}

const FARTHEST_MM = 20;
