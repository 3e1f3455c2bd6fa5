import { functionalGroup, items, number, numbers, TAG, text, type FrameRef } from '../../services/dicomweb/index.ts';

/** Pixel coordinates: column to the right, row down, 0 at the outer edge of the first pixel. */
export type PixelPoint = readonly [column: number, row: number];

/** What one pixel measures, and how it is known. Without any spacing lengths are told in pixels. */
export interface Calibration {
  unit: 'mm' | 'px';
  /** Size of a pixel along a row and down a column, in `unit`. */
  columnSize: number;
  rowSize: number;
  /** Said with every measurement: "at detector", "ERMF", "no calibrated region here". */
  remark: string;
}

const PROJECTION = new Set(['CR', 'DX', 'MG', 'XA', 'RF', 'IO', 'PX', 'RG']);
const NOMINAL_SCANNED_PIXEL_SPACING = '00182010';

/** The calibration that holds at every one of these points of the image. */
export function calibrationAt(frame: FrameRef, points: readonly PixelPoint[]): Calibration {
  const regions = items(frame.dataset, TAG.SequenceOfUltrasoundRegions);
  if (regions.length > 0) return ultrasound(regions, points, aspect(frame));
  const measures = functionalGroup(frame.dataset, frame.frame, TAG.PixelMeasuresSequence) ?? frame.dataset;
  const spacing = positivePair(numbers(measures, TAG.PixelSpacing));
  const imager = positivePair(numbers(frame.dataset, TAG.ImagerPixelSpacing));
  if (spacing !== undefined) return millimetres(spacing, remarkOnSpacing(frame, spacing, imager));
  if (imager !== undefined) return projected(frame, imager);
  const scanned = positivePair(numbers(frame.dataset, NOMINAL_SCANNED_PIXEL_SPACING));
  if (scanned !== undefined) return millimetres(scanned, 'as scanned');
  return { unit: 'px', ...aspect(frame), remark: '' };
}

/** Size of a pixel for display: millimetres where known, else its shape (PixelAspectRatio) alone. */
export function displaySpacing(frame: FrameRef): { columnSize: number; rowSize: number } {
  if (items(frame.dataset, TAG.SequenceOfUltrasoundRegions).length > 0) return aspect(frame);
  const { columnSize, rowSize } = calibrationAt(frame, []);
  return { columnSize, rowSize };
}

function positivePair(values: readonly number[]): readonly [number, number] | undefined {
  const [row, column] = values;
  return row !== undefined && column !== undefined && row > 0 && column > 0 ? [row, column] : undefined;
}

function millimetres([rowSize, columnSize]: readonly [number, number], remark: string): Calibration {
  return { unit: 'mm', rowSize, columnSize, remark };
}

/** PS3.3 10.7.1.2 and 10.7.1.3: Pixel Spacing of a projection may only repeat what holds at the detector. */
function remarkOnSpacing(
  frame: FrameRef,
  spacing: readonly [number, number],
  imager: readonly [number, number] | undefined,
): string {
  if (!PROJECTION.has(text(frame.dataset, TAG.Modality) ?? '')) return '';
  const type = text(frame.dataset, TAG.PixelSpacingCalibrationType);
  if (type === 'GEOMETRY') return 'corrected for geometry';
  if (type === 'FIDUCIAL') return 'calibrated by a fiducial';
  if (imager === undefined) return 'calibration not stated';
  const isSame = Math.abs(spacing[0] - imager[0]) < 1e-6 && Math.abs(spacing[1] - imager[1]) < 1e-6;
  return isSame ? 'at detector' : 'calibrated';
}

function projected(frame: FrameRef, imager: readonly [number, number]): Calibration {
  const factor = number(frame.dataset, TAG.EstimatedRadiographicMagnificationFactor);
  if (factor === undefined || factor <= 0) return millimetres(imager, 'at detector');
  return millimetres([imager[0] / factor, imager[1] / factor], 'ERMF');
}

const CENTIMETRES = 3;

/** PS3.3 C.8.5.5: the region in which every point lies, and only if both its axes are lengths. */
function ultrasound(
  regions: ReturnType<typeof items>,
  points: readonly PixelPoint[],
  shape: { columnSize: number; rowSize: number },
): Calibration {
  const pixels = (remark: string): Calibration => ({ unit: 'px', ...shape, remark });
  const holding = regions.filter((region) => points.every((point) => contains(region, point)));
  // Regions may lie on top of each other; the smallest says most about the place.
  const [region] = holding.sort((a, b) => areaOf(a) - areaOf(b));
  if (region === undefined) return pixels('not inside one calibrated region');
  if (number(region, '00186024') !== CENTIMETRES || number(region, '00186026') !== CENTIMETRES)
    return pixels('the axes here are not lengths');
  const columnSize = Math.abs(number(region, '0018602C') ?? 0) * 10;
  const rowSize = Math.abs(number(region, '0018602E') ?? 0) * 10;
  if (columnSize === 0 || rowSize === 0) return pixels('not calibrated');
  return { unit: 'mm', columnSize, rowSize, remark: '' };
}

function bounds(region: ReturnType<typeof items>[number]) {
  return {
    left: number(region, '00186018') ?? 0,
    top: number(region, '0018601A') ?? 0,
    right: number(region, '0018601C') ?? -1,
    bottom: number(region, '0018601E') ?? -1,
  };
}

function contains(region: ReturnType<typeof items>[number], [column, row]: PixelPoint): boolean {
  const { left, top, right, bottom } = bounds(region);
  return column >= left && column <= right + 1 && row >= top && row <= bottom + 1;
}

function areaOf(region: ReturnType<typeof items>[number]): number {
  const { left, top, right, bottom } = bounds(region);
  return (right - left) * (bottom - top);
}

function aspect(frame: FrameRef): { columnSize: number; rowSize: number } {
  const [vertical, horizontal] = positivePair(numbers(frame.dataset, TAG.PixelAspectRatio)) ?? [1, 1];
  return { rowSize: vertical / horizontal, columnSize: 1 };
}
