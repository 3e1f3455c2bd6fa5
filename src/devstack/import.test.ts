import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFolder } from './import.ts';
import { createOrigin, openArchive } from './pacs/index.ts';
import { instanceFile } from './testing/instances.ts';

const REAL_FILES = join(import.meta.dirname, '../../../shared/data');
const isPresent = existsSync(REAL_FILES);

interface Row {
  study_uid: string;
  series_uid: string;
  sop_uid: string;
  frames_kind: string;
  frames_total: number;
}

describe('importing', () => {
  it('names a folder that cannot be opened, and takes in what lies beside it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'collimator-import-'));
    const source = join(folder, 'source');
    // Put together deeper than any path may be long: nobody can open it by its name, whatever their rights.
    const [upper, lower] = [join(source, `${'d'.repeat(200)}/`.repeat(12)), join(folder, 'lower')];
    mkdirSync(upper, { recursive: true });
    mkdirSync(join(lower, `${'d'.repeat(200)}/`.repeat(12)), { recursive: true });
    renameSync(lower, join(upper, 'lower'));
    writeFileSync(join(source, 'z.dcm'), instanceFile({}));
    const archive = await openArchive(join(folder, 'archive'));
    const refusals: string[] = [];
    const summary = await importFolder(archive, source, {
      onProgress: () => undefined,
      onRefused: (_file, code) => refusals.push(code),
    });
    expect(refusals).toEqual(['unreadable']);
    expect(summary).toMatchObject({ files: 2, stored: 1, refused: 1 });
    await archive.close();
    renameSync(join(upper, 'lower'), lower);
    rmSync(folder, { recursive: true });
  });
});

describe('importing real files', () => {
  it.skipIf(!isPresent)(
    `takes in or refuses every file, and serves every frame${isPresent ? '' : ' (skipped: ../shared/data is absent)'}`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'collimator-import-'));
      const archive = await openArchive(folder);
      const refusals: string[] = [];
      const summary = await importFolder(archive, REAL_FILES, {
        onProgress: () => undefined,
        onRefused: (_file, code) => refusals.push(code),
      });
      expect(summary.stored + summary.alreadyPresent + summary.refused).toBe(summary.files);
      expect(summary.stored).toBeGreaterThan(700);
      // A fault of ours would hide behind these.
      expect(refusals.filter((code) => code === 'reader-failed' || code === 'unreadable')).toEqual([]);

      const origin = createOrigin(archive);
      const accept = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
      const get = (target: string) =>
        origin.handle({ method: 'GET', target, accept, acceptEncoding: null, contentType: null, body: null });
      const rows = archive.database
        .prepare(
          'SELECT study_uid, series_uid, sop_uid, frames_kind, frames_total FROM instances i JOIN series se ON se.id = i.series_id JOIN studies st ON st.id = se.study_id',
        )
        .all() as unknown as Row[];
      const answers = new Map<string, number>();
      for (const row of rows) {
        const path = `/studies/${row.study_uid}/series/${row.series_uid}/instances/${row.sop_uid}`;
        for (const frame of new Set([1, Math.max(1, row.frames_total)])) {
          const { status, body } = await get(`${path}/frames/${frame}`);
          const expected = row.frames_kind === 'none' ? 404 : row.frames_kind === 'fault' ? 422 : 200;
          answers.set(`${row.frames_kind} ${status}`, (answers.get(`${row.frames_kind} ${status}`) ?? 0) + 1);
          expect({ kind: row.frames_kind, frame, status }).toEqual({ kind: row.frames_kind, frame, status: expected });
          if (status === 200) expect(body instanceof Uint8Array ? body.byteLength : 1).toBeGreaterThan(0);
        }
      }
      expect([...answers.keys()]).toContain('fragments 200');
      expect([...answers.keys()]).toContain('decoded 200');
      await archive.close();
      rmSync(folder, { recursive: true });
    },
    120_000,
  );
});
