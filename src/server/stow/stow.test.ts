import { describe, expect, it } from 'vitest';
import { problemSchema } from '../../contract/index.ts';
import { createTestStack, MFA, OPEN_STUDY, RESTRICTED_STUDY, type TestStack } from '../testing/stack.ts';

const TYPE = 'multipart/related; type="application/dicom"; boundary=b';

async function store(
  stack: TestStack,
  study: string,
  options: { role?: string; contentType?: string; body?: BodyInit; signal?: AbortSignal } = {},
): Promise<Response> {
  const token = await stack.token({ roles: [options.role ?? 'radiologist'], acr: MFA });
  return stack.send(`/dicom-web/studies/${study}`, {
    method: 'POST',
    token,
    headers: { 'content-type': options.contentType ?? TYPE },
    body: options.body ?? '--b\r\n\r\nDICM\r\n--b--',
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
}

async function codeOf(response: Response): Promise<string> {
  return `${response.status} ${problemSchema.parse(await response.json()).code}`;
}

describe('STOW-RS', () => {
  it('records the intent before the first byte goes on and the outcome after the last', async () => {
    const stack = await createTestStack();
    let recordedBefore: string[] = [];
    stack.pacs.answer = async (_, init) => {
      if (init?.method !== 'POST') return Response.json([]);
      recordedBefore = (await stack.events()).map((event) => event.action);
      return Response.json({ '00081199': { vr: 'SQ', Value: [{}, {}] } });
    };
    const response = await store(stack, '1.2.99');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/dicom+json');
    expect(recordedBefore.at(-1)).toBe('store-begun');
    expect((await stack.events()).at(-1)).toMatchObject({
      action: 'store-ended',
      outcome: 'success',
      studyInstanceUID: '1.2.99',
      stored: { instances: 2, refused: 0, byteLength: 18 },
    });
    const sent = stack.pacs.asked.at(-1);
    expect(sent).toMatchObject({ path: '/studies/1.2.99', method: 'POST' });
    expect(sent?.body?.toString()).toBe('--b\r\n\r\nDICM\r\n--b--');
    expect(sent?.headers.get('content-type')).toBe(TYPE);
    // The person's token is not the archive's business.
    expect(sent?.headers.get('authorization')).toBeNull();
    expect(sent?.headers.get('forwarded')).toBe('host=viewer.invalid;proto=https');
  });

  it.each(['clinician', 'researcher', 'auditor', 'administrator', 'nobody'])('is not for a %s', async (role) => {
    const stack = await createTestStack();
    const response = await store(stack, OPEN_STUDY, { role });
    expect(response.status).toBe(403);
    expect(stack.pacs.asked).toEqual([]);
    expect((await stack.events()).at(-1)).toMatchObject({ action: 'access-refused', outcome: 'denied' });
  });

  it('does not write into a restricted record, emergency or not', async () => {
    const stack = await createTestStack();
    expect(await codeOf(await store(stack, RESTRICTED_STUDY))).toBe('403 emergency-read-only');
    const token = await stack.token({ roles: ['radiologist'], acr: MFA });
    const justification = { reasonCode: 'other', text: 'Covering the night shift' };
    const json = { study: { studyInstanceUID: RESTRICTED_STUDY }, purpose: 'BTG', justification };
    expect((await stack.send('/api/grants', { token, json })).status).toBe(201);
    expect(await codeOf(await store(stack, RESTRICTED_STUDY))).toBe('403 emergency-read-only');
    expect(stack.pacs.asked.some((asked) => asked.method === 'POST')).toBe(false);
  });

  it.each([
    'application/dicom',
    'multipart/related; boundary=b',
    'multipart/related; type="text/html"; boundary=b',
    'application/json',
  ])('does not take %s', async (contentType) => {
    const stack = await createTestStack();
    expect(await codeOf(await store(stack, OPEN_STUDY, { contentType }))).toBe('415 media-type-not-supported');
  });

  it('records what the archive refused', async () => {
    const stack = await createTestStack();
    stack.pacs.answer = (_, init) =>
      init?.method === 'POST'
        ? Response.json(
            { '00081198': { vr: 'SQ', Value: [{}] }, '00081199': { vr: 'SQ', Value: [{}] } },
            { status: 202 },
          )
        : Response.json([]);
    expect((await store(stack, '1.2.99')).status).toBe(202);
    expect((await stack.events()).at(-1)).toMatchObject({
      action: 'store-ended',
      outcome: 'failure',
      reason: 'pacs-status-202',
      stored: { instances: 1, refused: 1 },
    });
    stack.pacs.answer = (_, init) =>
      init?.method === 'POST' ? new Response('no', { status: 409 }) : Response.json([]);
    expect((await store(stack, '1.2.99')).status).toBe(409);
    expect((await stack.events()).at(-1)).toMatchObject({ outcome: 'failure', reason: 'pacs-status-409' });
  });

  it('records an outcome when the archive breaks off and when the sender does', async () => {
    const stack = await createTestStack();
    stack.pacs.answer = (_, init) => {
      if (init?.method === 'POST') throw new TypeError('terminated');
      return Response.json([]);
    };
    expect(await codeOf(await store(stack, '1.2.99'))).toBe('503 pacs-unavailable');
    expect((await stack.events()).at(-1)).toMatchObject({
      action: 'store-ended',
      outcome: 'failure',
      reason: 'pacs-unavailable',
    });
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('--b\r\n')),
      pull: (controller) => controller.error(new Error('connection reset')),
    });
    stack.pacs.answer = undefined;
    expect((await store(stack, '1.2.99', { body: broken })).status).toBeGreaterThanOrEqual(400);
    expect((await stack.events()).at(-1)).toMatchObject({
      action: 'store-ended',
      outcome: 'failure',
      reason: 'aborted',
    });
  });

  it('streams: the archive has the first bytes before the sender has the last', async () => {
    const stack = await createTestStack();
    let sendLast = (): void => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('first'));
        sendLast = () => {
          controller.enqueue(new TextEncoder().encode('last'));
          controller.close();
        };
      },
    });
    const pacs = stack.pacs;
    const original = pacs.fetch.bind(pacs);
    let seen = '';
    pacs.fetch = async (path, init) => {
      if (init?.method !== 'POST') return original(path, init);
      const reader = new Response(init.body).body?.getReader();
      for (;;) {
        const chunk = await reader?.read();
        if (chunk === undefined || chunk.done) break;
        seen += new TextDecoder().decode(chunk.value);
        if (seen === 'first') sendLast();
      }
      return Response.json({});
    };
    expect((await store(stack, '1.2.99', { body })).status).toBe(200);
    expect(seen).toBe('firstlast');
  });
});
