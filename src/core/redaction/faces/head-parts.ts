// Head and brain in a coarse volume, by thresholds and shape alone: enough to say what a cut must leave, not a segmentation.
import { both, cellsWhere, dilated, eroded, largestPart, withoutHoles } from './morphology.ts';
import { type Cells, cubicCentimetres, type Volume } from './volume.ts';

export interface HeadParts {
  readonly head: Cells;
  readonly brain: Cells;
}

/** Brain with what fluid lies between its folds; outside this range something else was found. */
const SMALLEST_BRAIN = 700;
const LARGEST_BRAIN = 2200;

/** Undefined when no brain was found: then nobody can say where to cut. */
export function headPartsOf(volume: Volume, modality: string): HeadParts | undefined {
  return modality === 'CT' ? partsOfCt(volume) : partsOfMr(volume);
}

const where = ({ values }: Volume, holds: (value: number) => boolean): Cells =>
  cellsWhere(values.length, (at) => holds(values[at] ?? Number.NaN));

function partsOfCt(volume: Volume): HeadParts | undefined {
  const head = withoutHoles(
    largestPart(
      where(volume, (hu) => hu > -300),
      volume,
    ),
    volume,
  );
  const soft = both(
    where(volume, (hu) => hu > -30 && hu < 130),
    head,
  );
  return withBrain(volume, head, soft, [8, 6, 10]);
}

function partsOfMr(volume: Volume): HeadParts | undefined {
  const threshold = otsu(volume.values);
  const tissue = where(volume, (value) => value > threshold);
  const head = withoutHoles(
    largestPart(
      where(volume, (value) => value > threshold * 0.5),
      volume,
    ),
    volume,
  );
  return withBrain(volume, head, tissue, [6, 8, 4, 10]);
}

/** Shrunk until bridges to scalp, eyes and neck break; the largest part that is left is grown back. */
function withBrain(volume: Volume, head: Cells, tissue: Cells, depths: readonly number[]): HeadParts | undefined {
  for (const depth of depths) {
    const core = largestPart(eroded(tissue, volume, depth), volume);
    const grown = both(dilated(core, volume, depth + 2), tissue);
    const brain = withoutHoles(eroded(dilated(grown, volume, 6), volume, 6), volume);
    const size = cubicCentimetres(brain);
    if (size >= SMALLEST_BRAIN && size <= LARGEST_BRAIN && liesHigh(brain, head, volume)) return { head, brain };
  }
  return undefined;
}

/** The centre of the brain lies above that of the head, or at least not below: a tongue or a neck does not. */
function liesHigh(brain: Cells, head: Cells, { nx, ny, nz }: Volume): boolean {
  const centre = (cells: Cells): number => {
    let [sum, count] = [0, 0];
    for (let at = 0; at < cells.length; at++)
      if (cells[at] === 1) [sum, count] = [sum + Math.floor(at / (nx * ny)), count + 1];
    return sum / Math.max(1, count);
  };
  return centre(brain) > centre(head) - 0.1 * nz;
}

/** The value that parts two heaps best (Otsu 1979), over the lower 99.5 percent: a bright vessel must not stretch the scale. */
export function otsu(values: Float32Array): number {
  const known = sampleOf(values).sort();
  if (known.length === 0) return 0;
  const low = known[0] ?? 0;
  const high = known[Math.floor(0.995 * (known.length - 1))] ?? 0;
  const bins = new Float64Array(256);
  for (const value of known) {
    const bin = Math.min(255, Math.floor(((value - low) / Math.max(1e-6, high - low)) * 256));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const all = bins.reduce((sum, count, bin) => sum + count * bin, 0);
  let [count, sum, best, bestAt] = [0, 0, -1, 0];
  for (let bin = 0; bin < 255; bin++) {
    count += bins[bin] ?? 0;
    sum += bin * (bins[bin] ?? 0);
    const rest = known.length - count;
    if (count === 0 || rest === 0) continue;
    const between = count * rest * (sum / count - (all - sum) / rest) ** 2;
    if (between > best) [best, bestAt] = [between, bin];
  }
  return low + ((bestAt + 1) / 256) * (high - low);
}

/** Enough to know how values are spread. */
const SAMPLED = 100_000;

function sampleOf(values: Float32Array): Float32Array {
  const step = Math.max(1, Math.floor(values.length / SAMPLED));
  const out = new Float32Array(Math.ceil(values.length / step));
  let count = 0;
  for (let at = 0; at < values.length; at += step) {
    const value = values[at] ?? Number.NaN;
    if (Number.isFinite(value)) out[count++] = value;
  }
  return out.slice(0, count);
}
