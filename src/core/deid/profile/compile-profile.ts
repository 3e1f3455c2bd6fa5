// Turns a profile into what the engine asks for every element: one lookup by tag.
import { dictionaryVrOf, isPrivate, parseTag } from '../../dicom/index.ts';
import { E1_1_EDITION } from '../tables/generated/e1-1.ts';
import type { ShiftSpan } from '../keyed/keyed.ts';
import { actionFor, parseConfidentialityTable } from './confidentiality-table.ts';
import type { ConfidentialityRow, ConfidentialityTable, TableAction } from './confidentiality-table.ts';
import type { OptionName } from './options.ts';
import type { Profile } from './profile.ts';

export type Rule = {
  readonly action: TableAction;
  /** What the basic profile does: where a cleaned value turns out empty, this decides what is left. */
  readonly basic: TableAction;
  /** Named in the report. */
  readonly source: string;
};

export type DateRule =
  { readonly kind: 'by-table' } | { readonly kind: 'year' } | { readonly kind: 'shift'; readonly span: ShiftSpan };

export type CompiledProfile = {
  readonly profile: Profile;
  readonly options: ReadonlySet<OptionName>;
  readonly dates: DateRule;
  readonly table: ConfidentialityTable;
  /** The rule of Table E.1-1, or of the profile, for a public attribute; undefined where neither names it. */
  ruleOf(tag: number): Rule | undefined;
  readonly curves: Rule;
  readonly privates: Rule;
};

/** By default five years: enough to hide a season and an admission, little enough to keep scanners plausible. */
const DEFAULT_SPAN: ShiftSpan = { maximumDays: 1825, wholeWeeks: true };

export function compileProfile(profile: Profile): CompiledProfile {
  const table = parseConfidentialityTable();
  const options = new Set(profile.options);
  const dates = dateRuleOf(profile, options);
  // A profile that shifts dates uses the Modified Dates column, whether it names the option or not.
  if (dates.kind === 'shift') options.add('retain-longitudinal-modified-dates');
  const rules = new Map<number, Rule>();
  const source = `PS3.15 E.1-1 ${E1_1_EDITION}`;
  for (const row of table.rows.values()) {
    const chosen = actionFor(row, options);
    const action = dates.kind === 'year' ? yearAction(row, chosen) : chosen;
    rules.set(row.tag, { action, basic: row.basic, source });
  }
  if (profile.references === 'keep-mapped')
    for (const tag of [0x00081140, 0x00082112]) {
      const rule = rules.get(tag);
      if (rule?.action === 'X/Z/U*') rules.set(tag, { ...rule, action: 'U', source: `profile ${profile.name}` });
    }
  for (const [written, { action }] of Object.entries(profile.elements)) {
    const tag = parseTag(written);
    if (tag !== undefined)
      rules.set(tag, { action, basic: rules.get(tag)?.basic ?? 'X', source: `profile ${profile.name}` });
  }
  const ruleOf = (tag: number): Rule | undefined => {
    const group = tag >>> 16;
    return rules.get(group >= 0x6000 && group <= 0x60ff && !isPrivate(tag) ? 0x60000000 + (tag & 0xffff) : tag);
  };
  const rest = (basic: TableAction, action: TableAction): Rule => ({ action, basic, source });
  return {
    profile,
    options,
    dates,
    table,
    ruleOf,
    curves: rest(table.curves.basic, actionFor(table.curves, options)),
    privates: rest(table.privates.basic, actionFor(table.privates, options)),
  };
}

function dateRuleOf(profile: Profile, options: ReadonlySet<OptionName>): DateRule {
  const { dates } = profile;
  if (dates.rule === 'shift') return { kind: 'shift', span: dates };
  if (dates.rule === 'year') return { kind: 'year' };
  return options.has('retain-longitudinal-modified-dates')
    ? { kind: 'shift', span: DEFAULT_SPAN }
    : { kind: 'by-table' };
}

/** Only the year: dates that a date option would keep are cleaned; times of day follow the basic profile. */
function yearAction({ tag, basic, options: columns }: ConfidentialityRow, action: TableAction): TableAction {
  if (!columns.has('retain-longitudinal-modified-dates')) return action;
  return dictionaryVrOf(tag) === 'TM' ? basic : 'C';
}
