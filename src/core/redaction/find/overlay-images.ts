import { type DicomFile, littleEndianValueOf } from '../../dicom/index.ts';
import type { PixelCodecs } from '../codecs/pixel-codecs.ts';
import { RedactionError } from '../errors.ts';
import { openFrames } from '../pixels/frame-reader.ts';
import { type OverlayPlane, overlayPlanesOf } from '../pixels/overlay-planes.ts';
import type { GreyImage } from '../pixels/renderings.ts';

export interface OverlayImage {
  readonly image: GreyImage;
  /** Where it lies on the image. */
  readonly x: number;
  readonly y: number;
}

const MOST_PIXELS = 2 ** 26;

/** Every plane of every frame as white on black, empty ones left out. */
export async function* overlayImages(
  file: Pick<DicomFile, 'dataset' | 'transferSyntaxUID'>,
  codecs: PixelCodecs,
): AsyncGenerator<OverlayImage> {
  for (const plane of overlayPlanesOf(file.dataset)) {
    if (plane.rows * plane.columns > MOST_PIXELS)
      throw new RedactionError('too-many-pixels', 'an overlay is larger than the budget');
    for await (const values of plane.data === undefined ? fromPixelWords(file, codecs, plane) : fromBits(plane))
      if (values.includes(1))
        yield { image: { rows: plane.rows, columns: plane.columns, values }, x: plane.x, y: plane.y };
  }
}

function* fromBits({ data, rows, columns, frames }: OverlayPlane): Generator<Float32Array> {
  if (data === undefined) return;
  const bytes = littleEndianValueOf(data);
  const size = rows * columns;
  for (let frame = 0; frame < frames && (frame + 1) * size <= bytes.length * 8; frame++)
    yield Float32Array.from({ length: size }, (_, index) => {
      const bit = frame * size + index;
      return ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1;
    });
}

async function* fromPixelWords(
  file: Pick<DicomFile, 'dataset' | 'transferSyntaxUID'>,
  codecs: PixelCodecs,
  { rows, columns, bit }: OverlayPlane,
): AsyncGenerator<Float32Array> {
  const reader = openFrames(file, codecs);
  if (bit === undefined || rows !== reader.layout.rows || columns !== reader.layout.columns) return;
  for (let frame = 0; frame < reader.count; frame++) {
    const { words } = await reader.frame(frame);
    yield Float32Array.from(words.subarray(0, rows * columns), (word) => (word >>> bit) & 1);
  }
}
