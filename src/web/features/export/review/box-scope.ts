import type { Box } from '../../../../core/redaction/index.ts';
import type { Correction, FinishedRun, FoundBox, RunInstance } from '../hand-over.ts';
import type { PictureShelf } from './picture-shelf.ts';
import type { Tile } from './review-queue.ts';

/** Where a box that a person drew is covered. */
export const SCOPES = ['frame', 'image', 'series', 'device'] as const;
export type Scope = (typeof SCOPES)[number];

export const SCOPE_LABELS: Record<Scope, string> = {
  frame: 'this frame',
  image: 'this image',
  series: 'this series',
  device: 'this machine',
};

/** Text stands elsewhere in images of another size. */
export const SCOPE_HINTS: Record<Scope, string> = {
  frame: 'In this frame only',
  image: 'In all frames of this image',
  series: 'In all images of this series that are as large',
  device: 'In all images of this machine that are as large',
};

/** What a machine says of itself. Another size of image has its text elsewhere. */
export interface Device {
  readonly manufacturer: string;
  readonly model: string;
  readonly rows: number;
  readonly columns: number;
}

/** Undefined where the finished header does not name the machine: then nobody can say which images are its. */
export async function deviceOf(shelf: PictureShelf, instance: RunInstance): Promise<Device | undefined> {
  const lines = await shelf.finished(instance, (picture) => picture.lines());
  const valueOf = (keyword: string): string =>
    lines.find((line) => line.depth === 0 && line.keyword === keyword)?.value ?? '';
  const [manufacturer, model] = [valueOf('Manufacturer'), valueOf('ManufacturerModelName')];
  const { rows, columns } = instance;
  return manufacturer === '' || model === '' ? undefined : { manufacturer, model, rows, columns };
}

/** The images that a box goes into. Machines are asked once for each series: all its images come from one. */
export async function inScope(run: FinishedRun, shelf: PictureShelf, tile: Tile, scope: Scope): Promise<RunInstance[]> {
  const here = run.instances.get(tile.sopInstanceUID);
  if (here === undefined) return [];
  const isAsLarge = (one: RunInstance): boolean => one.rows === here.rows && one.columns === here.columns;
  const all = [...run.instances.values()].filter(isAsLarge);
  const seriesOf = (one: RunInstance): string => one.finished.seriesInstanceUID;
  if (scope === 'series') return all.filter((one) => seriesOf(one) === seriesOf(here));
  if (scope !== 'device') return [here];
  const device = await deviceOf(shelf, here);
  if (device === undefined) return [];
  const found: RunInstance[] = [];
  for (const [, images] of Map.groupBy(all, seriesOf)) {
    const [first] = images;
    const other = first === undefined ? undefined : await deviceOf(shelf, first);
    if (other?.manufacturer === device.manufacturer && other.model === device.model) found.push(...images);
  }
  return found;
}

export function addition(instances: readonly RunInstance[], tile: Tile, scope: Scope, box: Box): Correction[] {
  const frame = scope === 'frame' ? tile.frame : 'all';
  return instances.map(({ finished }) => ({
    sopInstanceUID: finished.sopInstanceUID,
    add: [{ frame, box }],
    drop: [],
  }));
}

export function removal(tile: Tile, box: FoundBox): Correction[] {
  return [{ sopInstanceUID: tile.sopInstanceUID, add: [], drop: [box] }];
}

/** A rule as `find/device-rules.json` has them, for the site to keep. */
export function deviceRuleText({ manufacturer, model, rows, columns }: Device, box: Box): string {
  const { x, y, width, height } = box;
  const reason = 'Drawn in a review; say here what stands there.';
  return JSON.stringify({ manufacturer, model, rows, columns, boxes: [{ x, y, width, height }], reason }, null, 2);
}

/** What of the boxes of an image lies in one frame. */
export function boxesIn({ pixels }: RunInstance, frame: number): readonly FoundBox[] {
  if (pixels.kind !== 'redacted') return [];
  return pixels.boxes.filter((one) => one.frame === 'all' || one.frame === frame);
}
