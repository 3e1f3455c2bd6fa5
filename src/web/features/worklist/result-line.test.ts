import { expect, it } from 'vitest';
import type { StudyRow } from '../../../contract/index.ts';
import { resultLine } from './result-line.ts';

const rows = (count: number) => Array.from({ length: count }, () => ({}) as StudyRow);

it.each([
  [rows(50), 1284, true, 0, '1-50 of 1,284'],
  [rows(34), 1284, false, 1250, '1,251-1,284 of 1,284'],
  [rows(50), null, true, 950, '951-1,000 of more than 1,000 matches; narrow the search'],
  [rows(3), null, false, 50, '51-53 of 53'],
  [rows(0), 0, false, 0, 'No matches'],
  [rows(0), null, false, 0, 'No matches'],
  [rows(0), 50, false, 50, 'No more matches of 50'],
] as const)('says honestly how many there are (case %#)', (found, total, hasMore, offset, text) => {
  expect(resultLine({ rows: [...found], total, hasMore }, offset)).toBe(text);
});
