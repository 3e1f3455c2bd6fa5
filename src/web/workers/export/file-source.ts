// Files of the person's computer, read in the worker that works on them: the page hands over where they lie, and no byte.
import { SourceUnreadable } from './source-unreadable.ts';
import { readZipPart, type ZipPart } from './zip-part.ts';

export type FileSource =
  | { readonly kind: 'file'; readonly file: Blob }
  | { readonly kind: 'zip'; readonly archive: Blob; readonly part: ZipPart }
  /** Known when it was chosen. */
  | { readonly kind: 'unreadable'; readonly code: string };

export function byteLengthOf(source: FileSource): number {
  switch (source.kind) {
    case 'file':
      return source.file.size;
    case 'zip':
      return source.part.byteLength;
    case 'unreadable':
      return 0;
  }
}

/** The first `most` bytes of each, in the order of the sources; one that cannot be read does not keep the others. */
export async function readFiles(
  sources: readonly FileSource[],
  most = Infinity,
): Promise<(Uint8Array<ArrayBuffer> | SourceUnreadable)[]> {
  const plain = sources.flatMap((source) => (source.kind === 'file' ? [source.file] : []));
  const together = [...(await readTogether(plain.map((file) => (file.size <= most ? file : file.slice(0, most)))))];
  return Promise.all(
    sources.map((source) =>
      source.kind === 'file'
        ? Promise.resolve(together.shift() ?? new SourceUnreadable('unreadable'))
        : orUnreadable(() => readOther(source, most)),
    ),
  );
}

/** As one: what a browser does for each reading costs as much as half a megabyte. */
async function readTogether(files: readonly Blob[]): Promise<(Uint8Array<ArrayBuffer> | SourceUnreadable)[]> {
  if (files.length > 1)
    try {
      const all = await new Blob([...files]).arrayBuffer();
      // Less than the files were: a view of it would throw, and nothing is mistaken for its neighbour.
      let end = 0;
      return files.map(({ size }) => {
        end += size;
        return new Uint8Array(all, end - size, size);
      });
    } catch {
      // Which of them it is shows when each is read by itself.
    }
  return Promise.all(files.map((file) => orUnreadable(async () => new Uint8Array(await file.arrayBuffer()))));
}

async function readOther(
  source: Exclude<FileSource, { kind: 'file' }>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (source.kind === 'unreadable') throw new SourceUnreadable(source.code);
  return readZipPart(source.archive, source.part, most);
}

async function orUnreadable(
  read: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer> | SourceUnreadable> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SourceUnreadable) return error;
    // Thrown by the browser when an array does not fit.
    return new SourceUnreadable(error instanceof RangeError ? 'too-large-for-memory' : 'unreadable', error);
  }
}

export function bytesOrThrow(read: Uint8Array<ArrayBuffer> | SourceUnreadable | undefined): Uint8Array<ArrayBuffer> {
  if (read instanceof Uint8Array) return read;
  throw read ?? new SourceUnreadable('unreadable');
}
