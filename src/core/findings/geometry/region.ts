/** Column and row of an image. 0\0 is the top left *corner* of the first pixel, its centre is 0.5\0.5, PS3.3 C.18.6.1.2. */
export type PixelPoint = readonly [column: number, row: number];

/** Millimetres in the patient coordinate system (LPS) of a frame of reference. */
export type PatientPoint = readonly [x: number, y: number, z: number];

/** An image, or some frames of it. */
export interface ImageReference {
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
  /** From 1, as DICOM counts them; absent means all, or the only one. */
  readonly frames?: readonly number[];
}

/** Some segments of a segmentation. */
export interface SegmentReference extends ImageReference {
  /** From 1. None where frames are named: each frame says itself of which segment it is. */
  readonly segments: readonly number[];
}

/** The shapes of SCOORD and SCOORD3D, PS3.3 C.18.6 and C.18.9. */
export type Shape<P> =
  | { readonly kind: 'point'; readonly point: P }
  | { readonly kind: 'points'; readonly points: readonly P[] }
  | { readonly kind: 'polyline'; readonly points: readonly P[] }
  /** Closed; the first corner is not repeated at the end. Rectangles are polygons of four corners. */
  | { readonly kind: 'polygon'; readonly points: readonly P[] }
  | { readonly kind: 'circle'; readonly centre: P; readonly edge: P }
  | { readonly kind: 'ellipse'; readonly majorAxis: readonly [P, P]; readonly minorAxis: readonly [P, P] }
  /** In space only: two ends of each of three axes. */
  | { readonly kind: 'ellipsoid'; readonly axes: readonly (readonly [P, P])[] };

export interface ImageRegion {
  readonly space: 'image';
  readonly image: ImageReference;
  readonly shape: Shape<PixelPoint>;
  /** Of a tiled image: whether 0\0 is the corner of the frame or of the whole matrix. Must be heeded where it is given. */
  readonly pixelOrigin?: 'frame' | 'volume';
}

export interface PatientRegion {
  readonly space: 'patient';
  readonly frameOfReferenceUID: string;
  readonly shape: Shape<PatientPoint>;
  /** Images that it was found on. */
  readonly sources?: readonly ImageReference[];
}

export interface SegmentRegion {
  readonly space: 'segment';
  readonly segmentation: SegmentReference;
  readonly sources?: readonly ImageReference[];
  /** The series that was segmented, where its images are not named. */
  readonly sourceSeriesInstanceUID?: string;
}

export type Region = ImageRegion | PatientRegion | SegmentRegion;

export function pointsOf<P>(shape: Shape<P>): readonly P[] {
  switch (shape.kind) {
    case 'point':
      return [shape.point];
    case 'points':
    case 'polyline':
    case 'polygon':
      return shape.points;
    case 'circle':
      return [shape.centre, shape.edge];
    case 'ellipse':
      return [...shape.majorAxis, ...shape.minorAxis];
    case 'ellipsoid':
      return shape.axes.flat();
  }
}

/** The images that a region lies on or was made from. */
export function imagesOf(region: Region): readonly ImageReference[] {
  if (region.space === 'image') return [region.image];
  return region.sources ?? [];
}
