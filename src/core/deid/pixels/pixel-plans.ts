import type { DicomFile } from '../../dicom/index.ts';
import {
  type Box, frameOfReferenceOf, geometryOf, type HalfPlane, halfPlaneOf, openFrames, type PixelCodecs, type Plane,
} from '../../redaction/index.ts'; // prettier-ignore

/** What is only known of many images together; plain values, since they travel to other threads. */
export type PixelPlans = {
  /** By frame of reference: the plane that takes the face. */
  readonly planes: Readonly<Record<string, Plane>>;
  /** By series: boxes that stay while the images change. */
  readonly constant: Readonly<Record<string, readonly Box[]>>;
};

export const NO_PLANS: PixelPlans = { planes: {}, constant: {} };

/** Undefined where no plane is known for the space of this image, or a frame does not say where it lies. */
export function cutsOf(
  file: DicomFile,
  { planes }: PixelPlans,
  codecs: PixelCodecs,
): ReadonlyMap<number, HalfPlane> | undefined {
  const plane = planes[frameOfReferenceOf(file.dataset) ?? ''];
  if (plane === undefined) return undefined;
  const { count } = openFrames(file, codecs);
  const cuts = new Map<number, HalfPlane>();
  for (let frame = 0; frame < count; frame++) {
    const geometry = geometryOf(file.dataset, frame);
    if (geometry === undefined) return undefined;
    cuts.set(frame, halfPlaneOf(plane, geometry));
  }
  return cuts;
}
