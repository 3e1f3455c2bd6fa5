// A picture of one or three samples per pixel that text, lines and boxes are drawn on.
import { ADVANCE, heightOf, inked } from './bitmap-font.ts';

export type Raster = {
  readonly columns: number;
  readonly rows: number;
  readonly samples: 1 | 3;
  readonly values: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
};

/** One number per sample. */
export type Ink = readonly number[];

/** Pixel columns and rows, origin top left. */
export type PixelBox = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type BurnedInText = PixelBox & {
  readonly text: string;
  /** Says something about a person, a time or a place; side markers and settings do not. */
  readonly identifying: boolean;
};

export type TextStyle = {
  readonly ink: Ink;
  /** Pixels per cell of the font; letters are seven cells high. Need not be whole. */
  readonly scale: number;
  /** Round edges and grey steps, as of a scaled font. */
  readonly smooth?: boolean;
  /** Drawn one pixel to the right and below first. */
  readonly shadow?: Ink;
};

export function createRaster(columns: number, rows: number, samples: 1 | 3): Raster {
  return { columns, rows, samples, values: new Uint8Array(columns * rows * samples) };
}

export function blend(raster: Raster, x: number, y: number, ink: Ink, amount = 1): void {
  if (x < 0 || y < 0 || x >= raster.columns || y >= raster.rows || amount <= 0) return;
  const at = (y * raster.columns + x) * raster.samples;
  for (let s = 0; s < raster.samples; s++) {
    const old = raster.values[at + s]!;
    raster.values[at + s] = old + (ink[s]! - old) * Math.min(1, amount);
  }
}

export function textWidth(text: string, scale: number): number {
  return Math.ceil((text.length * ADVANCE - 1) * scale);
}

/** Draws one line of text and says which box its ink lies in. */
export function drawText(raster: Raster, x: number, y: number, text: string, style: TextStyle): PixelBox {
  if (style.shadow !== undefined) {
    const { shadow, ...plain } = style;
    drawText(raster, x + 1, y + 1, text, { ...plain, ink: shadow });
  }
  const { scale, ink } = style;
  const width = textWidth(text, scale);
  const height = Math.ceil(heightOf(text) * scale);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const u = (column + 0.5) / scale;
      const v = (row + 0.5) / scale;
      const character = text[Math.floor(u / ADVANCE)]!;
      const within = u % ADVANCE;
      const amount =
        style.smooth === true
          ? coverage(character, within, v)
          : inked(character, Math.floor(within), Math.floor(v))
            ? 1
            : 0;
      if (amount > 0) blend(raster, x + column, y + row, ink, amount);
    }
  return { x, y, width, height };
}

/** Interpolates between the cells of a glyph, then cuts near the middle: corners come out round. */
function coverage(character: string, u: number, v: number): number {
  const c = Math.floor(u - 0.5);
  const r = Math.floor(v - 0.5);
  const fu = u - 0.5 - c;
  const fv = v - 0.5 - r;
  const at = (dc: number, dr: number): number => (inked(character, c + dc, r + dr) ? 1 : 0);
  const value = (at(0, 0) * (1 - fu) + at(1, 0) * fu) * (1 - fv) + (at(0, 1) * (1 - fu) + at(1, 1) * fu) * fv;
  return Math.max(0, Math.min(1, (value - 0.3) / 0.3));
}

export function fillBox(raster: Raster, box: PixelBox, ink: Ink, amount = 1): void {
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++) blend(raster, x, y, ink, amount);
}

/** A line with soft edges. */
export function drawLine(raster: Raster, x0: number, y0: number, x1: number, y1: number, ink: Ink, width = 1): void {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const reach = width / 2 + 1;
  for (let y = Math.floor(Math.min(y0, y1) - reach); y <= Math.ceil(Math.max(y0, y1) + reach); y++)
    for (let x = Math.floor(Math.min(x0, x1) - reach); x <= Math.ceil(Math.max(x0, x1) + reach); x++) {
      const t = Math.max(0, Math.min(1, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / (length * length)));
      const away = Math.hypot(x - x0 - (x1 - x0) * t, y - y0 - (y1 - y0) * t);
      blend(raster, x, y, ink, width / 2 + 0.5 - away);
    }
}
