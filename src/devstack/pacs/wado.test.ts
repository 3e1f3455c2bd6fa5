import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDicom, TRANSFER_SYNTAX, uid } from '../../core/dicom/index.ts';
import { instanceFile, nativePixels } from '../testing/instances.ts';
import { readParts, startPacsServer, type PacsServer } from '../testing/pacs-server.ts';

let pacs: PacsServer;
const LITTLE = TRANSFER_SYNTAX.explicitLittle;
const ANY = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
const jpeg = (byte: number) => Uint8Array.of(0xff, 0xd8, 0xff, byte, 0xff, 0xd9);

/** One instance per number, each in a series of its own. */
const place = (number: number) => ({
  SeriesInstanceUID: `1.2.3.${number}`,
  SOPInstanceUID: `1.2.3.${number}.1`,
  SeriesNumber: number,
});
const at = (number: number, rest: string) =>
  `${pacs.url}/studies/1.2.3/series/1.2.3.${number}/instances/1.2.3.${number}.1${rest}`;

const files = {
  native: instanceFile({ ...place(1), NumberOfFrames: 3, PixelData: { vr: 'OW', value: nativePixels(3) } }),
  implicit: instanceFile(place(2), { transferSyntaxUID: TRANSFER_SYNTAX.implicitLittle }),
  bigEndian: instanceFile(
    { ...place(3), NumberOfFrames: 2, PixelData: { vr: 'OW', value: nativePixels(2) } },
    { transferSyntaxUID: TRANSFER_SYNTAX.explicitBig },
  ),
  deflated: instanceFile(place(4), { transferSyntaxUID: TRANSFER_SYNTAX.deflated }),
  // Three fragments for two frames: the second frame comes in two.
  jpeg: instanceFile(
    { ...place(5), NumberOfFrames: 2 },
    { transferSyntaxUID: TRANSFER_SYNTAX.jpegBaseline, fragments: [jpeg(1), jpeg(2), Uint8Array.of(7, 7)] },
  ),
  jpegLS: instanceFile(place(6), { transferSyntaxUID: TRANSFER_SYNTAX.jpegLSLossless, fragments: [jpeg(3)] }),
  // 3 x 3 bits per frame: the second frame begins inside a byte.
  bits: instanceFile({
    ...place(7),
    Rows: 3,
    Columns: 3,
    BitsAllocated: 1,
    BitsStored: 1,
    HighBit: 0,
    NumberOfFrames: 2,
    PixelData: { vr: 'OB', value: Uint8Array.of(0b11111111, 0b01010101, 0b00000010, 0) },
  }),
  noPixels: instanceFile({ ...place(8), PixelData: undefined, Rows: undefined, Columns: undefined }),
  shortPixels: instanceFile({ ...place(9), PixelData: { vr: 'OW', value: new Uint8Array(4) } }),
  document: instanceFile({
    ...place(10),
    PixelData: undefined,
    Rows: undefined,
    EncapsulatedDocument: new Uint8Array(5000).fill(65),
  }),
};

beforeAll(async () => {
  pacs = await startPacsServer();
  const outcomes = await pacs.add(
    ...Object.values(files),
    instanceFile({ ...place(1), SOPInstanceUID: '1.2.3.1.2', InstanceNumber: 10 }),
    instanceFile({ ...place(1), SOPInstanceUID: '1.2.3.1.3', InstanceNumber: 2 }),
  );
  expect(outcomes.filter(({ kind }) => kind !== 'stored')).toEqual([]);
});
afterAll(() => pacs.close());

async function frames(number: number, list: string, accept = ANY) {
  const response = await fetch(at(number, `/frames/${list}`), { headers: { accept } });
  if (!response.ok) return { status: response.status, code: ((await response.json()) as { code: string }).code };
  return { status: 200, type: response.headers.get('content-type'), parts: await readParts(response) };
}
const pixels = (frame: number, of: number) => Buffer.from(nativePixels(of).subarray((frame - 1) * 16, frame * 16));

describe('frames', () => {
  it('reads native frames by number, several at once, in the order asked', async () => {
    const { parts, type } = await frames(1, '3,1');
    expect(type).toMatch(/^multipart\/related; type="application\/octet-stream"; boundary=/);
    expect(parts).toEqual([
      { contentType: `application/octet-stream; transfer-syntax=${LITTLE}`, body: pixels(3, 3) },
      { contentType: `application/octet-stream; transfer-syntax=${LITTLE}`, body: pixels(1, 3) },
    ]);
  });

  it.each([
    ['implicit', 2, 1],
    ['big endian', 3, 2],
    ['deflated', 4, 1],
  ])('sends %s pixels as explicit little endian', async (_name, number, of) => {
    const { parts } = await frames(number, String(of));
    expect(parts).toEqual([
      { contentType: `application/octet-stream; transfer-syntax=${LITTLE}`, body: pixels(of, of) },
    ]);
  });

  it('joins the fragments of a frame and names the stored syntax in the part', async () => {
    const { parts, type } = await frames(5, '1,2');
    expect(type).toContain('type="image/jpeg"');
    expect(parts?.map(({ contentType }) => contentType)).toEqual(
      Array(2).fill(`image/jpeg; transfer-syntax=${TRANSFER_SYNTAX.jpegBaseline}`),
    );
    expect(parts?.map(({ body }) => [...body])).toEqual([[...jpeg(1)], [...jpeg(2), 7, 7]]);
  });

  it.each([
    ['its own media type', 'multipart/related; type="image/jls"', 200],
    [
      'its own transfer syntax',
      `multipart/related; type=image/jls; transfer-syntax=${TRANSFER_SYNTAX.jpegLSLossless}`,
      200,
    ],
    ['anything', '*/*', 200],
    ['a list in which one fits', `multipart/related; type="image/jp2", ${ANY}`, 200],
    ['uncompressed only', 'multipart/related; type="application/octet-stream"', 406],
    [
      'explicit little endian only',
      `multipart/related; type="application/octet-stream"; transfer-syntax=${LITTLE}`,
      406,
    ],
    ['another compression', 'multipart/related; type="image/jp2"', 406],
    ['XML', 'application/dicom+xml', 406],
  ])('answers a client that accepts %s', async (_what, accept, status) => {
    expect((await frames(6, '1', accept)).status).toBe(status);
  });

  it('sends a single frame bare when that is all the client takes', async () => {
    const response = await fetch(at(6, '/frames/1'), { headers: { accept: 'image/jls' } });
    expect(response.headers.get('content-type')).toContain('image/jls; transfer-syntax=');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([...jpeg(3)]);
  });

  it('aligns one-bit frames that begin inside a byte', async () => {
    const { parts } = await frames(7, '1,2');
    expect(parts?.map(({ body }) => [...body])).toEqual([
      [0b11111111, 0b1],
      [0b00101010, 0b1],
    ]);
  });

  it.each([
    ['0', 'bad-frame-number'],
    ['4', 'bad-frame-number'],
    ['1,4', 'bad-frame-number'],
    ['x', 'bad-frame-number'],
    ['', 'bad-frame-number'],
  ])('refuses frame %j', async (list, code) => {
    expect(await frames(1, list)).toEqual({ status: 400, code });
  });

  it('says that there are none, or that they cannot be read', async () => {
    expect(await frames(8, '1')).toEqual({ status: 404, code: 'not-found' });
    expect(await frames(9, '1')).toEqual({ status: 422, code: 'frames-unreadable' });
  });

  it('finds an instance only under its own study and series', async () => {
    for (const path of ['1.2.3/series/1.2.3.2/instances/1.2.3.1.1', '1.2.4/series/1.2.3.1/instances/1.2.3.1.1']) {
      expect((await fetch(`${pacs.url}/studies/${path}/frames/1`)).status).toBe(404);
    }
  });
});

type Json = Record<string, { vr: string; Value?: unknown[]; BulkDataURI?: string }>;

describe('metadata', () => {
  it('comes in reading order, with the transfer syntax of the frames and addresses of what is large', async () => {
    const response = await fetch(`${pacs.url}/studies/1.2.3/series/1.2.3.1/metadata`);
    expect(response.headers.get('content-type')).toBe('application/dicom+json');
    const rows = (await response.json()) as Json[];
    expect(rows.map((row) => row['00200013']?.Value?.[0])).toEqual([1, 2, 10]);
    expect(rows[0]?.['00083002']?.Value).toEqual([LITTLE]);
    expect(rows[0]?.['7FE00010']?.BulkDataURI ?? 'inline').toBeTruthy();
    const [jpegRow] = (await (await fetch(at(5, '/metadata'))).json()) as Json[];
    expect(jpegRow?.['00083002']?.Value).toEqual([TRANSFER_SYNTAX.jpegBaseline]);
    expect(jpegRow?.['7FE00010']?.BulkDataURI).toBe(
      '/dicom-web/studies/1.2.3/series/1.2.3.5/instances/1.2.3.5.1/bulkdata/7FE00010',
    );
  });

  it('of a study is the series one after another', async () => {
    const rows = (await (await fetch(`${pacs.url}/studies/1.2.3/metadata`)).json()) as Json[];
    expect(rows.map((row) => row['00200011']?.Value?.[0])).toEqual([1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('is prepared as %s, and made again when the series grows', async (encoding, decompress) => {
    const read = async () => {
      // Not fetch: that would decompress by itself and hide what came.
      const asked = httpRequest(`${pacs.url}/studies/1.2.3/series/1.2.3.2/metadata`, {
        headers: { 'accept-encoding': encoding },
      }).end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      expect(response.headers['content-encoding']).toBe(encoding);
      return JSON.parse(decompress(await buffer(response)).toString()) as Json[];
    };
    const before = (await read()).length;
    await pacs.add(
      instanceFile({ ...place(2), SOPInstanceUID: `1.2.3.2.${encoding === 'br' ? 8 : 9}`, InstanceNumber: 5 }),
    );
    expect(await read()).toHaveLength(before + 1);
  });

  it('is 404 for what is not there and 406 for a form it does not have', async () => {
    expect((await fetch(`${pacs.url}/studies/9.9/metadata`)).status).toBe(404);
    const xml = await fetch(at(1, '/metadata'), {
      headers: { accept: 'multipart/related; type="application/dicom+xml"' },
    });
    expect(xml.status).toBe(406);
  });
});

describe('instances and bulk data', () => {
  it.each(['native', 'implicit', 'bigEndian', 'deflated', 'jpeg'] as const)(
    'sends a %s file as it was stored',
    async (name) => {
      const number = Object.keys(files).indexOf(name) + 1;
      const response = await fetch(at(number, ''), {
        headers: { accept: 'multipart/related; type="application/dicom"; transfer-syntax=*' },
      });
      const parts = await readParts(response);
      expect(parts).toHaveLength(1);
      expect(parts[0]?.contentType).toBe(
        `application/dicom; transfer-syntax=${readDicom(files[name]).transferSyntaxUID}`,
      );
      expect(parts[0]?.body.equals(files[name])).toBe(true);
    },
  );

  it('sends a series and a study with a part for each instance', async () => {
    const parts = await readParts(await fetch(`${pacs.url}/studies/1.2.3/series/1.2.3.1`));
    expect(parts.map(({ body }) => uid(readDicom(body).dataset, 'SOPInstanceUID'))).toEqual([
      '1.2.3.1.1',
      '1.2.3.1.3',
      '1.2.3.1.2',
    ]);
    expect((await fetch(`${pacs.url}/studies/1.2.3`)).status).toBe(200);
  });

  it('refuses to transcode', async () => {
    const response = await fetch(at(5, ''), { headers: { accept: `application/dicom; transfer-syntax=${LITTLE}` } });
    expect(response.status).toBe(406);
  });

  it('sends bulk data whole, as a part or bare', async () => {
    const document = await readParts(await fetch(at(10, '/bulkdata/00420011')));
    expect(document[0]?.body.equals(Buffer.alloc(5000, 65))).toBe(true);
    const bare = await fetch(at(3, '/bulkdata/7FE00010'), { headers: { accept: 'application/octet-stream' } });
    expect(Buffer.from(await bare.arrayBuffer())).toEqual(Buffer.from(nativePixels(2)));
    const compressed = await readParts(await fetch(at(5, '/bulkdata/7FE00010'), { headers: { accept: ANY } }));
    expect(compressed).toHaveLength(2);
    expect((await fetch(at(1, '/bulkdata/00100010/0/00100020'))).status).toBe(404);
  });

  it.each(['/rendered', '/thumbnail', '/frames', '/bulkdata'])('has no %s', async (rest) => {
    expect((await fetch(at(1, rest))).status).toBe(404);
  });
});
