// map.csv, uid-map.csv and report.json, as docs/deid-files.md describes them. Each appears whole or not at all.
import { open, rename, rm } from 'node:fs/promises';

export type LineWriter = { line(text: string): Promise<void>; finish(): Promise<void>; discard(): Promise<void> };

export async function createLineWriter(path: string): Promise<LineWriter> {
  const partial = `${path}.part`;
  const handle = await open(partial, 'w', 0o600);
  let pending = '';
  const flush = async (): Promise<void> => {
    if (pending !== '') await handle.write(pending);
    pending = '';
  };
  return {
    async line(text) {
      pending += `${text}\n`;
      if (pending.length > 1 << 16) await flush();
    },
    async finish() {
      await flush();
      await handle.close();
      await rename(partial, path);
    },
    async discard() {
      await handle.close();
      await rm(partial, { force: true });
    },
  };
}

/** RFC 4180; a value that a spreadsheet would take for a formula is told that it is text. */
export function csvRow(values: readonly (string | number)[]): string {
  return values
    .map((value) => {
      const text = String(value);
      const inert = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
      return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
    })
    .join(',');
}
