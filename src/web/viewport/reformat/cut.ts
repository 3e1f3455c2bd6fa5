// Pixels of a volume in another order. Nothing is computed between voxels: every pixel is a stored value, and the screen smooths as
// it does for any image.
import type { StackVolume } from './volume-of.ts';
import type { DecodedFrame } from '../pixels/decoded-frame.ts';

type Vector = readonly [number, number, number];
/** An axis of the volume (0 from slice to slice, 1 down a slice, 2 along its rows), walked along or against it. */
export interface Walk {
  readonly axis: 0 | 1 | 2;
  readonly isReversed: boolean;
}

export type Direction = 'axial' | 'coronal' | 'sagittal';

/** How one direction lies in a volume: to the right and down on the screen, and from image to image. */
export interface View {
  readonly direction: Direction;
  readonly right: Walk;
  readonly down: Walk;
  readonly through: Walk;
}

// Patient coordinates (PS3.3 C.7.6.2.1.1): to the left, to the back, to the head. As radiologists hang them.
const HANGING: Readonly<Record<Direction, Readonly<Record<'right' | 'down' | 'through', Vector>>>> = {
  axial: { right: [1, 0, 0], down: [0, 1, 0], through: [0, 0, -1] },
  coronal: { right: [1, 0, 0], down: [0, 0, -1], through: [0, 1, 0] },
  sagittal: { right: [0, 1, 0], down: [0, 0, -1], through: [1, 0, 0] },
};
const DIRECTIONS = ['axial', 'coronal', 'sagittal'] as const;
const AXES = [0, 1, 2] as const;

/** The three directions of a volume; the one whose `through` is axis 0 are the slices themselves. */
export function viewsOf({ grid: { steps } }: Pick<StackVolume, 'grid'>): View[] {
  return bestOrder(steps).map((axis, at) => {
    const direction = DIRECTIONS[at] ?? 'axial';
    const hanging = HANGING[direction];
    const others = AXES.filter((other) => other !== axis);
    const [a, b] = others as [Walk['axis'], Walk['axis']]; // two of three are left
    const isRightA = along(steps[a], hanging.right) > along(steps[b], hanging.right);
    const walk = (of: Walk['axis'], towards: Vector): Walk => ({
      axis: of,
      isReversed: signed(steps[of], towards) < 0,
    });
    return {
      direction,
      right: walk(isRightA ? a : b, hanging.right),
      down: walk(isRightA ? b : a, hanging.down),
      through: walk(axis, hanging.through),
    };
  });
}

type Order = readonly [Walk['axis'], Walk['axis'], Walk['axis']];

/** Which axis of the volume goes through the axial, the coronal and the sagittal images: the best of all ways to share them out. */
function bestOrder(steps: StackVolume['grid']['steps']): Order {
  const orders: readonly Order[] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]; // prettier-ignore
  const fit = (order: Order): number =>
    order.reduce<number>((sum, axis, at) => sum + along(steps[axis], HANGING[DIRECTIONS[at] ?? 'axial'].through), 0);
  return orders.reduce<Order>((best, order) => (fit(order) > fit(best) ? order : best), [0, 1, 2]);
}

function signed(step: Vector, towards: Vector): number {
  return (step[0] * towards[0] + step[1] * towards[1] + step[2] * towards[2]) / Math.hypot(...step);
}

const along = (step: Vector, towards: Vector): number => Math.abs(signed(step, towards));

/** Image number `index` of a view, from the decoded slices of the volume. */
export function cut({ grid }: StackVolume, view: View, index: number, slices: readonly DecodedFrame[]): DecodedFrame {
  const [depth, height, width] = grid.size;
  const stride = [0, width, 1] as const;
  const columns = grid.size[view.right.axis];
  const rows = grid.size[view.down.axis];
  const { read, ...rest } = reader(slices);
  const pixels = new rest.Pixels(rows * columns);
  const place = (walk: Walk, at: number): number => (walk.isReversed ? grid.size[walk.axis] - 1 - at : at);
  const fixed = place(view.through, index);
  let [min, max] = [Infinity, -Infinity];
  for (let row = 0; row < rows; row++) {
    const down = place(view.down, row);
    for (let column = 0; column < columns; column++) {
      const right = place(view.right, column);
      const slice = view.right.axis === 0 ? right : view.down.axis === 0 ? down : fixed;
      const inSlice = fixed * stride[view.through.axis] + down * stride[view.down.axis] + right * stride[view.right.axis]; // prettier-ignore
      const value = read(slice, inSlice);
      pixels[row * columns + column] = value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  if (slices.length !== depth || slices.some(({ pixels: { length } }) => length !== height * width))
    throw new RangeError('the slices are not those of the volume');
  return { rows, columns, isColour: false, pixels, min, max, slope: rest.slope, intercept: rest.intercept, isRounded: rest.isRounded }; // prettier-ignore
}

interface Reader {
  readonly read: (slice: number, at: number) => number;
  readonly Pixels: new (length: number) => Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;
  readonly slope: number;
  readonly intercept: number;
  readonly isRounded: boolean;
}

/** Stored values as they are where they mean the same in every slice; else (PET) on one scale for all, in 16 bits. */
function reader(slices: readonly DecodedFrame[]): Reader {
  const [first] = slices;
  if (first === undefined) throw new RangeError('a volume holds at least one slice');
  const isRounded = slices.some((slice) => slice.isRounded);
  const isAlike = slices.every(
    ({ slope, intercept, pixels }) =>
      slope === first.slope && intercept === first.intercept && pixels.constructor === first.pixels.constructor,
  );
  if (isAlike)
    return {
      read: (slice, at) => slices[slice]?.pixels[at] ?? 0,
      Pixels: first.pixels.constructor as Reader['Pixels'], // a typed array is made by its own kind
      slope: first.slope,
      intercept: first.intercept,
      isRounded,
    };
  const ends = slices.flatMap(({ min, max, slope, intercept }) => [min * slope + intercept, max * slope + intercept]);
  const intercept = Math.min(...ends);
  const slope = Math.max(Math.max(...ends) - intercept, Number.MIN_VALUE) / 65_535 || 1;
  return {
    read(slice, at) {
      const from = slices[slice];
      if (from === undefined) return 0;
      return Math.round(((from.pixels[at] ?? 0) * from.slope + from.intercept - intercept) / slope);
    },
    Pixels: Uint16Array,
    slope,
    intercept,
    isRounded: true,
  };
}
