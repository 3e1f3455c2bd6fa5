// The choices of an export in plain words: what each one keeps, what that reveals, and what it costs.
import type { OptionName } from '../../../../core/deid/index.ts';
import type { ExportOptions, Reference } from '../../../../core/export/index.ts';

export interface Words {
  readonly label: string;
  readonly says: string;
  /** What somebody could learn from it who should not. */
  readonly reveals?: string;
  readonly costs?: string;
}

export const PROFILE_WORDS: Record<'research' | 'safe-harbor' | 'basic' | 'site', Words> = {
  research: {
    label: 'Research',
    says: 'Keeps what studies need: age, sex, size, descriptions without names, dates moved back by whole weeks.',
    reveals:
      'Intervals between studies and the day of the week. No Safe Harbor: it rests on an agreement or a determination.',
  },
  'safe-harbor': {
    label: 'Safe Harbor',
    says: 'What 45 CFR 164.514(b)(2) asks for: of dates only the year stays, ages above 89 become one group.',
    reveals: 'The year, age and sex. Combinations that few patients share are counted before release.',
    costs: 'Order and intervals within a year are lost.',
  },
  basic: {
    label: 'Basic',
    says: 'The Basic Application Confidentiality Profile alone: everything that might identify goes.',
    costs: 'Dates, descriptions and ages are gone; many analyses cannot be made.',
  },
  site: {
    label: 'The site’s own',
    says: 'A profile of this site as a JSON file; unknown fields and misspelt options are refused.',
  },
};

type Choices = { readonly [K in keyof ExportOptions]: Record<ExportOptions[K], Words> };

export const CHOICE_WORDS: Choices = {
  pixels: {
    automatic: {
      label: 'Find and cover text where it is likely',
      says: 'Ultrasound, secondary captures, screens, endoscopy and scanned film are looked into, frame by frame.',
      costs: 'About a second for each image that is looked into. A person looks at what was changed.',
    },
    'outside-ultrasound-regions': {
      label: 'The same, and no ultrasound without declared regions',
      says: 'Ultrasound that does not say where its image lies is refused; of the others everything outside is covered.',
      costs: 'Older machines declare no regions: their images do not leave.',
    },
    'refuse-secondary-captures': {
      label: 'The same, and no secondary captures at all',
      says: 'Screenshots, scanned documents and dose reports stay here.',
      costs: 'Results that exist as captures only are lost.',
    },
  },
  faces: {
    keep: {
      label: 'Leave them',
      says: 'Volumes of the head leave as they are.',
      reveals: 'A face can be drawn from a head CT or MR and be compared with photographs.',
    },
    cut: {
      label: 'Cut them away',
      says: 'One plane between brain and face; what cannot be cut safely is refused.',
      reveals: 'Ears and the shape of the skull stay.',
      costs: 'Eyes, nose and jaw are gone for analysis. Minutes for each head.',
    },
    refuse: {
      label: 'Refuse images that may show one',
      says: 'Heads, necks and photographs stay here.',
      costs: 'No study of the head leaves.',
    },
  },
  doubtfulWords: {
    remove: {
      label: 'Cut them',
      says: 'Words in free text that neither the standard nor common English has are cut; they may name somebody.',
      costs: 'Names of local protocols and of rare findings go, too, unless the profile lists them.',
    },
    keep: {
      label: 'Keep them, and show them for review',
      says: 'They stay in the files and are listed for the reviewers.',
      reveals: 'A name that stands nowhere else in the batch would stay.',
    },
  },
  technicalText: {
    cover: { label: 'Cover all text', says: 'Whatever is found in pixels is covered, harmless or not.' },
    release: {
      label: 'Leave text that is wholly on the closed list',
      says: 'Settings of the machine with their numbers, measurements, views, sides, presets, parts of the body and counters stay readable where a reader is sure that nothing else stands there.',
      reveals:
        'Nothing that is on the list names anybody: no bare number, no date, no word that is also a name. The report says which kinds stayed.',
      costs: 'Needs a reader; each place that stays is shown for review.',
    },
  },
  pseudonyms: {
    keyed: {
      label: 'Made from the project’s secret',
      says: 'The same secret gives the same pseudonyms in every export of the project; without it nobody can compute them.',
    },
    crosswalk: {
      label: 'From a crosswalk of the site',
      says: 'A CSV with patient ID and pseudonym; who is not in it is refused. Read here, sent nowhere, kept in memory only.',
      reveals: 'Whoever has the crosswalk can link.',
    },
  },
  linkage: {
    none: { label: 'No linkage file', says: 'Nobody can go back from a pseudonym without the secret and the archive.' },
    encrypted: {
      label: 'Encrypted linkage file',
      says: 'Who is who, locked with a passphrase; it stays with you and is no part of what leaves.',
      reveals: 'Everything, to whoever has file and passphrase.',
    },
  },
};

export const CHOICE_TITLES: Record<keyof ExportOptions, string> = {
  pixels: 'Text in images',
  faces: 'Faces',
  doubtfulWords: 'Doubtful words',
  technicalText: 'Technical text in images',
  pseudonyms: 'Pseudonyms',
  linkage: 'Linkage',
};

/** Options of PS3.15 E.3 that a person may add. Those of pixels and faces are chosen above. */
export const OPTION_WORDS: Partial<Record<OptionName, Words>> = {
  'retain-patient-characteristics': {
    label: 'Keep sex, age, size and weight',
    says: 'Age, sex, height, weight, smoking and pregnancy status.',
    reveals: 'Combinations of them can be rare; they are counted before release.',
  },
  'retain-device-identity': {
    label: 'Keep which device',
    says: 'Serial numbers, station names and calibration dates: needed for harmonisation.',
    reveals: 'The site, to whoever knows its machines.',
  },
  'retain-institution-identity': {
    label: 'Keep the institution',
    says: 'Name, address and department of the institution.',
    reveals: 'Where the patients were treated.',
  },
  'retain-longitudinal-full-dates': {
    label: 'Keep real dates',
    says: 'Dates and times as they were.',
    reveals: 'The day somebody was examined: with a newspaper that can be enough. Needs an agreement that allows it.',
  },
  'retain-longitudinal-modified-dates': {
    label: 'Move dates back',
    says: 'All dates of a patient by the same secret span: intervals stay.',
    reveals: 'Intervals between examinations.',
  },
  'retain-safe-private': {
    label: 'Keep private elements known to be safe',
    says: 'Vendor elements that the standard lists as safe, for example diffusion b-values.',
  },
  'retain-uids': {
    label: 'Keep UIDs',
    says: 'Studies and images keep their unique identifiers.',
    reveals: 'Who has access to the archive finds each original at once.',
  },
  'clean-descriptors': {
    label: 'Keep descriptions, cleaned',
    says: 'Study, series and protocol descriptions with names and numbers cut out.',
    reveals: 'What a description says in ordinary words.',
  },
  'clean-structured-content': {
    label: 'Keep reports, cleaned',
    says: 'Structured reports item by item, with names and numbers cut out.',
  },
  'clean-graphics': {
    label: 'Keep drawings, cleaned',
    says: 'Graphic annotations and overlays without their texts.',
  },
};

export const REFERENCE_WORDS: Record<Reference['kind'], string> = {
  'expert-determination': 'Expert determination',
  'data-use-agreement': 'Data use agreement',
  'ethics-approval': 'Ethics approval',
};
