import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { applied, crossingOf } from '../../../viewport/index.ts';
import { paintedOf, type ReadingState, type ReadingStore } from '../reading-store.ts';
import styles from './reference-lines.module.css';

export interface ReferenceLinesProps {
  readonly at: number;
  readonly store: ReadingStore;
}

/** Where the images of the other viewports cut this one, each with the number of its viewport. */
export function ReferenceLines({ at, store }: ReferenceLinesProps) {
  const lines = useStore(
    store,
    useShallow((state: ReadingState) => linesOn(state, at)),
  );
  if (lines.length === 0) return null;
  return (
    <svg className={styles.lines} data-testid={`lines-${at + 1}`} aria-hidden="true">
      {lines.map((line) => {
        const [other, x1, y1, x2, y2, isActive] = line.split(' ');
        return (
          <g key={other} className={isActive === undefined ? undefined : styles.active}>
            <line {...{ x1, y1, x2, y2 }} />
            <text x={between(x1, x2)} y={between(y1, y2)} dx="4" dy="-4">
              {Number(other) + 1}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Off the middle of the side, where the letters of the patient stand. */
function between(from: string | undefined, to: string | undefined): number {
  return Number(from) + (Number(to) - Number(from)) / 10;
}

/** As words, so that equal lines are equal values. */
function linesOn({ cells, layout, active, areLinesVisible }: ReadingState, at: number): string[] {
  const cell = cells[at];
  const ref = cell === undefined ? undefined : paintedOf(cell);
  if (!areLinesVisible || ref === undefined || cell?.geometry === undefined) return [];
  const { toScreen } = cell.geometry;
  return cells.slice(0, layout.rows * layout.columns).flatMap((other, index) => {
    const across = index === at ? undefined : paintedOf(other);
    const found = across === undefined ? undefined : crossingOf(ref, across);
    if (found === undefined) return [];
    const [from, to] = found.map((point) => applied(toScreen, point));
    return [[index, ...(from ?? []), ...(to ?? [])].map((value) => Math.round(value * 10) / 10).join(' ') + (index === active ? ' active' : '')]; // prettier-ignore
  });
}
