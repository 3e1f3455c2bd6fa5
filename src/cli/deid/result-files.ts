// map.csv, uid-map.csv and report.json, as docs/deid-files.md describes them. Each appears whole or not at all.
import { closeSync, openSync, renameSync, writeSync } from 'node:fs';

export type LineWriter = { line(text: string): void; finish(): void };

const MOST_PENDING = 1 << 16;

export function createLineWriter(path: string): LineWriter {
  const partial = `${path}.part`;
  const handle = openSync(partial, 'w', 0o600);
  let pending = '';
  const flush = (): void => {
    const bytes = Buffer.from(pending);
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    pending = '';
  };
  return {
    line(text) {
      pending += `${text}\n`;
      if (pending.length > MOST_PENDING) flush();
    },
    finish() {
      flush();
      closeSync(handle);
      renameSync(partial, path);
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
