import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ReleaseAnswer } from '../../contract/index.ts';
import { imagesTree } from '../../core/export/record/index.ts';
import { approved, EXPORT_POLICY, RELEASE } from '../testing/exports.ts';
import { createFakePacs } from '../testing/fake-pacs.ts';
import { createTestStack, MFA, type TestStack } from '../testing/stack.ts';

const IMAGES = Array.from({ length: 49 }, (_, at) => Buffer.from(`DICM image ${at} ${'x'.repeat(at * 1000)}`));
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const TREE = imagesTree(IMAGES.map(hashOf));
const STORED = { '00081199': { vr: 'SQ', Value: [{}] } };

/** An export that is approved, released to an archive, and not sent yet. */
async function toArchive(options: { destination?: string; releaseFacts?: object } = {}) {
  const archive = createFakePacs([]);
  archive.answer = () => Response.json(STORED);
  const stack = await createTestStack({ config: { exports: EXPORT_POLICY }, researchArchives: { archive } });
  const { owner, id } = await approved(stack, { destinationCode: options.destination ?? 'archive' });
  await owner.stepUp();
  const facts = { ...RELEASE, imagesRoot: TREE.root, ...options.releaseFacts };
  const verdict = await owner.ask('POST', `/${id}/releases`, facts);
  const releaseId = verdict === '201' ? owner.answer<ReleaseAnswer>().releaseId : '';
  const token = await stack.token({ roles: ['researcher'], acr: MFA });
  const put = (
    index: number,
    change: { bytes?: Uint8Array; proof?: readonly string[]; token?: string; type?: string } = {},
  ) =>
    send(stack, `/api/exports/${id}/releases/${releaseId}/images/${index}`, {
      token: change.token ?? token,
      type: change.type ?? 'application/dicom',
      bytes: change.bytes ?? IMAGES[index] ?? new Uint8Array(1),
      proof: change.proof ?? TREE.proof(index),
    });
  return { archive, stack, owner, id, releaseId, put, verdict };
}

async function send(
  stack: TestStack,
  path: string,
  { token, type, bytes, proof }: { token: string; type: string; bytes: Uint8Array; proof: readonly string[] },
): Promise<string> {
  const headers = { 'content-type': type, 'x-proof': proof.join(',') };
  const response = await stack.send(path, { method: 'PUT', token, headers, body: new Uint8Array(bytes) });
  const body = (await response.json()) as { code?: string; instances?: number };
  return `${response.status} ${body.code ?? body.instances}`;
}

describe('a release to a research archive', () => {
  it('is written down before the first byte goes on, is sent image by image, and ends with what the gateway counted', async () => {
    const { archive, stack, owner, id, releaseId, put } = await toArchive();
    let toldBefore: string[] = [];
    archive.answer = async () => {
      toldBefore = (await stack.events()).map(({ action }) => action);
      return Response.json(STORED);
    };
    for (const index of IMAGES.keys()) expect(await put(index)).toBe(`200 ${index + 1}`);
    expect(toldBefore.at(-1)).toBe('export-store-begun');
    const first = archive.asked[0];
    expect(first).toMatchObject({ path: '/studies', method: 'POST' });
    expect(first?.headers.get('content-type')).toMatch(/^multipart\/related; type="application\/dicom"; boundary=/);
    // The person's token is not the archive's business.
    expect(first?.headers.get('authorization')).toBeNull();
    expect(first?.body?.includes(IMAGES[0] ?? '')).toBe(true);
    expect(first?.body?.toString()).toMatch(/\r\n--collimator-[0-9a-f]{24}--\r\n$/);

    const done = { manifestSha256: RELEASE.manifestSha256, files: 53, byteLength: 1 };
    expect(await owner.ask('POST', `/${id}/releases/${releaseId}/completion`, done)).toBe('200');
    const events = (await stack.events()).slice(-2);
    const byteLength = IMAGES.reduce((sum, { length }) => sum + length, 0);
    expect(events).toMatchObject([
      {
        action: 'export-store-ended',
        outcome: 'success',
        export: { destinationCode: 'archive', counts: { instances: 49, byteLength } },
      },
      { action: 'export-completed', outcome: 'success' },
    ]);
  });

  it('lets nothing through that is not the next image of just this release', async () => {
    const { archive, put } = await toArchive();
    const changed = Uint8Array.from(IMAGES[0] ?? []);
    changed[3] = 0;
    expect(await put(0, { bytes: changed })).toBe('409 export-image-differs');
    expect(await put(0, { bytes: IMAGES[1] ?? changed, proof: TREE.proof(1) })).toBe('409 export-image-differs');
    expect(await put(0, { proof: [] })).toBe('409 export-image-differs');
    expect(await put(1)).toBe('409 export-image-differs');
    expect(await put(49)).toBe('409 export-image-differs');
    // What was begun of them has no end, so that no archive takes it for a message.
    expect(archive.asked.filter(({ body }) => body !== undefined)).toEqual([]);
    expect(await put(0)).toBe('200 1');
  });

  it('takes an image whose answer was lost for sent, and sends it once', async () => {
    const { archive, put } = await toArchive();
    await put(0);
    expect(await put(0)).toBe('200 1');
    expect(archive.asked).toHaveLength(1);
  });

  it('is not complete before the gateway has sent everything, whatever the page says', async () => {
    const { owner, id, releaseId, put } = await toArchive();
    const done = { manifestSha256: RELEASE.manifestSha256, files: 53, byteLength: 1 };
    expect(await owner.ask('POST', `/${id}/releases/${releaseId}/completion`, done)).toBe(
      '409 export-manifest-differs',
    );
    await put(0);
    expect(await owner.ask('POST', `/${id}/releases/${releaseId}/completion`, done)).toBe(
      '409 export-manifest-differs',
    );
  });

  it('that becomes void says how far it came', async () => {
    const { stack, owner, id, releaseId, put } = await toArchive();
    await put(0);
    const why = { reasonCode: 'cancelled', files: 1, byteLength: 11 };
    expect(await owner.ask('POST', `/${id}/releases/${releaseId}/void`, why)).toBe('200');
    expect((await stack.events()).slice(-2)).toMatchObject([
      { action: 'export-store-ended', outcome: 'failure', reason: 'cancelled', export: { counts: { instances: 1 } } },
      { action: 'export-voided' },
    ]);
    expect(await put(1)).toBe('404 export-release-unknown');
  });

  it('tells a refusing archive from one that is away, and counts neither', async () => {
    const { archive, put } = await toArchive();
    archive.answer = () => Response.json({ '00081198': { vr: 'SQ', Value: [{}] } }, { status: 409 });
    expect(await put(0)).toBe('502 export-archive-refused');
    archive.answer = () => new Response('<html>', { status: 200 });
    expect(await put(0)).toBe('502 export-archive-refused');
    archive.answer = () => new Response(null, { status: 503 });
    expect(await put(0)).toBe('503 export-archive-unavailable');
    archive.answer = () => Promise.reject(new Error('refused'));
    expect(await put(0)).toBe('503 export-archive-unavailable');
    archive.answer = () => Response.json(STORED);
    expect(await put(0)).toBe('200 1');
  });

  it('believes no archive that answers before it has the image, and says whose refusal it is', async () => {
    const { archive, put } = await toArchive();
    const fetch = archive.fetch.bind(archive);
    const early = (response: () => Response) => Object.assign(archive, { fetch: () => Promise.resolve(response()) });
    early(() => new Response(null, { status: 413 }));
    expect(await put(0)).toBe('502 export-archive-refused');
    early(() => new Response(null, { status: 503 }));
    expect(await put(0)).toBe('503 export-archive-unavailable');
    early(() => Response.json(STORED));
    expect(await put(0)).toBe('502 export-archive-refused');
    Object.assign(archive, { fetch });
    expect(await put(0)).toBe('200 1');
  });

  it('needs a root that names its images', async () => {
    expect((await toArchive({ releaseFacts: { imagesRoot: undefined } })).verdict).toBe('400 export-counts-wrong');
  });

  it('is for its owner, in its sign-in, to an archive and with DICOM only', async () => {
    const { stack, put } = await toArchive();
    const other = await stack.token({ sub: 'u9', sid: 's9', roles: ['researcher'], acr: MFA });
    expect(await put(0, { token: other })).toBe('404 export-unknown');
    const reviewer = await stack.token({ sub: 'u2', sid: 's2', roles: ['radiologist'], acr: MFA });
    expect(await put(0, { token: reviewer })).toBe('403 role-not-allowed');
    expect(await put(0, { type: 'application/octet-stream' })).toBe('415 media-type-not-supported');
    const zip = await toArchive({ destination: 'download' });
    expect(await zip.put(0)).toBe('403 export-destination-not-allowed');
  });
});
