// Labels of a scale: bare numbers, none of which may be shown by itself, since it may be an age. Together they say what they are: they stand in
// a row or a column, and their distances are as those of their values.
import type { Box } from '../geometry/box.ts';

const LABEL = /^[-+]?(?:\d{1,3}(?:[.,]\d)?|[.,]\d)$/;

export interface ScaleLabel {
  readonly box: Box;
  readonly text: string;
}

export function isNumber(text: string): boolean {
  return LABEL.test(text);
}

/** Three numbers may lie so by chance. */
const FEWEST = 4;
/** Heights: so far from its place a label may be, and so much may they differ in size. */
const OFF = 0.35;
const ALIKE = 1.3;

/** Whether at least so many labels, this one among them, lie where a scale has them. */
export function isOnScale(label: ScaleLabel, others: readonly ScaleLabel[]): boolean {
  const { box } = label;
  const alike = others.filter((one) => one !== label && Math.max(one.box.height, box.height) <= ALIKE * Math.min(one.box.height, box.height));
  return (['across', 'down'] as const).some((way) =>
    SIDES.some((side) => {
      const inLine = alike.filter((one) => Math.abs(acrossOf(one.box, way, side) - acrossOf(box, way, side)) <= OFF * box.height);
      return inLine.some((second) => stepsOf(label, second, inLine, way) + 2 >= FEWEST);
    }),
  );
} // prettier-ignore

/** Numbers of a column end, begin or have their middles below each other. */
const SIDES = [0, 0.5, 1] as const;

/** How many besides these two lie on the scale that these two begin. */
function stepsOf(first: ScaleLabel, second: ScaleLabel, inLine: readonly ScaleLabel[], way: 'across' | 'down'): number {
  const step = valueOf(second) - valueOf(first);
  const distance = alongOf(second.box, way) - alongOf(first.box, way);
  if (step === 0 || Math.abs(distance) < first.box.height) return 0;
  const places = new Set(
    inLine.flatMap((one) => {
      const wanted = ((valueOf(one) - valueOf(first)) / step) * distance;
      const isThere =
        Math.abs(alongOf(one.box, way) - alongOf(first.box, way) - wanted) <= OFF * first.box.height &&
        valueOf(one) !== valueOf(first);
      return isThere && one !== second ? [valueOf(one)] : [];
    }),
  );
  places.delete(valueOf(second));
  return places.size;
}

const valueOf = ({ text }: ScaleLabel): number => Number(text.replace(',', '.'));
const alongOf = ({ x, y, width, height }: Box, way: 'across' | 'down'): number =>
  way === 'across' ? x + width / 2 : y + height / 2;
const acrossOf = ({ x, y, width, height }: Box, way: 'across' | 'down', side: number): number =>
  way === 'across' ? y + side * height : x + side * width;
