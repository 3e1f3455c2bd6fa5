import { canonicalPatientId } from '../../../../core/deid/index.ts';
import type { Crosswalk } from './export-plan.ts';

export type CrosswalkFault = 'crosswalk-empty' | 'crosswalk-columns' | 'crosswalk-pseudonym' | 'crosswalk-twice';

/** Says in which line, never with what: the file is full of patients. */
export class BadCrosswalk extends Error {
  readonly code: CrosswalkFault;
  readonly line: number;
  constructor(code: CrosswalkFault, line: number) {
    super(`line ${line}: ${code}`);
    this.code = code;
    this.line = line;
  }
}

/** As it becomes Patient ID and Patient's Name: no delimiter of the standard, nothing that a file system minds. */
const PSEUDONYM = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;

/** Two columns, patient ID and pseudonym; a first line of column names is known by `pseudonym` in it. */
export function readCrosswalk(csv: string): Crosswalk {
  const pairs = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const [index, line] of csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '' || (index === 0 && /pseudonym/i.test(line))) continue;
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    const [patientID = '', pseudonym = ''] = cells;
    if (cells.length < 2 || patientID === '') throw new BadCrosswalk('crosswalk-columns', index + 1);
    if (!PSEUDONYM.test(pseudonym)) throw new BadCrosswalk('crosswalk-pseudonym', index + 1);
    const canonical = canonicalPatientId(patientID);
    // One pseudonym for two patients would make one of them.
    if ((owners.get(pseudonym) ?? canonical) !== canonical || (pairs.get(canonical) ?? pseudonym) !== pseudonym)
      throw new BadCrosswalk('crosswalk-twice', index + 1);
    pairs.set(canonical, pseudonym);
    owners.set(pseudonym, canonical);
  }
  if (pairs.size === 0) throw new BadCrosswalk('crosswalk-empty', 1);
  return pairs;
}
