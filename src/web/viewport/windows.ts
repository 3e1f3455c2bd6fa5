import { functionalGroup, number, numbers, TAG, text, texts, type FrameRef } from '../services/dicomweb/index.ts';
import type { DecodedFrame } from './pixels/decoded-frame.ts';
import type { LookupTable } from './pixels/pixel-description.ts';
import type { GreyMapping } from './pixels/painter.ts';
import { valueUnit } from './geometry/value-unit.ts';

/** A named window that a number key sets. */
export interface WindowPreset {
  name: string;
  source: 'header' | 'list' | 'image';
  window: Omit<GreyMapping, 'isInverted'>;
}

/** Width and centre in HU, as commonly set; only offered where the pixels are HU. */
const CT_WINDOWS: readonly (readonly [string, number, number])[] = [
  ['Soft tissue', 400, 40],
  ['Lung', 1500, -600],
  ['Bone', 2500, 480],
  ['Brain', 80, 40],
  ['Liver', 150, 90],
  ['Mediastinum', 350, 50],
  ['Vessels', 600, 300],
];

/** Header first, then the list of the modality; nine at most, one for each number key. */
export function windowPresets(frame: FrameRef, tables: readonly LookupTable[] = []): WindowPreset[] {
  const header = headerWindows(frame);
  const luts = tables.map((table, index): WindowPreset => ({
    name: table.explanation || `VOI LUT ${index + 1}`,
    source: 'header',
    window: { shape: 'LUT', table, centre: table.firstMapped + table.values.length / 2, width: table.values.length },
  }));
  const list = valueUnit(frame) === 'HU' ? CT_WINDOWS : [];
  const listed = list.map(([name, width, centre]): WindowPreset => ({
    name,
    source: 'list',
    window: { shape: 'LINEAR', centre, width },
  }));
  return [...header, ...luts, ...listed].slice(0, 9);
}

function headerWindows({ dataset, frame }: FrameRef): WindowPreset[] {
  const group = functionalGroup(dataset, frame, TAG.FrameVOILUTSequence) ?? dataset;
  const centres = numbers(group, TAG.WindowCenter);
  const widths = numbers(group, TAG.WindowWidth);
  const names = texts(group, TAG.WindowCenterWidthExplanation);
  const shape = shapeOf(text(group, TAG.VOILUTFunction));
  return centres.flatMap((centre, index) => {
    const width = widths[index];
    if (width === undefined || width < (shape === 'LINEAR' ? 1 : Number.MIN_VALUE)) return [];
    const name = names[index] || (centres.length > 1 ? `Header ${index + 1}` : 'Header');
    return [{ name, source: 'header', window: { shape, centre, width } } satisfies WindowPreset];
  });
}

function shapeOf(value: string | undefined): GreyMapping['shape'] {
  return value === 'SIGMOID' || value === 'LINEAR_EXACT' ? value : 'LINEAR';
}

/** Where a viewport starts: the header's first window, a VOI LUT, soft tissue for HU, else what the image holds. */
export function initialWindow(
  frame: FrameRef,
  decoded: DecodedFrame,
  tables: readonly LookupTable[] = [],
): Omit<GreyMapping, 'isInverted'> {
  const [first] = windowPresets(frame, tables);
  return first?.window ?? rangeWindow(decoded, paddingOf(frame));
}

/** By the header; and PET, where uptake is read dark on white: small foci and what lies around them are plainer so. */
export function isInvertedAtFirst({ dataset }: FrameRef): boolean {
  if (text(dataset, TAG.Modality) === 'PT') return true;
  const shape = text(dataset, TAG.PresentationLUTShape);
  if (shape === 'INVERSE') return true;
  return shape === undefined && text(dataset, TAG.PhotometricInterpretation) === 'MONOCHROME1';
}

function paddingOf({ dataset }: FrameRef): readonly [number, number] | undefined {
  const value = number(dataset, TAG.PixelPaddingValue);
  if (value === undefined) return undefined;
  const limit = number(dataset, TAG.PixelPaddingRangeLimit) ?? value;
  return [Math.min(value, limit), Math.max(value, limit)];
}

// The brightest half percent of an image (vessels, markers, bladder in PET) must not darken the rest.
const UPPER_SHARE = 0.995;
const LOWER_SHARE = 0.001;

/** A window over what the image holds, without padding and without the few extreme values. */
export function rangeWindow(frame: DecodedFrame, padding?: readonly [number, number]): Omit<GreyMapping, 'isInverted'> {
  if (frame.isColour) return { shape: 'LINEAR', centre: 127.5, width: 256 };
  const counts = new Uint32Array(frame.max - frame.min + 1);
  let total = 0;
  for (const value of frame.pixels) {
    if (padding !== undefined && value >= padding[0] && value <= padding[1]) continue;
    const at = value - frame.min;
    counts[at] = (counts[at] ?? 0) + 1;
    total++;
  }
  const low = quantile(counts, total * LOWER_SHARE) + frame.min;
  const high = Math.max(low + 1, quantile(counts, total * UPPER_SHARE) + frame.min);
  const ends = [low, high].map((value) => value * frame.slope + frame.intercept) as [number, number]; // two in, two out
  return { shape: 'LINEAR_EXACT', centre: (ends[0] + ends[1]) / 2, width: Math.abs(ends[1] - ends[0]) };
}

function quantile(counts: Uint32Array, wanted: number): number {
  let seen = 0;
  for (let at = 0; at < counts.length; at++) {
    seen += counts[at] ?? 0;
    if (seen > wanted) return at;
  }
  return counts.length - 1;
}
