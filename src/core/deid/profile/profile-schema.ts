// How a profile that somebody wrote is checked. Apart from the profiles themselves: those that ship are known to be right, and
// whoever chooses one of them need not load the library that checks others.
import { z } from 'zod';
import { optionOf } from './options.ts';
import type { OptionName } from './options.ts';
import type { Profile } from './profile.ts';

const optionSchema = z.string().transform((spelling, context): OptionName => {
  const option = optionOf(spelling);
  if (option !== undefined) return option;
  context.addIssue({ code: 'custom', message: 'no option of PS3.15 Annex E has this name' });
  return z.NEVER;
});

export const profileSchema: z.ZodType<Profile> = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens only'),
  title: z.string().min(1).max(200),
  description: z.string().max(4000),
  options: z.array(optionSchema),
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
  references: z.enum(['by-table', 'keep-mapped']),
  encapsulatedDocuments: z.enum(['refuse', 'empty']),
  withoutPixels: z.enum(['refuse', 'write']).optional(),
  elements: z.record(
    z.string().regex(/^\([0-9A-Fa-f]{4},[0-9A-Fa-f]{4}\)$/, 'a tag looks like (0018,1000)'),
    z.strictObject({ action: z.enum(['X', 'Z', 'D', 'U', 'K', 'C']), because: z.string().min(1) }),
  ),
  words: z.array(z.string()).optional(),
});
