// Icon Image Sequence, PS3.3 C.7.6.1.1.6: a small picture of the image, text and all. A new one is made of the covered frame.
import { buildDataset, type Dataset, type Element, makeSequence } from '../../dicom/index.ts';
import type { Frame } from '../pixels/frame.ts';
import { renderingsOf } from '../pixels/renderings.ts';

const SIDE = 64;

export function iconElement(frame: Frame, dataset: Dataset): Element | undefined {
  const [image] = renderingsOf(frame, dataset);
  if (image === undefined) return undefined;
  const scale = Math.max(1, Math.max(image.rows, image.columns) / SIDE);
  const rows = Math.max(1, Math.floor(image.rows / scale));
  const columns = Math.max(1, Math.floor(image.columns / scale));
  const pixels = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const from = Math.floor((row + 0.5) * scale) * image.columns + Math.floor((column + 0.5) * scale);
      pixels[row * columns + column] = Math.round((image.values[from] ?? 0) * 255);
    }
  const item = buildDataset({
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: rows,
    Columns: columns,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    PixelData: { vr: 'OB', value: pixels },
  });
  return makeSequence(0x00880200, [item]);
}
