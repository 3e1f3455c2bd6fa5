// What stands on the page of the profile, and what it becomes.
import {
  builtInProfile,
  withOptions,
  type BuiltInProfile,
  type OptionName,
  type Profile,
} from '../../../../core/deid/index.ts';
import {
  exportTermsSchema,
  profileSha256,
  referenceSchema,
  termsFault,
  type ExportOptions,
  type ExportPolicy,
  type Reference,
} from '../../../../core/export/index.ts';
import type { Crosswalk, ExportPlan } from './export-plan.ts';

export type ProfileCode = BuiltInProfile | 'site';

export interface ProfileDraft {
  readonly profileCode: ProfileCode;
  /** Of the file that was chosen for `site`. */
  readonly siteProfile: Profile | undefined;
  readonly added: readonly OptionName[];
  readonly options: ExportOptions;
  readonly purposeCode: string;
  readonly recipientCode: string;
  readonly destinationCode: string;
  readonly referenceKind: Reference['kind'];
  readonly referenceNumber: string;
  readonly pseudonymPrefix: string;
  readonly crosswalk: Crosswalk | undefined;
  /** `new`: a secret of this export alone. */
  readonly secret: 'new' | 'file';
  readonly key: Uint8Array<ArrayBuffer> | undefined;
}

/** What most exports want, within what the site has fixed; nothing is chosen that a person has to answer for. */
export function firstDraft(policy: ExportPolicy): ProfileDraft {
  const known = policy.profiles.map(({ code }) => code);
  const only = <T>(list: readonly { readonly code: T }[]): T | '' => (list.length === 1 ? (list[0]?.code ?? '') : '');
  const listed = policy.references.listed[0];
  return {
    profileCode:
      (['research', 'safe-harbor', 'basic', 'site'] as const).find((code) => known.includes(code)) ?? 'basic',
    siteProfile: undefined,
    added: [],
    options: {
      pixels: 'automatic',
      faces: 'refuse',
      doubtfulWords: 'remove',
      technicalText: 'cover',
      pseudonyms: 'keyed',
      linkage: 'none',
      ...definedOf(policy.fixedOptions),
    },
    purposeCode: only(policy.purposes),
    recipientCode: only(policy.recipients),
    destinationCode: only(policy.destinations),
    referenceKind: listed?.kind ?? policy.references.openKinds[0] ?? 'data-use-agreement',
    referenceNumber:
      policy.references.listed.length === 1 && policy.references.openKinds.length === 0 ? (listed?.number ?? '') : '',
    pseudonymPrefix: '',
    crosswalk: undefined,
    secret: 'new',
    key: undefined,
  };
}

function definedOf(fixed: ExportPolicy['fixedOptions']): Partial<ExportOptions> {
  return Object.fromEntries(Object.entries(fixed).filter(([, value]) => value !== undefined)) as Partial<ExportOptions>; // of its own entries
}

export function baseProfile({ profileCode, siteProfile }: ProfileDraft): Profile | undefined {
  return profileCode === 'site' ? siteProfile : builtInProfile(profileCode);
}

/** As it will be applied: its hash is what the gateway is told. */
export function appliedProfile(draft: ProfileDraft): Profile | undefined {
  const base = baseProfile(draft);
  if (base === undefined) return undefined;
  const faces: OptionName[] = draft.options.faces === 'keep' ? [] : ['clean-recognizable-visual-features'];
  const added = [...draft.added, ...faces].filter((option) => !base.options.includes(option));
  const withAdded = added.length === 0 ? base : withOptions(base, added);
  const { doubtfulWords } = draft.options;
  return withAdded.doubtfulWords === doubtfulWords ? withAdded : { ...withAdded, doubtfulWords };
}

export const PREFIX = /^[A-Z0-9-]{0,16}$/;

export interface DraftFault {
  readonly field:
    'profile' | 'purpose' | 'recipient' | 'destination' | 'reference' | 'prefix' | 'crosswalk' | 'key' | 'terms';
  readonly code: string;
  readonly says: string;
}

/** What is missing or will be refused, so that the person hears it here and not from the gateway. */
export function faultsOf(draft: ProfileDraft, policy: ExportPolicy): DraftFault[] {
  const faults: DraftFault[] = [];
  const add = (field: DraftFault['field'], code: string, says: string): void => void faults.push({ field, code, says });
  if (draft.profileCode === 'site' && draft.siteProfile === undefined)
    add('profile', 'profile-missing', 'Choose the file of the site’s profile.');
  if (draft.purposeCode === '') add('purpose', 'purpose-missing', 'Choose what the export is for.');
  if (draft.recipientCode === '') add('recipient', 'recipient-missing', 'Choose who receives it.');
  if (draft.destinationCode === '') add('destination', 'destination-missing', 'Choose where it goes.');
  if (!referenceSchema.shape.number.safeParse(draft.referenceNumber).success)
    add('reference', 'reference-malformed', 'A number begins with letters: DUA-2026-017.');
  if (!PREFIX.test(draft.pseudonymPrefix))
    add('prefix', 'prefix-malformed', 'Capital letters, digits and hyphens, 16 at most.');
  if (draft.options.pseudonyms === 'crosswalk' && draft.crosswalk === undefined)
    add('crosswalk', 'crosswalk-missing', 'Choose the file of the crosswalk.');
  if (draft.secret === 'file' && draft.key === undefined)
    add('key', 'key-missing', 'Choose the file of the project’s secret.');
  const terms = termsOf(draft);
  const fault = faults.length > 0 || terms === undefined ? undefined : termsFault(policy, terms);
  if (fault !== undefined) add('terms', fault, TERMS_WORDS[fault] ?? 'The site does not allow this export.');
  return faults;
}

const TERMS_WORDS: Readonly<Record<string, string>> = {
  'export-not-enabled': 'This site does not release de-identified images.',
  'export-profile-not-allowed': 'The site allows this profile in another text only: take back the options you added.',
  'export-reference-not-allowed': 'The site does not know this agreement or determination.',
  'export-options-fixed': 'The site has fixed one of these options otherwise.',
};

function termsOf(draft: ProfileDraft): ExportPlan['terms'] | undefined {
  const profile = appliedProfile(draft);
  if (profile === undefined) return undefined;
  const parsed = exportTermsSchema.safeParse({
    purposeCode: draft.purposeCode,
    recipientCode: draft.recipientCode,
    destinationCode: draft.destinationCode,
    profile: { code: draft.profileCode, sha256: profileSha256(profile) },
    reference: { kind: draft.referenceKind, number: draft.referenceNumber },
    options: draft.options,
  });
  return parsed.success ? parsed.data : undefined;
}

const KEY_BYTES = 32;

/** Undefined while something is missing. */
export function planOf(draft: ProfileDraft, policy: ExportPolicy): ExportPlan | undefined {
  const [terms, profile] = [termsOf(draft), appliedProfile(draft)];
  if (terms === undefined || profile === undefined || faultsOf(draft, policy).length > 0) return undefined;
  const key = draft.secret === 'file' ? draft.key : crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  if (key === undefined) return undefined;
  const isCrosswalk = draft.options.pseudonyms === 'crosswalk';
  return {
    terms,
    profile,
    key,
    pseudonymPrefix: isCrosswalk ? '' : draft.pseudonymPrefix,
    crosswalk: isCrosswalk ? draft.crosswalk : undefined,
  };
}
