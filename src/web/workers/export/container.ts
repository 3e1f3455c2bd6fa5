// Many sealed files in one file of the disk, one after the other. A later one of the same name takes the place of an earlier.

/** What of a synchronous access handle is used: tests have another. */
export interface Disk {
  getSize(): number;
  read(buffer: Uint8Array, options: { at: number }): number;
  write(buffer: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
}

export interface Container {
  put(name: string, pieces: readonly Uint8Array[]): void;
  /** Undefined where there is none. */
  get(name: string, most?: number): Uint8Array<ArrayBuffer> | undefined;
}

/** Fewer bytes were taken than were given: the disk is full. What stood before is untouched. */
export class DiskFull extends Error {
  readonly code = 'storage-full';
}

// Of each: a mark, the length of the name, the length of the body, the name, the body.
const MARK = 0x43455831;
const FIXED_BYTES = 4 + 2 + 8;

interface Place {
  readonly at: number;
  readonly length: number;
}

/** Reads what is there from an earlier page up to the first record that is not whole; the rest is cut off. */
export function openContainer(disk: Disk): Container {
  const places = new Map<string, Place>();
  let end = 0;
  const size = disk.getSize();
  const fixed = new Uint8Array(FIXED_BYTES);
  const view = new DataView(fixed.buffer);
  while (end + FIXED_BYTES <= size) {
    disk.read(fixed, { at: end });
    const nameLength = view.getUint16(4);
    const length = Number(view.getBigUint64(6));
    const at = end + FIXED_BYTES + nameLength;
    if (view.getUint32(0) !== MARK || at + length > size) break;
    const name = new Uint8Array(nameLength);
    disk.read(name, { at: end + FIXED_BYTES });
    places.set(new TextDecoder().decode(name), { at, length });
    end = at + length;
  }
  if (end < size) disk.truncate(end);
  const writeAll = (bytes: Uint8Array, at: number): number => {
    const taken = disk.write(bytes, { at });
    if (taken !== bytes.length) throw new DiskFull('the disk took fewer bytes than it was given');
    return at + taken;
  };
  return {
    put(name, pieces) {
      const nameBytes = new TextEncoder().encode(name);
      const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
      const bodyAt = end + FIXED_BYTES + nameBytes.length;
      const head = new Uint8Array(FIXED_BYTES + nameBytes.length);
      const headView = new DataView(head.buffer);
      headView.setUint32(0, MARK);
      headView.setUint16(4, nameBytes.length);
      headView.setBigUint64(6, BigInt(length));
      head.set(nameBytes, FIXED_BYTES);
      try {
        let at = bodyAt;
        for (const piece of pieces) at = writeAll(piece, at);
        // The mark comes last: what has one is whole.
        writeAll(head, end);
      } catch (error) {
        disk.truncate(end);
        throw error;
      }
      places.set(name, { at: bodyAt, length });
      end = bodyAt + length;
    },
    get(name, most = Infinity) {
      const place = places.get(name);
      if (place === undefined) return undefined;
      const bytes = new Uint8Array(Math.min(most, place.length));
      const read = disk.read(bytes, { at: place.at });
      return read === bytes.length ? bytes : undefined;
    },
  };
}
