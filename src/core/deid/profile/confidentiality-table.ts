import { E1_1 } from '../tables/generated/e1-1.ts';
import { COLUMN_OPTIONS } from './options.ts';
import type { OptionName } from './options.ts';

/** What Table E.1-1 says in one cell: `X/Z/D` is decided later, by the Type of the attribute at its path. */
export type TableAction = 'X' | 'Z' | 'D' | 'U' | 'K' | 'C' | 'X/Z' | 'X/D' | 'Z/D' | 'X/Z/D' | 'X/Z/U*';

export type ConfidentialityRow = {
  /** Tag as a number; repeating groups under their first group (6000, 5000). */
  readonly tag: number;
  readonly name: string;
  readonly basic: TableAction;
  readonly options: ReadonlyMap<OptionName, 'K' | 'C'>;
};

export type ConfidentialityTable = {
  readonly rows: ReadonlyMap<number, ConfidentialityRow>;
  /** (50xx,xxxx): the whole of every curve group. */
  readonly curves: ConfidentialityRow;
  /** Private attributes. */
  readonly privates: ConfidentialityRow;
};

/** Any element of an odd group stands for all private attributes. */
export const PRIVATE_TAG = 0x00090000;
export const CURVE_TAG = 0x50000000;

const SPECIAL: Record<string, number> = { private: PRIVATE_TAG, '50xxxxxx': CURVE_TAG };

export function parseConfidentialityTable(): ConfidentialityTable {
  const rows = new Map<number, ConfidentialityRow>();
  for (const line of E1_1.trim().split('\n')) {
    const [id = '', basic = '', letters = '', name = ''] = line.split('|');
    const tag = SPECIAL[id] ?? Number.parseInt(id.replace('60xx', '6000'), 16);
    const options = new Map<OptionName, 'K' | 'C'>();
    COLUMN_OPTIONS.forEach((option, column) => {
      const letter = letters[column];
      if (letter === 'K' || letter === 'C') options.set(option, letter);
    });
    // The generator checks that these are the only codes in the table.
    rows.set(tag, { tag, name, basic: basic as TableAction, options });
  }
  const curves = rows.get(CURVE_TAG);
  const privates = rows.get(PRIVATE_TAG);
  if (curves === undefined || privates === undefined || rows.size !== 657)
    throw new Error('Table E.1-1 is not the generated one');
  return { rows, curves, privates };
}

/**
 * The cell that holds for the chosen options. Where columns disagree (a calibration date is kept with the device and
 * modified with the dates) cleaning wins over keeping: it is the choice that cannot leak.
 */
export function actionFor(row: ConfidentialityRow, chosen: ReadonlySet<OptionName>): TableAction {
  let kept = false;
  for (const [option, letter] of row.options) {
    if (!chosen.has(option)) continue;
    if (letter === 'C') return 'C';
    kept = true;
  }
  return kept ? 'K' : row.basic;
}
