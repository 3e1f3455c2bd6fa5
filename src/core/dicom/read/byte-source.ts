/** A file, blob or HTTP resource that can be read in pieces. */
export interface ByteSource {
  /** Bytes of the whole. */
  readonly size: number;
  /** Exactly `length` bytes from `offset`; the reader refuses fewer. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** The same for whoever is done with the bytes before the next call: they may be written over then. */
  readPiece?(offset: number, length: number): Promise<Uint8Array>;
}

/** A file that a person chose, or any other Blob. */
export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}
