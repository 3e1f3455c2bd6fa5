import { describe, expect, it } from 'vitest';
import { brandGrant } from '../grants/grant.ts';
import { SessionOver, Unreachable } from '../errors.ts';
import { createDicomwebClient } from './client.ts';
import { multipartOf, readMultipart } from './multipart.ts';

const grant = brandGrant({
  kind: 'granted',
  grantId: 'a-grant-for-this-test',
  studyInstanceUID: '1.2.3',
  handle: 'a-handle-for-this-test',
  purpose: 'TREAT',
  expiresAt: '2030-01-01T00:00:00.000Z',
  renewAfterMs: 1000,
  readOnly: false,
  receipt: { index: 0, leafHash: '0'.repeat(64), recordedAt: '2030-01-01T00:00:00.000Z' },
});
const instance = { seriesInstanceUID: '1.2.4', sopInstanceUID: '1.2.5' };

function clientOf(answers: (Response | Error)[], renew?: () => Promise<boolean>) {
  const asked: { url: string; accept: string }[] = [];
  const client = createDicomwebClient({
    baseUrl: '/dicom-web',
    fetch: async (url, init) => {
      asked.push({ url, accept: new Headers(init?.headers).get('Accept') ?? '' });
      const answer = answers.shift();
      if (answer === undefined) throw new Error('asked more often than expected');
      if (answer instanceof Error) throw answer;
      return answer;
    },
    ...(renew === undefined ? {} : { renewGrant: renew }),
  });
  return { client, asked };
}

const status = (code: number) => new Response(null, { status: code });
const frame = (bytes: number[], type: string) =>
  new Response(
    new Uint8Array([
      ...new TextEncoder().encode(`--b\r\nContent-Type: ${type}\r\n\r\n`),
      ...bytes,
      ...new TextEncoder().encode('\r\n--b--'),
    ]),
    { headers: { 'Content-Type': 'multipart/related; boundary=b' } },
  );

describe('frames', () => {
  it('asks for the pixels as they are stored and tells the syntax of the part', async () => {
    const { client, asked } = clientOf([frame([1, 2], 'image/jls; transfer-syntax=1.2.840.10008.1.2.4.81')]);
    const [found] = await client.frames(grant, instance, [3]);
    expect(asked).toEqual([
      {
        url: '/dicom-web/studies/1.2.3/series/1.2.4/instances/1.2.5/frames/3',
        accept: 'multipart/related; type="application/octet-stream"; transfer-syntax=*',
      },
    ]);
    expect(found?.transferSyntaxUID).toBe('1.2.840.10008.1.2.4.81');
    expect([...(found?.bytes ?? [])]).toEqual([1, 2]);
  });

  it('takes octets without a syntax as little endian', async () => {
    const { client } = clientOf([frame([1], 'application/octet-stream')]);
    expect((await client.frames(grant, instance, [1]))[0]?.transferSyntaxUID).toBe('1.2.840.10008.1.2.1');
  });

  it('asks once more for little endian where the archive cannot hand out what it stores', async () => {
    const { client, asked } = clientOf([status(500), frame([1], 'application/octet-stream')]);
    await client.frames(grant, instance, [1]);
    expect(asked[1]?.accept).toMatch(/transfer-syntax=1\.2\.840\.10008\.1\.2\.1$/);
  });

  it('tells the first failure when both ways fail', async () => {
    const { client } = clientOf([status(500), status(406)]);
    await expect(client.frames(grant, instance, [1])).rejects.toMatchObject({ code: 'pacs-error', status: 500 });
  });

  it('refuses an answer with another number of frames', async () => {
    const { client } = clientOf([frame([1], 'application/octet-stream')]);
    await expect(client.frames(grant, instance, [1, 2])).rejects.toMatchObject({ code: 'bad-answer' });
  });
});

describe('failures', () => {
  it.each([
    [401, 'not-signed-in'],
    [403, 'not-granted'],
    [404, 'not-found'],
    [400, 'refused'],
    [422, 'not-deliverable'],
    [429, 'too-busy'],
    [503, 'gateway-unavailable'],
    [502, 'pacs-error'],
  ])('status %i becomes %s', async (code, expected) => {
    const { client } = clientOf([status(code)]);
    await expect(client.seriesMetadata(grant, '1.2.4')).rejects.toMatchObject({ code: expected, status: code });
  });

  it.each([
    ['audit-unavailable', 'audit-unavailable'],
    ['pacs-unavailable', 'pacs-unavailable'],
    ['something-else', 'gateway-unavailable'],
  ])('503 with the code %s becomes %s', async (problem, expected) => {
    const { client } = clientOf([Response.json({ code: problem }, { status: 503 })]);
    await expect(client.seriesMetadata(grant, '1.2.4')).rejects.toMatchObject({ code: expected, status: 503 });
  });

  it.each([
    [new Unreachable(), 'unreachable'],
    [new SessionOver(), 'not-signed-in'],
    [new DOMException('stopped', 'AbortError'), 'aborted'],
  ])('%s becomes %s', async (thrown, expected) => {
    const { client } = clientOf([thrown]);
    await expect(client.searchSeries(grant)).rejects.toMatchObject({ code: expected });
  });

  it.each(['<html>', '{}', '[1]'])('refuses %s as metadata', async (text) => {
    const { client } = clientOf([new Response(text)]);
    await expect(client.seriesMetadata(grant, '1.2.4')).rejects.toMatchObject({ code: 'bad-answer' });
  });

  it('renews the grant once after a 403 and asks again', async () => {
    const { client, asked } = clientOf([status(403), new Response('[]')], async () => true);
    await expect(client.searchSeries(grant)).resolves.toEqual([]);
    expect(asked).toHaveLength(2);
  });

  it('does not ask again when the grant cannot be renewed', async () => {
    const { client, asked } = clientOf([status(403)], async () => false);
    await expect(client.searchSeries(grant)).rejects.toMatchObject({ code: 'not-granted' });
    expect(asked).toHaveLength(1);
  });
});

describe('bulkData', () => {
  it('keeps the path below the study and drops the host that the archive believes in', async () => {
    const { client, asked } = clientOf([frame([1], 'application/octet-stream')]);
    await client.bulkData(grant, 'http://pacs.example:8042/dicom-web/studies/1.2.3/series/4/instances/5/bulk/00281201');
    expect(asked[0]?.url).toBe('/dicom-web/studies/1.2.3/series/4/instances/5/bulk/00281201');
  });

  it('refuses an address of another study, and one outside every study', async () => {
    const { client, asked } = clientOf([]);
    await expect(client.bulkData(grant, '/dicom-web/studies/1.2.33/bulk/1')).rejects.toMatchObject({ code: 'refused' });
    await expect(client.bulkData(grant, 'https://elsewhere.example/steal')).rejects.toMatchObject({ code: 'refused' });
    expect(asked).toEqual([]);
  });
});

describe('store', () => {
  const file = new Uint8Array([1, 2, 3]);
  const stored = (...uids: string[]) =>
    Response.json({
      '00081199': { vr: 'SQ', Value: uids.map((uid) => ({ '00081155': { vr: 'UI', Value: [uid] } })) },
    });

  it('sends one file into the granted study and believes only an archive that names it', async () => {
    const { client, asked } = clientOf([stored('1.2.9')]);
    await client.store(grant, { sopInstanceUID: '1.2.9', file });
    expect(asked).toEqual([{ url: '/dicom-web/studies/1.2.3', accept: 'application/dicom+json' }]);
    const others = clientOf([stored('1.2.8')]);
    await expect(others.client.store(grant, { sopInstanceUID: '1.2.9', file })).rejects.toMatchObject({
      code: 'not-stored',
    });
    const silent = clientOf([status(200)]);
    await expect(silent.client.store(grant, { sopInstanceUID: '1.2.9', file })).rejects.toMatchObject({
      code: 'not-stored',
    });
  });

  it.each([
    [202, 'not-stored', true],
    [409, 'not-stored', true],
    [415, 'not-acceptable', true],
    [500, 'pacs-error', true],
    [403, 'not-granted', false],
  ])('tells what a %i means', async (code, expected, canRetry) => {
    const { client } = clientOf([status(code)]);
    await expect(client.store(grant, { sopInstanceUID: '1.2.9', file })).rejects.toMatchObject({
      code: expected,
      status: code,
      canRetry,
    });
  });

  it('has been stored when the archive says that it has this instance already', async () => {
    const duplicate = (code: number) =>
      Response.json(
        {
          '00081198': {
            vr: 'SQ',
            Value: [{ '00081155': { vr: 'UI', Value: ['1.2.9'] }, '00081197': { vr: 'US', Value: [code] } }],
          },
        },
        { status: 409 },
      );
    await clientOf([duplicate(0x0111)]).client.store(grant, { sopInstanceUID: '1.2.9', file });
    await expect(
      clientOf([duplicate(0x0110)]).client.store(grant, { sopInstanceUID: '1.2.9', file }),
    ).rejects.toMatchObject({ code: 'not-stored' });
  });

  it('tells who did not answer, and asks once more with a renewed grant', async () => {
    const away = Response.json({ code: 'pacs-unavailable' }, { status: 503 });
    await expect(clientOf([away]).client.store(grant, { sopInstanceUID: '1.2.9', file })).rejects.toMatchObject({
      code: 'pacs-unavailable',
    });
    const { client, asked } = clientOf([status(403), stored('1.2.9')], async () => true);
    await client.store(grant, { sopInstanceUID: '1.2.9', file });
    expect(asked).toHaveLength(2);
  });

  it('is a body that a strict reader takes apart again', async () => {
    const { body, contentType } = multipartOf(file);
    const [part] = readMultipart(await body.arrayBuffer(), contentType);
    expect([...(part?.bytes ?? [])]).toEqual([1, 2, 3]);
    expect(part?.mediaType).toBe('application/dicom');
  });
});
