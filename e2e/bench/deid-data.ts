import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
export { ctSlice, headerOnly, manyFrames } from './deid-data-in-memory.ts';

/** Writes `count` files, and the first `few` of them under another name once more; gives the bytes of each folder. */
export function writeFiles(
  folder: string,
  count: number,
  make: (instance: number) => Uint8Array,
  part?: { readonly folder: string; readonly few: number },
): { readonly bytes: number; readonly partBytes: number } {
  for (const path of [folder, part?.folder]) if (path !== undefined) mkdirSync(path, { recursive: true });
  let [bytes, partBytes] = [0, 0];
  for (let instance = 0; instance < count; instance++) {
    const file = make(instance);
    const path = join(folder, `${instance}.dcm`);
    writeFileSync(path, file);
    bytes += file.length;
    if (part === undefined || instance >= part.few) continue;
    linkSync(path, join(part.folder, `${instance}.dcm`));
    partBytes += file.length;
  }
  return { bytes, partBytes };
}
