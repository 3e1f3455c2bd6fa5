/**
 * One image ready to be painted. Grey pixels stay as they were stored (masked to BitsStored, sign extended), so that
 * bytes from the network need no copy; what they mean is `pixel * slope + intercept`. Colour is RGB, interleaved, 8 bit.
 */
export interface DecodedFrame {
  rows: number;
  columns: number;
  isColour: boolean;
  pixels: Uint8Array<ArrayBuffer> | Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
  min: number;
  max: number;
  slope: number;
  intercept: number;
  /** Stored values needed more than 16 bits and were rounded for display: measured values are approximate. */
  isRounded: boolean;
  /** Set where the compressed stream itself is lossy, whatever its label says. */
  isLossy?: boolean;
}

/** Samples as a decoder leaves them. */
export type StoredValues =
  | Uint8Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

export type PixelErrorCode =
  | 'unsupported-transfer-syntax'
  | 'unsupported-pixels'
  | 'no-pixel-data'
  | 'short-pixel-data'
  | 'damaged-pixel-data'
  | 'decoder-stopped';

const SENTENCES: Record<PixelErrorCode, string> = {
  'unsupported-transfer-syntax': 'This viewer has no decoder for the way these pixels are compressed.',
  'unsupported-pixels': 'The pixels are stored in a form this viewer cannot draw.',
  'no-pixel-data': 'The object has the header of an image, but no pixels are stored in it.',
  'short-pixel-data': 'The pixel data ends before the image is complete.',
  'damaged-pixel-data': 'The compressed pixel data is damaged and could not be decoded.',
  'decoder-stopped': 'The decoder stopped unexpectedly.',
};

/** Pixels that could not be made into an image. `detail` names the form (never a value of the dataset). */
export class PixelError extends Error {
  override readonly name = 'PixelError';
  readonly code: PixelErrorCode;
  readonly detail: string | undefined;

  constructor(code: PixelErrorCode, detail?: string, cause?: unknown) {
    super(detail === undefined ? SENTENCES[code] : `${SENTENCES[code].slice(0, -1)}: ${detail}.`, { cause });
    this.code = code;
    this.detail = detail;
  }
}
