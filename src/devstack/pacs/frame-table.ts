// Where the frames of a stored file are, worked out once when it is taken in, so that serving one is a read by offset.

export interface ByteRange {
  offset: number;
  length: number;
}

export type FrameTable =
  | { kind: 'none' }
  /** Uncompressed, whole bytes per frame. */
  | { kind: 'native'; total: number; offset: number; frameBytes: number }
  /** Uncompressed, one bit per sample, packed so that frames need not begin at a byte (PS3.5 8.1.1). */
  | { kind: 'bits'; total: number; offset: number; frameBits: number }
  /** Compressed: the fragments of each frame. */
  | { kind: 'fragments'; total: number; frames: readonly (readonly ByteRange[])[] }
  /** Big endian or deflated: frames have to be made from the whole file, and leave as little endian. */
  | { kind: 'decoded'; total: number }
  /** Pixel data that nobody can take apart; the code says why. */
  | { kind: 'fault'; code: string };
