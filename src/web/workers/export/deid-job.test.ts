import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { builtInProfile } from '../../../core/deid/index.ts';
import { createDeidJob, type DeidJob } from './deid-job.ts';
import type { FileSource } from './file-source.ts';
import { openFinished } from './finished-file.ts';
import type { RunSettings, Written } from './protocol.ts';
import { ctFile } from './testing/ct-file.ts';
import { memoryVault, type MemoryVault } from './testing/pool-in-process.ts';

const settings = async (): Promise<RunSettings> => ({
  runId: 'run',
  vault: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
  profile: builtInProfile('research'),
  key: new Uint8Array(32).fill(7),
  pixels: 'automatic',
  doubtfulWords: 'remove',
  technicalText: 'cover',
  faces: 'keep',
  pseudonymPrefix: '',
  crosswalk: undefined,
  showsOriginals: true,
  detector: undefined,
  reader: undefined,
});

const sourceOf = (bytes: Uint8Array<ArrayBuffer>): FileSource => ({ kind: 'file', file: new Blob([bytes]) });
const uidOf = (instance: number): string => `1.2.826.0.1.3680043.8.498.3.${instance}`;

async function learned(run: RunSettings, vault: MemoryVault): Promise<DeidJob> {
  const job = createDeidJob(run, vault);
  const taken = await job.learnFiles([0, 1].map((input) => ({ input, source: sourceOf(ctFile(input)) })));
  expect(taken.map(({ kind }) => kind)).toEqual(['taken', 'taken']);
  job.prepare(job.learned(), await job.plan([]));
  return job;
}

/** Another page, or another person, that goes on with what was known when the first began to write. */
async function goneOn(run: RunSettings, first: DeidJob, vault: MemoryVault): Promise<DeidJob> {
  const job = createDeidJob(run, vault);
  job.prepare(structuredClone(first.learned()), await job.plan([]));
  return job;
}

async function writtenFrom(job: DeidJob, input: number, bytes: Uint8Array<ArrayBuffer>): Promise<Written> {
  const [written] = await job.write([{ input, source: sourceOf(bytes), mustBe: uidOf(input) }]);
  if (written === undefined) throw new Error('one order has one answer');
  return written;
}

describe('files of this computer', () => {
  it('are sealed with what is made of them, their pixels once, and nothing of them is left readable', async () => {
    const run = await settings();
    const vault = memoryVault('run', run.vault);
    const job = await learned(run, vault);
    const results = await job.write([0, 1].map((input) => ({ input, source: sourceOf(ctFile(input)) })));
    for (const [input, result] of results.entries()) {
      const { bytes } = await openFinished(vault, input);
      expect(result).toMatchObject({ kind: 'written', input, byteLength: bytes.length });
      expect(result).toMatchObject({ sha256: createHash('sha256').update(bytes).digest('hex') });
      expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/quillfeather|mrn771001/i);
      expect(vault.sealed.get(`f${input}`)?.length).toBeLessThan(64 * 1024);
    }
    for (const bytes of vault.sealed.values())
      expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/quillfeather|mrn771001|siemens|1\.2\.840/i);
  });
});

describe('a file that is chosen again', () => {
  it('becomes the same bytes as it would have before', async () => {
    const run = await settings();
    const [one, other] = [memoryVault('run', run.vault), memoryVault('run', run.vault)];
    const first = await learned(run, one);
    const before = await first.write([{ input: 1, source: sourceOf(ctFile(1)) }]);
    const again = await writtenFrom(await goneOn(run, first, other), 1, ctFile(1));
    expect(again).toEqual(before[0]);
    expect((await openFinished(other, 1)).bytes).toEqual((await openFinished(one, 1)).bytes);
  });

  it.each([
    ['says another name', { PatientName: 'Thistlewood^Ione' }],
    ['says a name in another place', { ReferringPhysicianName: 'Thistlewood^Ione' }],
    ['says another number', { PatientID: 'MRN990013' }],
    ['says another accession number', { AccessionNumber: 'ACC90013' }],
    ['is another instance', { SOPInstanceUID: uidOf(9) }],
  ])('is refused when it %s, is not sealed, and may be chosen once more', async (_, change) => {
    const run = await settings();
    const vault = memoryVault('run', run.vault);
    const job = await goneOn(run, await learned(run, memoryVault('run', run.vault)), vault);
    const refused = { kind: 'refused', input: 1, code: 'file-changed', where: undefined };
    expect(await writtenFrom(job, 1, ctFile(1, change))).toEqual(refused);
    expect([...vault.sealed.keys()]).toEqual([]);
    expect(await job.recall([1])).toEqual([undefined]);
    expect(await writtenFrom(job, 1, ctFile(1))).toMatchObject({ kind: 'written', input: 1 });
  });

  it('is refused when it is cut off by then, and stays refused', async () => {
    const run = await settings();
    const vault = memoryVault('run', run.vault);
    const job = await goneOn(run, await learned(run, memoryVault('run', run.vault)), vault);
    const refused = { kind: 'refused', input: 1, code: 'truncated' };
    expect(await writtenFrom(job, 1, ctFile(1).slice(0, -100))).toMatchObject(refused);
    expect(await job.recall([1])).toMatchObject([refused]);
  });
});
