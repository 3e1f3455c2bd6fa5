// Masks of 0 and 1, each test a loop of its own: one loop with a function to call took ten times as long on a chest.

type Numbers = Uint8Array | Int32Array | Float32Array;

export function maskOf(labels: Uint8Array, label: number): Uint8Array {
  const mask = new Uint8Array(labels.length);
  for (let at = 0; at < mask.length; at++) if (labels[at] === label) mask[at] = 1;
  return mask;
}

export function maskAbove(values: Numbers, limit: number): Uint8Array {
  const mask = new Uint8Array(values.length);
  for (let at = 0; at < mask.length; at++) if ((values[at] as number) > limit) mask[at] = 1; // inside the array
  return mask;
}

export function maskUpTo(values: Numbers, limit: number): Uint8Array {
  const mask = new Uint8Array(values.length);
  for (let at = 0; at < mask.length; at++) if ((values[at] as number) <= limit) mask[at] = 1; // inside the array
  return mask;
}

export function maskFrom(values: Numbers, least: number): Uint8Array {
  const mask = new Uint8Array(values.length);
  for (let at = 0; at < mask.length; at++) if ((values[at] as number) >= least) mask[at] = 1; // inside the array
  return mask;
}

/** Of the pieces for which `isKept` is not 0. */
export function maskOfKept(pieces: Int32Array, isKept: Uint8Array): Uint8Array {
  const mask = new Uint8Array(pieces.length);
  for (let at = 0; at < mask.length; at++) if (isKept[pieces[at] as number] !== 0) mask[at] = 1; // inside the arrays
  return mask;
}
