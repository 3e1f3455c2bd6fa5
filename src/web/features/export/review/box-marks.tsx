import { classes } from '../../../ui/index.ts';
import type { FoundBox } from '../hand-over.ts';
import styles from './box-marks.module.css';

/** Outlines of what was covered, in pixels of the image; what a person drew has its own line. */
export function BoxMarks({
  boxes,
  chosen,
}: {
  readonly boxes: readonly FoundBox[];
  readonly chosen?: FoundBox | undefined;
}) {
  return boxes.map((one, at) => (
    <rect
      // The same boxes in the same order, until the image is made anew.
      key={at}
      className={classes(
        styles.box,
        one.verdict === 'released' ? styles.released : one.reasons.includes('reviewer') ? styles.drawn : undefined,
        one === chosen && styles.chosen,
      )}
      x={one.box.x}
      y={one.box.y}
      width={one.box.width}
      height={one.box.height}
    />
  ));
}
