import type { CodedConcept, Measurement } from '../../../../core/findings/index.ts';
import type { ContentItem, DocumentHeader, MeasurementReport, NotPlaced, Problem } from '../../../../core/sr/index.ts';
import { dayOf, personName } from '../dates.ts';

/** A code as people read it; where the document gives no meaning, the code itself. */
export function meaningOf(code: CodedConcept | undefined): string {
  if (code === undefined) return '';
  return code.meaning === '' ? `${code.value} (${code.scheme})` : code.meaning;
}

/** The code behind the words, for hovering. */
export function codeOf(code: CodedConcept | undefined): string | undefined {
  return code === undefined ? undefined : `${code.value}, ${code.scheme}`;
}

export function numberWords(value: number): string {
  return String(Number(value.toPrecision(6)));
}

const UNIT_WORDS: Record<string, string> = {
  "[hnsf'U]": 'HU', '{pixels}': 'px', '{pixels}2': 'px²', mm2: 'mm²', mm3: 'mm³', cm2: 'cm²', cm3: 'cm³', deg: '°', '1': '',
}; // prettier-ignore

export function unitWords(unit: CodedConcept | undefined): string {
  if (unit === undefined) return '';
  if (unit.scheme === 'UCUM') return UNIT_WORDS[unit.value] ?? unit.value;
  return meaningOf(unit);
}

/** "Attenuation Coefficient, mean: -310.6 HU". */
export function measurementWords({ concept, derivation, value, unit }: Measurement): string {
  const name =
    derivation === undefined ? meaningOf(concept) : `${meaningOf(concept)}, ${meaningOf(derivation).toLowerCase()}`;
  return `${name}: ${numberWords(value)}\u00a0${unitWords(unit)}`.trimEnd();
}

/** DT of PS3.5 as far as it goes: "22 Nov 2026 14:05". The zone it was written in is not changed. */
export function momentWords(dateTime: string | undefined): string {
  const [, date = '', hour, minute] = /^(\d{8})(\d\d)?(\d\d)?/.exec(dateTime ?? '') ?? [];
  if (date === '') return dateTime ?? '';
  return minute === undefined ? dayOf(date) : `${dayOf(date)} ${hour}:${minute}`;
}

export function writtenWords({ contentDate, contentTime }: DocumentHeader): string {
  return momentWords(`${contentDate ?? ''}${(contentTime ?? '').slice(0, 4)}`);
}

/** What a content item says, without its links and children. */
export function valueWords(item: ContentItem): string {
  switch (item.valueType) {
    case 'TEXT':
    case 'UIDREF':
      return item.text;
    case 'PNAME':
      return personName(item.text);
    case 'DATE':
      return dayOf(item.text);
    case 'DATETIME':
      return momentWords(item.text);
    case 'TIME':
      return item.text.replace(/^(\d\d)(\d\d)(\d\d)?.*$/, (_, hour, minute, second) =>
        [hour, minute, second].filter(Boolean).join(':'),
      );
    case 'CODE':
      return meaningOf(item.code);
    case 'NUM':
      return item.value === undefined
        ? `no value${item.qualifier === undefined ? '' : `: ${meaningOf(item.qualifier)}`}`
        : `${numberWords(item.value)} ${unitWords(item.unit)}`.trim();
    case 'SCOORD':
      return `${item.graphicType.toLowerCase()} on the image, ${points(item.graphicData.length / 2)}`;
    case 'SCOORD3D':
      return `${item.graphicType.toLowerCase()} in space, ${points(item.graphicData.length / 3)}`;
    case 'TCOORD':
      return `${item.rangeType.toLowerCase()} in time: ${item.positions.join(', ')}`;
    case 'BY-REFERENCE':
      return `see item ${item.path.join('.')}`;
    case 'OPAQUE':
      return item.stated === '' ? 'an item without a value type' : `${item.stated}: its value cannot be read`;
    case 'CONTAINER':
    case 'IMAGE':
    case 'COMPOSITE':
    case 'WAVEFORM':
      return '';
  }
}

function points(count: number): string {
  return count === 1 ? '1 point' : `${count} points`;
}

/** How far the document may be relied on, in words. */
export function standing({ verification, completion, preliminary, verifyingObservers }: DocumentHeader): string {
  const [first] = verifyingObservers;
  const by = first?.name === undefined ? '' : ` by ${personName(first.name)}`;
  const verified = verification === 'VERIFIED' ? `Verified${by}` : 'Not verified';
  return [verified, completion?.toLowerCase(), preliminary?.toLowerCase()].filter(Boolean).join(', ');
}

const REASONS: Record<NotPlaced['reason'], string> = {
  'unknown-item': 'has no place in the table above',
  'no-image': 'does not say on which image it lies',
  'bad-shape': 'is no shape that can be drawn',
  'no-value': 'has no value or no unit',
  'no-decision': 'does not say who decided what and when',
  unresolved: 'points at an item that is not there',
};

const PROBLEMS: Record<Problem['code'], string> = {
  'no-value-type': 'does not say of what type it is',
  'unknown-value-type': 'is of a type that DICOM does not have',
  'no-value': 'has no value',
  'no-concept': 'does not say what it is',
  'bad-value': 'has a value that is not of its kind',
  'bad-coordinates': 'has coordinates that cannot be read',
  'number-without-value': 'is a number without a value',
};

/** Everything that the reader could not place, one line each. */
export function leftOver(
  report: { problems: readonly Problem[] } & Partial<Pick<MeasurementReport, 'notPlaced'>>,
): string[] {
  const lines = [
    ...(report.notPlaced ?? []).map(
      ({ path, concept, valueType, reason }) =>
        `Item ${path.join('.')} (${meaningOf(concept) || valueType.toLowerCase()}) ${REASONS[reason]}.`,
    ),
    ...report.problems.map(({ path, code }) => `Item ${path.join('.')} ${PROBLEMS[code]}.`),
  ];
  return [...new Set(lines)];
}
