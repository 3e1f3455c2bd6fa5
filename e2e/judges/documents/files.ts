import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DicomFile, writeDicom } from '../../../src/core/dicom/index.ts';

/** Files by name in a folder of their own; the names keep only what is safe in a path. */
export function written(files: Readonly<Record<string, DicomFile>>): { folder: string; paths: Record<string, string> } {
  const folder = mkdtempSync(join(tmpdir(), 'document-judges-'));
  const paths = Object.fromEntries(
    Object.entries(files).map(([name, file]) => {
      const path = join(folder, `${name.replace(/\W+/g, '_')}.dcm`);
      writeFileSync(path, writeDicom(file));
      return [name, path];
    }),
  );
  return { folder, paths };
}
