import { describe, expect, it } from 'vitest';
import { buildDataset, makeFile, TRANSFER_SYNTAX, writeDicomChunks } from '../../../../core/dicom/index.ts';
import { createDicomwebClient, text, TAG } from '../../../services/dicomweb/index.ts';
import type { Grant } from '../../../services/index.ts';
import { finishedRun } from '../testing/finished-run.ts';
import { createFinishedOrigin } from './finished-origin.ts';

const STUDY = '2.25.10';
const SERIES = '2.25.20';
const FIRST = '2.25.30';

/** Two frames of two pixels, a long private-looking value, and words. */
function fileOf(sopInstanceUID: string): Uint8Array<ArrayBuffer> {
  const dataset = buildDataset({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.7.2',
    SOPInstanceUID: sopInstanceUID,
    StudyInstanceUID: STUDY,
    SeriesInstanceUID: SERIES,
    Modality: 'OT',
    SeriesNumber: 4,
    SeriesDescription: 'cleaned',
    PatientName: 'P2CGRNSDNMJM2',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    NumberOfFrames: 2,
    Rows: 1,
    Columns: 2,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    ICCProfile: new Uint8Array(5000).fill(7),
    PixelData: Uint8Array.of(1, 2, 3, 4),
  });
  const chunks = writeDicomChunks(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle));
  return new Uint8Array(Buffer.concat(chunks));
}

function desk() {
  const run = finishedRun();
  const read: string[] = [];
  const store = {
    finished: async (uid: string) => {
      read.push(uid);
      return fileOf(uid);
    },
    original: () => Promise.reject(new Error('nobody asks for an original here')),
  };
  const origin = createFinishedOrigin({ ...run, store }, STUDY);
  const grant = { studyInstanceUID: STUDY } as Grant; // of a grant the client takes only this
  return { origin, client: createDicomwebClient({ baseUrl: '/dicom-web', fetch: origin.fetch }), grant, read };
}

const at = { seriesInstanceUID: SERIES, sopInstanceUID: FIRST };

describe('an archive of finished files', () => {
  it('answers the viewer’s own client: series, headers, frames and long values', async () => {
    const { client, grant } = desk();
    const [series] = await client.searchSeries(grant);
    expect(text(series ?? {}, TAG.SeriesInstanceUID)).toBe(SERIES);
    expect(text(series ?? {}, '0008103E')).toBe('cleaned');
    expect(await client.searchInstances(grant, SERIES, { limit: 2, offset: 1 })).toHaveLength(2);
    const headers = await client.seriesMetadata(grant, SERIES);
    expect(headers).toHaveLength(5);
    const header = await client.instanceMetadata(grant, at);
    expect(text(header, TAG.SOPInstanceUID)).toBe(FIRST);
    expect(header['7FE00010']).toBeUndefined();
    const uri = header['00282000']?.BulkDataURI ?? '';
    expect((await client.bulkData(grant, uri)).length).toBe(5000);
    const found = await client.frames(grant, at, [2, 1]);
    expect(found.map(({ bytes }) => [...bytes])).toEqual([
      [3, 4],
      [1, 2],
    ]);
    expect(found[0]?.transferSyntaxUID).toBe(TRANSFER_SYNTAX.explicitLittle);
  });

  it('has no other study, no instance of another one, no frame beyond the last, and takes nothing in', async () => {
    const { origin, client, grant } = desk();
    const statusOf = async (path: string, init?: RequestInit): Promise<number> =>
      (await origin.fetch(path, init)).status;
    const root = `/dicom-web/studies/${STUDY}`;
    expect(await statusOf('/dicom-web/studies/2.25.11/series')).toBe(403);
    expect(await statusOf(`${root}/../2.25.11/series`)).toBe(403);
    expect(await statusOf('/api/session')).toBe(403);
    expect(await statusOf(`${root}/series/${SERIES}/instances/2.25.31/metadata`)).toBe(404);
    expect(await statusOf(`${root}/series/${SERIES}/instances/${FIRST}/frames/3`)).toBe(404);
    expect(await statusOf(root, { method: 'POST' })).toBe(403);
    await expect(client.store(grant, { sopInstanceUID: FIRST, file: new Uint8Array(1) })).rejects.toThrow();
  });

  it('reads a file once for header and frames, and forgets all when it is closed', async () => {
    const { origin, client, grant, read } = desk();
    await client.instanceMetadata(grant, at);
    await client.frames(grant, at, [1]);
    expect(read).toEqual([FIRST]);
    origin.close();
    await client.frames(grant, at, [1]);
    expect(read).toEqual([FIRST, FIRST]);
  });
});
