import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  archiveName,
  BytesChanged,
  NotPermitted,
  permitRelease,
  planRelease,
  ProfileDiffers,
  releaseArchive,
  releaseFactsSchema,
} from './index.ts';
import type { ReleaseSource } from './index.ts';
import { bytesOf, CONTEXT, PROFILE } from './testing/batches.ts';
import { passedOf, plannedOf, wordOf, source, filesOf } from './testing/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'collimator-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a release', () => {
  it('plans a manifest of all files, in the form the server takes, without a time or a name of the source', () => {
    const planned = plannedOf();
    expect(releaseFactsSchema.parse(planned.facts)).toEqual(planned.facts);
    expect(planned.facts.counts).toMatchObject({ instances: 10, files: 14 });
    expect(planned.manifest.files.map(({ path }) => path)).toContain('images/2.25.10/2.25.20/2.25.30.dcm');
    expect(planned.manifest.files.slice(-3).map(({ path }) => path)).toEqual([
      'profile.json',
      'report.html',
      'report.json',
    ]);
    expect(JSON.stringify(planned.manifest)).not.toMatch(/\d{2}:\d{2}|"date|T\d\dZ/);
    expect(archiveName(planned)).toMatch(/^export-[0-9a-f]{12}\.zip$/);
    expect(plannedOf().manifestSha256).toBe(planned.manifestSha256);
  });

  it('is not planned with another profile than it was opened with', () => {
    expect(() => planRelease(passedOf(), { ...CONTEXT, profile: { ...PROFILE, options: [] } })).toThrow(ProfileDiffers);
    const terms = { ...CONTEXT.terms, profile: { code: 'research', sha256: 'd'.repeat(64) } };
    expect(() => planRelease(passedOf(), { ...CONTEXT, terms })).toThrow(ProfileDiffers);
  });

  it('gives out nothing without permission for this very manifest, in the log', () => {
    const planned = plannedOf();
    for (const wrong of [
      { manifestSha256: 'd'.repeat(64) },
      { exportId: 'x'.repeat(24) },
      { kind: 'needsStepUp' as 'permitted' },
      { receipt: { index: -0.5, leafHash: '0'.repeat(64) } },
      { receipt: { index: 1, leafHash: '' } },
    ])
      expect(() => permitRelease(planned, wordOf(planned, wrong))).toThrow(NotPermitted);
  });

  it('gives the files once, the manifest last, each as the manifest says', async () => {
    const planned = plannedOf();
    const permit = permitRelease(planned, wordOf(planned));
    const files = await filesOf(permit);
    expect([...files.keys()].at(-1)).toBe('manifest.json');
    const manifest = files.get('manifest.json') ?? new Uint8Array();
    expect(createHash('sha256').update(manifest).digest('hex')).toBe(planned.manifestSha256);
    for (const { path, sha256, byteLength } of planned.manifest.files) {
      const bytes = files.get(path) ?? new Uint8Array();
      expect([path, createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([
        path,
        sha256,
        byteLength,
      ]);
    }
    expect(files.size).toBe(planned.facts.counts.files);
    // Replayed.
    await expect(filesOf(permit)).rejects.toBeInstanceOf(NotPermitted);
  });

  it('stops at a byte that was changed in memory after the approval, with no directory and no manifest', async () => {
    const planned = plannedOf();
    const tampered: ReleaseSource = {
      read: async (one) => (one.input === 7 ? bytesOf('ROE^JANE') : bytesOf(`${one.input}`)),
    };
    const parts: Uint8Array[] = [];
    const run = async (): Promise<void> => {
      for await (const part of releaseArchive(permitRelease(planned, wordOf(planned)), tampered)) parts.push(part);
    };
    await expect(run()).rejects.toBeInstanceOf(BytesChanged);
    const file = join(folder, 'void.zip');
    writeFileSync(file, Buffer.concat(parts));
    expect(readFileSync(file).includes('ROE^JANE')).toBe(false);
    expect(() => execFileSync('unzip', ['-t', file], { stdio: 'pipe' })).toThrow();
    // A permit that failed is used up: the server must be asked again.
    const permit = permitRelease(planned, wordOf(planned));
    await expect(filesOf(permit, tampered)).rejects.toBeInstanceOf(BytesChanged);
    await expect(filesOf(permit)).rejects.toBeInstanceOf(NotPermitted);
  });

  it('is a ZIP that others read, whose manifest others check, and the same bytes when it is made again', async () => {
    const archive = async (): Promise<Buffer> => {
      const planned = plannedOf();
      const parts: Uint8Array[] = [];
      for await (const part of releaseArchive(permitRelease(planned, wordOf(planned)), source)) parts.push(part);
      return Buffer.concat(parts);
    };
    const bytes = await archive();
    expect((await archive()).equals(bytes)).toBe(true);
    const file = join(folder, 'release.zip');
    writeFileSync(file, bytes);
    const check = `
import hashlib, json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
m = json.loads(z.read('manifest.json'))
assert z.testzip() is None
assert z.namelist()[-1] == 'manifest.json'
assert sorted(z.namelist()) == sorted([f['path'] for f in m['files']] + ['manifest.json'])
for f in m['files']:
    b = z.read(f['path'])
    assert hashlib.sha256(b).hexdigest() == f['sha256'] and len(b) == f['byteLength'], f['path']
print(len(m['files']))`;
    expect(execFileSync('python3', ['-c', check, file], { encoding: 'utf8' }).trim()).toBe('13');
    execFileSync('unzip', ['-q', file, '-d', join(folder, 'release')]);
    expect(readdirSync(join(folder, 'release')).sort()).toEqual([
      'images',
      'manifest.json',
      'profile.json',
      'report.html',
      'report.json',
    ]);
  });
});
