import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
export { ctSlice, headerOnly } from './deid-data-in-memory.ts';

export function writeFiles(folder: string, count: number, make: (instance: number) => Uint8Array): number {
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (let instance = 0; instance < count; instance++) {
    const file = make(instance);
    writeFileSync(join(folder, `${instance}.dcm`), file);
    bytes += file.length;
  }
  return bytes;
}
