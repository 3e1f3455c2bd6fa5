// Attribute matching of PS3.4 C.2.2.2 as SQL conditions. Only what stands in the index can be asked for.
import type { MatchKind } from './attributes.ts';
import { fold, foldName } from './fold.ts';
import { PacsError } from './pacs-error.ts';

export interface Condition {
  sql: string;
  values: (string | number)[];
}

const refuse = (message: string) => new PacsError('bad-query', 400, message);

/** `*` and `?` mean the same to DICOM and to GLOB; a bracket is plain text only to DICOM. */
const toGlob = (pattern: string) => pattern.replaceAll('[', '[[]');
const hasWildcard = (text: string) => /[*?]/.test(text);

function matchText(column: string, pattern: string): Condition {
  return hasWildcard(pattern)
    ? { sql: `${column} GLOB ?`, values: [toGlob(pattern)] }
    : { sql: `${column} = ?`, values: [pattern] };
}

function matchName(column: string, name: string): Condition {
  // Any of the component groups may fit; each stands between equal signs.
  return { sql: `${column} GLOB ?`, values: [`*=${toGlob(foldName(name))}=*`] };
}

/** PS3.4 C.2.2.2.5: `a-b`, `a-`, `-b` or one value. */
function matchRange(column: string, text: string, form: RegExp, widen: (end: string) => string): Condition {
  const dash = text.indexOf('-');
  const from = dash === -1 ? text : text.slice(0, dash);
  const to = dash === -1 ? text : text.slice(dash + 1);
  if ((from === '' && to === '') || [from, to].some((end) => end !== '' && !form.test(end)))
    throw refuse('A date or time is not written as the standard says.');
  const parts = [`${column} <> ''`];
  const values: string[] = [];
  if (from !== '') {
    parts.push(`${column} >= ?`);
    values.push(from);
  }
  if (to !== '') {
    parts.push(`${column} <= ?`);
    values.push(widen(to));
  }
  return { sql: `(${parts.join(' AND ')})`, values };
}

const DATE = /^\d{8}$/;
const TIME = /^\d{2}(\d{2}(\d{2}(\.\d{1,6})?)?)?$/;

/** `10` as the end of a range means until 10:59:59.999999. */
const endOfTime = (end: string) => (end.includes('.') ? end : `${end}${'595959'.slice(end.length)}.999999`);

function matchNumber(column: string, text: string): Condition {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw refuse('A number is expected.');
  return { sql: `${column} = ?`, values: [value] };
}

function any(conditions: readonly Condition[]): Condition {
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(' OR ')})`,
    values: conditions.flatMap(({ values }) => values),
  };
}

/** Values of a list: codes and UIDs may be parted by commas (PS3.18 8.3.4.1) or backslashes; text only by the latter. */
function listOf(kind: MatchKind, text: string): string[] {
  return text.split(kind === 'code' ? /[,\\]/ : '\\').filter((each) => each !== '');
}

/** Undefined when the value matches everything (PS3.4 C.2.2.2.3). */
export function conditionFor(column: string, kind: MatchKind, text: string): Condition | undefined {
  const values = listOf(kind, text.trim());
  if (values.length === 0 || values.some((value) => /^\*+$/.test(value))) return undefined;
  return any(
    values.map((value) => {
      switch (kind) {
        case 'text':
          return matchText(column, fold(value));
        case 'name':
          return matchName(column, value);
        case 'code':
          return matchText(column, value.trim());
        case 'date':
          return matchRange(column, value, DATE, (end) => end);
        case 'time':
          return matchRange(column, value, TIME, endOfTime);
        case 'number':
          return matchNumber(column, value);
      }
    }),
  );
}
