/** As a canvas takes it: x' = a x + c y + e, y' = b x + d y + f. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export function applied([a, b, c, d, e, f]: Affine, [x, y]: readonly [number, number]): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** The map that takes each of three places to its image; undefined where they lie on a line. */
export function affineThrough(
  from: readonly [readonly [number, number], readonly [number, number], readonly [number, number]],
  to: readonly [readonly [number, number], readonly [number, number], readonly [number, number]],
): Affine | undefined {
  const [[x0, y0], [x1, y1], [x2, y2]] = from;
  const [ux, uy, vx, vy] = [x1 - x0, y1 - y0, x2 - x0, y2 - y0];
  const area = ux * vy - uy * vx;
  if (!(Math.abs(area) > 1e-12)) return undefined;
  const along = (axis: 0 | 1): readonly [number, number, number] => {
    const [du, dv] = [to[1][axis] - to[0][axis], to[2][axis] - to[0][axis]];
    const perX = (du * vy - dv * uy) / area;
    const perY = (dv * ux - du * vx) / area;
    return [perX, perY, to[0][axis] - perX * x0 - perY * y0];
  };
  const [[a, c, e], [b, d, f]] = [along(0), along(1)];
  return [a, b, c, d, e, f];
}

/** The place that is taken to `place`; undefined where everything is taken to a line. */
export function unapplied(
  [a, b, c, d, e, f]: Affine,
  [x, y]: readonly [number, number],
): readonly [number, number] | undefined {
  const area = a * d - b * c;
  if (!(Math.abs(area) > 1e-12)) return undefined;
  return [(d * (x - e) - c * (y - f)) / area, (a * (y - f) - b * (x - e)) / area];
}
