import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instanceFile } from '../testing/instances.ts';
import { startPacsServer, type PacsServer } from '../testing/pacs-server.ts';

let pacs: PacsServer;
beforeEach(async () => {
  pacs = await startPacsServer();
});
afterEach(() => pacs.close());

type Item = Record<string, { Value: unknown[] }>;
interface StoreAnswer {
  status: number;
  stored: string[];
  failed: { uid: unknown; reason: unknown }[];
}

function multipart(parts: readonly Uint8Array[], boundary = 'b0undary', end = '--\r\n'): Buffer {
  const pieces = parts.flatMap((part) => [
    Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`),
    part,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}${end}`)]);
}

async function* asStream(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

const TYPE = 'multipart/related; type="application/dicom"; boundary=b0undary';

async function post(
  body: Uint8Array | AsyncIterable<Uint8Array>,
  path = '/studies/1.2.3',
  contentType = TYPE,
): Promise<StoreAnswer & { code?: string }> {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { 'content-type': contentType },
    // Node takes any iterable; the type knows only the browser's bodies.
    body: body as BodyInit,
    duplex: 'half',
  };
  const response = await fetch(`${pacs.url}${path}`, init);
  const json = (await response.json()) as Record<string, { Value?: Item[] }> & { code?: string };
  return {
    status: response.status,
    stored: (json['00081199']?.Value ?? []).map((item) => String(item['00081155']?.Value[0])),
    failed: (json['00081198']?.Value ?? []).map((item) => ({
      uid: item['00081155']?.Value[0],
      reason: item['00081197']?.Value[0],
    })),
    ...(json.code === undefined ? {} : { code: json.code }),
  };
}

const instance = (number: number, wish = {}) => instanceFile({ SOPInstanceUID: `1.2.3.1.${number}`, ...wish });
const storedFiles = () =>
  readdirSync(pacs.folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.dcm') || /incoming[\\/]/.test(name),
  );
const total = async () => (await fetch(`${pacs.url}/instances`)).headers.get('x-total-count');

describe('STOW-RS', () => {
  it('stores several instances and names each', async () => {
    const answer = await post(multipart([instance(1), instance(2)]));
    expect(answer).toEqual({ status: 200, stored: ['1.2.3.1.1', '1.2.3.1.2'], failed: [] });
    expect(await total()).toBe('2');
    expect(storedFiles()).toHaveLength(2);
  });

  it('takes the same instance again without storing it twice', async () => {
    await post(multipart([instance(1)]));
    expect(await post(multipart([instance(1), instance(1)]))).toMatchObject({ status: 200, failed: [] });
    expect(await total()).toBe('1');
    expect(storedFiles()).toHaveLength(1);
  });

  it('refuses other content under the same UID, and keeps the first', async () => {
    await post(multipart([instance(1)]));
    const answer = await post(multipart([instance(1, { PatientComments: 'changed' }), instance(2)]));
    expect(answer).toEqual({ status: 202, stored: ['1.2.3.1.2'], failed: [{ uid: '1.2.3.1.1', reason: 0x0111 }] });
    expect(storedFiles()).toHaveLength(2);
  });

  it('refuses an instance of another study than the path names', async () => {
    const answer = await post(multipart([instance(1)]), '/studies/1.2.4');
    expect(answer).toEqual({ status: 409, stored: [], failed: [{ uid: '1.2.3.1.1', reason: 0xa900 }] });
    expect(storedFiles()).toEqual([]);
  });

  it('refuses to mix two patients in one study, and one series in two studies', async () => {
    await post(multipart([instance(1)]));
    expect((await post(multipart([instance(2, { PatientID: 'P-2' })]))).failed).toEqual([
      { uid: '1.2.3.1.2', reason: 0xa900 },
    ]);
    const moved = instance(3, { StudyInstanceUID: '1.2.4' });
    expect((await post(multipart([moved]), '/studies/1.2.4')).failed).toEqual([{ uid: '1.2.3.1.3', reason: 0xa900 }]);
    expect(await total()).toBe('1');
    expect((await fetch(`${pacs.url}/studies`)).headers.get('x-total-count')).toBe('1');
  });

  it('refuses garbage with a reason and stores what stands beside it', async () => {
    const answer = await post(multipart([Buffer.from('not a DICOM file'), instance(1), instance(2).subarray(0, -10)]));
    expect(answer.status).toBe(202);
    expect(answer.stored).toEqual(['1.2.3.1.1']);
    expect(answer.failed.map(({ reason }) => reason)).toEqual([0xc000, 0xc000]);
    expect(storedFiles()).toHaveLength(1);
  });

  it.each([
    ['breaks off', multipart([instance(1)], 'b0undary', '').subarray(0, 500), TYPE, 400],
    ['has no last boundary', multipart([instance(1)], 'b0undary', '\r\n'), TYPE, 400],
    ['holds no part', Buffer.from('--b0undary--\r\n'), TYPE, 400],
    ['is empty', Buffer.alloc(0), TYPE, 400],
    ['names no boundary', multipart([instance(1)]), 'multipart/related; type="application/dicom"', 400],
    [
      'is of another type',
      multipart([instance(1)]),
      'multipart/related; type="application/dicom+json"; boundary=b0undary',
      415,
    ],
    ['is bare', instance(1), 'application/dicom', 415],
  ])('stores nothing of a body that %s', async (_what, body, contentType, status) => {
    expect(await post(body, '/studies/1.2.3', contentType)).toMatchObject({ status, stored: [] });
    expect(storedFiles()).toEqual([]);
  });

  it('survives a sender that goes away in the middle', async () => {
    const abort = new AbortController();
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(multipart([instance(1)]).subarray(0, 600));
        setTimeout(() => abort.abort(), 100);
      },
    });
    const init = { method: 'POST', headers: { 'content-type': TYPE }, body, duplex: 'half', signal: abort.signal };
    await expect(fetch(`${pacs.url}/studies/1.2.3`, init as RequestInit)).rejects.toThrow();
    expect((await post(multipart([instance(2)]))).stored).toEqual(['1.2.3.1.2']);
    expect(storedFiles()).toHaveLength(1);
  });

  it('reads a body whatever its pieces are, also when a boundary is cut in two', async () => {
    const whole = multipart([instance(1), instance(2)]);
    for (const size of [1, 7, 64]) {
      const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
        whole.subarray(index * size, (index + 1) * size),
      );
      expect((await post(asStream(pieces))).stored).toHaveLength(2);
    }
  });
});
