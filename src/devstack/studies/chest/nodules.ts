// The findings that were put into the chest CT, for whoever wants to test against the truth.

/** Position in LPS millimetres of the CT's frame of reference, as in Image Position (Patient). */
export type PlantedNodule = {
  readonly label: string;
  readonly centreMm: readonly [x: number, y: number, z: number];
  readonly diameterMm: number;
  readonly kind: 'solid' | 'spiculated' | 'ground glass' | 'calcified';
};

export const CURRENT_NODULES: readonly PlantedNodule[] = [
  { label: 'right upper lobe', centreMm: [-72, -22, 212], diameterMm: 15, kind: 'spiculated' },
  { label: 'left lower lobe', centreMm: [84, 40, 96], diameterMm: 8, kind: 'solid' },
  { label: 'right lower lobe', centreMm: [-92, 34, 118], diameterMm: 6, kind: 'solid' },
  { label: 'left upper lobe', centreMm: [76, -30, 186], diameterMm: 13, kind: 'ground glass' },
  { label: 'right middle lobe', centreMm: [-88, -32, 112], diameterMm: 5, kind: 'calcified' },
];

/** A year earlier: the spiculated nodule was half the size and one was not there yet. */
export const PRIOR_NODULES: readonly PlantedNodule[] = CURRENT_NODULES.filter(
  (n) => n.label !== 'right lower lobe',
).map((n) => (n.kind === 'spiculated' ? { ...n, diameterMm: 8 } : n));

/** Millimetres from the surface of a nodule, negative inside; offsets from its centre. */
export function noduleDistance(nodule: PlantedNodule, dx: number, dy: number, dz: number): number {
  const radius = nodule.diameterMm / 2;
  const away = Math.sqrt(dx * dx + dy * dy + dz * dz);
  if (nodule.kind !== 'spiculated') return away - radius;
  const turn = Math.atan2(dy, dx);
  const lobes = 0.1 * Math.sin(3 * turn + 1) + 0.07 * Math.sin(5 * turn + dz);
  const rays =
    Math.max(0, Math.sin(7 * turn + 0.6 * Math.sin(3 * turn) + dz * 0.6)) ** 14 *
    (0.55 + 0.45 * Math.sin(4 * turn + 2));
  const spike = rays * radius * 0.6 * (1 - Math.abs(dz) / radius);
  return away - radius * (1 + lobes) - Math.max(0, spike);
}
