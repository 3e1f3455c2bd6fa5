// An answer key in the manner of the MIDI-B challenge: identity is injected into the texts of real files, and each check
// says what must be seen afterwards. The oracle reads original and result with the format's reader only.
import {
  type Dataset, type DicomFile, type Element, isPrivate, isText, isWellKnownUID, keywordOf, rawTextOf, text, textElement, type VR,
} from '../../dicom/index.ts'; // prettier-ignore

export type CheckName =
  | 'tag_retained' | 'text_notnull' | 'text_retained' | 'text_removed' | 'date_shifted' | 'uid_changed' | 'uid_consistent' | 'patid_consistent'
  | 'pixels_retained'; // prettier-ignore

export type Check = { readonly name: CheckName; readonly tag: number; readonly text: string };
export type Answer = { readonly checks: readonly Check[] };
export type Score = Record<CheckName, { right: number; wrong: { tag: string; text: string; file: number }[] }>;

/** Descriptions that every profile for research keeps, and where MIDI-B injected. */
const INJECTED: readonly number[] = [
  0x00081030, 0x0008103e, 0x00181030, 0x00321060, 0x00400254, 0x00102180, 0x00204000, 0x00081080, 0x001021b0,
  0x00180010,
];

export type Injected = {
  readonly patient: { readonly name: string; readonly id: string };
  readonly institution: string;
};

const FIRST = ['Nicholas', 'Rosalind', 'Thaddeus', 'Philippa', 'Ignatius', 'Marguerite', 'Benedict', 'Wilhelmina'];
const LAST = [
  'Quillfeather',
  'Ashgrove',
  'Pemberley',
  'Thornquist',
  'Vandermolen',
  'Oyelaran',
  'Castellanos',
  'Drummond',
];
const HOSPITALS = ['Brackwater Infirmary', 'Larkspur Memorial Hospital', 'Saint Osyth Clinic'];

/** Gives the file an invented patient and writes that patient into its descriptions; says what must be so afterwards. */
export function inject(file: DicomFile, number: number): Answer {
  const { dataset } = file;
  const patient = number % 37;
  const first = FIRST[patient % FIRST.length] ?? '';
  const last = `${LAST[(patient >> 3) % LAST.length] ?? ''}`;
  const id = `MB${String(700_000 + patient * 37)}`;
  const hospital = HOSPITALS[patient % HOSPITALS.length] ?? '';
  const checks: Check[] = [];
  const set = (tag: number, vr: VR, value: string): void => dataset.set(textElement(tag, vr, value, dataset));
  set(0x00100010, 'PN', `${last}^${first}`);
  set(0x00100020, 'LO', id);
  set(0x00080080, 'LO', hospital);
  const phrases: readonly (readonly [string, readonly string[]])[] = [
    [` for ${first} ${last}`, [first, last]],
    [` ${last.toUpperCase()}, ${first.toUpperCase()}`, [first, last]],
    [` ${id}`, [id]],
    [` MRN: ${id}`, [id]],
    [' 20140321', ['20140321']],
    [' 21-Mar-2014', ['21-Mar-2014']],
    [` at ${hospital}`, [hospital.split(' ')[0] ?? '']],
    [' 509-218-0415x474', ['509-218-0415']],
    [' 078-05-1120', ['078-05-1120']],
  ];
  INJECTED.forEach((tag, index) => {
    const element = dataset.get(tag);
    if (element === undefined || element.length === 0) return;
    const before = value(element, dataset);
    const [phrase, secrets] = phrases[(number + index) % phrases.length] ?? ['', []];
    if (
      before === '' ||
      before.includes('\\') ||
      before.length + phrase.length > (element.vr === 'SH' ? 16 : 64) ||
      !/^[\x20-\x7e]*$/.test(before)
    )
      return;
    set(tag, element.vr, before + phrase);
    for (const secret of secrets) checks.push({ name: 'text_removed', tag, text: secret });
    checks.push({ name: 'text_retained', tag, text: before }, { name: 'text_notnull', tag, text: '' });
  });
  return { checks };
}

export const value = (element: Element, dataset: Dataset): string =>
  rawTextOf(element, dataset)
    .replace(/[\0 ]+$/, '')
    .replace(/^ +/, '');

export function emptyScore(): Score {
  const names: CheckName[] = [
    'tag_retained',
    'text_notnull',
    'text_retained',
    'text_removed',
    'date_shifted',
    'uid_changed',
    'uid_consistent',
    'patid_consistent',
    'pixels_retained',
  ];
  return Object.fromEntries(names.map((name) => [name, { right: 0, wrong: [] }])) as unknown as Score; // one entry a name
}

/** Texts of the test data that hold addresses, dates or telephone numbers themselves: they cannot be retained as they are. */
const HOLDS_IDENTITY = /https?:|www\.|\btel\b|\b\d\d[/-]\d\d[/-]\d\d|\[?(19|20)\d\d[/-]?\d\d[/-]?\d\d|VERIFIED/;

/** What Table E.1-1 and the research profile keep of texts that nobody injected into: given as tags by the caller. */
export function scoreFile(
  number: number,
  original: DicomFile,
  result: DicomFile,
  { checks }: Answer,
  keeps: (tag: number) => 'text' | 'date' | 'uid' | undefined,
  seen: { uids: Map<string, string>; patients: Map<string, string> },
  score: Score,
): void {
  const { dataset: before } = original;
  const { dataset: after } = result;
  const mark = (name: CheckName, right: boolean, tag: number, detail: string): void => {
    if (right) score[name].right++;
    else score[name].wrong.push({ tag: keywordOf(tag) ?? tag.toString(16), text: detail, file: number });
  };
  // What was shifted before must not be shifted again.
  const shiftedBefore = text(before, 0x00280303) === 'MODIFIED';
  const injected = new Set(checks.map(({ tag }) => tag));
  for (const { name, tag, text: wanted } of checks) {
    const element = after.get(tag);
    const now = element === undefined ? '' : value(element, after);
    if (name === 'text_removed') mark(name, !now.toLowerCase().includes(wanted.toLowerCase()), tag, now);
    else if (name === 'text_retained') mark(name, now.includes(wanted), tag, `${wanted} -> ${now}`);
    else mark(name, now !== '', tag, now);
  }
  // Whoever writes an identifying value into a description as well has made it one.
  const identity = new Set(
    before.elements
      .filter((element) => isText(element.vr) && keeps(element.tag) === undefined)
      .map((element) => value(element, before).toLowerCase()),
  );
  for (const element of before.elements) {
    const { tag } = element;
    if (isText(element.vr) && identity.has(value(element, before).toLowerCase())) continue;
    if (isPrivate(tag) || element.items !== undefined || element.length === 0 || injected.has(tag)) continue;
    const kind = keeps(tag);
    if (kind === undefined) continue;
    const there = after.get(tag);
    mark('tag_retained', there !== undefined, tag, '');
    if (there === undefined) continue;
    const [was, is] = [isText(element.vr) ? value(element, before) : '', isText(there.vr) ? value(there, after) : ''];
    if (kind === 'text' && isText(element.vr) && was !== '' && !HOLDS_IDENTITY.test(was))
      mark('text_retained', is === was, tag, `${was} -> ${is}`);
    if (kind === 'date' && !shiftedBefore && /^\d{8}/.test(was))
      mark('date_shifted', /^\d{8}/.test(is) && is !== was, tag, `${was} -> ${is}`);
    if (kind === 'uid')
      for (const [index, uid] of was.split('\\').entries()) checkUID(uid, is.split('\\')[index] ?? '', tag);
  }
  function checkUID(uid: string, now: string, tag: number): void {
    if (isWellKnownUID(uid) || uid === '') return;
    mark('uid_changed', now !== uid && now !== '', tag, now);
    const known = seen.uids.get(uid);
    mark('uid_consistent', known === undefined || known === now, tag, now);
    seen.uids.set(uid, now);
  }
  const [patient, pseudonym] = [text(before, 0x00100020) ?? '', text(after, 0x00100020) ?? ''];
  const known = seen.patients.get(patient);
  mark(
    'patid_consistent',
    pseudonym !== '' && pseudonym !== patient && (known === undefined || known === pseudonym),
    0x00100020,
    pseudonym,
  );
  seen.patients.set(patient, pseudonym);
}
