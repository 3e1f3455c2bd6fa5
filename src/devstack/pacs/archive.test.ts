import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDicom, TRANSFER_SYNTAX, uid } from '../../core/dicom/index.ts';
import { instanceFile } from '../testing/instances.ts';
import { openArchive, type Archive } from './archive.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'collimator-archive-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function withArchive<T>(work: (archive: Archive) => Promise<T>): Promise<T> {
  const archive = await openArchive(folder);
  try {
    return await work(archive);
  } finally {
    await archive.close();
  }
}

const add = (archive: Archive, ...files: Uint8Array[]) =>
  Promise.all(files.map((bytes) => archive.files.spool(bytes))).then((spooled) => archive.takeIn(spooled));
const stored = () => readdirSync(join(folder, 'instances'));
const instance = (number: number, wish = {}) => instanceFile({ SOPInstanceUID: `1.2.3.1.${number}`, ...wish });
const countOf = (archive: Archive, table: string) =>
  (archive.database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;

describe('the archive', () => {
  it('removes what a killed process left behind, and nothing else', async () => {
    await withArchive((archive) => add(archive, instance(1)));
    const [name = ''] = stored();
    writeFileSync(join(folder, 'instances', `${'0'.repeat(64)}.dcm`), 'renamed, never indexed');
    writeFileSync(join(folder, 'incoming/half'), 'half');
    await withArchive(async (archive) => {
      expect(stored()).toEqual([name]);
      expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
      expect(countOf(archive, 'instances')).toBe(1);
    });
  });

  it('makes a lost index again from the files, and sets aside what it cannot read', async () => {
    await withArchive((archive) =>
      add(archive, instance(1), instance(2), instance(3, { SeriesInstanceUID: '1.2.3.2' })),
    );
    for (const name of readdirSync(folder).filter((each) => each.startsWith('index'))) rmSync(join(folder, name));
    const damaged = `${'f'.repeat(64)}.dcm`;
    writeFileSync(join(folder, 'instances', damaged), 'no longer DICOM');
    await withArchive(async (archive) => {
      expect([countOf(archive, 'studies'), countOf(archive, 'series'), countOf(archive, 'instances')]).toEqual([
        1, 2, 3,
      ]);
      expect(readdirSync(join(folder, 'unreadable'))).toEqual([damaged]);
    });
  });

  it('makes a PS3.10 file of a bare data set', async () => {
    const bare = instance(1).subarray(readDicom(instance(1)).origin?.datasetStart);
    await withArchive((archive) => add(archive, bare).then(([outcome]) => expect(outcome?.kind).toBe('stored')));
    await withArchive(async (archive) => {
      const { file } = archive.database.prepare('SELECT file FROM instances').get() as { file: string };
      const { meta, preamble } = readDicom(new Uint8Array(await readFile(archive.files.pathOf(file))));
      expect(preamble).toHaveLength(128);
      expect(uid(meta, 'MediaStorageSOPInstanceUID')).toBe('1.2.3.1.1');
      expect(uid(meta, 'TransferSyntaxUID')).toBe(TRANSFER_SYNTAX.explicitLittle);
    });
  });

  it('lets several senders store at once without losing or doubling anything', async () => {
    await withArchive(async (archive) => {
      const batches = Array.from({ length: 8 }, (_, index) => [instance(index), instance(index + 1), instance(7)]);
      const outcomes = (await Promise.all(batches.map((batch) => add(archive, ...batch)))).flat();
      expect(outcomes.filter(({ kind }) => kind === 'stored')).toHaveLength(9);
      expect(outcomes.filter(({ kind }) => kind === 'refused')).toEqual([]);
      expect(stored()).toHaveLength(9);
    });
  });

  it('counts series and instances, and keeps what the first instance left out', async () => {
    await withArchive(async (archive) => {
      await add(
        archive,
        instance(1, { StudyDescription: '' }),
        instance(2, { Modality: 'CT', StudyDescription: 'CT Thorax' }),
      );
      await add(archive, instance(3, { SeriesInstanceUID: '1.2.3.9', Modality: 'SR' }));
      expect(
        archive.database.prepare('SELECT description, modalities, series_count, instance_count FROM studies').get(),
      ).toMatchObject({
        description: 'ct thorax',
        modalities: 'CT\\SR',
        series_count: 2,
        instance_count: 3,
      });
    });
  });
});
