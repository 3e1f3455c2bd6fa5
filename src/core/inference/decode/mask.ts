/** 1 where the test holds. A plain loop: `Uint8Array.from` with a function took ten times as long on a chest. */
export function maskWhere(values: ArrayLike<number>, holds: (value: number) => boolean): Uint8Array {
  const mask = new Uint8Array(values.length);
  for (let at = 0; at < mask.length; at++) if (holds(values[at] as number)) mask[at] = 1; // inside the array
  return mask;
}
