import { expect, it } from 'vitest';
import { parseRoute, pathOf } from './routes.ts';

const handle = 'B2FzdsFAfdJgorh9pG_TWwJAsi-zow';

it('reads a study’s address and writes it back', () => {
  expect(parseRoute(`/study/${handle}`)).toEqual({ kind: 'study', handle });
  expect(pathOf(parseRoute(`/study/${handle}`))).toBe(`/study/${handle}`);
});

it('reads the address of the export workbench, which names nothing, and writes it back', () => {
  expect(parseRoute('/export')).toEqual({ kind: 'export' });
  expect(pathOf({ kind: 'export' })).toBe('/export');
});

it.each([
  '/',
  '/export/',
  '/export/x',
  '/callback',
  '/study/',
  '/study/1.2.840.113619',
  `/study/${handle}/x`,
  '/study/..%2f..%2fapi',
  '/other',
])('%s is the worklist', (path) => expect(parseRoute(path)).toEqual({ kind: 'worklist' }));
