import { generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../commands.ts';
import { run } from '../run.ts';

const EXAMPLE = resolve(import.meta.dirname, '../../../docs/model-examples/brain-tissue');
let work: string;
let source: string;
let site: string;

async function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await run(COMMANDS, args, {
    out: (t) => void (said.out += t),
    err: (t) => void (said.err += t),
    env: {},
  });
  return { code, ...said };
}

const sign = () => cli('models', 'sign', source, '--key', join(work, 'key.pem'), '--trust');
const add = (from: string, ...more: string[]) => cli('models', 'add', from, '--models', site, ...more);

function zip(prefix = ''): string {
  const path = join(work, `package-${prefix.length}.zip`);
  const entries = readdirSync(source).map((name): [string, Uint8Array] => [prefix + name, new Uint8Array(readFileSync(join(source, name)))]); // prettier-ignore
  writeFileSync(path, zipSync(Object.fromEntries(entries)));
  return path;
}

function change(name: string, from: string | RegExp, to: string): void {
  const path = join(source, name);
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  writeFileSync(path, changed);
}

beforeEach(async () => {
  work = mkdtempSync(join(tmpdir(), 'add-'));
  source = join(work, 'from', 'brain-tissue');
  site = join(work, 'site');
  cpSync(EXAMPLE, source, { recursive: true });
  writeFileSync(join(source, 'model.onnx'), 'bytes of a model');
  writeFileSync(join(work, 'key.pem'), generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })); // prettier-ignore
  expect((await sign()).code).toBe(0);
  mkdirSync(site);
  cpSync(join(work, 'from', 'trusted-keys.json'), join(site, 'trusted-keys.json'));
});
afterEach(() => rmSync(work, { recursive: true }));

describe('models add', () => {
  it('installs from a folder', async () => {
    expect((await add(source)).out).toContain('installed brain-tissue 1.0.0');
    expect(readdirSync(join(site, 'brain-tissue')).sort()).toEqual(['README.md', 'model.json', 'model.onnx']);
    expect((await cli('models', 'verify', '--models', site)).code).toBe(0);
  });

  it.each(['', 'brain-tissue/'])('installs from an archive with the package in "%s"', async (prefix) => {
    expect((await add(zip(prefix))).code).toBe(0);
    expect((await cli('models', 'verify', '--models', site)).code).toBe(0);
  });

  it('installs from a URL of this machine, and from no other without TLS', async () => {
    const bytes = readFileSync(zip());
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/package.zip' ? 200 : 404;
      response.end(request.url === '/package.zip' ? bytes : '');
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const missing = await add(`${base}/none.zip`);
      expect([missing.code, missing.err.includes('not-downloaded')]).toEqual([1, true]);
      expect((await add(`${base}/package.zip`)).code).toBe(0);
      expect((await add('http://models.example/package.zip')).code).toBe(2);
    } finally {
      server.close();
    }
    expect(existsSync(join(site, 'brain-tissue', 'model.json'))).toBe(true);
  });

  it.each([
    ['a changed model', () => writeFileSync(join(source, 'model.onnx'), 'bytes of a modeL'), 'model-hash'],
    ['a changed threshold of scope', () => change('model.json', '"least": 0.4', '"least": 0.1'), 'model-signature'],
    ['a changed card', () => change('README.md', 'children', 'Children'), 'incomplete-card'],
    ['a card that is gone', () => rmSync(join(source, 'README.md')), 'incomplete-card'],
    ['a manifest without card', () => change('model.json', /"card": \{[^}]*\},/, ''), 'bad-manifest'],
    ['a manifest without signature', () => change('model.json', /,\s*"signature": \{[^}]*\}/, ''), 'bad-manifest'],
    ['a site that trusts nobody', () => writeFileSync(join(site, 'trusted-keys.json'), '[]'), 'model-signature'],
  ])('refuses %s, and leaves nothing behind', async (_what, damage, expected) => {
    damage();
    for (const from of [source, zip()]) {
      const { code, err } = await add(from);
      expect([code, err.includes(expected)]).toEqual([1, true]);
    }
    expect(readdirSync(site)).toEqual(['trusted-keys.json']);
  });

  it('refuses to sign a card that leaves something out', async () => {
    change('README.md', '## Limits', '## Other');
    const { code, err } = await sign();
    expect([code, err]).toEqual([1, expect.stringContaining('Limits')]);
  });

  it('does not go back to an older version unasked, and replaces what is broken', async () => {
    await add(source);
    const again = await add(source);
    expect([again.code, again.err.includes('already-installed')]).toEqual([1, true]);
    expect((await add(source, '--replace')).code).toBe(0);
    change('manifest.json', '"1.0.0"', '"1.1.0"');
    await sign();
    expect((await add(source)).out).toContain('1.1.0');
    writeFileSync(join(site, 'brain-tissue', 'model.onnx'), 'broken');
    expect((await add(source)).code).toBe(0);
    expect(readdirSync(site).sort()).toEqual(['brain-tissue', 'trusted-keys.json']);
  });

  it('needs one source that exists', async () => {
    expect((await cli('models', 'add')).code).toBe(2);
    expect((await add(join(work, 'none'))).code).toBe(2);
  });
});
