import type { BatchContext } from './deidentify.ts';
import type { PixelPolicy } from './guard/pixel-risk.ts';
import { createKeyed } from './keyed/keyed.ts';
import { createAttributeTypes } from './profile/attribute-types.ts';
import type { CompiledProfile } from './profile/compile-profile.ts';
import { DecisionMemory } from './rewrite/decision-memory.ts';
import { createStructuredContentTable } from './rewrite/structured-content-table.ts';
import { createTextCleaner } from './text/clean-text.ts';
import { createDictionary } from './text/dictionary.ts';
import type { Identifiers } from './text/identifiers.ts';
import { createVocabulary, normaliseWord } from './text/vocabulary.ts';
import { uidEntryOf } from '../dicom/index.ts';

export type BatchSettings = {
  readonly profile: CompiledProfile;
  /** The secret of the project: 16 bytes at least. */
  readonly key: Uint8Array;
  /** Of all files of the batch, by `createCollector`. */
  readonly identifiers: Identifiers;
  readonly pixels: PixelPolicy;
  /** Overrides what the profile says of doubtful words. */
  readonly doubtful?: 'remove' | 'keep';
  /** Doubtful words of which a person has said the opposite, wherever they stand. */
  readonly exceptions?: Iterable<string>;
};

export function createBatchContext({
  profile,
  key,
  identifiers,
  pixels,
  doubtful,
  exceptions = [],
}: BatchSettings): BatchContext {
  const keyed = createKeyed(key);
  const vocabulary = createVocabulary(profile.profile.words ?? []);
  const dictionary = createDictionary(identifiers, vocabulary);
  const keepsUIDs = profile.options.has('retain-uids');
  const keepsFullDates = profile.dates.kind === 'by-table' && profile.options.has('retain-longitudinal-full-dates');
  return {
    profile,
    keyed,
    types: createAttributeTypes(),
    structuredContent: createStructuredContentTable(profile.options, profile.dates.kind === 'year'),
    dictionary,
    vocabulary,
    memory: new DecisionMemory(),
    issuers: identifiers.issuers,
    pixels,
    cleaner: createTextCleaner({
      dictionary,
      vocabulary,
      doubtful: doubtful ?? profile.profile.doubtfulWords,
      exceptions: new Set(Array.from(exceptions, normaliseWord)),
      keepDates: keepsFullDates,
      mapUID: (uid) => (keepsUIDs || uidEntryOf(uid) !== undefined ? uid : keyed.uid(uid)),
    }),
  };
}
