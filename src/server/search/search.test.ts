import { describe, expect, it } from 'vitest';
import { problemSchema, studySearchAnswerSchema, type StudySearchAnswer } from '../../contract/index.ts';
import { createFakePacs, type FakeStudy } from '../testing/fake-pacs.ts';
import { createTestStack, OPEN_STUDY, RESTRICTED_STUDY, type TestStack } from '../testing/stack.ts';

const NEWEST_FIRST = { key: 'studyDate', direction: 'descending' };

async function search(stack: TestStack, body: object = {}, role = 'radiologist'): Promise<StudySearchAnswer> {
  const response = await ask(stack, body, role);
  expect(response.status).toBe(200);
  return studySearchAnswerSchema.parse(await response.json());
}

async function ask(stack: TestStack, body: object, role: string): Promise<Response> {
  const token = await stack.token({ roles: [role] });
  const json = { filters: {}, sort: NEWEST_FIRST, offset: 0, limit: 50, ...body };
  return stack.send('/api/search/studies', { token, json });
}

async function codeOf(response: Response): Promise<string> {
  return `${response.status} ${problemSchema.parse(await response.json()).code}`;
}

const names = (answer: StudySearchAnswer): (string | null)[] => answer.rows.map((row) => row.patientName);

function many(count: number): FakeStudy[] {
  return Array.from({ length: count }, (_, at) => ({
    StudyInstanceUID: `1.2.5.${at + 1}`,
    PatientID: `P${at}`,
    PatientName: `N${String((at * 7919) % count).padStart(5, '0')}^X`,
    StudyDate: `2024${String(1 + (at % 12)).padStart(2, '0')}${String(1 + (at % 28)).padStart(2, '0')}`,
    StudyTime: '120000',
    ModalitiesInStudy: at % 2 === 0 ? ['CT'] : ['MR'],
  }));
}

describe('the worklist', () => {
  it('shows identity to radiologists, and of restricted patients only that they are there', async () => {
    const stack = await createTestStack();
    const answer = await search(stack);
    expect(answer).toMatchObject({ total: 5, hasMore: false, sortedOverAll: true, masked: false });
    expect(answer.rows.map((row) => row.studyDate)).toEqual([
      '20240301',
      '20240203',
      '20240202',
      '20240201',
      '20240102',
    ]);
    const open = answer.rows.at(-1);
    expect(open).toMatchObject({
      restricted: false,
      patientName: 'ROE^JANE',
      patientID: 'P1',
      accessionNumber: 'A1',
      studyDescription: 'Chest',
      modalities: ['CT'],
      instanceCount: 3,
    });
    const restricted = answer.rows.filter((row) => row.restricted);
    expect(restricted).toHaveLength(3);
    for (const row of restricted) {
      expect(row).toMatchObject({
        patientName: null,
        patientID: null,
        patientBirthDate: null,
        patientSex: null,
        accessionNumber: null,
        studyDescription: null,
      });
    }
    expect(JSON.stringify(answer)).not.toMatch(/STAR|VIP1|Knee|QUIET|1\.2\.826/);
  });

  it('masks every identity for researchers, and takes no identity from them to filter or sort by', async () => {
    const stack = await createTestStack();
    const answer = await search(stack, {}, 'researcher');
    expect(answer.masked).toBe(true);
    expect(answer.rows).toHaveLength(5);
    for (const row of answer.rows)
      expect([row.patientName, row.patientID, row.patientBirthDate, row.patientSex, row.accessionNumber]).toEqual([
        null,
        null,
        null,
        null,
        null,
      ]);
    expect(JSON.stringify(answer)).not.toMatch(/ROE|LLER|"P1"|"A1"/);
    for (const body of [
      { filters: { patientName: 'ROE' } },
      { filters: { patientID: 'P1' } },
      { filters: { accessionNumber: 'A1' } },
      { sort: { key: 'patientName', direction: 'ascending' } },
    ]) {
      expect(await codeOf(await ask(stack, body, 'researcher'))).toBe('403 identity-filter-not-allowed');
    }
  });

  it.each([
    { canSort: false, canCount: false },
    { canSort: true, canCount: true },
  ])(
    'tells researchers nothing by a description that they do not see, of whichever page (%o)',
    async (capabilities) => {
      const hidden = many(3).map((study) => ({ ...study, StudyDescription: 'Zygmunt follow up' }));
      const shown = many(5).map((study, at) => ({ ...study, StudyInstanceUID: `1.2.6.${at}`, StudyDescription: 'CT Chest' })); // prettier-ignore
      const stack = await createTestStack({ pacs: createFakePacs([...hidden, ...shown], capabilities) });
      const facts = async (studyDescription: string, page: object, role = 'researcher') => {
        const { rows, total, hasMore } = await search(stack, { filters: { studyDescription }, ...page }, role);
        return [rows.length, total, hasMore];
      };
      for (const page of [{}, { limit: 1 }, { limit: 1, offset: 1 }, { limit: 2, offset: 3 }])
        expect(await facts('Zygmunt', page)).toEqual([0, 0, false]);
      expect(await facts('*', { limit: 8 })).toEqual([8, 8, false]);
      expect(await facts('ct', { limit: 2, offset: 2 })).toEqual([2, 5, true]);
      expect(await facts('ct', { limit: 2, offset: 4 })).toEqual([1, 5, false]);
      expect(await facts('Zygmunt', { limit: 1 }, 'radiologist')).toEqual([1, 3, true]);
    },
  );

  it.each(['auditor', 'administrator', 'nobody'])('is not for a %s', async (role) => {
    const stack = await createTestStack();
    const code = await codeOf(await ask(stack, {}, role));
    expect(code).toBe(role === 'nobody' ? '403 no-role' : '403 role-not-allowed');
    expect(stack.pacs.asked).toEqual([]);
    expect((await stack.events()).at(-1)).toMatchObject({ action: 'access-refused', outcome: 'denied' });
  });

  it.each<[object, string[]]>([
    [{ patientName: 'roe' }, ['ROE^JANE']],
    [{ patientName: 'ROE*' }, ['ROE^JANE']],
    [{ patientName: '*jane' }, ['ROE^JANE']],
    [{ patientName: 'Müller' }, ['MÜLLER^ÄNNE']],
    [{ patientName: 'mu\u0308ller^än' }, ['MÜLLER^ÄNNE']],
    [{ patientName: 'Möller' }, []],
    [{ patientName: 'M?ller' }, ['MÜLLER^ÄNNE']],
    [{ patientID: 'P1' }, ['ROE^JANE']],
    [{ accessionNumber: 'A2' }, ['MÜLLER^ÄNNE']],
    [{ studyDescription: 'che' }, ['ROE^JANE']],
    [{ dateFrom: '20240102', dateTo: '20240102' }, ['ROE^JANE']],
    [{ dateFrom: '20240301' }, ['MÜLLER^ÄNNE']],
    [{ dateTo: '20240110' }, ['ROE^JANE']],
    [{ modalities: ['CT'], dateTo: '20240110' }, ['ROE^JANE']],
    // A list of values by way of a backslash is not a way around the one that was asked for.
    [{ patientName: 'X\\ROE^JANE' }, []],
  ])('finds %j', async (filters, expected) => {
    const stack = await createTestStack();
    expect(names(await search(stack, { filters }))).toEqual(expected);
  });

  it('merges the answers for several modalities and counts a study once', async () => {
    const stack = await createTestStack();
    const answer = await search(stack, { filters: { modalities: ['CT', 'MR'] } });
    expect(answer.total).toBe(5);
    expect((await search(stack, { filters: { modalities: ['US'] } })).total).toBe(0);
  });

  it('pages without losing or repeating a row', async () => {
    const stack = await createTestStack({ pacs: createFakePacs(many(95)) });
    const seen: string[] = [];
    for (let offset = 0; offset < 95; offset += 20) {
      const answer = await search(stack, { sort: { key: 'patientName', direction: 'ascending' }, offset, limit: 20 });
      expect(answer).toMatchObject({ total: 95, hasMore: offset + 20 < 95, sortedOverAll: true });
      seen.push(...names(answer).map(String));
    }
    expect(seen).toEqual(seen.toSorted());
    expect(new Set(seen).size).toBe(95);
  });

  it('does not claim an order or a total it does not have', async () => {
    const stack = await createTestStack({ pacs: createFakePacs(many(1300)) });
    const byName = { sort: { key: 'patientName', direction: 'ascending' }, limit: 100 };
    expect(await search(stack, { ...byName, offset: 0 })).toMatchObject({
      total: null,
      hasMore: true,
      sortedOverAll: false,
    });
    expect(await search(stack, { ...byName, offset: 1200 })).toMatchObject({
      total: 1300,
      hasMore: false,
      sortedOverAll: false,
    });
    const handles = new Set<string>();
    for (let offset = 0; offset < 1300; offset += 100) {
      for (const row of (await search(stack, { ...byName, offset })).rows) handles.add(row.handle);
    }
    expect(handles.size).toBe(1300);
  });

  it('opens with the newest studies of a large archive that cannot sort, without fetching it', async () => {
    const studies = many(3000).map((study, at) => {
      const day = new Date(Date.UTC(2026, 0, 4) - ((at * 7919) % 3000) * 43_200_000);
      return { ...study, StudyDate: day.toISOString().slice(0, 10).replaceAll('-', '') };
    });
    const stack = await createTestStack({ pacs: createFakePacs(studies) });
    const newest = studies
      .map((study) => study.StudyDate)
      .toSorted()
      .toReversed();
    const first = await search(stack, { limit: 20 });
    expect(first).toMatchObject({ total: null, hasMore: true, sortedOverAll: true });
    expect(first.rows.map((row) => row.studyDate)).toEqual(newest.slice(0, 20));
    const later = await search(stack, { limit: 20, offset: 200 });
    expect(later.rows.map((row) => row.studyDate)).toEqual(newest.slice(200, 220));
    const before = await search(stack, { limit: 20, filters: { dateTo: '20240101' } });
    expect(before.rows.map((row) => row.studyDate)).toEqual(newest.filter((date) => date <= '20240101').slice(0, 20));
    // Deep pages need more than is sorted here, and say so.
    expect(await search(stack, { limit: 20, offset: 1500 })).toMatchObject({ sortedOverAll: false });
    const largest = Math.max(...stack.pacs.asked.slice(0, 4).map(({ path }) => Number(/limit=(\d+)/.exec(path)?.[1])));
    expect(largest).toBeLessThanOrEqual(1001);
  });

  it('leaves sorting and counting to an archive that can', async () => {
    const pacs = createFakePacs(many(1300), {
      canSort: true,
      canCount: true,
      canMatchUnicode: true,
      canMatchLists: true,
    });
    const stack = await createTestStack({ pacs });
    const answer = await search(stack, {
      sort: { key: 'patientName', direction: 'ascending' },
      offset: 1290,
      limit: 100,
    });
    expect(answer).toMatchObject({ total: 1300, hasMore: false, sortedOverAll: true });
    expect(names(answer)).toHaveLength(10);
    const asked = new URL(pacs.asked[0]?.path ?? '', 'http://x').searchParams;
    expect(asked.get('orderby')).toBe('PatientName:asc,StudyDate:desc,StudyTime:desc');
    expect([asked.get('limit'), asked.get('offset')]).toEqual(['100', '1290']);
    // Orthanc ignores `all`: every field is named.
    expect(asked.getAll('includefield')).toContain('00081030');
    expect(asked.getAll('includefield')).not.toContain('all');
  });

  it('gives a handle that opens the study in this login', async () => {
    const stack = await createTestStack();
    const row = (await search(stack, { filters: { patientID: 'P1' } })).rows[0];
    const token = await stack.token({ roles: ['radiologist'] });
    const response = await stack.send('/api/grants', {
      token,
      json: { study: { handle: row?.handle }, purpose: 'TREAT' },
    });
    expect(await response.json()).toMatchObject({ studyInstanceUID: OPEN_STUDY, handle: row?.handle });
    expect(row?.handle).not.toContain(Buffer.from(OPEN_STUDY).toString('base64url').slice(0, 10));
  });

  it('records the shape and the count, and no value', async () => {
    const stack = await createTestStack();
    await search(stack, { filters: { patientName: 'ROE', dateFrom: '20240101' } });
    const event = (await stack.events()).at(-1);
    expect(event).toMatchObject({
      action: 'search',
      purpose: 'TREAT',
      search: { level: 'study', keys: ['dateFrom', 'patientName', 'sort:studyDate'], offset: 0, count: 1 },
    });
    expect(JSON.stringify(event)).not.toMatch(/ROE|20240101/);
    expect(JSON.stringify(stack.lines)).not.toMatch(/ROE|20240101|1\.2\.826/);
  });

  it('takes no unknown filter', async () => {
    const stack = await createTestStack();
    expect(await codeOf(await ask(stack, { filters: { patientNam: 'ROE' } }, 'radiologist'))).toBe(
      '400 request-malformed',
    );
  });
});

describe('QIDO-RS by GET', () => {
  async function get(stack: TestStack, target: string, role = 'radiologist'): Promise<Response> {
    return stack.send(target, { token: await stack.token({ roles: [role] }) });
  }
  const open = async (stack: TestStack): Promise<void> => {
    const token = await stack.token({ roles: ['radiologist'] });
    await stack.send('/api/grants', { token, json: { study: { studyInstanceUID: OPEN_STUDY }, purpose: 'TREAT' } });
  };

  it.each([
    ['PatientName=ROE', 'search-by-post'],
    ['00100010=ROE', 'search-by-post'],
    ['PatientID=P1', 'search-by-post'],
    ['AccessionNumber=A1', 'search-by-post'],
    ['PatientBirthDate=19700101', 'search-by-post'],
    ['StudyDescription=x', 'search-by-post'],
    ['PatientNam=ROE', 'query-key-not-allowed'],
    ['fuzzymatching=true', 'query-key-not-allowed'],
    ['00091001=x', 'query-key-not-allowed'],
    ['__proto__=x', 'query-key-not-allowed'],
    ['includefield=PixelData', 'field-not-allowed'],
    ['includefield=00104000', 'field-not-allowed'],
    ['includefield=PatientID,PatientComments', 'field-not-allowed'],
    ['limit=-1', 'request-malformed'],
    ['StudyDate=2024%0A', 'request-malformed'],
  ])('refuses ?%s', async (query, code) => {
    const stack = await createTestStack();
    const response = await get(stack, `/dicom-web/studies?${query}`);
    expect(await codeOf(response)).toBe(`400 ${code}`);
    expect(stack.pacs.asked).toEqual([]);
  });

  it('masks by role and by restriction, and cuts off what nobody asked for', async () => {
    const stack = await createTestStack();
    const everything = await (await get(stack, '/dicom-web/studies?includefield=all')).text();
    expect(everything).toContain('ROE^JANE');
    expect(everything).not.toMatch(/STAR|VIP1|Knee|QUIET|00401008|00081040/);
    expect(everything).toContain(RESTRICTED_STUDY);
    const masked = await (await get(stack, '/dicom-web/studies?StudyDate=20240101-', 'researcher')).text();
    expect(masked).not.toMatch(/ROE|LLER|P1|A1/);
    expect(await codeOf(await get(stack, '/dicom-web/studies', 'auditor'))).toBe('403 role-not-allowed');
    expect((await stack.events()).filter((event) => event.action === 'search')).toMatchObject([
      { search: { level: 'study', keys: [], count: 5 } },
      { search: { level: 'study', keys: ['StudyDate'], count: 5 }, purpose: 'HRESCH' },
    ]);
  });

  it('lists series and instances of an open study only', async () => {
    const stack = await createTestStack();
    const series = `/dicom-web/studies/${OPEN_STUDY}/series`;
    expect(await codeOf(await get(stack, series))).toBe('403 grant-missing');
    // Told once, with its study.
    expect((await stack.events()).filter(({ outcome }) => outcome === 'denied')).toMatchObject([
      { action: 'read-refused', reason: 'grant-missing', studyInstanceUID: OPEN_STUDY },
    ]);
    await open(stack);
    expect((await get(stack, series)).status).toBe(200);
    expect((await get(stack, `${series}/1.2.3/instances`)).headers.get('content-type')).toBe('application/dicom+json');
    expect(await codeOf(await get(stack, `/dicom-web/studies/${RESTRICTED_STUDY}/series`))).toBe('403 grant-missing');
    expect(await codeOf(await get(stack, `${series}?PatientName=x`))).toBe('400 search-by-post');
  });

  it.each([
    '/dicom-web/series',
    '/dicom-web/instances',
    '/dicom-web/studies/1.2.3',
    '/dicom-web/studies/1.2.3/metadata',
    '/dicom-web/servers',
  ])('does not serve %s', async (target) => {
    const stack = await createTestStack();
    expect(await codeOf(await get(stack, target))).toBe('403 route-not-allowed');
  });
});
