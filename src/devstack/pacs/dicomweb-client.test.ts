import { api } from 'dicomweb-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TRANSFER_SYNTAX } from '../../core/dicom/index.ts';
import { instanceFile, nativePixels } from '../testing/instances.ts';
import { startPacsServer, type PacsServer } from '../testing/pacs-server.ts';

// A DICOMweb client that nobody here wrote, against the archive. It wants a browser's XMLHttpRequest.

let pacs: PacsServer;
let client: Client;

/** What is used of it; its own declarations ask for options that it does not need. */
type Ask<T> = (options: object) => Promise<T>;
interface Client {
  searchForStudies: Ask<unknown[]>;
  searchForSeries: Ask<unknown[]>;
  searchForInstances: Ask<unknown[]>;
  retrieveStudyMetadata: Ask<unknown[]>;
  retrieveSeriesMetadata: Ask<unknown[]>;
  retrieveInstanceMetadata: Ask<unknown>;
  retrieveInstanceFrames: Ask<ArrayBuffer[]>;
  retrieveInstance: Ask<ArrayBuffer>;
  retrieveSeries: Ask<ArrayBuffer[]>;
  retrieveBulkData: Ask<ArrayBuffer[]>;
  storeInstances: Ask<unknown>;
}

interface Jsdom {
  JSDOM: new (html: string, options: { url: string }) => { window: { XMLHttpRequest: unknown } };
}
const study = { studyInstanceUID: '1.2.3' };
const series = { ...study, seriesInstanceUID: '1.2.3.1' };
const instance = { ...series, sopInstanceUID: '1.2.3.1.1' };

beforeAll(async () => {
  pacs = await startPacsServer();
  // jsdom comes without types.
  const { JSDOM } = (await import('jsdom' as string)) as Jsdom;
  vi.stubGlobal('XMLHttpRequest', new JSDOM('', { url: pacs.url }).window.XMLHttpRequest);
  const options = { url: pacs.url, verbose: false, singlepart: false };
  client = new api.DICOMwebClient(options) as unknown as Client;
  await pacs.add(
    instanceFile({ NumberOfFrames: 2, PixelData: { vr: 'OW', value: nativePixels(2) } }),
    instanceFile(
      { SOPInstanceUID: '1.2.3.1.2', InstanceNumber: 2 },
      { transferSyntaxUID: TRANSFER_SYNTAX.jpegLSLossless, fragments: [Uint8Array.of(0xff, 0xd8, 0xff, 1)] },
    ),
  );
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await pacs.close();
});

describe('dicomweb-client', () => {
  it('searches', async () => {
    const query = { PatientName: 'roe*', includefield: ['00081030', 'ReferringPhysicianName'] };
    const studies = await client.searchForStudies({ queryParams: query });
    expect(studies).toHaveLength(1);
    expect(await client.searchForSeries(study)).toHaveLength(1);
    expect(await client.searchForInstances(series)).toHaveLength(2);
  });

  it('retrieves metadata of every level', async () => {
    expect(await client.retrieveStudyMetadata(study)).toHaveLength(2);
    expect(await client.retrieveSeriesMetadata(series)).toHaveLength(2);
    expect(await client.retrieveInstanceMetadata(instance)).toBeTruthy();
  });

  it('retrieves frames, stored and compressed', async () => {
    const frames = await client.retrieveInstanceFrames({ ...instance, frameNumbers: [1, 2] });
    expect(frames.map((frame) => Buffer.from(frame))).toEqual([
      Buffer.from(nativePixels(2).subarray(0, 16)),
      Buffer.from(nativePixels(2).subarray(16)),
    ]);
    const compressed = await client.retrieveInstanceFrames({
      ...series,
      sopInstanceUID: '1.2.3.1.2',
      frameNumbers: [1],
      mediaTypes: [{ mediaType: 'image/jls', transferSyntaxUID: TRANSFER_SYNTAX.jpegLSLossless }],
    });
    expect([...new Uint8Array(compressed[0] ?? new ArrayBuffer())]).toEqual([0xff, 0xd8, 0xff, 1]);
  });

  it('retrieves instances, series and bulk data', async () => {
    expect((await client.retrieveInstance(instance)).byteLength).toBeGreaterThan(500);
    expect(await client.retrieveSeries(series)).toHaveLength(2);
    const [bulk] = await client.retrieveBulkData({
      BulkDataURI: `${pacs.url}/studies/1.2.3/series/1.2.3.1/instances/1.2.3.1.1/bulkdata/7FE00010`,
    });
    expect(Buffer.from(bulk ?? new ArrayBuffer())).toEqual(Buffer.from(nativePixels(2)));
  });

  it('stores, and is told of a conflict', async () => {
    const buffer = (bytes: Uint8Array) => Uint8Array.from(bytes).buffer;
    const fresh = instanceFile({ SOPInstanceUID: '1.2.3.1.5', InstanceNumber: 5 });
    await client.storeInstances({ ...study, datasets: [buffer(fresh)] });
    expect(await client.searchForInstances(series)).toHaveLength(3);
    const elsewhere = { studyInstanceUID: '1.2.9', datasets: [buffer(fresh)] };
    await expect(client.storeInstances(elsewhere)).rejects.toMatchObject({ status: 409 });
  });
});
