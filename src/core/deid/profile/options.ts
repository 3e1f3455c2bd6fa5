/** The options of PS3.15 Annex E.3 and their codes in CID 7050. */
export const OPTIONS = {
  'retain-safe-private': { code: '113111', meaning: 'Retain Safe Private Option' },
  'retain-uids': { code: '113110', meaning: 'Retain UIDs Option' },
  'retain-device-identity': { code: '113109', meaning: 'Retain Device Identity Option' },
  'retain-institution-identity': { code: '113112', meaning: 'Retain Institution Identity Option' },
  'retain-patient-characteristics': { code: '113108', meaning: 'Retain Patient Characteristics Option' },
  'retain-longitudinal-full-dates': {
    code: '113106',
    meaning: 'Retain Longitudinal Temporal Information Full Dates Option',
  },
  'retain-longitudinal-modified-dates': {
    code: '113107',
    meaning: 'Retain Longitudinal Temporal Information Modified Dates Option',
  },
  'clean-descriptors': { code: '113105', meaning: 'Clean Descriptors Option' },
  'clean-structured-content': { code: '113104', meaning: 'Clean Structured Content Option' },
  'clean-graphics': { code: '113103', meaning: 'Clean Graphics Option' },
  'clean-pixel-data': { code: '113101', meaning: 'Clean Pixel Data Option' },
  'clean-recognizable-visual-features': { code: '113102', meaning: 'Clean Recognizable Visual Features Option' },
} as const;

export type OptionName = keyof typeof OPTIONS;

export const BASIC_PROFILE_CODE = { code: '113100', meaning: 'Basic Application Confidentiality Profile' } as const;

/** The ten options that have a column in Table E.1-1, in the order of the letters in a generated row. */
export const COLUMN_OPTIONS = [
  'retain-safe-private',
  'retain-uids',
  'retain-device-identity',
  'retain-institution-identity',
  'retain-patient-characteristics',
  'retain-longitudinal-full-dates',
  'retain-longitudinal-modified-dates',
  'clean-descriptors',
  'clean-structured-content',
  'clean-graphics',
] as const satisfies readonly OptionName[];

// People write "RetainUIDs", "retain_uids", "Retain UIDs Option" or the code of CID 7050: all mean the same.
const squeeze = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/option$/, '');

const BY_SPELLING = new Map<string, OptionName>(
  (Object.keys(OPTIONS) as OptionName[]).flatMap((name) => [
    [squeeze(name), name],
    [OPTIONS[name].code, name],
    [squeeze(OPTIONS[name].meaning), name],
    [squeeze(name.replace('longitudinal-', '')), name],
    [squeeze(name.replace(/^retain-longitudinal-|^retain-|^clean-/, '')), name],
  ]),
);

export function optionOf(spelling: string): OptionName | undefined {
  return BY_SPELLING.get(squeeze(spelling));
}
