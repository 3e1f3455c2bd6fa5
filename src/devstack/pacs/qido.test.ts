import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instanceFile } from '../testing/instances.ts';
import { startPacsServer, type PacsServer } from '../testing/pacs-server.ts';

let pacs: PacsServer;

const study = (number: number, wish: Record<string, string>, modalities: readonly string[] = ['CT']) =>
  modalities.map((Modality, index) =>
    instanceFile({
      StudyInstanceUID: `1.2.${number}`,
      SeriesInstanceUID: `1.2.${number}.${index + 1}`,
      SOPInstanceUID: `1.2.${number}.${index + 1}.1`,
      SeriesNumber: index + 1,
      Modality,
      ...wish,
    }),
  );

beforeAll(async () => {
  pacs = await startPacsServer();
  const outcomes = await pacs.add(
    ...study(10, { PatientName: 'Müller^Jürgen', PatientID: 'M-1', StudyDate: '20240101', AccessionNumber: 'ACC-1' }, [
      'CT',
      'SR',
    ]),
    ...study(
      20,
      { PatientName: 'MULLER^ANNA', PatientID: 'M-2', StudyDate: '20240214', StudyDescription: 'MR Brain' },
      ['MR'],
    ),
    ...study(30, {
      PatientName: 'Yamada^Tarou=山田^太郎=やまだ^たろう',
      PatientID: 'Y-1',
      StudyDate: '20240301',
      StudyTime: '093000',
    }),
    ...study(40, { PatientName: '', PatientID: '', StudyDate: '', StudyDescription: '' }, ['US']),
    ...study(50, { PatientName: 'Smith[1]^A', PatientID: 'S%_1', StudyDate: '20231231' }, ['PT', 'CT']),
  );
  expect(outcomes.map(({ kind }) => kind)).toEqual(Array(7).fill('stored'));
});
afterAll(() => pacs.close());

interface Found {
  status: number;
  uids: string[];
  rows: Record<string, { vr: string; Value?: unknown[] }>[];
  headers: Headers;
}

async function search(target: string): Promise<Found> {
  const response = await fetch(`${pacs.url}${target}`, { headers: { accept: 'application/dicom+json' } });
  const body = (await response.json()) as Found['rows'];
  const rows = Array.isArray(body) ? body : [];
  const uids = rows.map((row) =>
    String(row['00080018']?.Value?.[0] ?? row['0020000E']?.Value?.[0] ?? row['0020000D']?.Value?.[0]),
  );
  return { status: response.status, uids, rows, headers: response.headers };
}

const studies = async (query: string) =>
  (await search(`/studies?${query}`)).uids.map((uid) => Number(uid.split('.')[2])).sort((a, b) => a - b);

describe('QIDO-RS', () => {
  it.each([
    ['a name with wildcard, without regard to case and accents', 'PatientName=muller*', [10, 20]],
    ['a name as it is written', `PatientName=${encodeURIComponent('Müller*')}`, [10, 20]],
    ['a whole name', 'PatientName=MULLER^JURGEN', [10]],
    ['a single-character wildcard', 'PatientName=m?ller^anna', [20]],
    ['an ideographic name', `PatientName=${encodeURIComponent('山田*')}`, [30]],
    ['a phonetic name', `PatientName=${encodeURIComponent('やまだ^たろう')}`, [30]],
    ['brackets as plain text', `PatientName=${encodeURIComponent('smith[1]*')}`, [50]],
    ['percent and underscore as plain text', `PatientID=${encodeURIComponent('S%_1')}`, [50]],
    ['nothing for a prefix without wildcard', 'PatientName=mull', []],
    ['everything for a lone asterisk', 'PatientName=*', [10, 20, 30, 40, 50]],
    ['everything for an empty value', 'PatientName=', [10, 20, 30, 40, 50]],
    ['a patient ID by tag', '00100020=M-2', [20]],
    ['an accession number', 'AccessionNumber=ACC-*', [10]],
    ['part of a description', 'StudyDescription=*chest*', [10, 30, 50]],
    ['a date', 'StudyDate=20240214', [20]],
    ['a closed range of dates', 'StudyDate=20240101-20240214', [10, 20]],
    ['an open end, without studies that have no date', 'StudyDate=20240214-', [20, 30]],
    ['an open beginning, without studies that have no date', 'StudyDate=-20240101', [10, 50]],
    ['a time range', 'StudyTime=09-0930', [30]],
    ['one modality of several in the study', 'ModalitiesInStudy=SR', [10]],
    ['any of a list of modalities, by comma', 'ModalitiesInStudy=SR,MR', [10, 20]],
    ['any of a list of modalities, by backslash', 'ModalitiesInStudy=PT%5CMR', [20, 50]],
    ['a list of UIDs', 'StudyInstanceUID=1.2.10,1.2.30', [10, 30]],
    ['several keys together', 'PatientName=muller*&ModalitiesInStudy=MR', [20]],
  ])('finds %s', async (_what, query, expected) => {
    expect(await studies(query)).toEqual(expected);
  });

  it.each([
    ['an unknown key', 'PatientNam=x'],
    ['an attribute of a lower level', 'SOPInstanceUID=1.2'],
    ['a date that is none', 'StudyDate=yesterday'],
    ['a limit that is none', 'limit=many'],
    ['an unknown includefield', 'includefield=Nonsense'],
    ['an order that cannot be', 'orderby=PixelData'],
    ['SQL in an order', 'orderby=StudyDate;DROP TABLE studies'],
  ])('refuses %s instead of returning everybody', async (_what, query) => {
    expect(await search(`/studies?${query}`)).toMatchObject({ status: 400, rows: [] });
  });

  it('returns the standard attributes, computed ones included', async () => {
    const { rows } = await search('/studies?PatientID=M-1');
    expect(rows[0]).toMatchObject({
      '00080061': { vr: 'CS', Value: ['CT', 'SR'] },
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Müller^Jürgen' }] },
      '00201206': { vr: 'IS', Value: [2] },
      '00201208': { vr: 'IS', Value: [2] },
      '00081190': { vr: 'UR', Value: ['/dicom-web/studies/1.2.10'] },
    });
    expect(rows[0]?.['00401008']).toBeUndefined();
  });

  it('pages with an honest total and says how much is left', async () => {
    const first = await search('/studies?limit=2&orderby=StudyDate:desc');
    expect(first.uids).toEqual(['1.2.30', '1.2.20']);
    expect(first.headers.get('x-total-count')).toBe('5');
    expect(first.headers.get('warning')).toContain('There are 3 additional results that can be requested');
    const last = await search('/studies?limit=2&offset=4&orderby=StudyDate:desc');
    expect(last.uids).toEqual(['1.2.40']);
    expect(last.headers.get('warning')).toBeNull();
    expect((await search('/studies?limit=0')).headers.get('x-total-count')).toBe('5');
  });

  it.each([
    ['PatientName', ['20', '10', '50', '30', '40']],
    ['PatientName:desc', ['30', '50', '10', '20', '40']],
    ['NumberOfStudyRelatedInstances:desc,PatientID', ['10', '50', '20', '30', '40']],
    ['ModalitiesInStudy,StudyDate', ['30', '50', '10', '20', '40']],
  ])('sorts by %s, what has no value last', async (order, expected) => {
    const { uids } = await search(`/studies?orderby=${order}`);
    expect(uids.map((uid) => uid.split('.')[2])).toEqual(expected);
  });

  it('searches series and instances of a study and across studies', async () => {
    expect((await search('/studies/1.2.10/series')).uids).toEqual(['1.2.10.1', '1.2.10.2']);
    expect((await search('/studies/1.2.10/series?Modality=SR')).uids).toEqual(['1.2.10.2']);
    expect((await search('/studies/1.2.10/instances')).uids).toEqual(['1.2.10.1.1', '1.2.10.2.1']);
    expect((await search('/studies/1.2.10/series/1.2.10.2/instances')).uids).toEqual(['1.2.10.2.1']);
    expect((await search('/series?Modality=CT&PatientName=muller*')).uids).toEqual(['1.2.10.1']);
    expect((await search('/instances?PatientID=Y-1')).uids).toEqual(['1.2.30.1.1']);
  });

  it('answers an empty list for a study that is not there', async () => {
    expect(await search('/studies/1.9.9/series')).toMatchObject({ status: 200, rows: [] });
  });

  it('returns what includefield names, from the instance itself where the index does not hold it', async () => {
    const { rows } = await search(
      '/studies/1.2.10/series/1.2.10.1/instances?includefield=HighBit&includefield=00280004',
    );
    expect(rows[0]).toMatchObject({
      '00280102': { vr: 'US', Value: [15] },
      '00280004': { vr: 'CS', Value: ['MONOCHROME2'] },
      '00083002': { vr: 'UI', Value: ['1.2.840.10008.1.2.1'] },
    });
    expect(rows[0]?.['00100010']).toBeUndefined();
  });

  it('says that it does not match fuzzily', async () => {
    const { headers } = await search('/studies?PatientName=muller&fuzzymatching=true');
    expect(headers.get('warning')).toContain('Only literal matching has been performed');
  });

  it('refuses a media type it does not have', async () => {
    const response = await fetch(`${pacs.url}/studies`, { headers: { accept: 'application/dicom+xml' } });
    expect(response.status).toBe(406);
  });
});
