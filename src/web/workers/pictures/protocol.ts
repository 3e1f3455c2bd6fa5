// What the page and the worker that draws say to each other. No browser types here: both sides read this.

/** One line of a data set, for what is no image and for reading on. */
export interface DatasetLine {
  readonly depth: number;
  readonly tag: string;
  readonly keyword: string;
  readonly vr: string;
  /** Cut where it is long. */
  readonly value: string;
}

export interface OpenedFile {
  readonly picture: number;
  /** Of the bytes that were read, and of no others. */
  readonly sha256: string;
  /** 0 where there is nothing to draw. */
  readonly frames: number;
  readonly rows: number;
  readonly columns: number;
}

export interface DrawnFrame {
  readonly image: ImageBitmap;
  readonly rows: number;
  readonly columns: number;
  /** How many ways to look at it there are. */
  readonly looks: number;
}

/** The skin of a head from one side, as far as a 2 mm grid shows it. */
export interface DrawnSurface {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

export type PictureQuestion =
  | { readonly kind: 'open'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** `frame` from 1. `widest`: neither side longer than this. */
  | {
      readonly kind: 'draw';
      readonly picture: number;
      readonly frame: number;
      readonly look: number;
      readonly widest: number | undefined;
    }
  | { readonly kind: 'read'; readonly picture: number }
  | { readonly kind: 'close'; readonly picture: number }
  /** A new stack of slices; then `slice` for each file, then `surface`. */
  | { readonly kind: 'stack' }
  | { readonly kind: 'slice'; readonly stack: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'surface'; readonly stack: number; readonly turnDegrees: number; readonly tiltDegrees: number }
  | { readonly kind: 'drop'; readonly stack: number };

export interface PictureAnswers {
  readonly open: OpenedFile;
  readonly draw: DrawnFrame;
  readonly read: readonly DatasetLine[];
  readonly close: undefined;
  readonly stack: number;
  readonly slice: undefined;
  /** Undefined where the slices make no volume of a head. */
  readonly surface: DrawnSurface | undefined;
  readonly drop: undefined;
}

export interface PictureRequest {
  readonly ticket: number;
  readonly question: PictureQuestion;
}

export type PictureReply =
  | { readonly ticket: number; readonly answer: PictureAnswers[PictureQuestion['kind']] }
  | { readonly ticket: number; readonly code: string };
