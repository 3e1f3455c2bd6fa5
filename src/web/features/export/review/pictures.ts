/** One line of a data set: what is no image is looked at so. */
export interface DatasetLine {
  readonly depth: number;
  readonly tag: string;
  readonly keyword: string;
  readonly vr: string;
  readonly value: string;
}

export interface DrawnFrame {
  readonly image: ImageBitmap;
  readonly rows: number;
  readonly columns: number;
  /** How many ways to look at it there are. */
  readonly looks: number;
}

/** A file that was read. `sha256` is of just the bytes that are drawn: what was looked at is told by it. */
export interface Picture {
  readonly sha256: string;
  readonly frames: number;
  readonly rows: number;
  readonly columns: number;
  /** `frame` from 1; `widest` in pixels of the screen. */
  draw(frame: number, options?: { readonly look?: number; readonly widest?: number }): Promise<DrawnFrame>;
  lines(): Promise<readonly DatasetLine[]>;
  close(): void;
}

export interface HeadSurface {
  add(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Undefined where the slices make no volume of a head. */
  draw(turnDegrees: number, tiltDegrees: number): Promise<ImageData | undefined>;
  close(): void;
}

/** Reads and draws finished files in a worker. What cannot be drawn rejects with `PictureFailed`. */
export interface Pictures {
  open(bytes: Uint8Array<ArrayBuffer>): Promise<Picture>;
  surface(): Promise<HeadSurface>;
  /** Ends the worker: its memory holds what was drawn last. */
  stop(): void;
}

/** This file cannot be drawn. It cannot be accepted either: refuse it, or make it anew. */
export class PictureFailed extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`this cannot be drawn: ${code}`);
    this.code = code;
  }
}
