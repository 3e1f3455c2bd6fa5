// Shapes on the images of a series, from places in the patient or in the tensor.
import type { ImageRegion, PixelPoint, Shape } from '../../findings/index.ts';
import { type Grid, mappingOf, placeOf } from '../volume/grid.ts';
import type { SliceHeader } from '../volume/slice-header.ts';
import { lengthOf, type Vector } from '../volume/vector.ts';

/** Continuous index of a place: slice, row, column; whole numbers are centres of voxels. */
export function indexOf(grid: Grid, place: Vector): Vector {
  return mappingOf({ ...grid, origin: place }, grid).base;
}

/** A circle of this diameter around the place, on the nearest image; a point where there is no diameter. */
export function circleAt(
  grid: Grid,
  slices: readonly SliceHeader[],
  place: Vector,
  diameterMm: number | undefined,
): ImageRegion | undefined {
  // prettier-ignore
  const [slice, row, column] = indexOf(grid, place);
  const centre: PixelPoint = [column + 0.5, row + 0.5];
  const image = slices[Math.min(slices.length - 1, Math.max(0, Math.round(slice)))]?.image;
  if (image === undefined) return undefined;
  return {
    space: 'image',
    image,
    shape: diameterMm === undefined ? { kind: 'point', point: centre } : round(grid, centre, diameterMm),
  };
}

function round(grid: Grid, [column, row]: PixelPoint, diameterMm: number): Shape<PixelPoint> {
  const across = diameterMm / 2 / lengthOf(grid.steps[2]);
  const down = diameterMm / 2 / lengthOf(grid.steps[1]);
  // Pixels that are not square make a circle an ellipse in their numbers.
  if (Math.abs(across - down) < 1e-3 * across)
    return { kind: 'circle', centre: [column, row], edge: [column + across, row] };
  const horizontal = [[column - across, row], [column + across, row]] as const; // prettier-ignore
  const vertical = [[column, row - down], [column, row + down]] as const; // prettier-ignore
  return across > down
    ? { kind: 'ellipse', majorAxis: horizontal, minorAxis: vertical }
    : { kind: 'ellipse', majorAxis: vertical, minorAxis: horizontal };
}

/** The rectangle around a box of the tensor (outer edges, in voxels) on the image in its middle, cut at the edge of the image. */
export function rectangleOf(
  source: Grid,
  slices: readonly SliceHeader[],
  tensor: Grid,
  { from, to }: { readonly from: readonly [number, number, number]; readonly to: readonly [number, number, number] },
): ImageRegion | undefined {
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => {
    // Outer edges lie half a voxel before the centre that the grid counts from.
    const at = [0, 1, 2].map((axis) => ((bits >> axis) & 1 ? to[axis] ?? 0 : from[axis] ?? 0) - 0.5) as [number, number, number]; // prettier-ignore
    return indexOf(source, placeOf(tensor, at));
  });
  const range = (axis: 0 | 1 | 2): [number, number] => [Math.min(...corners.map((c) => c[axis])), Math.max(...corners.map((c) => c[axis]))]; // prettier-ignore
  const [nearest, farthest] = range(0);
  const slice = Math.min(slices.length - 1, Math.max(0, Math.round((nearest + farthest) / 2)));
  const image = slices[slice]?.image;
  if (image === undefined) return undefined;
  const limited = (axis: 1 | 2): [number, number] => {
    const [low, high] = range(axis);
    return [Math.max(0, low + 0.5), Math.min(source.size[axis], high + 0.5)];
  };
  const [top, bottom] = limited(1);
  const [left, right] = limited(2);
  if (!(right > left && bottom > top)) return undefined;
  return { space: 'image', image, shape: { kind: 'polygon', points: [[left, top], [right, top], [right, bottom], [left, bottom]] } }; // prettier-ignore
}
