// Segmentations that judges look at: every kind, overlapping, of a radiograph without positions, of frames, empty.
import type { ImageReference } from '../../findings/index.ts';
import { LATERALITY } from '../../findings/index.ts';
import { sourceImageOf } from '../document/source-image.ts';
import type { Segment, SegmentationContent, SegmentationGrid, SegmentMask } from '../segmentation/segmentation.ts';
import { ABNORMALITY, ALGORITHM, AT, ct, LUNG, NODULE, ultrasound } from './reports.ts';
import { ROOT, sourceHeader } from './source-images.ts';

const ROWS = 13;
const COLUMNS = 11;
const DIRECTIONS = { rowDirection: [1, 0, 0], columnDirection: [0, 1, 0] } as const;

const grid: SegmentationGrid = {
  rows: ROWS,
  columns: COLUMNS,
  space: {
    frameOfReferenceUID: `${ROOT}.1.100`,
    ...DIRECTIONS,
    spacingMm: [0.703125, 0.703125],
    sliceThicknessMm: 2.5,
    spacingBetweenSlicesMm: 2.5,
  },
  planes: [1, 2, 3].map((instance) => ({ positionMm: [-100, -120, instance * 2.5], source: ct(instance) })),
};

const segment = (number: number): Segment => ({
  number,
  label: `Nodule ${number}`,
  category: ABNORMALITY,
  type: NODULE,
  site: { anatomy: LUNG, laterality: LATERALITY.right },
  trackingUID: `${ROOT}.7.${number}`,
  trackingIdentifier: `Nodule ${number}`,
  madeBy: 'algorithm',
  algorithm: ALGORITHM,
  colour: [255, 128, 0],
});

/** A box with one odd pixel, so that nothing is symmetric. */
function box(plane: number, number: number, left: number, value = 1): SegmentMask {
  const pixels = new Uint8Array(ROWS * COLUMNS);
  for (let row = 2; row < 6 + plane; row++)
    for (let column = left; column < left + 4; column++) pixels[row * COLUMNS + column] = value;
  pixels[COLUMNS + left] = value;
  return { segment: number, plane, pixels };
}

const common = {
  instance: {
    sopInstanceUID: `${ROOT}.6.1`,
    seriesInstanceUID: `${ROOT}.6`,
    seriesNumber: 902,
    instanceNumber: 1,
    seriesDescription: 'AI masks',
    at: AT,
    equipment: { manufacturer: 'Collimator project', modelName: 'Collimator', serialNumber: 'browser', softwareVersions: '0.1.0' },
  },
  source: sourceHeader(),
  images: [1, 2, 3].map((instance) => sourceImageOf(sourceHeader({ instance }))),
  grid,
  dimensionOrganizationUID: `${ROOT}.6.9`,
  contentLabel: 'NODULES',
  contentDescription: 'Nodules',
} as const; // prettier-ignore

const masks = [box(0, 1, 0), box(1, 1, 0), box(1, 2, 5), box(2, 2, 6)];

export function fixtureSegmentations(): Record<string, SegmentationContent> {
  const labels = new Uint8Array(ROWS * COLUMNS * 3);
  for (const { segment: label, plane, pixels } of masks)
    pixels.forEach((value, at) => {
      if (value > 0) labels[plane * ROWS * COLUMNS + at] = label;
    });
  const flat = (source: ImageReference): SegmentationGrid => ({ rows: ROWS, columns: COLUMNS, planes: [{ source }] });
  const made: Segment = { ...segment(2), madeBy: 'algorithm-and-person', algorithm: ALGORITHM };
  const { algorithm: _none, ...byHand } = { ...segment(1), algorithm: undefined };
  return {
    binary: { ...common, kind: 'binary', segments: [segment(1), segment(2)], masks },
    overlapping: { ...common, kind: 'binary', segments: [segment(1), made], masks: [...masks, box(2, 1, 4)] },
    'by hand': { ...common, kind: 'binary', contentCreator: 'Reader^Ruth', segments: [{ ...byHand, madeBy: 'person' }], masks: [box(0, 1, 3)] },
    probability: {
      ...common,
      kind: 'fractional',
      meaning: 'probability',
      maximum: 255,
      segments: [segment(1), segment(2)],
      masks: [box(0, 1, 0, 255), box(1, 1, 1, 128), box(1, 2, 2, 1)],
    },
    occupancy: { ...common, kind: 'fractional', meaning: 'occupancy', maximum: 100, segments: [segment(1)], masks: [box(2, 1, 0, 37)] },
    'label map': { ...common, kind: 'labelmap', segments: [segment(1), segment(2)], labels },
    'wide label map': {
      ...common,
      kind: 'labelmap',
      segments: [segment(1), ...Array.from({ length: 299 }, (_, index) => segment(index + 2))],
      labels: Uint16Array.from(labels, (label) => (label === 2 ? 300 : label)),
    },
    frames: {
      ...common,
      kind: 'binary',
      source: sourceHeader({ series: 2, numberOfFrames: 20 }),
      images: [sourceImageOf(sourceHeader({ series: 2, numberOfFrames: 20 }))],
      grid: { rows: ROWS, columns: COLUMNS, planes: [{ source: ultrasound(1) }, { source: ultrasound(20) }] },
      segments: [segment(1)],
      masks: [box(0, 1, 0), box(1, 1, 2)],
    },
    'no positions': { ...common, kind: 'binary', grid: flat(ct(1)), segments: [segment(1)], masks: [box(0, 1, 0)] },
    empty: { ...common, kind: 'binary', segments: [segment(1)], masks: [] },
  }; // prettier-ignore
}
