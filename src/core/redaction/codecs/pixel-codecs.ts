// The codecs that compressed pixels need. `core` holds none of them: the command line and the worker hand them in.

/** What comes out of a compressed frame. */
export interface DecodedStream {
  readonly columns: number;
  readonly rows: number;
  readonly components: number;
  /** Bits of a sample as the stream itself says. */
  readonly precision: number;
  /** One or two bytes per sample, little endian, the codec's own copy. */
  readonly bytes: Uint8Array;
  readonly isPlanar: boolean;
  /** False when the stream says that nothing was lost. */
  readonly isLossy: boolean;
  /**
   * Whether the codec undid the colour transform of its format: `always` as JPEG decoders do with three components,
   * `as-labelled` where the stream says so and the header names YBR_RCT or YBR_ICT, `never` for formats without one.
   */
  readonly undoesColour: 'always' | 'as-labelled' | 'never';
}

/** One frame to compress without loss: samples interleaved, one or two bytes each, little endian. */
export interface StreamToEncode {
  readonly columns: number;
  readonly rows: number;
  readonly components: number;
  readonly precision: number;
  readonly bytes: Uint8Array;
  /** Samples are in two's complement; the stream is told so where it can be. */
  readonly isSigned: boolean;
}

export type StreamDecoder = (stream: Uint8Array) => Promise<DecodedStream>;
export type StreamEncoder = (image: StreamToEncode) => Promise<Uint8Array>;

/** Each loads its module when it is first called. Decoders throw whatever they like on damaged streams. */
export interface PixelCodecs {
  readonly decodeJpeg8: StreamDecoder;
  /** Sequential and progressive DCT of 8 and 12 bits. */
  readonly decodeJpegExtended: StreamDecoder;
  readonly decodeJpegLossless: StreamDecoder;
  readonly decodeJpegLS: StreamDecoder;
  readonly decodeJpeg2000: StreamDecoder;
  readonly decodeHTJ2K: StreamDecoder;
  readonly encodeJpegLS: StreamEncoder;
  readonly encodeHTJ2K: StreamEncoder;
}
