import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { DEMO_MARKER, demoMarkerText } from './demo.ts';
import { instanceFile } from './testing/instances.ts';

// Starting a process takes a second on a good day, and several on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

// The stack as a process of its own, the way npm start runs it. Demo studies are left out: drawing them takes seconds.

let folder: string;
let data: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'collimator-main-'));
  data = join(folder, 'data');
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true });
});

function withoutDemo(): void {
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, DEMO_MARKER), demoMarkerText());
}

interface Run {
  child: ChildProcess;
  stdout: () => string;
  stderr: () => string;
  exit: Promise<{ code: number | null; signal: string | null }>;
}

function run(args: readonly string[], env: Record<string, string> = {}): Run {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, '--data', data, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'test', ...env },
  });
  children.push(child);
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (texts.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (texts.stderr += text.toString()));
  const exit = once(child, 'close').then(([code, signal]) => ({ code, signal }) as Awaited<Run['exit']>);
  return { child, exit, stdout: () => texts.stdout, stderr: () => texts.stderr };
}

async function until(holds: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (holds()) return;
    await sleep(50);
  }
  throw new Error(`waited in vain for ${what}`);
}

interface Ready {
  url: string;
  accounts: { username: string; password: string; otp: string; roles: string[] }[];
}

async function ready(started: Run): Promise<Ready> {
  await Promise.race([
    until(() => started.stdout().includes('\n'), 'the ready line'),
    started.exit.then(() => {
      throw new Error(`ended early: ${started.stderr()}`);
    }),
  ]);
  return JSON.parse(started.stdout()) as Ready;
}

function writeInstances(count: number): string {
  const source = join(folder, 'source');
  mkdirSync(join(source, 'deep/er'), { recursive: true });
  for (let i = 1; i <= count; i++) {
    const file = instanceFile({ SOPInstanceUID: `1.2.3.1.${i}`, InstanceNumber: i });
    writeFileSync(join(source, i % 2 === 0 ? 'deep/er' : '.', `i${String(i).padStart(4, '0')}.dcm`), file);
  }
  return source;
}

function storedIn(pacs: string) {
  const files = readdirSync(join(pacs, 'instances'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.dcm'),
  );
  const index = new DatabaseSync(join(pacs, 'index.sqlite'));
  const rows = index.prepare('SELECT file FROM instances').all() as { file: string }[];
  index.close();
  return { files: files.map((name) => name.slice(-68, -4)).sort(), rows: rows.map(({ file }) => file).sort() };
}

describe('npm start', () => {
  it('says one line of JSON when it is ready, serves, and ends cleanly on Ctrl-C', async () => {
    withoutDemo();
    const started = run(['--port', '0', '--json']);
    const { url, accounts } = await ready(started);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(accounts.map(({ roles }) => roles[0])).toEqual([
      'radiologist',
      'researcher',
      'clinician',
      'auditor',
      'administrator',
    ]);
    expect(
      accounts.every(({ username, password, otp }) => username !== '' && password.length >= 8 && /^\d{6}$/.test(otp)),
    ).toBe(true);
    const config = (await (await fetch(`${url}api/config`)).json()) as { oidc: { authority: string } };
    expect((await fetch(new URL(`${config.oidc.authority}/.well-known/openid-configuration`, url))).status).toBe(200);
    started.child.kill('SIGINT');
    expect(await started.exit).toEqual({ code: 0, signal: null });
    expect(started.stdout().trim().split('\n')).toHaveLength(1);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('takes up its data folder again', async () => {
    withoutDemo();
    const source = writeInstances(3);
    const first = run(['--port', '0', '--json', '--import', source]);
    await ready(first);
    expect(first.stderr()).toContain('Imported 3 of 3 files; 0 already present, 0 refused.');
    first.child.kill('SIGTERM');
    expect((await first.exit).code).toBe(0);
    const second = run(['--port', '0', '--json', '--import', source]);
    await ready(second);
    expect(second.stderr()).toContain('Imported 0 of 3 files; 3 already present, 0 refused.');
  });

  it('names every refused file with a reason, and nothing of what is in it', async () => {
    withoutDemo();
    const source = writeInstances(2);
    writeFileSync(join(source, 'notes.txt'), 'hello');
    writeFileSync(join(source, 'empty.dcm'), '');
    writeFileSync(
      join(source, 'cut.dcm'),
      instanceFile({ SOPInstanceUID: '1.2.3.1.77', PatientName: 'Secret^Person' }).subarray(0, -3),
    );
    writeFileSync(join(source, 'nouid.dcm'), instanceFile({ SeriesInstanceUID: '', PatientName: 'Secret^Person' }));
    writeFileSync(join(source, 'z-again.dcm'), instanceFile({ SOPInstanceUID: '1.2.3.1.1', PatientComments: 'other' }));
    writeFileSync(
      join(source, 'bomb.dcm'),
      Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.alloc(5000, 0xff)]),
    );
    symlinkSync('/', join(source, 'loop'));
    writeFileSync(join(source, 'two\nlines\u001b[2J'), 'hello');
    const started = run(['--port', '0', '--json', '--import', source]);
    await ready(started);
    const refused = started
      .stderr()
      .split('\n')
      .filter((line) => line.startsWith('refused'));
    const codes = Object.fromEntries(refused.map((line) => [line.split(/\s+/)[1], line.split(/\s+/)[2]]));
    expect(codes).toEqual({
      'bomb.dcm': expect.any(String),
      'empty.dcm': expect.any(String),
      'z-again.dcm': 'instance-exists-with-other-content:',
      'cut.dcm': 'truncated:',
      loop: 'not-a-file:',
      'notes.txt': 'not-dicom:',
      'nouid.dcm': 'missing-uid:',
      'two\\u{a}lines\\u{1b}[2J': 'not-dicom:',
    });
    expect(started.stderr()).toContain('Imported 2 of 10 files; 0 already present, 8 refused.');
    expect(started.stderr()).not.toMatch(/Secret|1\.2\.3/);
    const { files, rows } = storedIn(join(data, 'pacs'));
    expect(files).toEqual(rows);
    expect(files).toHaveLength(2);
  });

  it.each([
    ['an unknown option', ['--prot', '1'], 2, /--prot/],
    ['a stray word', ['now'], 2, /now/],
    ['a port that is none', ['--port', '80x'], 2, /--port/],
    ['a port below none', ['--port', '-1'], 2, /--port/],
    ['a missing folder', ['--import', '/nowhere/at/all'], 1, /--import: there is no folder/],
    ['a file in place of a folder', ['--import', import.meta.filename], 1, /--import: .* is not a folder/],
  ])('ends with one clear line for %s', async (_what, args, code, line) => {
    const started = run(['--port', '0', ...args]);
    expect((await started.exit).code).toBe(code);
    expect(started.stderr().trim().split('\n')).toHaveLength(1);
    expect(started.stderr()).toMatch(line);
    expect(started.stdout()).toBe('');
    expect(existsSync(data)).toBe(false);
  });

  it('ends with one clear line when the port is busy, before anything is written', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const started = run(['--port', String(port)]);
    expect((await started.exit).code).toBe(1);
    expect(started.stderr()).toMatch(new RegExp(`^Port ${port} is busy: .*\\n$`));
    expect(existsSync(data)).toBe(false);
    other.close();
  });

  it('ends with one clear line when the data folder is a file, or another stack uses it', async () => {
    writeFileSync(data, 'not a folder');
    const onFile = run(['--port', '0']);
    expect((await onFile.exit).code).toBe(1);
    expect(onFile.stderr()).toMatch(/^--data: .* cannot be used as a folder\.\n$/);
    rmSync(data);
    withoutDemo();
    await ready(run(['--port', '0', '--json']));
    const second = run(['--port', '0']);
    expect((await second.exit).code).toBe(1);
    expect(second.stderr()).toMatch(/^--data: .* is in use by another running stack\.\n$/);
  });

  it.skipIf(!existsSync('/proc/self'))(
    'ends with one clear line where no folder can be made (needs /proc)',
    async () => {
      data = '/proc/no-such/data';
      const started = run(['--port', '0']);
      expect((await started.exit).code).toBe(1);
      expect(started.stderr()).toMatch(/^--data: .* cannot be used as a folder\.\n$/);
    },
  );

  it('refuses to run in production', async () => {
    const started = run(['--port', '0'], { NODE_ENV: 'production' });
    expect((await started.exit).code).toBe(1);
    expect(started.stderr()).toContain('NODE_ENV=production');
    expect(existsSync(data)).toBe(false);
  });

  it('holds no half instance after it was killed in the middle of an import', async () => {
    withoutDemo();
    const source = writeInstances(400);
    const started = run(['--port', '0', '--json', '--import', source]);
    const instances = join(data, 'pacs/instances');
    await until(
      () => existsSync(instances) && readdirSync(instances, { recursive: true }).length > 60,
      'the first files',
    );
    started.child.kill('SIGKILL');
    await started.exit;
    const again = run(['--port', '0', '--json']);
    await ready(again);
    const after = storedIn(join(data, 'pacs'));
    expect(after.files).toEqual(after.rows);
    expect(after.rows.length).toBeLessThan(400);
    expect(readdirSync(join(data, 'pacs/incoming'))).toEqual([]);
    again.child.kill('SIGTERM');
    await again.exit;
    const whole = run(['--port', '0', '--json', '--import', source]);
    await ready(whole);
    expect(whole.stderr()).toMatch(/Imported \d+ of 400 files; \d+ already present, 0 refused\./);
    expect(storedIn(join(data, 'pacs')).rows).toHaveLength(400);
  });
});
