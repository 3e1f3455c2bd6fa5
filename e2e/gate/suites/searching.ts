import { describe, expect, it } from 'vitest';
import { askGrant, get, post, verdictOf } from '../asking.ts';
import { seriesPath, type GateStack, type Login } from '../stack.ts';

const everything = (filters: Record<string, unknown>) => ({
  filters,
  sort: { key: 'studyDate', direction: 'descending' },
  offset: 0,
  limit: 100,
});

interface Row {
  readonly patientName: string | null;
  readonly patientID: string | null;
  readonly restricted: boolean;
  readonly handle: string;
}

export function searchingSuite(stack: () => GateStack): void {
  describe('searching', () => {
    async function search(login: Login, filters: Record<string, unknown>): Promise<Row[]> {
      const answer = await post(stack().client, login, '/api/search/studies', everything(filters));
      expect(answer.status).toBe(200);
      return answer.json()['rows'] as Row[];
    }

    it('finds by the patient through POST, so that no name stands in an address', async () => {
      const { open, signIn } = stack();
      const rows = await search(await signIn('radiologist'), { patientID: open.first.patientID });
      expect(rows.map((row) => row.patientName)).toEqual([open.first.patientName]);
      expect(JSON.stringify(rows)).not.toContain(open.first.studyInstanceUID);
    });

    it.each(['PatientName', 'PatientID', '00100010', 'AccessionNumber', 'PatientBirthDate'])(
      'refuses %s in the address of a search',
      async (key) => {
        const { client, open, signIn } = stack();
        const path = `/dicom-web/studies?${key}=${open.first.patientID}`;
        expect(verdictOf(await get(client, await signIn('radiologist'), path))).toBe('400 search-by-post');
      },
    );

    it('gives only fields that are on its list', async () => {
      const { client, open, signIn } = stack();
      const login = await signIn('radiologist');
      await askGrant(client, login, open.first);
      const list = `${seriesPath(open.first)}/instances`;
      for (const field of ['7FE00010', 'PixelData', 'PatientAddress', '00091001', 'OtherPatientIDs'])
        expect(verdictOf(await get(client, login, `${list}?includefield=${field}`))).toBe('400 field-not-allowed');
      const found = await get(client, login, `${list}?includefield=all`);
      expect(found.status).toBe(200);
      const datasets = JSON.parse(found.text()) as Record<string, unknown>[];
      expect(datasets).toHaveLength(open.first.instances);
      const tags = new Set(datasets.flatMap((dataset) => Object.keys(dataset)));
      expect(tags).toContain('00200013');
      // In every file, on no list.
      for (const tag of ['7FE00010', '00280100', '00280103']) expect(tags).not.toContain(tag);
    });

    it('refuses a key it does not know instead of answering with the whole list', async () => {
      const { client, signIn } = stack();
      const answer = await get(client, await signIn('radiologist'), '/dicom-web/studies?PatientNmae=X');
      expect(verdictOf(answer)).toBe('400 query-key-not-allowed');
    });

    it('shows a researcher no identity, in neither search', async () => {
      const { client, open, restricted, signIn } = stack();
      const login = await signIn('researcher');
      const answer = await post(client, login, '/api/search/studies', everything({ modalities: ['CT'] }));
      expect(answer.json()['masked']).toBe(true);
      const listed = await get(client, login, '/dicom-web/studies?includefield=PatientName&ModalitiesInStudy=CT');
      for (const study of [open.first, open.other, restricted.first])
        for (const secret of [study.patientName, study.patientID, study.accessionNumber])
          for (const text of [answer.text(), listed.text()]) expect(text).not.toContain(secret);
    });

    it('does not let a researcher find out a name by asking for it', async () => {
      const { client, open, signIn } = stack();
      const asked = everything({ patientName: open.first.patientName });
      const answer = await post(client, await signIn('researcher'), '/api/search/studies', asked);
      expect(verdictOf(answer)).toBe('403 identity-filter-not-allowed');
    });

    it('hides who a restricted patient is from everybody', async () => {
      const { restricted, signIn } = stack();
      const rows = await search(await signIn('radiologist'), { modalities: ['CT'] });
      expect(rows.some((row) => row.restricted && row.patientName === null && row.patientID === null)).toBe(true);
      const text = JSON.stringify(rows);
      for (const study of [restricted.first, restricted.otherPatient])
        for (const secret of [study.patientName, study.patientID, study.accessionNumber])
          expect(text).not.toContain(secret);
    });

    it('lets neither auditor nor administrator search', async () => {
      const { client, signIn } = stack();
      for (const role of ['auditor', 'administrator'] as const) {
        const login = await signIn(role);
        expect(verdictOf(await post(client, login, '/api/search/studies', everything({})))).toBe(
          '403 role-not-allowed',
        );
        expect(verdictOf(await get(client, login, '/dicom-web/studies'))).toBe('403 role-not-allowed');
      }
    });

    it('does not open a study by the handle of another login', async () => {
      const { client, open, signIn } = stack();
      const [row] = await search(await signIn('radiologist'), { patientID: open.first.patientID });
      const other = await signIn('radiologist');
      const asked = { study: { handle: row?.handle }, purpose: 'TREAT' };
      expect(verdictOf(await post(client, other, '/api/grants', asked))).toBe('404 handle-unknown');
    });
  });
}
