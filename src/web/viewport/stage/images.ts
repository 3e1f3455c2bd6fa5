import { Enums, metaData, utilities, type Types } from '@cornerstonejs/core';
import { orientationOf, positionOf, TAG, text, type FrameRef } from '../../services/dicomweb/index.ts';
import { displaySpacing } from '../geometry/calibration.ts';
import { imageAxes } from '../geometry/orientation.ts';
import type { DecodedFrame } from '../pixels/decoded-frame.ts';
import { frameKey, type FrameStore } from '../pixels/frame-store.ts';

export const SCHEME = 'collimator';

/** A plane in space as Cornerstone wants it: where the image lies and how large its pixels are. */
export interface Plane {
  origin: Types.Point3;
  row: Types.Point3;
  column: Types.Point3;
  columnSize: number;
  rowSize: number;
  hasOrientation: boolean;
}

/**
 * Names for Cornerstone and what stands behind them. The names are numbers, not UIDs: Cornerstone writes them to the
 * console when something fails. No number is given twice in the life of the page: what Cornerstone still holds or awaits
 * of a closed study must never pass for a slice of the next one.
 */
export interface ImageBook {
  imageId: (ref: FrameRef) => string;
  ref: (imageId: string) => FrameRef | undefined;
  plane: (ref: FrameRef) => Plane;
  /** What measurements on this image are filed under. */
  frameOfReference: (ref: FrameRef) => string;
  /** Rejects once the book is forgotten, for images that were on their way too: Cornerstone would draw without metadata. */
  load: (imageId: string) => Promise<Types.IImage>;
  /** How images loaded from now on are drawn; undefined leaves it to Cornerstone. */
  drawBy: (render: Types.IImage['render'] | undefined) => void;
  forget: () => void;
}

let numbersGiven = 0;

export function createImageBook(frames: FrameStore): ImageBook {
  let render: Types.IImage['render'] | undefined;
  const ids = new Map<string, string>();
  const refs = new Map<string, FrameRef>();
  const planes = new Map<string, Plane>();

  function planeOf(ref: FrameRef): Plane {
    const key = frameKey(ref);
    const known = planes.get(key);
    if (known !== undefined) return known;
    const found = makePlane(ref);
    planes.set(key, found);
    return found;
  }

  function metadata(type: string, imageId: unknown): unknown {
    const ref = typeof imageId === 'string' ? refs.get(imageId) : undefined;
    return ref === undefined ? undefined : metadataOf(type, ref, planeOf(ref));
  }
  metaData.addProvider(metadata, 10_000);

  return {
    imageId(ref) {
      const key = frameKey(ref);
      const known = ids.get(key);
      if (known !== undefined) return known;
      const imageId = `${SCHEME}:${numbersGiven++}`;
      ids.set(key, imageId);
      refs.set(imageId, ref);
      return imageId;
    },
    ref: (imageId) => refs.get(imageId),
    plane: planeOf,
    frameOfReference: frameOfReferenceOf,
    async load(imageId) {
      const ref = refs.get(imageId);
      if (ref === undefined) throw new RangeError('an image was asked for that was never named');
      const frame = await frames.load(ref);
      if (!refs.has(imageId)) throw new RangeError('the study was closed while this image was on its way');
      return imageOf(imageId, frame, planeOf(ref), render);
    },
    drawBy(next) {
      render = next;
    },
    forget() {
      metaData.removeProvider(metadata);
      ids.clear();
      refs.clear();
      planes.clear();
    },
  };
}

function makePlane(ref: FrameRef): Plane {
  const axes = imageAxes(ref);
  const position = orientationOf(ref) === undefined ? undefined : positionOf(ref);
  return {
    origin: [position?.[0] ?? 0, position?.[1] ?? 0, position?.[2] ?? 0],
    row: unitVector(axes?.row, [1, 0, 0]),
    column: unitVector(axes?.column, [0, 1, 0]),
    ...displaySpacing(ref),
    hasOrientation: axes !== undefined,
  };
}

function unitVector(vector: readonly [number, number, number] | undefined, otherwise: Types.Point3): Types.Point3 {
  const length = Math.hypot(...(vector ?? [0]));
  return vector === undefined || length === 0 ? otherwise : (vector.map((part) => part / length) as Types.Point3);
}

/** Images without a frame of reference share none: measurements stay with their own series. */
function frameOfReferenceOf(ref: FrameRef): string {
  return text(ref.dataset, TAG.FrameOfReferenceUID) ?? `series ${ref.seriesInstanceUID}`;
}

function metadataOf(type: string, ref: FrameRef, plane: Plane): unknown {
  const { dataset } = ref;
  const rows = Number(text(dataset, TAG.Rows) ?? 0);
  const columns = Number(text(dataset, TAG.Columns) ?? 0);
  switch (type) {
    case Enums.MetadataModules.IMAGE_PLANE:
      return {
        frameOfReferenceUID: frameOfReferenceOf(ref),
        rows,
        columns,
        imageOrientationPatient: [...plane.row, ...plane.column],
        rowCosines: plane.row,
        columnCosines: plane.column,
        imagePositionPatient: plane.origin,
        pixelSpacing: [plane.rowSize, plane.columnSize],
        rowPixelSpacing: plane.rowSize,
        columnPixelSpacing: plane.columnSize,
        usingDefaultValues: false,
      };
    case Enums.MetadataModules.IMAGE_PIXEL:
      return {
        rows,
        columns,
        samplesPerPixel: 1,
        // Inversion and colour are settled before Cornerstone sees the pixels.
        photometricInterpretation: isColour(dataset) ? 'RGB' : 'MONOCHROME2',
        bitsAllocated: 16,
        bitsStored: 16,
        highBit: 15,
        pixelRepresentation: 1,
      };
    case Enums.MetadataModules.GENERAL_SERIES:
      return { modality: text(dataset, TAG.Modality) ?? 'OT', seriesInstanceUID: ref.seriesInstanceUID };
    default:
      return undefined;
  }
}

function isColour(dataset: FrameRef['dataset']): boolean {
  return (
    Number(text(dataset, TAG.SamplesPerPixel) ?? 1) > 1 ||
    text(dataset, TAG.PhotometricInterpretation) === 'PALETTE COLOR'
  );
}

/** The pixels behind each image, for as long as Cornerstone holds on to it. */
const decoded = new WeakMap<object, DecodedFrame>();

export function decodedOf(image: object): DecodedFrame | undefined {
  return decoded.get(image);
}

function imageOf(
  imageId: string,
  frame: DecodedFrame,
  plane: Plane,
  render: Types.IImage['render'] | undefined,
): Types.IImage {
  const { pixels } = frame;
  const image = {
    imageId,
    minPixelValue: frame.min,
    maxPixelValue: frame.max,
    // Cornerstone is given stored values and windows in stored values; what they mean is known here (see GreyMapping).
    slope: 1,
    intercept: 0,
    windowCenter: (frame.min + frame.max) / 2,
    windowWidth: Math.max(1, frame.max - frame.min + 1),
    voiLUTFunction: Enums.VOILUTFunctionType.LINEAR,
    getPixelData: () => pixels,
    rows: frame.rows,
    columns: frame.columns,
    height: frame.rows,
    width: frame.columns,
    color: frame.isColour,
    rgba: false,
    numberOfComponents: frame.isColour ? 3 : 1,
    rowPixelSpacing: plane.rowSize,
    columnPixelSpacing: plane.columnSize,
    invert: false,
    sizeInBytes: pixels.byteLength,
    dataType: pixels.constructor.name,
    photometricInterpretation: frame.isColour ? 'RGB' : 'MONOCHROME2',
    voxelManager: utilities.VoxelManager.createImageVoxelManager({
      scalarData: pixels,
      width: frame.columns,
      height: frame.rows,
      numberOfComponents: frame.isColour ? 3 : 1,
    }),
    ...(render === undefined ? {} : { render }),
  };
  decoded.set(image, frame);
  // Cornerstone's type asks for members that only its own loaders fill and its viewports never read from others.
  return image as unknown as Types.IImage;
}
