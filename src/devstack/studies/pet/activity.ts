// Where the tracer went: tissue is told from the CT of the same slice, tumours are added, then the scanner's blur and
// counting noise.
import type { ChestPlan } from '../chest/render-chest-slice.ts';
import type { NoiseTile } from '../drawing/noise-tile.ts';
import { heartDepth } from '../chest/heart.ts';

/** Position in LPS millimetres. */
export type HotSpot = {
  readonly centreMm: readonly [number, number, number];
  readonly radiusMm: number;
  readonly suv: number;
};

export type ActivityPlan = {
  /** The slice of the CT, without noise. */
  readonly hu: Float32Array;
  readonly plan: Pick<ChestPlan, 'columns' | 'rows' | 'spacingMm'>;
  readonly zMm: number;
  readonly size: number;
  readonly spacingMm: number;
  readonly hotSpots: readonly HotSpot[];
  readonly noise: NoiseTile;
  readonly index: number;
};

/** SUV by tissue of the contrast-enhanced model. */
function uptake(hu: number): number {
  if (hu < -950) return 0;
  if (hu < -400) return 0.45;
  if (hu < -20) return 0.28;
  if (hu < 95) return 0.75;
  if (hu < 180) return 2.15;
  if (hu < 300) return 1.5;
  return 0.9;
}

export function renderActivity(job: ActivityPlan): Float32Array {
  const { hu, plan, zMm, size, spacingMm } = job;
  const suv = new Float32Array(size * size);
  const half = (size - 1) / 2;
  for (let j = 0, at = 0; j < size; j++)
    for (let i = 0; i < size; i++, at++) {
      const x = (i - half) * spacingMm;
      const y = (j - half) * spacingMm;
      suv[at] = tissueAt(hu, plan, x, y) + muscleOfHeart(x, y, zMm);
      for (const spot of job.hotSpots) {
        const dx = x - spot.centreMm[0];
        const dy = y - spot.centreMm[1];
        const dz = zMm - spot.centreMm[2];
        const away = Math.sqrt(dx * dx + dy * dy + dz * dz);
        if (away < spot.radiusMm + 5)
          suv[at] = Math.max(suv[at]!, spot.suv * Math.max(0, Math.min(1, (spot.radiusMm + 2.5 - away) / 5)));
      }
    }
  return count(spread(spread(suv, size), size), job);
}

/** The mean of the four CT pixels under a PET pixel. */
function tissueAt(hu: Float32Array, plan: ActivityPlan['plan'], x: number, y: number): number {
  if (y > 110) return 0; // the couch
  const i = Math.round(x / plan.spacingMm + (plan.columns - 1) / 2 - 0.5);
  const j = Math.round(y / plan.spacingMm + (plan.rows - 1) / 2 - 0.5);
  if (i < 0 || j < 0 || i + 1 >= plan.columns || j + 1 >= plan.rows) return 0;
  const at = j * plan.columns + i;
  return (
    (uptake(hu[at]!) + uptake(hu[at + 1]!) + uptake(hu[at + plan.columns]!) + uptake(hu[at + plan.columns + 1]!)) / 4
  );
}

/** The left ventricle's wall burns sugar. */
function muscleOfHeart(x: number, y: number, z: number): number {
  const u = (x - 36) / 26;
  const v = (y + 20) / 22;
  const w = (z - 84) / 30;
  const r = Math.sqrt(u * u + v * v + w * w);
  return r > 0.72 && r < 1.12 && heartDepth(x, y, z) < 0.95 ? 3.4 : 0;
}

function spread(source: Float32Array, size: number): Float32Array {
  const out = new Float32Array(source.length);
  for (let j = 1; j < size - 1; j++)
    for (let i = 1; i < size - 1; i++) {
      const at = j * size + i;
      const straight = source[at - 1]! + source[at + 1]! + source[at - size]! + source[at + size]!;
      const diagonal =
        source[at - size - 1]! + source[at - size + 1]! + source[at + size - 1]! + source[at + size + 1]!;
      out[at] = 0.25 * source[at]! + 0.125 * straight + 0.0625 * diagonal;
    }
  return out;
}

function count(suv: Float32Array, { noise, size, index }: ActivityPlan): Float32Array {
  for (let j = 0, at = 0; j < size; j++)
    for (let i = 0; i < size; i++, at++) {
      const grain = noise.values[(((j + index * 37) & 255) << 8) | ((i + index * 91) & 255)]!;
      suv[at] = Math.max(0, suv[at]! + 0.16 * grain * Math.sqrt(suv[at]! + 0.004));
    }
  return suv;
}
