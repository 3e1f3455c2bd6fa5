import type { OptionName } from './options.ts';
import basic from './profiles/basic.json' with { type: 'json' };
import research from './profiles/research.json' with { type: 'json' };
import safeHarbor from './profiles/safe-harbor.json' with { type: 'json' };
import type { Action } from './resolve-action.ts';

/** A Confidentiality Profile as written down: what a privacy officer reads and signs. docs/deid-profiles.md explains each field. */
export type Profile = {
  name: string;
  title: string;
  description: string;
  options: OptionName[];
  /**
   * by-table: Table E.1-1 and the date options decide. shift: back by whole days. year: only the year stays. Both of
   * these choose the Modified Dates option for full dates and times; `year` drops times of day.
   */
  dates: { rule: 'by-table' } | { rule: 'year' } | { rule: 'shift'; maximumDays: number; wholeWeeks: boolean };
  ages: { maximumYears: number };
  doubtfulWords: 'remove' | 'keep';
  /** keep-mapped: references to images and documents stay, with new UIDs, where the tables would drop them. */
  references: 'by-table' | 'keep-mapped';
  encapsulatedDocuments: 'refuse' | 'empty';
  /** Images without pixels, which a file cut off before its pixels looks like; refused unless this says `write`. */
  withoutPixels?: 'refuse' | 'write' | undefined;
  /** Exceptions by attribute: `"(0018,1000)": { "action": "K", "because": "..." }`. */
  elements: Record<string, { action: Action; because: string }>;
  /** Words that may stay in free text besides the vocabulary: names of local protocols, for example. */
  words?: string[] | undefined;
};

/** The profile cannot be used as it is written. Show `problems` to whoever wrote it. */
export class BadProfile extends Error {
  readonly code = 'bad-profile';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`the profile is not usable: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

/** Throws `BadProfile` for anything that is no profile. */
export async function parseProfile(json: unknown): Promise<Profile> {
  const { profileSchema } = await import('./profile-schema.ts');
  const result = profileSchema.safeParse(json);
  if (result.success) return result.data;
  throw new BadProfile(result.error.issues.map(({ path, message }) => `${path.join('.') || 'profile'}: ${message}`));
}

export const BUILT_IN_PROFILES = ['basic', 'safe-harbor', 'research'] as const;
export type BuiltInProfile = (typeof BUILT_IN_PROFILES)[number];

/** As they are: the tests check that each is what the schema makes of it. */
const SHIPPED: Record<BuiltInProfile, unknown> = { basic, 'safe-harbor': safeHarbor, research };

export function builtInProfile(name: BuiltInProfile): Profile {
  return structuredClone(SHIPPED[name]) as Profile; // by the tests
}

/**
 * The profile with further options switched on. Whoever asks for full dates of a profile that shifts them means it; whoever
 * asks for full and for modified dates gets modified ones, which cannot leak.
 */
export function withOptions(profile: Profile, options: readonly OptionName[]): Profile {
  const full =
    options.includes('retain-longitudinal-full-dates') && !options.includes('retain-longitudinal-modified-dates');
  const kept = full
    ? profile.options.filter((option) => option !== 'retain-longitudinal-modified-dates')
    : profile.options;
  return {
    ...profile,
    options: [...new Set([...kept, ...options])],
    dates: full ? { rule: 'by-table' } : profile.dates,
  };
}
