// A sector scanner: tissue is drawn along beams, speckled and compressed there, then bent into the fan on the screen.
import { createNoiseField, createNoiseTile, type NoiseTile } from '../drawing/noise-tile.ts';
import { blend, drawLine, type Raster } from '../drawing/raster.ts';
import { beatAt, echoAt, type Beat, type Echo } from './heart-view.ts';

export const FAN = { apexX: 322, apexY: 62, radiusPx: 372, depthCm: 15.5, halfAngle: 0.72 } as const;
export const CM_PER_PIXEL = FAN.depthCm / FAN.radiusPx;
/** The colour box: from and to angle, from and to depth. */
export const COLOUR_BOX = { left: -0.16, right: 0.36, top: 4.6, bottom: 12.2 } as const;

const BEAMS = 208;
const SAMPLES = 420;

type ScanLine = { readonly pixel: Int32Array; readonly cell: Int32Array; readonly weights: Float32Array };

/** `beginPhase` moves the heart; `drawFrame` may then be called for each frame of the cine that shows this phase. */
export type EchoRenderer = {
  readonly beginPhase: (phase: number) => void;
  readonly drawFrame: (raster: Raster, frame: number) => void;
};

/** What lies along the beams at one moment. */
type Tissue = {
  readonly brightness: Float32Array;
  readonly towards: Float32Array;
  readonly blood: Uint8Array;
  squeeze: number;
};

export function createEchoRenderer(seed: number): EchoRenderer {
  const scan = scanConversion();
  const texture = {
    speckle: speckleOf(seed),
    patches: patchesOf(seed + 5),
    turbulence: createNoiseTile(seed + 9, 256, 2),
  };
  const grey = new Float32Array(BEAMS * SAMPLES);
  const flow = new Float32Array(BEAMS * SAMPLES);
  const tissue: Tissue = {
    brightness: new Float32Array(grey.length),
    towards: new Float32Array(grey.length),
    blood: new Uint8Array(grey.length),
    squeeze: 0,
  };
  return {
    beginPhase: (phase) => layTissue(tissue, beatAt(phase)),
    drawFrame: (raster, frame) => {
      echoesAlongBeams(grey, flow, tissue, frame, texture);
      bendIntoFan(raster, scan, grey, flow);
      outlineColourBox(raster);
    },
  };
}

const angleOf = (beam: number): number => (beam / (BEAMS - 1) - 0.5) * 2 * FAN.halfAngle;
const depthOf = (sample: number): number => ((sample + 0.5) / SAMPLES) * FAN.depthCm;

function layTissue(tissue: Tissue, beat: Beat): void {
  const echo: Echo = { brightness: 0, blood: false, towards: 0 };
  tissue.squeeze = beat.squeeze;
  for (let beam = 0, at = 0; beam < BEAMS; beam++) {
    const sin = Math.sin(angleOf(beam));
    const cos = Math.cos(angleOf(beam));
    // Every other sample: tissue is smooth at that scale, the one between is the mean of its neighbours.
    for (let sample = 0; sample < SAMPLES; sample += 2, at += 2) {
      const depth = depthOf(sample);
      echoAt(depth * sin, depth * cos, beat, echo);
      tissue.brightness[at] = echo.brightness + (depth < 1.6 ? 0.3 * Math.exp(-depth / 0.5) : 0);
      tissue.towards[at] = echo.towards;
      tissue.blood[at] = tissue.blood[at + 1] = echo.blood ? 1 : 0;
      if (sample === 0) continue;
      tissue.brightness[at - 1] = (tissue.brightness[at - 2]! + tissue.brightness[at]!) / 2;
      tissue.towards[at - 1] = (tissue.towards[at - 2]! + tissue.towards[at]!) / 2;
    }
  }
}

type Texture = { readonly speckle: Float32Array; readonly patches: Float32Array; readonly turbulence: NoiseTile };

/** Contact, fat and lung let some directions through better than others. */
function patchesOf(seed: number): Float32Array {
  const field = createNoiseField(seed);
  const patches = new Float32Array(BEAMS * SAMPLES);
  for (let beam = 0, at = 0; beam < BEAMS; beam++)
    for (let sample = 0; sample < SAMPLES; sample++, at++) {
      const shadow = 1 + 0.45 * field(beam / 17, sample / 160, 0);
      patches[at] = shadow * (1 + 0.5 * field(beam / 9 + 50, sample / 26, 3));
    }
  return patches;
}

/** Magnitudes of a complex field that is short along the beam and wide across it: what speckle is. */
function speckleOf(seed: number): Float32Array {
  const real = createNoiseTile(seed, 512, 1).values;
  const imaginary = createNoiseTile(seed + 1, 512, 1).values;
  for (let i = 0; i < real.length; i++) real[i] = Math.sqrt((real[i]! * real[i]! + imaginary[i]! * imaginary[i]!) / 2);
  return real;
}

function echoesAlongBeams(
  grey: Float32Array,
  flow: Float32Array,
  tissue: Tissue,
  frame: number,
  texture: Texture,
): void {
  const { speckle, patches, turbulence } = texture;
  for (let beam = 0, at = 0; beam < BEAMS; beam++) {
    const angle = angleOf(beam);
    // Beams that graze ribs at the edges of the window bring less back.
    const window = 1 - (0.55 * Math.max(0, Math.abs(angle) - 0.42)) / 0.3;
    for (let sample = 0; sample < SAMPLES; sample++, at++) {
      const depth = depthOf(sample);
      const blood = tissue.blood[at] === 1;
      // Speckle rides on the tissue: it is read where the tissue was at rest. Blood is new in every frame.
      const moved = blood ? frame * 97 : -Math.round(tissue.squeeze * 11 * Math.max(0, (depth - 3) / 12));
      const grain = speckle[((beam & 511) << 9) | ((sample + moved + 2048) & 511)]!;
      const amplitude =
        tissue.brightness[at]! * (0.1 + grain) * window * patches[at]! * (1 - 0.35 * (depth / FAN.depthCm));
      const level = 0.2 * Math.log(amplitude + 1e-4) + 1.02;
      grey[at] = 255 * (level < 0 ? 0 : level > 1 ? 1 : level);
      const towards = tissue.towards[at]!;
      flow[at] = 0;
      if (!blood || !inColourBox(angle, depth)) continue;
      const eddy = turbulence.values[((beam * 5 + frame * 29) & 255) * 256 + ((sample + frame * 53) & 255)]!;
      flow[at] = towards + 0.11 * eddy * (0.3 + Math.abs(towards));
    }
  }
}

function inColourBox(angle: number, depth: number): boolean {
  return angle > COLOUR_BOX.left && angle < COLOUR_BOX.right && depth > COLOUR_BOX.top && depth < COLOUR_BOX.bottom;
}

/** For each pixel of the fan: which cell of the beam grid it reads, and how far to its neighbours. */
function scanConversion(): ScanLine {
  const pixel: number[] = [];
  const cell: number[] = [];
  const weights: number[] = [];
  for (let y = FAN.apexY; y < 480; y++)
    for (let x = 0; x < 640; x++) {
      const dx = x - FAN.apexX;
      const dy = y - FAN.apexY;
      const depth = Math.hypot(dx, dy) / FAN.radiusPx;
      const angle = Math.atan2(dx, dy);
      if (depth >= 1 || depth < 0.012 || Math.abs(angle) > FAN.halfAngle) continue;
      const beam = Math.min(BEAMS - 1.001, (angle / FAN.halfAngle / 2 + 0.5) * (BEAMS - 1));
      const sample = Math.min(SAMPLES - 1.001, Math.max(0, depth * SAMPLES - 0.5));
      pixel.push(y * 640 + x);
      cell.push(Math.floor(beam) * SAMPLES + Math.floor(sample));
      weights.push(beam % 1, sample % 1);
    }
  return { pixel: Int32Array.from(pixel), cell: Int32Array.from(cell), weights: Float32Array.from(weights) };
}

function bendIntoFan(raster: Raster, { pixel, cell, weights }: ScanLine, grey: Float32Array, flow: Float32Array): void {
  const { values } = raster;
  for (let i = 0; i < pixel.length; i++) {
    const c = cell[i]!;
    const across = weights[i * 2]!;
    const along = weights[i * 2 + 1]!;
    const level = mix4(grey, c, across, along);
    const speed = mix4(flow, c, across, along);
    const at = pixel[i]! * 3;
    if (speed > 0.12 || speed < -0.12) paintSpeed(values, at, speed);
    else values[at] = values[at + 1] = values[at + 2] = level;
  }
}

function mix4(field: Float32Array, c: number, across: number, along: number): number {
  const near = field[c]! + (field[c + 1]! - field[c]!) * along;
  const far = field[c + SAMPLES]! + (field[c + SAMPLES + 1]! - field[c + SAMPLES]!) * along;
  return near + (far - near) * across;
}

/** Red towards the transducer, blue away, brighter when faster; what is too fast wraps round to the other side. */
export function paintSpeed(values: Raster['values'], at: number, speed: number): void {
  const wrapped = speed > 1 ? speed - 2 : speed < -1 ? speed + 2 : speed;
  const fast = Math.abs(wrapped);
  const main = 90 + 165 * Math.min(1, fast * 1.5);
  const second = 235 * Math.max(0, fast - 0.35) * 1.4;
  values[at] = wrapped > 0 ? main : 0.25 * second;
  values[at + 1] = Math.min(255, wrapped > 0 ? second : 0.25 * main + second);
  values[at + 2] = wrapped > 0 ? 12 : main;
}

function outlineColourBox(raster: Raster): void {
  const point = (angle: number, depth: number): [number, number] => {
    const r = depth / CM_PER_PIXEL;
    return [FAN.apexX + Math.sin(angle) * r, FAN.apexY + Math.cos(angle) * r];
  };
  const ink = [205, 210, 190];
  const { left, right, top, bottom } = COLOUR_BOX;
  drawLine(raster, ...point(left, top), ...point(left, bottom), ink);
  drawLine(raster, ...point(right, top), ...point(right, bottom), ink);
  for (const depth of [top, bottom])
    for (let i = 0; i <= 240; i++) {
      const [x, y] = point(left + ((right - left) * i) / 240, depth);
      blend(raster, Math.round(x), Math.round(y), ink, 0.8);
    }
}
