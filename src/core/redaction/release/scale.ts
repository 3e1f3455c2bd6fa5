// Labels of a scale: bare numbers, none of which may be shown by itself, since it may be an age. Together they say what they are: they stand in
// a row or a column, and their distances are as those of their values.
import type { Box } from '../geometry/box.ts';

/** Some machines write the point of every number. */
const LABEL = /^[-+]?(?:\d{1,3}(?:[.,]\d?)?|[.,]\d)$/;

export interface ScaleLabel {
  readonly box: Box;
  readonly text: string;
}

export function isNumber(text: string): boolean {
  return LABEL.test(text);
}

/** Three numbers may lie so by chance, and ages below each other have other differences. */
const FEWEST = 4;
const STEPS: ReadonlySet<number> = new Set([1, 2, 2.5, 4, 5]);
/** Heights: so far from its place a label may be, and so much may they differ in size. */
const OFF = 0.35;
const ALIKE = 1.3;
/** Numbers of a column end, begin or have their middles below each other. */
const SIDES = [0, 0.5, 1] as const;

type Way = 'across' | 'down';

/** Whether so many labels that follow each other, this one among them, lie where a scale has them. */
export function isOnScale(label: ScaleLabel, others: readonly ScaleLabel[]): boolean {
  const { box } = label;
  const alike = others.filter((one) => one !== label && Math.max(one.box.height, box.height) <= ALIKE * Math.min(one.box.height, box.height));
  return (['across', 'down'] as const).some((way) =>
    SIDES.some((side) => {
      const inLine = alike.filter((one) => Math.abs(acrossOf(one.box, way, side) - acrossOf(box, way, side)) <= OFF * box.height);
      const sorted = [...inLine, label].toSorted((a, b) => alongOf(a.box, way) - alongOf(b.box, way));
      return windowsOf(sorted).some((few) => few.includes(label) && areSteps(few, way));
    }),
  );
} // prettier-ignore

function windowsOf(labels: readonly ScaleLabel[]): ScaleLabel[][] {
  return labels.slice(FEWEST - 1).map((_, index) => labels.slice(index, index + FEWEST));
}

/** From each to the next it is as far, in pixels and in value, and the values are those of a scale. */
function areSteps(labels: readonly ScaleLabel[], way: Way): boolean {
  const height = labels[0]?.box.height ?? 0;
  const pairs = labels.slice(1).map((label, index) => [labels[index] ?? label, label] as const);
  const steps = pairs.map(([a, b]) => valueOf(b) - valueOf(a));
  const gaps = pairs.map(([a, b]) => alongOf(b.box, way) - alongOf(a.box, way));
  const [step = 0] = steps;
  const areEqual = steps.every((other) => Math.abs(other - step) < EXACT) && Math.max(...gaps) - Math.min(...gaps) <= OFF * height;
  return areEqual && isOfScale(Math.abs(step)) && Math.min(...gaps) >= height;
} // prettier-ignore

const EXACT = 1e-6;

/** 1, 2, 2.5, 4 or 5, ten or a hundred times as much, or a tenth of it. */
function isOfScale(step: number): boolean {
  return [0.1, 1, 10, 100].some((power) => STEPS.has(Math.round((step / power) * 1e6) / 1e6));
}

export const valueOf = ({ text }: Pick<ScaleLabel, 'text'>): number => Number(text.replace(',', '.'));
const alongOf = ({ x, y, width, height }: Box, way: Way): number => (way === 'across' ? x + width / 2 : y + height / 2);
const acrossOf = ({ x, y, width, height }: Box, way: Way, side: number): number =>
  way === 'across' ? y + side * height : x + side * width;
