// What an ultrasound system burns in around the fan: who, when, where, and its settings.
import { HOSPITAL } from '../identities.ts';
import { blend, drawLine, drawText, textWidth, type BurnedInText, type Raster } from '../drawing/raster.ts';
import type { Study } from '../instance.ts';
import { CM_PER_PIXEL, FAN, paintSpeed } from './render-echo.ts';

const WHITE = [232, 236, 240];
const YELLOW = [240, 214, 96];
const DIM = [168, 178, 188];
const GREEN = [70, 226, 110];

type Line = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly ink: readonly number[];
  readonly identifying: boolean;
};

function linesFor(study: Study): Line[] {
  const { patient, date, time } = study;
  const day = `${date.slice(6)}.${date.slice(4, 6)}.${date.slice(0, 4)}`;
  const clock = `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}`;
  const birth = `${patient.birthDate.slice(6)}.${patient.birthDate.slice(4, 6)}.${patient.birthDate.slice(0, 4)}`;
  const name = patient.name.split('^').slice(0, 2).join(', ');
  const right = (text: string, scale: number): number => 632 - textWidth(text, scale);
  const settings = [
    'FR 30Hz',
    '15.5cm',
    '',
    '2D',
    ' 62%',
    ' C 50',
    ' P Low',
    ' HGen',
    '',
    'CF',
    ' 66%',
    ' 2.5MHz',
    ' WF High',
  ];
  return [
    { text: HOSPITAL.toUpperCase(), x: 8, y: 5, scale: 1.5, ink: WHITE, identifying: true },
    { text: name, x: 8, y: 20, scale: 2, ink: YELLOW, identifying: true },
    {
      text: `ID ${patient.patientID}  DOB ${birth}  ${patient.sex}`,
      x: 8,
      y: 38,
      scale: 1.5,
      ink: WHITE,
      identifying: true,
    },
    { text: `${day} ${clock}`, x: right(`${day} ${clock}`, 1.5), y: 5, scale: 1.5, ink: WHITE, identifying: true },
    { text: 'S5-1 Adult Echo', x: right('S5-1 Adult Echo', 1.5), y: 20, scale: 1.5, ink: DIM, identifying: false },
    { text: 'TIS 0.9  MI 1.2', x: right('TIS 0.9  MI 1.2', 1.5), y: 35, scale: 1.5, ink: DIM, identifying: false },
    ...settings.flatMap((text, i) =>
      text === '' ? [] : [{ text, x: 8, y: 84 + i * 13, scale: 1, ink: DIM, identifying: false }],
    ),
    { text: 'A4C', x: 566, y: 400, scale: 2, ink: WHITE, identifying: false },
    { text: '60 bpm', x: 578, y: 462, scale: 1.5, ink: GREEN, identifying: false },
    { text: `Op: M. ALFSEN  ${study.accessionNumber}`, x: 8, y: 416, scale: 1, ink: DIM, identifying: true },
  ];
}

/** Draws everything that does not move; returns the boxes of the text. */
export function paintScreen(raster: Raster, study: Study): BurnedInText[] {
  const boxes = linesFor(study).map(({ text, x, y, scale, ink, identifying }) => ({
    ...drawText(raster, x, y, text, { ink, scale, smooth: scale !== 1 }),
    text,
    identifying,
  }));
  boxes.push(...paintDepthScale(raster), ...paintBars(raster));
  paintECG(raster);
  return boxes;
}

function paintDepthScale(raster: Raster): BurnedInText[] {
  const boxes: BurnedInText[] = [];
  const x = 588;
  for (let cm = 0; cm <= 15; cm++) {
    const y = Math.round(FAN.apexY + cm / CM_PER_PIXEL);
    const major = cm % 5 === 0;
    drawLine(raster, x - (major ? 7 : 4), y, x, y, DIM);
    if (major && cm > 0)
      boxes.push({
        ...drawText(raster, x + 5, y - 3, String(cm), { ink: DIM, scale: 1 }),
        text: String(cm),
        identifying: false,
      });
  }
  return boxes;
}

function paintBars(raster: Raster): BurnedInText[] {
  for (let y = 0; y < 96; y++)
    for (let x = 0; x < 12; x++) {
      blend(raster, 618 + x, 70 + y, [255 - y * 2.65, 255 - y * 2.65, 255 - y * 2.65]);
      const speed = 1 - y / 48;
      paintSpeed(raster.values, ((190 + y) * raster.columns + 618 + x) * 3, Math.abs(speed) < 0.05 ? 0.001 : speed);
    }
  return (['+61.6', '-61.6'] as const).map((text, i) => ({
    ...drawText(raster, 606, i === 0 ? 180 : 290, text, { ink: DIM, scale: 1 }),
    text,
    identifying: false,
  }));
}

/** Height of the trace for a phase of the beat. */
function ecg(phase: number): number {
  const hill = (middle: number, width: number): number => Math.exp(-(((phase - middle) / width) ** 2));
  return (
    5 * hill(0.84, 0.03) -
    4 * hill(0.975, 0.008) +
    24 * (hill(1, 0.011) + hill(0, 0.011)) -
    7 * hill(0.025, 0.01) +
    7 * hill(0.31, 0.055)
  );
}

const TRACE = { left: 130, right: 570, y: 462, beats: 2 } as const;

function traceY(x: number): number {
  const turn = ((x - TRACE.left) / (TRACE.right - TRACE.left)) * TRACE.beats;
  return TRACE.y - ecg(turn % 1);
}

function paintECG(raster: Raster): void {
  for (let x = TRACE.left; x < TRACE.right; x++) drawLine(raster, x, traceY(x), x + 1, traceY(x + 1), GREEN);
}

/** The mark that runs along the trace. `position` from 0 to 1. */
export function paintCursor(raster: Raster, position: number): void {
  const x = Math.round(TRACE.left + position * (TRACE.right - TRACE.left));
  drawLine(raster, x, TRACE.y - 28, x, TRACE.y + 10, [235, 80, 60], 1.5);
}
