import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, crc32 } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readDicom, text } from '../../core/dicom/index.ts';
import { decryptLinkage } from '../../core/deid/index.ts';
import { deid } from './command.ts';
import { ctInstance, writeSeries } from './testing/synthetic-series.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'deid-command-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

const folder = (name: string): string => join(ROOT, name);
const keyFile = (name: string): string => {
  const path = folder(`${name}.key`);
  writeFileSync(path, Buffer.alloc(32, name));
  return path;
};

async function run(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number; err: string; out: string }> {
  let [out, err] = ['', ''];
  const code = await deid.run(args, { out: (more) => void (out += more), err: (more) => void (err += more), env });
  return { code, out, err };
}

/** Relative path to bytes of every file below the folder. */
function contents(path: string, prefix = ''): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const name of readdirSync(path).sort((a, b) => (a < b ? -1 : 1)))
    if (statSync(join(path, name)).isDirectory())
      for (const [inner, bytes] of contents(join(path, name), `${prefix}${name}/`)) found.set(inner, bytes);
    else found.set(prefix + name, readFileSync(join(path, name)));
  return found;
}

const countIn = (path: string): number =>
  existsSync(path)
    ? readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
    : 0;

const equal = (a: Map<string, Buffer>, b: Map<string, Buffer>): boolean =>
  a.size === b.size && [...a].every(([name, bytes]) => b.get(name)?.equals(bytes) === true);

const base = (input: string, out: string, key = 'a'): string[] => [
  input,
  '--out',
  out,
  '--profile',
  'research',
  '--key',
  keyFile(key),
];

describe('deid', () => {
  const input = folder('in');
  writeSeries(input, 3, 12);

  it('writes every instance under its new UIDs, and says so with exit code 0', async () => {
    const { code } = await run([
      ...base(input, folder('one')),
      '--jobs',
      '1',
      '--map',
      folder('map.csv'),
      '--report',
      folder('report.json'),
      '--uid-map',
      folder('uids.csv'),
    ]);
    expect(code).toBe(0);
    const files = contents(folder('one'));
    expect(files.size).toBe(36);
    for (const [name, bytes] of files) {
      expect(name).toBe(
        `${text(readDicom(bytes).dataset, 'StudyInstanceUID')}/${text(readDicom(bytes).dataset, 'SeriesInstanceUID')}/${text(readDicom(bytes).dataset, 'SOPInstanceUID')}.dcm`,
      );
      expect(bytes.toString('latin1')).not.toMatch(/quillfeather|marisol|mrn77|brackwater|3680043/i);
    }
    expect(existsSync(folder('one.part'))).toBe(false);
  });

  it('writes a map of who is who and a report without a single original value', async () => {
    const map = readFileSync(folder('map.csv'), 'utf8').trim().split('\n');
    expect(map).toHaveLength(37);
    expect(map[1]).toContain('MRN771001');
    const report = readFileSync(folder('report.json'), 'utf8');
    expect(report).not.toMatch(/quillfeather|marisol|mrn77|brackwater|3680043|20140321/i);
    const { instances, closure, counts } = JSON.parse(report) as {
      instances: { entries: object[] }[];
      closure: object;
      counts: object;
    };
    expect(instances[0]?.entries).toContainEqual({ path: '(0008,0020)', action: 'C', rule: 'PS3.15 E.1-1 2026d' });
    expect(closure).toEqual({ resolvedBefore: 36, resolvedAfter: 36, broken: [] });
    expect(counts).toEqual({ inputs: 36, written: 36, refused: 0, doubtfulWords: 0 });
    expect(readFileSync(folder('uids.csv'), 'utf8').trim().split('\n').length).toBe(1 + 36 + 3 * 3);
  });

  it('lists every file with its hash where a manifest is asked for, also over what a run without one has written', async () => {
    const [out, manifest] = [folder('hashed'), folder('manifest.json')];
    const { code } = await run([...base(input, out), '--jobs', '2', '--manifest', manifest]);
    expect(code).toBe(0);
    const listed = manifestAt(manifest);
    expect(listed).toHaveLength(36);
    const files = contents(out);
    expect([...files.keys()].sort()).toEqual(listed.map(({ path }) => path).sort());
    for (const { path, sha256, byteLength } of listed) {
      const bytes = files.get(path) ?? Buffer.alloc(0);
      expect(bytes.length).toBe(byteLength);
      expect(hash('sha256', bytes)).toBe(sha256);
    }
    expect(readFileSync(manifest, 'utf8')).not.toMatch(/quillfeather|marisol|mrn77|brackwater|3680043/i);
    const again = folder('hashed.json');
    await run([...base(input, folder('one')), '--jobs', '1', '--manifest', again]);
    expect(manifestAt(again)).toEqual(listed);
  });

  it('gives the same bytes from two threads, and in another layout of folders', async () => {
    await run([...base(input, folder('two')), '--jobs', '2']);
    expect(equal(contents(folder('one')), contents(folder('two')))).toBe(true);
    const flat = folder('flat');
    mkdirSync(flat);
    [...contents(input).values()].reverse().forEach((bytes, index) => writeFileSync(join(flat, `x${index}`), bytes));
    await run([...base(flat, folder('three')), '--jobs', '1']);
    expect(equal(contents(folder('one')), contents(folder('three')))).toBe(true);
  });

  it('shares nothing with another key: no UID, no pseudonym, no file name', async () => {
    await run([...base(input, folder('other'), 'b'), '--jobs', '1']);
    const values = (path: string): Set<string> => {
      const all = new Set<string>();
      for (const bytes of contents(path).values())
        for (const keyword of [
          'SOPInstanceUID',
          'StudyInstanceUID',
          'SeriesInstanceUID',
          'FrameOfReferenceUID',
          'PatientID',
        ])
          all.add(text(readDicom(bytes).dataset, keyword) ?? '');
      return all;
    };
    const [one, other] = [values(folder('one')), values(folder('other'))];
    expect([...one].filter((value) => other.has(value))).toEqual([]);
    expect(one.size).toBe(36 + 4 * 3);
  });

  it('reads ZIP archives like folders', async () => {
    writeFileSync(folder('in.zip'), zipOf([...contents(input)]));
    const { code } = await run([...base(folder('in.zip'), folder('zipped')), '--jobs', '1']);
    expect(code).toBe(0);
    expect(equal(contents(folder('one')), contents(folder('zipped')))).toBe(true);
  });

  it('lists what it refuses by file and code, copies none of it, and exits 1', async () => {
    const mixed = folder('mixed');
    mkdirSync(mixed);
    writeFileSync(join(mixed, 'good'), ctInstance(1, 1));
    writeFileSync(join(mixed, 'cut'), ctInstance(1, 2).subarray(0, 700));
    writeFileSync(join(mixed, 'note.txt'), 'no DICOM at all');
    writeFileSync(join(mixed, 'bad.zip'), 'PK\u0003\u0004 nothing');
    writeFileSync(join(mixed, 'dose'), ctInstance(1, 3, { BurnedInAnnotation: 'YES' }));
    // A folder without models: where a detector is installed the image at risk would be cleaned.
    const { code, err } = await run([...base(mixed, folder('mixed-out')), '--jobs', '1'], {
      COLLIMATOR_MODELS: folder('no-models'),
    });
    expect(code).toBe(1);
    expect(err).toMatch(/refused .*cut: truncated/);
    expect(err).toMatch(/refused .*note\.txt: not-dicom/);
    expect(err).toMatch(/refused .*bad\.zip: zip-damaged/);
    expect(err).toMatch(/refused .*dose: pixels-need-cleaning/);
    expect(contents(folder('mixed-out')).size).toBe(1);
  });

  it('streams large pixels and still finds a name among them, also across two pieces', async () => {
    const large = folder('large');
    mkdirSync(large);
    const pixels = new Uint8Array(40 * 2 ** 20);
    const more = { Rows: 4096, Columns: 5120, PixelData: { vr: 'OW' as const, value: pixels } };
    writeFileSync(join(large, 'clean'), ctInstance(1, 1, more));
    expect((await run([...base(large, folder('large-out')), '--jobs', '1'])).code).toBe(0);
    const [written] = [...contents(folder('large-out')).values()];
    expect(written?.subarray(-pixels.length).equals(pixels)).toBe(true);
    // Pieces of the stream are 4 MiB: the name begins before such a border and ends behind it.
    const name = Buffer.from('Quillfeather1^Marisol');
    for (let at = 4 * 2 ** 20 - 10; at < pixels.length - 100; at += 4 * 2 ** 20) pixels.set(name, at);
    writeFileSync(join(large, 'clean'), ctInstance(1, 2, more));
    const { code, err } = await run([...base(large, folder('large-found')), '--jobs', '1']);
    expect(code).toBe(1);
    expect(err).toMatch(/residual-identifier/);
    expect(contents(folder('large-found')).size).toBe(0);
  });

  it('keeps both of two instances that claim one UID', async () => {
    const twins = folder('twins');
    mkdirSync(twins);
    writeFileSync(join(twins, 'a'), ctInstance(1, 1));
    writeFileSync(join(twins, 'b'), ctInstance(1, 1, { SeriesDescription: 'ANOTHER CHEST' }));
    expect((await run([...base(twins, folder('twins-out')), '--jobs', '1'])).code).toBe(0);
    expect([...contents(folder('twins-out')).keys()].filter((name) => name.endsWith('-2.dcm'))).toHaveLength(1);
  });

  it('is not led out of the output folder by a UID that is kept and made of points', async () => {
    const [points, out] = [folder('points'), folder('points-place/out')];
    mkdirSync(points);
    mkdirSync(folder('points-place'));
    writeFileSync(join(points, 'a'), ctInstance(1, 1, { StudyInstanceUID: '..', SeriesInstanceUID: '..' }));
    await run([...base(points, out), '--option', 'retain-uids', '--jobs', '1']);
    expect([...contents(folder('points-place')).keys()].filter((name) => !name.startsWith('out'))).toEqual([]);
    expect(contents(out).size).toBe(1);
    for (const name of contents(out).keys()) expect(name).toMatch(/^unknown\/unknown\/[0-9.]+\.dcm$/);
  });

  it('shifts dates by the same days for all studies of a patient and not again on its own output', async () => {
    const again = folder('again');
    await run([...base(folder('one'), again), '--jobs', '1']);
    const dates = (path: string): Set<string> =>
      new Set([...contents(path).values()].map((bytes) => text(readDicom(bytes).dataset, 'StudyDate') ?? ''));
    expect(dates(again)).toEqual(dates(folder('one')));
    expect([...dates(again)].every((date) => date < '20140321')).toBe(true);
  });

  it('seals the linkage file with a passphrase', async () => {
    const file = folder('linkage.json');
    await run([...base(input, folder('linked')), '--jobs', '1', '--linkage', file], {
      COLLIMATOR_LINKAGE_PASSPHRASE: 'correct horse battery',
    });
    const sealed = readFileSync(file, 'utf8');
    expect(sealed).not.toMatch(/MRN77/);
    const rows = await decryptLinkage(sealed, { kind: 'passphrase', passphrase: 'correct horse battery' });
    expect(rows.map(({ patientID }) => patientID).sort((a, b) => (a < b ? -1 : 1))).toEqual([
      'MRN771001',
      'MRN771002',
      'MRN771003',
    ]);
    await expect(
      decryptLinkage(sealed, { kind: 'passphrase', passphrase: 'wrong horse battery' }),
    ).rejects.toMatchObject({ code: 'linkage-unreadable' });
  });

  it.each([
    [['--out', 'x', '--profile', 'research'], /--key is missing|name at least one input/],
    [[input, '--out', 'x', '--profile', 'none', '--key', keyFile('a')], /--profile/],
    [[input, '--out', 'x', '--profile', 'basic', '--option', 'retain-everything', '--key', keyFile('a')], /--option/],
    [[input, '--out', input, '--profile', 'basic', '--key', keyFile('a')], /--out must not be an input/],
    [[input, '--out', 'x', '--profile', 'basic', '--pixels', 'some', '--key', keyFile('a')], /--pixels/],
  ])('calls wrong usage by its name: %#', async (args, message) => {
    await expect(run(args)).rejects.toThrow(message);
  });

  it('killed at any time leaves whole files only, and goes on to the same result', async () => {
    const many = folder('many');
    writeSeries(many, 4, 150);
    const manifest = folder('killed.json');
    const args = (out: string): string[] => ['deid', ...base(many, out), '--jobs', '1', '--manifest', manifest];
    await run(args(folder('whole')).slice(1));
    const files = manifestAt(manifest);
    rmSync(manifest);
    const expected = contents(folder('whole'));
    const out = folder('killed');
    let kills = 0;
    // By what is there already, not by the clock: machines differ, and so does the same one from day to day.
    for (const least of [0, 5, 100, 250]) {
      const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts'), ...args(out)], {
        stdio: 'ignore',
      });
      const ended = once(child, 'exit');
      const timer = setInterval(() => {
        if (existsSync(`${out}.part`) && countIn(out) >= least) child.kill('SIGKILL');
      }, 2);
      const [, signal] = (await ended) as [number | null, string | null];
      clearInterval(timer);
      if (signal === 'SIGKILL') kills++;
      for (const [name, bytes] of existsSync(out) ? contents(out) : new Map<string, Buffer>())
        expect(bytes.equals(expected.get(name) ?? Buffer.alloc(0)), name).toBe(true);
    }
    expect(kills).toBeGreaterThan(1);
    expect((await run(args(out).slice(1))).code).toBe(0);
    expect(equal(contents(out), expected)).toBe(true);
    expect(existsSync(`${out}.part`)).toBe(false);
    expect(manifestAt(manifest)).toEqual(files);
  }, 120_000);
});

function manifestAt(path: string): { path: string; sha256: string; byteLength: number }[] {
  const { schema, files } = JSON.parse(readFileSync(path, 'utf8')) as {
    schema: string;
    files: { path: string; sha256: string; byteLength: number }[];
  };
  expect(schema).toBe('collimator-deid-manifest-1');
  return files;
}

/** A ZIP archive with deflated and stored entries. */
function zipOf(files: readonly (readonly [string, Buffer])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [index, [name, bytes]] of files.entries()) {
    const method = index % 2 === 0 ? 8 : 0;
    const data = method === 8 ? deflateRawSync(bytes) : bytes;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, Buffer.from(name), data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, place, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
