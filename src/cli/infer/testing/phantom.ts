// A chest in miniature as a CT series: body, two lungs, a trachea apart from them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Attributes, buildDataset, makeFile, TRANSFER_SYNTAX, writeDicom } from '../../../core/dicom/index.ts';

export const [SLICES, ROWS, COLUMNS] = [50, 100, 140];
export const SPACING_MM = [1.2, 1, 1] as const;

export interface Ball {
  /** Slice, row, column. */
  readonly at: readonly [number, number, number];
  readonly diameterMm: number;
}
export const nodule: Ball = { at: [24, 52, 100], diameterMm: 8 };

/** -860 HU in lungs; in the right one every tenth voxel is -970. */
export function phantomHu(balls: readonly Ball[] = []): Int16Array {
  const hu = new Int16Array(SLICES * ROWS * COLUMNS);
  for (let d = 0, at = 0; d < SLICES; d++)
    for (let h = 0; h < ROWS; h++)
      for (let w = 0; w < COLUMNS; w++, at++) {
        const [z, y, x] = [(d - 24.5) * SPACING_MM[0], h - 49.5, w - 69.5];
        const isBody = (y / 46) ** 2 + (x / 66) ** 2 <= 1;
        const isLung = (z / 40) ** 2 + (y / 30) ** 2 + ((Math.abs(x) - 34) / 21) ** 2 <= 1;
        const isTrachea = Math.hypot(y + 10, x) < 6 && z > 5;
        hu[at] = isLung ? (x < 0 && at % 10 === 0 ? -970 : -860) : isTrachea ? -990 : isBody ? 40 : -1000;
        for (const ball of balls)
          if (Math.hypot((d - ball.at[0]) * SPACING_MM[0], h - ball.at[1], w - ball.at[2]) <= ball.diameterMm / 2)
            hu[at] = 30;
      }
  return hu;
}

/** Columns run to the left of the patient, so the right lung lies in the lower ones. */
export function writePhantom(
  folder: string,
  hu: Int16Array,
  change: Attributes = {},
  isWritten: (slice: number) => boolean = () => true,
): void {
  // prettier-ignore
  mkdirSync(folder, { recursive: true });
  const name = folder.split('').reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e9, 7);
  for (let d = 0; d < SLICES; d++) {
    if (!isWritten(d)) continue;
    const stored = Uint16Array.from(hu.subarray(d * ROWS * COLUMNS, (d + 1) * ROWS * COLUMNS), (value) => value + 1024);
    const dataset = buildDataset({
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
      SOPInstanceUID: `2.25.${name}.3.${d + 1}`,
      StudyInstanceUID: `2.25.${name}.1`,
      SeriesInstanceUID: `2.25.${name}.2`,
      FrameOfReferenceUID: `2.25.${name}.4`,
      PatientName: 'Phantom^Chest',
      PatientID: 'PHANTOM',
      Modality: 'CT',
      BodyPartExamined: 'CHEST',
      ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
      SamplesPerPixel: 1,
      PhotometricInterpretation: 'MONOCHROME2',
      Rows: ROWS,
      Columns: COLUMNS,
      BitsAllocated: 16,
      BitsStored: 12,
      HighBit: 11,
      PixelRepresentation: 0,
      RescaleSlope: 1,
      RescaleIntercept: -1024,
      PixelSpacing: [SPACING_MM[1], SPACING_MM[2]],
      SliceThickness: SPACING_MM[0],
      ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
      ImagePositionPatient: [-69.5, -49.5, (d - 24.5) * SPACING_MM[0]],
      InstanceNumber: d + 1,
      PixelData: new Uint8Array(stored.buffer),
      ...change,
    });
    writeFileSync(join(folder, `${d}.dcm`), writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle)));
  }
}
