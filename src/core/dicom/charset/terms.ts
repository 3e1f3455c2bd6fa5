// Defined terms of Specific Character Set, PS3.3 Tables C.12-2 to C.12-5.
import { GB_2312, JIS_X_0208, JIS_X_0212, KATAKANA, KS_X_1001, upperHalf, type CodedSet } from './repertoires.ts';

/** A set and where it is designated: G0 for bytes below 80, G1 for bytes above. */
export interface Designation {
  readonly set: CodedSet | 'ascii' | 'romaji';
  readonly area: 'G0' | 'G1';
  /** The bytes after ESC. */
  readonly escape: string;
}

export const ASCII: Designation = { set: 'ascii', area: 'G0', escape: '(B' };
export const ROMAJI: Designation = { set: 'romaji', area: 'G0', escape: '(J' };

function latin(label: string, final: string): Designation {
  return { set: upperHalf(label), area: 'G1', escape: `-${final}` };
}

/** Designations by the number of the ISO registration. Labels are those of the Encoding Standard. */
export const REGISTERED: Readonly<Record<number, Designation>> = {
  6: ASCII,
  100: latin('windows-1252', 'A'),
  101: latin('iso-8859-2', 'B'),
  109: latin('iso-8859-3', 'C'),
  110: latin('iso-8859-4', 'D'),
  144: latin('iso-8859-5', 'L'),
  127: latin('iso-8859-6', 'G'),
  126: latin('iso-8859-7', 'F'),
  138: latin('iso-8859-8', 'H'),
  148: latin('windows-1254', 'M'),
  203: latin('iso-8859-15', 'b'),
  166: latin('windows-874', 'T'),
  13: { set: KATAKANA, area: 'G1', escape: ')I' },
  87: { set: JIS_X_0208, area: 'G0', escape: '$B' },
  159: { set: JIS_X_0212, area: 'G0', escape: '$(D' },
  149: { set: KS_X_1001, area: 'G1', escape: '$)C' },
  58: { set: GB_2312, area: 'G1', escape: '$)A' },
};

/** Every escape sequence a reader may meet, declared or not. `$@` is the older JIS X 0208. */
export const BY_ESCAPE: ReadonlyMap<string, Designation> = new Map<string, Designation>([
  ...Object.values(REGISTERED).map((designation): [string, Designation] => [designation.escape, designation]),
  ['(J', ROMAJI],
  ['$@', { set: JIS_X_0208, area: 'G0', escape: '$@' }],
]);

export type Term =
  { kind: 'utf-8' } | { kind: 'gb18030' } | { kind: 'gbk' } | { kind: 'registered'; number: number; iso2022: boolean };

/** Reads one term, and the misspellings that are seen (`ISO-IR 100`, `ISO_IR_100`, `iso 2022 ir 87`, `ISO2022 IR 87`). */
export function parseTerm(text: string): Term | undefined {
  const term = text.trim().toUpperCase();
  if (term === '') return { kind: 'registered', number: 6, iso2022: false };
  if (term === 'GB18030') return { kind: 'gb18030' };
  if (term === 'GBK' || term === 'GB2312') return { kind: 'gbk' };
  if (/^ISO[ _-]?IR[ _-]?192$/.test(term) || term === 'UTF-8' || term === 'UTF8') return { kind: 'utf-8' };
  const match = /^ISO[ _-]?(2022)?[ _-]?(?:IR)?[ _-]?(\d{1,3})$/.exec(term);
  const number = Number(match?.[2]);
  if (match === null || REGISTERED[number] === undefined) return undefined;
  return { kind: 'registered', number, iso2022: match[1] !== undefined };
}
