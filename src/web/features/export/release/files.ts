import type { FileInMaking } from './sinks.ts';

// What the browser offers for writing large files. Not every browser has every part.

interface Pickers {
  showSaveFilePicker?(options: object): Promise<FileSystemFileHandle>;
  showDirectoryPicker?(options: object): Promise<FileSystemDirectoryHandle>;
}

export function canChooseFile(page: Window): boolean {
  return typeof (page as Pickers).showSaveFilePicker === 'function';
}

export function canChooseFolder(page: Window): boolean {
  return typeof (page as Pickers).showDirectoryPicker === 'function';
}

/** Asks where to; must be called from a click. Undefined when the person changed their mind. */
export async function chooseFile(page: Window, name: string): Promise<FileSystemFileHandle | undefined> {
  const types = [{ description: 'ZIP archive', accept: { 'application/zip': ['.zip'] } }];
  return chosen((page as Pickers).showSaveFilePicker?.({ suggestedName: name, types }));
}

export async function chooseFolder(page: Window): Promise<FileSystemDirectoryHandle | undefined> {
  return chosen((page as Pickers).showDirectoryPicker?.({ mode: 'readwrite' }));
}

async function chosen<T>(asked: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

/** The browser writes beside the file and puts it in place when it is closed. */
export async function fileAt(handle: FileSystemFileHandle): Promise<FileInMaking> {
  const writable = await handle.createWritable();
  return {
    write: (bytes) => writable.write(bytes),
    close: () => writable.close(),
    abort: () => writable.abort().catch(() => undefined),
  };
}

const FOLDER = 'released';

/**
 * For browsers that let nobody choose a file, and for people who want a download: written to the origin's private folder
 * as it comes, then handed to the browser's downloads. `forgetDownloads` takes the copy away.
 */
export async function downloadOf(page: Window & typeof globalThis, name: string): Promise<FileInMaking> {
  const root = await page.navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  const handle = await folder.getFileHandle(name, { create: true });
  const file = await fileAt(handle);
  return {
    ...file,
    async close() {
      await file.close();
      offer(page, await handle.getFile(), name);
    },
    async abort() {
      await file.abort();
      await folder.removeEntry(name).catch(() => undefined);
    },
  };
}

/** One small file at once, such as the linkage file. */
export function offer(page: Window & typeof globalThis, file: Blob, name: string): void {
  const address = page.URL.createObjectURL(file);
  const link = page.document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file by then; revoking at once stops some of them.
  page.setTimeout(() => page.URL.revokeObjectURL(address), 60_000);
}

/** De-identified and released, but no business of the next person at this browser. */
export async function forgetDownloads(page: Window): Promise<void> {
  const root = await page.navigator.storage.getDirectory();
  await root.removeEntry(FOLDER, { recursive: true }).catch(() => undefined);
}
