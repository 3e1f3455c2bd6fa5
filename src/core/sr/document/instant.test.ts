import { expect, it } from 'vitest';
import { dicomDateTime, instantOf } from './instant.ts';

it.each([
  ['2026-11-22T14:05:00.25+01:00', '20261122140500.25+0100'],
  ['2026-11-22T14:05:00-03:30', '20261122140500-0330'],
  // Never +0000, which dcmtk takes for malformed; the same moment all the same, over midnight too.
  ['2026-12-31T23:30:00Z', '20270101003000+0100'],
  ['2026-11-22T14:05:00.123456+00:00', '20261122150500.123456+0100'],
])('writes %s as %s, and reads the same moment back', (at, dateTime) => {
  expect(dicomDateTime(at)).toBe(dateTime);
  expect(Date.parse(instantOf(dateTime) ?? '')).toBe(Date.parse(at));
});

it('reads no moment that has no offset', () => {
  expect(instantOf('20261122140500')).toBeUndefined();
  expect(instantOf(undefined)).toBeUndefined();
});
