// Exact Euclidean distances on a lattice whose axes may differ in spacing (Felzenszwalb and Huttenlocher 2012), one axis after
// the other.
export interface Lattice {
  readonly size: readonly [depth: number, height: number, width: number];
  readonly spacingMm: readonly [number, number, number];
}

const FAR = 1e20;

/** For every voxel where `isFrom` is 0, the squared distance in mm2 to the nearest voxel where it is not; 0 at those. */
export function squaredDistances(isFrom: Uint8Array, { size, spacingMm }: Lattice): Float32Array {
  const [depth, height, width] = size;
  const out = new Float32Array(isFrom.length);
  for (let at = 0; at < out.length; at++) out[at] = isFrom[at] === 0 ? FAR : 0;
  const longest = Math.max(depth, height, width);
  const line = createLine(longest);
  for (let start = 0; start < out.length; start += width) line(out, start, 1, width, spacingMm[2]);
  for (let d = 0; d < depth; d++)
    for (let w = 0; w < width; w++) line(out, d * height * width + w, width, height, spacingMm[1]);
  for (let at = 0; at < height * width; at++) line(out, at, height * width, depth, spacingMm[0]);
  return out;
}

type Line = (values: Float32Array, start: number, step: number, count: number, spacing: number) => void;

/** The lower envelope of parabolas standing on the values of a line. */
function createLine(longest: number): Line {
  const apex = new Int32Array(longest);
  const border = new Float64Array(longest + 1);
  const heights = new Float64Array(longest);
  return (values, start, step, count, spacing) => {
    let top = -1;
    const square = spacing * spacing;
    for (let at = 0; at < count; at++) {
      const height = values[start + at * step] as number; // inside the line
      heights[at] = height;
      if (height >= FAR) continue;
      let from = -Infinity;
      while (top >= 0) {
        const other = apex[top] as number; // filled before
        from = (height - (heights[other] as number)) / (2 * square * (at - other)) + (at + other) / 2;
        if (from > (border[top] as number)) break;
        top--;
      }
      top++;
      apex[top] = at;
      border[top] = top === 0 ? -Infinity : from;
    }
    if (top < 0) return;
    border[top + 1] = Infinity;
    let k = 0;
    for (let at = 0; at < count; at++) {
      while ((border[k + 1] as number) < at) k++;
      const from = apex[k] as number;
      values[start + at * step] = square * (at - from) * (at - from) + (heights[from] as number);
    }
  };
}
