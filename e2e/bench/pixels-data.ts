// Frames as a machine shows them: a moving noisy sector, a title bar with letters of strokes, a ruler.
import { type Attributes, buildDataset, type DicomFile, makeElement, makeFile } from '../../src/core/dicom/index.ts';
import type { GreyImage } from '../../src/core/redaction/index.ts';

export function screenFrame(rows: number, columns: number, time: number): GreyImage {
  const values = new Float32Array(rows * columns);
  let seed = 1 + time;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const angle = Math.atan2(column - columns / 2, row + 40);
      const isSector = Math.abs(angle) < 0.6 && row > 60 && row < rows - 40;
      const isLetter = row > 10 && row < 22 && column > 20 && column < columns / 2 && column % 9 < 2;
      const isTick = column > columns - 12 && row % 20 === 0;
      values[row * columns + column] = isLetter || isTick ? 0.9 : isSector ? 0.1 + 0.5 * (seed / 2 ** 32) : 0;
    }
  return { rows, columns, values };
}

/** A clip of ultrasound without compression, 8 bits. */
export function clip(rows: number, columns: number, frames: number): DicomFile {
  const pixels = new Uint8Array(rows * columns * frames);
  for (let frame = 0; frame < frames; frame++) {
    const { values } = screenFrame(rows, columns, frame);
    for (let at = 0; at < values.length; at++) pixels[frame * values.length + at] = Math.round((values[at] ?? 0) * 255);
  }
  const attributes: Attributes = {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.3.1', SOPInstanceUID: '2.25.1', StudyInstanceUID: '2.25.2', SeriesInstanceUID: '2.25.3',
    Modality: 'US', PatientName: 'DOE^JANE', PatientID: '1', NumberOfFrames: frames, Rows: rows, Columns: columns, SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2', BitsAllocated: 8, BitsStored: 8, HighBit: 7, PixelRepresentation: 0,
  }; // prettier-ignore
  const dataset = buildDataset(attributes);
  dataset.set(makeElement(0x7fe00010, 'OB', pixels));
  return makeFile(dataset, '1.2.840.10008.1.2.1');
}
