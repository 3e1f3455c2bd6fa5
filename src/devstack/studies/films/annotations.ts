// What is written on films: lead letters in the beam, and the name block that the reader prints on the image.
import { drawText, fillBox, textWidth, type BurnedInText, type Ink, type Raster } from '../drawing/raster.ts';
import { HOSPITAL } from '../identities.ts';
import type { Study } from '../instance.ts';

const DAYS: readonly string[] = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

export function printedDate(date: string): string {
  return `${date.slice(6)}-${DAYS[Number(date.slice(4, 6)) - 1]}-${date.slice(0, 4)}`;
}

/** `paper`: drawn under the text, as of a label; without it the text lies on the image itself. */
export type NameBlock = {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly ink: Ink;
  readonly paper?: Ink;
};

export function drawNameBlock(raster: Raster, study: Study, block: NameBlock): BurnedInText[] {
  const { patient } = study;
  const lines = [
    patient.name.split('^').slice(0, 2).join(', '),
    `ID: ${patient.patientID}   DOB: ${printedDate(patient.birthDate)}   ${patient.sex}`,
    HOSPITAL,
    `${printedDate(study.date)} ${study.time.slice(0, 2)}:${study.time.slice(2, 4)}   ${study.accessionNumber}`,
  ];
  const step = Math.round(11 * block.scale);
  if (block.paper !== undefined) {
    const width = Math.max(...lines.map((line) => textWidth(line, block.scale))) + 16;
    fillBox(raster, { x: block.x - 8, y: block.y - 8, width, height: lines.length * step + 10 }, block.paper);
  }
  return lines.map((text, i) => ({
    ...drawText(raster, block.x, block.y + i * step, text, { ink: block.ink, scale: block.scale, smooth: true }),
    text,
    identifying: true,
  }));
}

/** A lead letter for the side, which is technical and may stay. */
export function drawMarker(raster: Raster, x: number, y: number, text: string, ink: Ink, scale: number): BurnedInText {
  return { ...drawText(raster, x, y, text, { ink, scale, smooth: true }), text, identifying: false };
}
