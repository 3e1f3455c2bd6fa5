import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROFILE, TERMS } from '../testing/finished-run.ts';
import { stubPrivateFiles } from '../testing/private-files.ts';
import { interruptedRuns, keepRun, type KnownRun, type RunRecord } from './run-record.ts';
import type { Entry } from './run-entries.ts';

const newKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']) as Promise<CryptoKey>; // one key, not a pair

const RECORD: RunRecord = {
  runId: 'run-one',
  exportId: 'export-one',
  startedAtMs: 1000,
  studies: [],
  files: 2,
  plan: {
    terms: TERMS as RunRecord['plan']['terms'],
    profile: PROFILE,
    key: new TextEncoder().encode('quillfeather secret of a project'),
    pseudonymPrefix: 'P-',
    crosswalk: new Map([['mrn771001', 'R-17']]),
  },
};

const ENTRIES: Entry[] = [
  {
    ticket: 0,
    study: 0,
    place: 'file Quillfeather/IM1',
    nth: 1,
    source: { kind: 'file', file: new Blob(['a file of this computer']) },
    taken: {
      kind: 'taken',
      input: 0,
      byteLength: 23,
      sopInstanceUID: '1.2.3.1',
      studyInstanceUID: '1.2.3',
      patientID: 'MRN771001',
      issuer: '',
      image: undefined,
      needsPixels: false,
    },
  },
  { ticket: 1, study: 0, place: 'file Quillfeather/IM2', nth: 2, refused: { code: 'truncated', where: 'byte 12' } },
];

const KNOWN: KnownRun = {
  identifiers: {
    names: new Set(['quillfeather', 'marisol']),
    ids: new Set(['mrn771001']),
    phrases: new Set(['brackwater infirmary']),
    dates: new Set(['19610704']),
    issuers: new Map([['mrn771001', new Set(['', 'brackwater'])]]),
  },
  plans: { planes: {}, constant: {} },
  entries: ENTRIES,
};

let disk: ReturnType<typeof stubPrivateFiles>;

beforeEach(() => {
  disk = stubPrivateFiles();
});
afterEach(() => vi.unstubAllGlobals());

function filesOfRun(): Map<string, Uint8Array<ArrayBuffer>> {
  const runs = disk.get('exports');
  const run = runs instanceof Map ? runs.get('run-one') : undefined;
  if (!(run instanceof Map)) throw new Error('nothing was kept');
  return run as Map<string, Uint8Array<ArrayBuffer>>; // files only
}

describe('what a run knew when it began to write', () => {
  it('is there for the page that goes on, all but the files that only the first page had', async () => {
    const key = await newKey();
    const keeper = await keepRun(RECORD, [{ nth: 1, place: 'file Quillfeather/IM1' }], key);
    expect(await keeper.known()).toBeUndefined();
    await keeper.keepKnown(KNOWN);
    const [again, ...others] = await interruptedRuns(key);
    expect(others).toEqual([]);
    expect(again?.record).toEqual(RECORD);
    expect(await again?.listing(0)).toEqual([{ nth: 1, place: 'file Quillfeather/IM1' }]);
    const known = await again?.known();
    expect(known?.identifiers).toEqual(KNOWN.identifiers);
    expect(known?.plans).toEqual(KNOWN.plans);
    expect(known?.entries).toEqual(ENTRIES.map((entry) => ({ ...entry, source: undefined })));
    expect(known?.entries[0]?.source).toBeUndefined();
  });

  it('lies on the disk as noise, the secret of the project with it', async () => {
    const keeper = await keepRun(RECORD, [{ nth: 1, place: 'file Quillfeather/IM1' }], await newKey());
    await keeper.keepKnown(KNOWN);
    await keeper.journal.keep({ note: 'quillfeather' });
    expect([...filesOfRun().keys()].sort()).toEqual(['known', 'review', 'run-2', 's0']);
    for (const bytes of filesOfRun().values()) {
      expect(bytes.length).toBeGreaterThan(30);
      expect(Buffer.from(bytes).toString('latin1')).not.toMatch(
        /quillfeather|marisol|mrn771001|brackwater|1\.2\.3|19610704/i,
      );
      expect(Buffer.from(bytes).toString('latin1')).not.toContain(btoa('quillfeather secret of a project'));
    }
  });

  it('is not believed when a byte of it was changed, or when it is that of another run', async () => {
    const key = await newKey();
    const keeper = await keepRun(RECORD, [], key);
    await keeper.keepKnown(KNOWN);
    const files = filesOfRun();
    const sealed = files.get('known') ?? new Uint8Array(0);
    for (const at of [0, 20, sealed.length - 1]) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      files.set('known', changed);
      expect(await keeper.known(), `byte ${at}`).toBeUndefined();
    }
    files.set('known', sealed);
    expect(await keeper.known()).toBeDefined();
    const other = await keepRun({ ...RECORD, runId: 'run-two' }, [], key);
    const runs = disk.get('exports') as Map<string, Map<string, Uint8Array<ArrayBuffer>>>; // folders of runs
    runs.get('run-two')?.set('known', sealed);
    expect(await other.known()).toBeUndefined();
  });

  it('is thrown away with its run when somebody else signs in', async () => {
    const keeper = await keepRun(RECORD, [], await newKey());
    await keeper.keepKnown(KNOWN);
    expect(await interruptedRuns(await newKey())).toEqual([]);
    expect(disk.get('exports')).toEqual(new Map());
  });
});
