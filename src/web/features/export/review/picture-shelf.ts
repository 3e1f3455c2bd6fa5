import type { RunInstance } from '../hand-over.ts';
import type { FinishedStore } from '../hand-over.ts';
import type { Picture, Pictures } from './pictures.ts';

/** How many files the drawing worker holds. A page of a montage, its neighbours, and a pair. */
const MOST_FILES = 40;
const MOST_BYTES = 400 * 1024 * 1024;

interface Shelved {
  readonly picture: Promise<Picture>;
  byteLength: number;
  users: number;
}

/** Files that were opened lately, so that looking twice reads once; what is being drawn is not put away. */
export interface PictureShelf {
  /** The finished file. The key has its hash: an image that was made anew is another file. */
  finished<T>(instance: RunInstance, use: (picture: Picture) => Promise<T>): Promise<T>;
  original<T>(instance: RunInstance, use: (picture: Picture) => Promise<T>): Promise<T>;
  clear(): void;
}

export function createPictureShelf(pictures: Pictures, store: () => FinishedStore): PictureShelf {
  const shelf = new Map<string, Shelved>();

  async function use<T>(
    key: string,
    read: () => Promise<Uint8Array<ArrayBuffer>>,
    byteLength: number,
    task: (picture: Picture) => Promise<T>,
  ): Promise<T> {
    const found = shelf.get(key) ?? { picture: read().then((bytes) => pictures.open(bytes)), byteLength, users: 0 };
    // Last in the map is lately used.
    shelf.delete(key);
    shelf.set(key, found);
    found.users += 1;
    try {
      return await task(await found.picture);
    } catch (error) {
      // Not kept: the next try reads again.
      if (shelf.get(key) === found) shelf.delete(key);
      throw error;
    } finally {
      found.users -= 1;
      putAway();
    }
  }

  function putAway(): void {
    let bytes = [...shelf.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
    for (const [key, shelved] of shelf) {
      if (shelf.size <= MOST_FILES && bytes <= MOST_BYTES) return;
      if (shelved.users > 0) continue;
      shelf.delete(key);
      bytes -= shelved.byteLength;
      close(shelved);
    }
  }

  return {
    finished: ({ finished: { sopInstanceUID, sha256, byteLength } }, task) =>
      use(`finished ${sopInstanceUID} ${sha256}`, () => store().finished(sopInstanceUID), byteLength, task),
    original: ({ finished: { sopInstanceUID, byteLength } }, task) =>
      use(`original ${sopInstanceUID}`, () => store().original(sopInstanceUID), byteLength, task),
    clear() {
      for (const shelved of shelf.values()) close(shelved);
      shelf.clear();
    },
  };
}

function close({ picture }: Shelved): void {
  // A file that could not be opened was told to whoever asked for it.
  void picture.then((one) => one.close()).catch(() => undefined);
}
