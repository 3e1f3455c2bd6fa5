/** Left, posterior, superior; millimetres, or a direction. */
export type Vector = readonly [x: number, y: number, z: number];

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const scaled = ([x, y, z]: Vector, by: number): Vector => [x * by, y * by, z * by];
export const plus = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const lengthOf = (a: Vector): number => Math.hypot(...a);
export const unit = (a: Vector): Vector => scaled(a, 1 / lengthOf(a));

/** Angle between two lines, in degrees, 0 to 90. */
export function angleDegrees(a: Vector, b: Vector): number {
  return (Math.atan2(lengthOf(cross(a, b)), Math.abs(dot(a, b))) * 180) / Math.PI;
}
