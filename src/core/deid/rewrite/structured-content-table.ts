import { E3_4_1, E3_4_1_OPTIONS } from '../tables/generated/e3-4-1.ts';
import type { OptionName } from '../profile/options.ts';

export type ContentItemAction = 'X' | 'D' | 'K' | 'C';

export type StructuredContentTable = {
  /** What Table E.3.4-1 says of a content item; undefined where it does not list concept and value type. */
  actionFor(scheme: string, code: string, valueType: string): ContentItemAction | undefined;
};

const OPTION_OF: Record<(typeof E3_4_1_OPTIONS)[number], OptionName> = {
  cleanDescriptors: 'clean-descriptors',
  device: 'retain-device-identity',
  fullDates: 'retain-longitudinal-full-dates',
  institution: 'retain-institution-identity',
  modifiedDates: 'retain-longitudinal-modified-dates',
  patient: 'retain-patient-characteristics',
  uids: 'retain-uids',
};

export function createStructuredContentTable(
  options: ReadonlySet<OptionName>,
  onlyYears: boolean,
): StructuredContentTable {
  const actions = new Map<string, ContentItemAction>();
  for (const line of E3_4_1.trim().split('\n')) {
    const [scheme = '', code = '', valueType = '', basic = '', letters = ''] = line.split('|');
    actions.set(`${scheme}|${code}|${valueType}`, chosenAction(basic, letters, options, onlyYears));
  }
  return { actionFor: (scheme, code, valueType) => actions.get(`${scheme}|${code}|${valueType}`) };
}

function chosenAction(
  basic: string,
  letters: string,
  options: ReadonlySet<OptionName>,
  onlyYears: boolean,
): ContentItemAction {
  let kept = false;
  for (const [column, name] of E3_4_1_OPTIONS.entries()) {
    const letter = letters[column];
    if (letter === '-' || letter === undefined) continue;
    if (name === 'modifiedDates' && onlyYears) return 'C';
    if (!options.has(OPTION_OF[name])) continue;
    if (letter === 'C') return 'C';
    kept = true;
  }
  if (kept) return 'K';
  // X/D: what a template requires cannot be known from the item; a dummy is right in both cases.
  return basic === 'X' ? 'X' : 'D';
}
