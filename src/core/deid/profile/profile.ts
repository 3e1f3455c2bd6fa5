import { z } from 'zod';
import { optionOf } from './options.ts';
import type { OptionName } from './options.ts';
import basic from './profiles/basic.json' with { type: 'json' };
import research from './profiles/research.json' with { type: 'json' };
import safeHarbor from './profiles/safe-harbor.json' with { type: 'json' };

/** A Confidentiality Profile as written down: what a privacy officer reads and signs. docs/deid-profiles.md explains each field. */
export type Profile = z.infer<typeof profileSchema>;

const optionSchema = z.string().transform((spelling, context): OptionName => {
  const option = optionOf(spelling);
  if (option !== undefined) return option;
  context.addIssue({ code: 'custom', message: 'no option of PS3.15 Annex E has this name' });
  return z.NEVER;
});

const profileSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens only'),
  title: z.string().min(1).max(200),
  description: z.string().max(4000),
  options: z.array(optionSchema),
  /**
   * by-table: Table E.1-1 and the date options decide. shift: back by whole days. year: only the year stays. Both of
   * these choose the Modified Dates option for full dates and times; `year` drops times of day.
   */
  dates: z.discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('by-table') }),
    z.strictObject({ rule: z.literal('year') }),
    z.strictObject({
      rule: z.literal('shift'),
      maximumDays: z.int().min(30, 'fewer than 30 days can be guessed').max(36_500),
      wholeWeeks: z.boolean(),
    }),
  ]),
  ages: z.strictObject({ maximumYears: z.int().min(1).max(149) }),
  doubtfulWords: z.enum(['remove', 'keep']),
  /** keep-mapped: references to images and documents stay, with new UIDs, where the tables would drop them. */
  references: z.enum(['by-table', 'keep-mapped']),
  encapsulatedDocuments: z.enum(['refuse', 'empty']),
  /** Exceptions by attribute: `"(0018,1000)": { "action": "K", "because": "..." }`. */
  elements: z.record(
    z.string().regex(/^\([0-9A-Fa-f]{4},[0-9A-Fa-f]{4}\)$/, 'a tag looks like (0018,1000)'),
    z.strictObject({ action: z.enum(['X', 'Z', 'D', 'U', 'K', 'C']), because: z.string().min(1) }),
  ),
  /** Words that may stay in free text besides the vocabulary: names of local protocols, for example. */
  words: z.array(z.string()).optional(),
});

/** The profile cannot be used as it is written. Show `problems` to whoever wrote it. */
export class BadProfile extends Error {
  readonly code = 'bad-profile';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`the profile is not usable: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

export function parseProfile(json: unknown): Profile {
  const result = profileSchema.safeParse(json);
  if (result.success) return result.data;
  throw new BadProfile(result.error.issues.map(({ path, message }) => `${path.join('.') || 'profile'}: ${message}`));
}

export const BUILT_IN_PROFILES = ['basic', 'safe-harbor', 'research'] as const;
export type BuiltInProfile = (typeof BUILT_IN_PROFILES)[number];

const SHIPPED: Record<BuiltInProfile, unknown> = { basic, 'safe-harbor': safeHarbor, research };

export function builtInProfile(name: BuiltInProfile): Profile {
  return parseProfile(SHIPPED[name]);
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
