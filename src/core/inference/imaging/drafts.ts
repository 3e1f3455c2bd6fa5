// What a model said, before it has tracking UIDs: by kind of answer.
import type { LabelVolume, Measurement, Region } from '../../findings/index.ts';
import { QUANTITY, UNIT } from '../../findings/index.ts';
import { scoresOf } from '../decode/activation.ts';
import { boxesOf, type FoundBox, suppressed } from '../decode/boxes.ts';
import { bySize, componentsOf } from '../decode/components.ts';
import { labelPiece } from '../decode/label-map.ts';
import { type StepNotice, takeSteps } from '../decode/label-steps.ts';
import { maskFrom } from '../decode/mask.ts';
import { peaksOf } from '../decode/peaks.ts';
import type { Activation, Decode, ImagingTask, LabelMapDecode, Spoken } from '../manifest/imaging-task.ts';
import { measureLabel } from '../measure/measure.ts';
import { type Grid, voxelsOf } from '../volume/grid.ts';
import { labelsAt } from '../volume/resample.ts';
import type { MapRun } from '../volume/run-pieces.ts';
import type { SliceHeader } from '../volume/slice-header.ts';
import { lengthOf } from '../volume/vector.ts';
import type { Volume } from '../volume/volume.ts';
import { circleAt, rectangleOf } from './image-shapes.ts';

export interface Draft {
  readonly spoken: Spoken;
  readonly colour?: readonly [number, number, number] | undefined;
  /** A shape on an image, or the label that it has in the label map. */
  readonly place: Region | { readonly space: 'label'; readonly label: number };
  readonly score?: number | undefined;
  readonly measurements: readonly Measurement[];
}

export interface HeatMap {
  readonly grid: Grid;
  /** 0 to 1. */
  readonly values: Float32Array;
}

export interface Decoded {
  readonly drafts: readonly Draft[];
  /** On the grid of the images. */
  readonly labels?: Uint8Array | undefined;
  readonly heatMap?: HeatMap | undefined;
  readonly notices: readonly StepNotice[];
}

export interface Scene {
  readonly task: ImagingTask;
  readonly volume: Volume;
  readonly slices: readonly SliceHeader[];
  /** Of the tensor. */
  readonly grid: Grid;
}

/** Takes the answers for all pieces, then says what they mean. */
export interface Decoder {
  take(run: MapRun): void;
  finish(): Decoded;
}

export function createDecoder(scene: Scene): Decoder {
  const { decode } = scene.task;
  switch (decode.kind) {
    case 'label-map':
      return labelDecoder(scene, decode);
    case 'points':
      return pointDecoder(scene, decode);
    case 'heat-map':
      return heatDecoder(scene, decode);
    case 'boxes':
      return boxDecoder(scene, decode);
    case 'classification':
      return classDecoder(scene, decode);
  }
}

type Of<K extends Decode['kind']> = Extract<Decode, { kind: K }>;

function labelDecoder(scene: Scene, decode: Of<'label-map'>): Decoder {
  const { take, finish } = labelCollector(scene.grid, decode, new Set(decode.classes.map(({ label }) => label)));
  return {
    take,
    finish() {
      const { labels: found, notices } = finish();
      const labels = labelsAt(found, scene.grid, scene.volume.grid);
      const lattice = labelVolumeOf(labels, scene.volume.grid);
      const present = presentIn(labels);
      const drafts = decode.classes
        .filter(({ label }) => present.has(label))
        .map(({ label, colour, ...spoken }) => ({
          spoken,
          colour,
          place: { space: 'label', label } as const,
          measurements: measureLabel(lattice, scene.volume.values, label, scene.task.measurements),
        }));
      return { drafts, labels, notices };
    },
  };
}

function presentIn(labels: Uint8Array): ReadonlySet<number> {
  const isPresent = new Uint8Array(256);
  for (let at = 0; at < labels.length; at++) isPresent[labels[at] as number] = 1; // labels are bytes
  return new Set([...isPresent.keys()].filter((label) => isPresent[label] === 1));
}

function labelCollector(grid: Grid, rule: LabelMapDecode, known: ReadonlySet<number>) {
  const labels = new Uint8Array(voxelsOf(grid));
  // Steps may make labels of a label that no class has: sides, for one.
  const made = new Set([...known, ...rule.steps.map(({ label }) => label)]);
  return {
    take: (run: MapRun): void => labelPiece(run, rule, labels, grid.size, made),
    finish: () => ({ labels, notices: takeSteps(labels, grid, rule.steps) }),
  };
}

function pointDecoder(scene: Scene, decode: Of<'points'>): Decoder {
  const { grid, volume, slices } = scene;
  const map = new Float32Array(voxelsOf(grid));
  // In hundredths of a millimetre: half the memory of floats.
  const diameters = decode.diameters === undefined ? undefined : new Uint16Array(map.length);
  const within = decode.within === undefined ? undefined : labelCollector(grid, decode.within, new Set([1]));
  return {
    take(run) {
      copyMap(run, decode.output, decode.activation, grid, (at, value) => (map[at] = value));
      if (diameters !== undefined && decode.diameters !== undefined)
        copyMap(run, decode.diameters, undefined, grid, (at, value) => (diameters[at] = Math.round(value * 100)));
      within?.take(run);
    },
    finish() {
      const region = within?.finish();
      const [spoken] = decode.classes;
      const peaks = peaksOf(map, grid, { threshold: decode.floor ?? decode.threshold, apartMm: decode.apartMm, most: decode.most, within: region?.labels }); // prettier-ignore
      const drafts = peaks.flatMap(({ at, place, score }) => {
        const hundredths = diameters?.[(at[0] * grid.size[1] + at[1]) * grid.size[2] + at[2]];
        const diameterMm = hundredths === undefined ? undefined : hundredths / 100;
        const shape = circleAt(volume.grid, slices, place, diameterMm);
        if (shape === undefined || spoken === undefined) return [];
        const measurements = scene.task.measurements.some(({ kind }) => kind === 'diameter') && diameterMm !== undefined
          ? [{ concept: QUANTITY.diameter, value: diameterMm, unit: UNIT.mm }] : []; // prettier-ignore
        return [{ spoken, place: shape, score, measurements }];
      });
      return { drafts, notices: region?.notices ?? [] };
    },
  };
}

function heatDecoder(scene: Scene, decode: Of<'heat-map'>): Decoder {
  const { grid, volume, slices } = scene;
  const values = new Float32Array(voxelsOf(grid));
  return {
    take: (run) => copyMap(run, decode.output, decode.activation, grid, (at, value) => (values[at] = value)),
    finish() {
      const [spoken] = decode.classes;
      const mask = maskFrom(values, decode.threshold);
      const found = componentsOf(mask, grid, 26);
      const drafts = bySize(found)
        .slice(0, decode.most)
        .flatMap((piece): Draft[] => {
          const box = extentOf(found.pieces, values, grid.size, piece);
          const longestMm = Math.max(...box.to.map((end, axis) => (end - (box.from[axis] ?? 0)) * lengthOf(grid.steps[axis as 0 | 1 | 2]))); // prettier-ignore
          const place = rectangleOf(volume.grid, slices, grid, box);
          if (place === undefined || spoken === undefined || longestMm < decode.leastMm) return [];
          return [{ spoken, place, score: box.most, measurements: [] }];
        });
      return { drafts, heatMap: { grid, values }, notices: [] };
    },
  };
}

function boxDecoder(scene: Scene, decode: Of<'boxes'>): Decoder {
  const found: FoundBox[] = [];
  return {
    take(run) {
      const { piece } = run;
      for (const box of boxesOf(run.tensor(decode.boxes), run.tensor(decode.scores), decode, piece.size)) {
        const moved = (corner: FoundBox['from']): [number, number, number] => [corner[0] + piece.from[0], corner[1] + piece.from[1], corner[2] + piece.from[2]]; // prettier-ignore
        found.push({ ...box, from: moved(box.from), to: moved(box.to) });
      }
    },
    finish() {
      const drafts = suppressed(found, decode.overlap, decode.most).flatMap((box): Draft[] => {
        const spoken = decode.classes.find(({ index }) => index === box.classIndex);
        const place = rectangleOf(scene.volume.grid, scene.slices, scene.grid, box);
        return spoken === undefined || place === undefined
          ? []
          : [{ spoken, place, score: box.score, measurements: [] }];
      });
      return { drafts, notices: [] };
    },
  };
}

function classDecoder(scene: Scene, decode: Of<'classification'>): Decoder {
  // Over several pieces the surest answer counts.
  const most = new Map<number, number>();
  return {
    take(run) {
      const scores = scoresOf([...(run.tensor(decode.output)?.values ?? [])], decode.activation);
      scores.forEach((score, index) => most.set(index, Math.max(score, most.get(index) ?? 0)));
    },
    finish() {
      const { grid } = scene.volume;
      const whole = rectangleOf(grid, scene.slices, grid, { from: [0, 0, 0], to: [...grid.size] });
      const drafts = decode.classes.flatMap((spoken): Draft[] => {
        const score = most.get(spoken.index) ?? 0;
        return score < (decode.floor ?? decode.threshold) || whole === undefined ? [] : [{ spoken, place: whole, score, measurements: [] }]; // prettier-ignore
      });
      return { drafts, notices: [] };
    },
  };
}

/** The last channel of a map for every voxel of the core; `activation` undefined leaves values as they are. */
function copyMap(
  run: MapRun,
  output: string,
  activation: Activation | undefined,
  grid: Grid,
  put: (at: number, value: number) => void,
): void {
  // prettier-ignore
  const { values, channels, offset } = run.map(output);
  const { coreFrom, coreSize } = run.piece;
  for (let d = 0; d < coreSize[0]; d++)
    for (let h = 0; h < coreSize[1]; h++) {
      const start = offset(channels - 1, d, h);
      const into = ((coreFrom[0] + d) * grid.size[1] + coreFrom[1] + h) * grid.size[2] + coreFrom[2];
      for (let w = 0; w < coreSize[2]; w++) {
        const value = values[start + w] as number; // inside the answer
        if (activation === undefined || (activation === 'none' && value >= 0 && value <= 1)) put(into + w, value);
        else {
          const all = Array.from({ length: channels }, (_, channel) => values[offset(channel, d, h) + w] ?? 0);
          put(into + w, scoresOf(all, activation).at(-1) ?? 0);
        }
      }
    }
}

function extentOf(pieces: Int32Array, values: Float32Array, [, height, width]: Grid['size'], piece: number) {
  const from: [number, number, number] = [Infinity, Infinity, Infinity];
  const to: [number, number, number] = [0, 0, 0];
  let most = 0;
  for (let at = 0; at < pieces.length; at++) {
    if (pieces[at] !== piece) continue;
    [Math.floor(at / (width * height)), Math.floor(at / width) % height, at % width].forEach((index, axis) => {
      from[axis] = Math.min(from[axis] ?? index, index);
      to[axis] = Math.max(to[axis] ?? 0, index + 1);
    });
    most = Math.max(most, values[at] ?? 0);
  }
  return { from, to, most };
}

export function labelVolumeOf(labels: Uint8Array, { size, steps }: Grid): LabelVolume {
  const [slices, rows, columns] = size;
  return { labels, slices, rows, columns, spacingMm: { slice: lengthOf(steps[0]), row: lengthOf(steps[1]), column: lengthOf(steps[2]) } }; // prettier-ignore
}
