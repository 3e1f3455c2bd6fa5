import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUID, parseDicomweb } from './routes.ts';

const study = { studyInstanceUID: '1.2.3' };
const series = { ...study, seriesInstanceUID: '1.2.4' };
const instance = { ...series, sopInstanceUID: '1.2.5' };
const S = '/dicom-web/studies/1.2.3';
const I = `${S}/series/1.2.4/instances/1.2.5`;

describe('DICOMweb routes', () => {
  it.each([
    [`${S}/metadata`, { name: 'study-metadata', ...study }],
    [`${S}/series/1.2.4/metadata`, { name: 'series-metadata', ...series }],
    [`${I}/metadata`, { name: 'instance-metadata', ...instance }],
    [I, { name: 'instance', ...instance }],
    [`${I}/frames/1`, { name: 'frames', frameNumbers: [1], ...instance }],
    [`${I}/frames/3,1,2`, { name: 'frames', frameNumbers: [3, 1, 2], ...instance }],
    [`${I}/bulk/7fe00010`, { name: 'bulkdata', bulkdataPath: 'bulk/7fe00010', ...instance }],
    [
      `${I}/bulkdata/54000100/0/54001010`,
      { name: 'bulkdata', bulkdataPath: 'bulkdata/54000100/0/54001010', ...instance },
    ],
    ['/dicom-web/studies', { name: 'search-studies' }],
    ['/dicom-web/studies?limit=1', { name: 'search-studies' }],
    [`${S}/series`, { name: 'search-series', ...study }],
    [`${S}/instances`, { name: 'search-instances', ...study }],
    [`${S}/series/1.2.4/instances?limit=2`, { name: 'search-instances', ...series }],
  ])('reads GET %s', (target, route) => {
    expect(parseDicomweb('GET', target)).toEqual(route);
  });

  it('reads a store only when it names its study', () => {
    expect(parseDicomweb('POST', S)).toEqual({ name: 'store', ...study });
    expect(parseDicomweb('POST', '/dicom-web/studies')).toBe('route-not-allowed');
    expect(parseDicomweb('POST', `${S}?accept=x`)).toBe('query-not-allowed');
    expect(parseDicomweb('POST', `${S}/metadata`)).toBe('route-not-allowed');
  });

  it.each([
    S,
    `${S}/series/1.2.4`,
    `${S}/rendered`,
    `${I}/rendered`,
    `${I}/frames/1/rendered`,
    `${I}/thumbnail`,
    `${I}/frames`,
    `${I}/frames/0`,
    `${I}/frames/01`,
    `${I}/frames/1,`,
    `${I}/frames/1-9`,
    `${I}/frames/${Array.from({ length: 65 }, (_, at) => at + 1).join(',')}`,
    `${I}/bulk`,
    `${I}/bulk/pixels`,
    `${I}/bulkdata/7fe0001`,
    '/dicom-web/series',
    '/dicom-web/instances',
    '/dicom-web/servers',
    '/dicom-web/patients',
    '/dicom-web',
    '/dicom-web/studies/1.2.3/archive',
    '/wado',
    '/instances',
    '/dicom-web2/studies',
    '/Dicom-Web/studies',
  ])('does not release GET %s', (target) => {
    expect(parseDicomweb('GET', target)).toBe('route-not-allowed');
  });

  it.each(['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'get', ''])('does not know method "%s"', (method) => {
    expect(parseDicomweb(method, `${S}/metadata`)).toBe('route-not-allowed');
  });

  it('takes no query where an `accept` in it would walk around the list of Accept values', () => {
    expect(parseDicomweb('GET', `${I}/frames/1?accept=image/jp2`)).toBe('query-not-allowed');
    expect(parseDicomweb('GET', `${S}/metadata?`)).toBe('query-not-allowed');
  });

  it.each([
    '1.2.03',
    '1..2',
    '.1.2',
    '1.2.',
    '1',
    '01.2',
    'a.b',
    '1.2a',
    '1'.repeat(65),
    `1.${'2'.repeat(63)}`,
    '-1.2',
    '1.2,3',
  ])('does not take %s for a UID', (uid) => {
    expect(isUID(uid)).toBe(false);
    const answer = parseDicomweb('GET', `/dicom-web/studies/${uid}/metadata`);
    expect(['uid-malformed', 'path-not-canonical']).toContain(answer);
  });

  it('never lets a path through that names another study than it parsed', () => {
    const piece = fc.constantFrom(
      'studies',
      'series',
      'instances',
      'frames',
      'metadata',
      '1.2.3',
      '9.9',
      '1',
      '..',
      '.',
      '',
      '%2e%2e',
      'bulk',
      'rendered',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const target = `/dicom-web/${pieces.join('/')}`;
        const route = parseDicomweb('GET', target);
        if (typeof route === 'string') return;
        // What another reader would resolve the address to is the very same address.
        expect(new URL(target, 'http://x').pathname).toBe(target);
        if ('studyInstanceUID' in route)
          expect(target.startsWith(`/dicom-web/studies/${route.studyInstanceUID}`)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
