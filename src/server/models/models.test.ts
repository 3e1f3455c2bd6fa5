import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { modelListSchema, problemSchema, type ModelList } from '../../contract/index.ts';
import { sha256 } from '../../core/inference/index.ts';
import { openSqliteStore } from '../store/index.ts';
import { failingStore } from '../testing/failing-store.ts';
import { createTestStack, type TestStack } from '../testing/stack.ts';
import { fileOf, type ShelvedModel } from './shelf.ts';

const MODELS = join(import.meta.dirname, '../../../models');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-models-'));
  for (const name of ['trusted-keys.json', 'ct-lung-density', 'ct-nodule-candidates'])
    cpSync(join(MODELS, name), join(folder, name), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const listOf = async (stack: TestStack, role = 'radiologist'): Promise<ModelList> => {
  const response = await stack.send('/api/models', { token: await stack.token({ roles: [role] }) });
  expect(response.status).toBe(200);
  return modelListSchema.parse(await response.json());
};
const codeOf = async (response: Response): Promise<string> =>
  `${response.status} ${problemSchema.parse(await response.json()).code}`;
/** Where a link leads; nothing when it is gone already. */
const targetOf = (link: string): string[] => {
  try {
    return [readlinkSync(link)];
  } catch {
    return [];
  }
};
const AT = '/api/models/ct-lung-density/1.0.0';

describe('the models of a site', () => {
  it('are those that are signed, whole and have their card; what is not is named with its reason and recorded once', async () => {
    cpSync(join(folder, 'ct-lung-density'), join(folder, 'tampered'), { recursive: true });
    writeFileSync(join(folder, 'tampered', 'model.onnx'), 'another model');
    cpSync(join(folder, 'ct-lung-density'), join(folder, 'no-card'), { recursive: true });
    rmSync(join(folder, 'no-card', 'README.md'));
    cpSync(join(folder, 'ct-lung-density'), join(folder, 'retold'), { recursive: true });
    const manifest = readFileSync(join(folder, 'retold', 'model.json'), 'utf8');
    writeFileSync(join(folder, 'retold', 'model.json'), manifest.replace('"title": "', '"title": "Better '));
    cpSync(join(folder, 'ct-lung-density'), join(folder, 'twin'), { recursive: true });
    const stack = await createTestStack({ modelsFolder: folder });
    const list = await listOf(stack);
    expect(list.models.map(({ name }) => name)).toEqual(['ct-lung-density', 'ct-nodule-candidates']);
    expect(list.refused).toEqual([
      { folder: 'no-card', code: 'incomplete-card' },
      { folder: 'retold', code: 'model-signature' },
      { folder: 'tampered', code: 'model-hash' },
      { folder: 'twin', code: 'already-installed' },
    ]);
    await listOf(stack);
    const refused = (await stack.events()).filter(({ action }) => action === 'ai-refused');
    expect(refused.map(({ reason, ai }) => [reason, ai?.model.name])).toEqual([
      ['incomplete-card', 'no-card'],
      ['model-signature', 'retold'],
      ['model-hash', 'tampered'],
      ['already-installed', 'twin'],
    ]);
  });

  it('are trusted by the list that lies beside them, as it is now', async () => {
    const stack = await createTestStack({ modelsFolder: folder });
    expect((await listOf(stack)).models).toHaveLength(2);
    writeFileSync(join(folder, 'trusted-keys.json'), '[]');
    utimesSync(join(folder, 'trusted-keys.json'), 1, 1);
    const list = await listOf(stack);
    expect([list.models, list.refused.map(({ code }) => code)]).toEqual([[], ['model-signature', 'model-signature']]);
  });

  it('are trusted by nobody where that list is no list', async () => {
    for (const text of ['no JSON', '{}', '[{"name":"a"}]']) {
      writeFileSync(join(folder, 'trusted-keys.json'), text);
      const list = await listOf(await createTestStack({ modelsFolder: folder }));
      expect([list.models, list.refused.map(({ code }) => code)]).toEqual([[], ['model-signature', 'model-signature']]);
    }
  });

  it('are told to be refused also when the log could not be written at first', async () => {
    writeFileSync(join(folder, 'ct-lung-density', 'model.onnx'), 'another model');
    const { store, failure } = failingStore(openSqliteStore(':memory:'), ['append']);
    const stack = await createTestStack({ modelsFolder: folder, store });
    failure.isFailing = true;
    const token = await stack.token({ roles: ['radiologist'] });
    expect(await codeOf(await stack.send('/api/models', { token }))).toBe('503 audit-unavailable');
    failure.isFailing = false;
    await listOf(stack);
    expect((await stack.events()).filter(({ action }) => action === 'ai-refused')).toHaveLength(1);
  });

  it.skipIf(!existsSync('/proc/self/fd'))('hold no file open that nobody reads (needs /proc)', async () => {
    // More than a stream takes at once, so that it does not come to the end by itself.
    const card = 'Intended use '.repeat(20_000);
    const path = join(folder, 'card.md');
    writeFileSync(path, card);
    const manifest = { model: { file: 'card.md' } } as ShelvedModel['manifest'];
    const openFiles = () => readdirSync('/proc/self/fd').flatMap((fd) => targetOf(`/proc/self/fd/${fd}`)).filter((target) => target === path); // prettier-ignore
    const file = fileOf({ manifest, signedBy: 'x', folder }, 'card.md');
    const unread = file!.stream();
    const reader = file!.stream().getReader();
    await reader.read();
    expect(openFiles()).toHaveLength(1);
    await reader.cancel();
    await vi.waitFor(() => expect(openFiles()).toEqual([]));
    expect(await new Response(unread).text()).toBe(card);
  });

  it('give their files to those who read, as they were verified', async () => {
    const stack = await createTestStack({ modelsFolder: folder });
    const [model] = (await listOf(stack)).models;
    const token = await stack.token({ roles: ['radiologist'] });
    const bytes = new Uint8Array(await (await stack.send(model!.files.model, { token })).arrayBuffer());
    expect([bytes.length, await sha256(bytes)]).toEqual([model!.byteLength, model!.sha256]);
    expect(await (await stack.send(model!.files.card ?? '', { token })).text()).toContain('Intended use');
    for (const path of [
      `${AT}/manifest.json`,
      `${AT}/build.py`,
      `${AT}/..%2Ftrusted-keys.json`,
      '/api/models/none/1.0.0/model.json',
    ])
      // prettier-ignore
      expect([404, 400]).toContain((await stack.send(path, { token })).status);
    expect(await codeOf(await stack.send(model!.files.model))).toBe('401 token-missing');
    for (const role of ['auditor', 'nobody'])
      expect((await stack.send(model!.files.model, { token: await stack.token({ roles: [role] }) })).status).toBe(403);
  });

  it('say how the site wants them read, and what it answers for', async () => {
    const ai = { readingMode: 'triage', startsVisible: false, signing: { secondFactorMaxAgeSeconds: 90 }, clearances: [{ name: 'ct-lung-density', version: '1.0.0', statement: 'Cleared here' }] }; // prettier-ignore
    const list = await listOf(await createTestStack({ modelsFolder: folder, config: { ai } }));
    expect(list.settings).toEqual({
      readingMode: 'triage',
      startsVisible: false,
      signingSecondFactorMaxAgeSeconds: 90,
    });
    expect(list.models.map(({ clearance }) => clearance)).toEqual(['Cleared here', undefined]);
    expect((await listOf(await createTestStack({ modelsFolder: folder }))).settings.readingMode).toBe('second-reader');
    expect((await listOf(await createTestStack())).models).toEqual([]);
  });
});

describe('the switch', () => {
  const off = { state: 'disabled', reasonCode: 'safety' };

  it('takes a model out of every copy of the gateway at once, and every browser asks often enough for a minute', async () => {
    const one = await createTestStack({ modelsFolder: folder });
    const other = await createTestStack({ modelsFolder: folder, store: one.store });
    const token = await one.token({ roles: ['administrator'], name: 'Ada Admin' });
    const response = await one.send(`${AT}/switch`, { method: 'PUT', token, json: off });
    expect(response.status).toBe(200);
    const list = await listOf(other);
    expect(list.models.map(({ disabled }) => disabled?.reasonCode)).toEqual(['safety', undefined]);
    // Two answers may be lost on the way, and the third is in time.
    expect(3 * list.pollAfterMs).toBeLessThan(60_000);
    const reader = await other.token({ roles: ['radiologist'] });
    expect(await codeOf(await other.send(`${AT}/model.onnx`, { token: reader }))).toBe('409 model-disabled');
    expect((await one.events()).at(-1)).toMatchObject({
      action: 'model-disabled',
      outcome: 'success',
      who: { name: 'Ada Admin' },
      ai: { model: { name: 'ct-lung-density', version: '1.0.0' }, reasons: ['safety'] },
    });
    await one.send(`${AT}/switch`, { method: 'PUT', token, json: { state: 'enabled' } });
    expect((await listOf(other)).models[0]?.disabled).toBeUndefined();
    expect((await one.events()).at(-1)?.action).toBe('model-enabled');
  });

  it.each(['radiologist', 'clinician', 'researcher', 'auditor', 'nobody'])('is not for a %s', async (role) => {
    const stack = await createTestStack({ modelsFolder: folder });
    const token = await stack.token({ roles: [role] });
    const response = await stack.send(`${AT}/switch`, { method: 'PUT', token, json: off });
    expect(response.status).toBe(403);
    expect((await stack.events()).at(-1)).toMatchObject({ action: 'access-refused', outcome: 'denied' });
    expect((await listOf(stack)).models[0]?.disabled).toBeUndefined();
  });

  it('knows its models, and takes no reason but those of the list', async () => {
    const stack = await createTestStack({ modelsFolder: folder });
    const token = await stack.token({ roles: ['administrator'] });
    const put = (path: string, json: unknown) => stack.send(path, { method: 'PUT', token, json });
    expect(await codeOf(await put('/api/models/none/1.0.0/switch', off))).toBe('404 model-unknown');
    expect(await codeOf(await put(`${AT}/switch`, { state: 'disabled' }))).toBe('400 request-malformed');
    expect(await codeOf(await put(`${AT}/switch`, { ...off, reasonCode: 'because' }))).toBe('400 request-malformed');
  });

  it('does nothing that the log does not tell', async () => {
    const stack = await createTestStack({ modelsFolder: folder });
    const token = await stack.token({ roles: ['administrator'] });
    const [a, b] = await Promise.all(
      [off, { state: 'disabled', reasonCode: 'drift' }].map((json) => stack.send(`${AT}/switch`, { method: 'PUT', token, json })), // prettier-ignore
    );
    expect([a?.status, b?.status]).toEqual([200, 200]);
    expect((await stack.events()).filter(({ action }) => action === 'model-disabled')).toHaveLength(2);
  });
});
