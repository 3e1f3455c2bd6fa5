import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../commands.ts';
import { run } from '../run.ts';

const DRAFT = resolve(import.meta.dirname, '../../../models/text-detector/manifest.json');

let models: string;
let folder: string;
let key: string;

beforeEach(() => {
  models = mkdtempSync(join(tmpdir(), 'models-'));
  folder = join(models, 'text-detector');
  mkdirSync(folder);
  copyFileSync(DRAFT, join(folder, 'manifest.json'));
  writeFileSync(join(folder, 'model.onnx'), 'bytes of a model');
  key = join(models, 'key.pem');
  writeFileSync(key, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
});
afterEach(() => rmSync(models, { recursive: true }));

async function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await run(COMMANDS, args, {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    env: {},
  });
  return { code, ...said };
}

const rows = (text: string): { name: string; code: string }[] => JSON.parse(text) as { name: string; code: string }[];

describe('models', () => {
  it('signs a package from its draft, and verifies it', async () => {
    expect((await cli('models', 'sign', folder, '--key', key, '--trust')).code).toBe(0);
    const { code, out } = await cli('models', 'verify', '--models', models, '--json');
    expect(code).toBe(0);
    expect(rows(out)).toMatchObject([{ name: 'text-detector', code: 'ok' }]);
  });

  it('tells a changed model, a changed threshold and an untrusted key apart', async () => {
    await cli('models', 'sign', folder, '--key', key, '--trust');
    writeFileSync(join(folder, 'model.onnx'), 'bytes of a modeL');
    const other = await cli('models', 'list', '--models', models, '--json');
    expect([other.code, rows(other.out)[0]?.code]).toEqual([1, 'model-hash']);
    const path = join(folder, 'model.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"high": [\d.]+/, '"high": 0.99'));
    expect(rows((await cli('models', 'list', '--models', models, '--json')).out)[0]?.code).toBe('model-signature');
    writeFileSync(join(folder, 'model.onnx'), 'bytes of a model');
    await cli('models', 'sign', folder, '--key', key);
    rmSync(join(models, 'trusted-keys.json'));
    expect(rows((await cli('models', 'list', '--models', models, '--json')).out)[0]?.code).toBe('model-signature');
  });

  it('says what is wrong with its words', async () => {
    expect((await cli('models', 'sign', folder)).code).toBe(2);
    expect((await cli('models', 'verify', '--models', join(models, 'none'))).code).toBe(2);
    expect((await cli('find-text')).code).toBe(2);
  });
});

describe('find-text', () => {
  it('looks into nothing with a model that is not signed', async () => {
    const { code, out, err } = await cli('find-text', DRAFT, '--json', '--models', models);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('bad-manifest');
  });

  it('looks into nothing with a model that is signed and none', async () => {
    await cli('models', 'sign', folder, '--key', key, '--trust');
    const { code, err } = await cli('find-text', DRAFT, '--json', '--models', models);
    expect(code).toBe(1);
    expect(err).toContain('runtime-failed');
  });
});
