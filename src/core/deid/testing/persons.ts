/** An invented person in each character set; every spelling of every part must be gone afterwards. */
export type PlantedPerson = {
  readonly characterSet: readonly string[];
  /** Alphabetic=ideographic=phonetic, as in PN. */
  readonly name: string;
  /** Ways in which the name stands in texts. */
  readonly inTexts: readonly string[];
  /** What must not be found, in any case. */
  readonly secrets: readonly string[];
};

export const PERSONS: Readonly<Record<string, PlantedPerson>> = {
  ascii: {
    characterSet: [],
    name: 'Quillfeather^Marisol^Xanthe',
    inTexts: [
      'Marisol Quillfeather',
      'QUILLFEATHER, MARISOL',
      'quillfeather^marisol',
      'X. Quillfeather',
      'MarisolQuillfeather',
    ],
    secrets: ['quillfeather', 'marisol', 'xanthe'],
  },
  latin1: {
    characterSet: ['ISO_IR 100'],
    name: 'Größenwörth^Jürgen',
    inTexts: ['Jürgen Größenwörth', 'GROESSENWOERTH', 'Groessenwoerth, Juergen', 'größenwörth jürgen'],
    secrets: ['größenwörth', 'groessenwoerth', 'jürgen', 'juergen'],
  },
  cyrillic: {
    characterSet: ['ISO_IR 144'],
    name: 'Квашнинский^Аристарх',
    inTexts: ['Аристарх Квашнинский', 'КВАШНИНСКИЙ АРИСТАРХ'],
    secrets: ['квашнинский', 'аристарх'],
  },
  japanese: {
    characterSet: ['', 'ISO 2022 IR 87'],
    name: 'Shirakawa^Tsubame=白川^燕子=しらかわ^つばめ',
    inTexts: ['白川 燕子', '白川燕子', 'シラカワ ツバメ', 'しらかわ つばめ', 'Tsubame Shirakawa'],
    secrets: ['shirakawa', 'tsubame', '白川', '燕子', 'しらかわ', 'つばめ', 'シラカワ', 'ツバメ'],
  },
  korean: {
    characterSet: ['', 'ISO 2022 IR 149'],
    name: 'Namgung^Haneul=南宮^하늘=남궁^하늘',
    inTexts: ['남궁 하늘', '남궁하늘', 'Haneul Namgung'],
    secrets: ['namgung', 'haneul', '남궁', '하늘'],
  },
  chinese: {
    characterSet: ['GB18030'],
    name: 'Ouyang^Qiushui=欧阳^秋水',
    inTexts: ['欧阳 秋水', '欧阳秋水', 'Qiushui OUYANG'],
    secrets: ['ouyang', 'qiushui', '欧阳', '秋水'],
  },
  utf8: {
    characterSet: ['ISO_IR 192'],
    name: 'Ξανθόπουλος^Ευθυμία',
    inTexts: ['Ευθυμία Ξανθόπουλος', 'ΞΑΝΘΟΠΟΥΛΟΣ ΕΥΘΥΜΙΑ'],
    secrets: ['ξανθόπουλος', 'ξανθοπουλος', 'ευθυμία', 'ευθυμια'],
  },
};

/** Numbers, places and dates that are the same whatever the character set. */
export const NUMBERS = {
  patientID: 'MRN-7734-0912',
  otherID: 'OTH88123',
  accession: 'ACC20471193',
  phone: '+1 509-218-0415',
  institution: 'Brackwater Infirmary',
  address: '17 Thistledown Lane, Brackwater',
  operator: 'Featherstonehaugh^Ignatius',
  station: 'BRKWCT07',
  serial: 'SN-55-8741-QX',
  uidRoot: '1.2.826.0.1.3680043.8.498.20140321.7734.0912',
  studyDate: '20140321',
  birthDate: '19210704',
} as const;

export const NUMBER_SECRETS: readonly string[] = [
  '7734-0912', '77340912', 'oth88123', 'acc20471193', '509-218-0415', '5092180415', 'brackwater', 'thistledown', 'featherstonehaugh', 'ignatius',
  'brkwct07', '55-8741', '1.2.826.0.1.3680043.8.498', '20140321', '2014-03-21', '21-mar-14', '21.03.2014', '19210704', '1395360000', '093y',
]; // prettier-ignore

/** Words that no vocabulary has, one for each place that must not keep any text at all. */
export const canary = (place: string): string => `ZQX${place.replace(/[^a-z0-9]/gi, '').toUpperCase()}VBK`;
export const CANARY = /zqx[a-z0-9]*vbk/i;
