/** Accession numbers, Study IDs are short texts; Study Instance UIDs are digits and dots. */
export interface NumberList {
  readonly accessionNumbers: readonly string[];
  readonly studyInstanceUIDs: readonly string[];
  /** Lines that are neither: too long, or nothing that stands in a header. Counted, never shown. */
  readonly unusable: number;
}

const UID = /^[0-2](\.(0|[1-9]\d*))+$/;
/** SH of PS3.5: 16 characters, no backslash or control characters; wildcards would find more than what was meant. */
const ACCESSION = /^[^\\*?\p{Cc}]{1,16}$/u;

/** From a paste or a CSV: the column with `accession` or `study` in its name where the first line has names, else the first. */
export function readNumbers(input: string): NumberList {
  const lines = input
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const rows = lines.map((line) => line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
  const names = rows[0]?.map((cell) => cell.toLowerCase()) ?? [];
  const named = names.findIndex((name) => /accession|study/.test(name));
  const isTable = rows.some((cells) => cells.length > 1);
  const values =
    isTable && named < 0 && rows.length === 1
      ? (rows[0] ?? [])
      : rows.slice(named < 0 ? 0 : 1).map((cells) => cells[Math.max(0, named)] ?? '');
  const [accessionNumbers, studyInstanceUIDs] = [new Set<string>(), new Set<string>()];
  let unusable = 0;
  for (const value of values) {
    if (value.length <= 64 && UID.test(value) && value.split('.').length > 4) studyInstanceUIDs.add(value);
    else if (ACCESSION.test(value)) accessionNumbers.add(value);
    else unusable += 1;
  }
  return { accessionNumbers: [...accessionNumbers], studyInstanceUIDs: [...studyInstanceUIDs], unusable };
}
