import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExportAnswer, ExportBatch } from '../../../../contract/index.ts';
import type { FileSource } from '../../../workers/export/file-source.ts';
import { ctFile } from '../../../workers/export/testing/ct-file.ts';
import { poolInProcess } from '../../../workers/export/testing/pool-in-process.ts';
import type { LocalFile } from '../cohort/chosen-cohort.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedRun } from '../hand-over.ts';
import { startRun } from '../run/run-export.ts';
import { EXPORT_ID, PROFILE, TERMS } from '../testing/finished-run.ts';
import { stubPrivateFiles } from '../testing/private-files.ts';
import type { ExportPlan } from '../profile/export-plan.ts';
import { startSecondRun } from './second-run.ts';

const PLAN: ExportPlan = {
  terms: {
    ...TERMS,
    options: { pixels: 'automatic', doubtfulWords: 'remove', technicalText: 'cover', faces: 'keep' },
  } as ExportPlan['terms'],
  profile: PROFILE,
  key: new Uint8Array(32).fill(7),
  pseudonymPrefix: '',
  crosswalk: undefined,
};

const fileOf = (name: string, source: FileSource, byteLength: number): LocalFile => ({
  kind: 'file',
  name,
  byteLength,
  source,
});
const filesFrom = (all: readonly Uint8Array<ArrayBuffer>[]): LocalFile[] =>
  all.map((bytes, at) => fileOf(`folder/IM${at}`, { kind: 'file', file: new Blob([bytes]) }, bytes.length));

/** The gateway, as far as a run asks it: what it was told of the batch it says again. */
function gateway(): { services: ExportServices; told: ExportBatch[] } {
  const told: ExportBatch[] = [];
  const answer = (): ExportAnswer => ({ exportId: EXPORT_ID, batch: told.at(-1) }) as unknown as ExportAnswer; // no more is read of it
  const services = {
    exports: {
      policy: async () => ({ policy: { models: [] } }),
      vaultKey: async () => btoa(String.fromCharCode(...new Uint8Array(32).fill(3))),
      open: async () => answer(),
      find: async () => answer(),
      nameBatch: async (_: string, batch: ExportBatch) => {
        told.push(batch);
        return answer();
      },
    },
    person: { masked: false },
    models: { list: async () => ({ trustedKeys: [], models: [] }) },
    wipe: { register: () => () => undefined },
    startDeidPool: async (settings: Parameters<typeof poolInProcess>[0]) => poolInProcess(settings),
  } as unknown as ExportServices; // files only: nothing is asked of the archive
  return { services, told };
}

const ORIGINALS = [0, 1, 2].map((instance) => ctFile(instance));

function owners(services: ExportServices): Promise<FinishedRun> {
  return startRun({ services, cohort: { studies: [], files: filesFrom(ORIGINALS) }, plan: PLAN }).finished;
}

beforeEach(() => void stubPrivateFiles());
afterEach(() => vi.unstubAllGlobals());

describe('a second reviewer with files of their own computer', () => {
  it('makes the same batch of the same files, and the gateway is told nothing new', async () => {
    const { services, told } = gateway();
    const first = await owners(services);
    expect(first.instances.size).toBe(3);
    const files = filesFrom(ORIGINALS);
    const second = await startSecondRun(services, { exportId: EXPORT_ID, recipe: first.recipe(), files }).finished;
    expect(second.batch.sha256).toBe(first.batch.sha256);
    expect([...second.instances.keys()]).toEqual([...first.instances.keys()]);
    expect(told).toHaveLength(1);
  });

  it.each([
    ['one point of an image is another', ctFile(1, { PixelData: { vr: 'OW', value: changedPixels() } })],
    ['a file is of another patient', ctFile(1, { PatientID: 'MRN990013' })],
    ['a file is another instance', ctFile(7)],
    ['a file is cut off', ctFile(1).slice(0, -100)],
  ])('is stopped when %s', async (_, changed) => {
    const { services, told } = gateway();
    const first = await owners(services);
    const [one, , three] = filesFrom(ORIGINALS);
    const [, two] = filesFrom([changed, changed]);
    const files = [one, two, three].flatMap((file) => file ?? []);
    const second = startSecondRun(services, { exportId: EXPORT_ID, recipe: first.recipe(), files });
    await expect(second.finished).rejects.toMatchObject({ code: 'batch-differs' });
    expect(told).toHaveLength(1);
  });

  it('is told of a file that was changed between its header and its pixels', async () => {
    const { services } = gateway();
    const [original] = ORIGINALS as [Uint8Array<ArrayBuffer>];
    const owner = startRun({ services, cohort: { studies: [], files: filesFrom([original]) }, plan: PLAN });
    const recipe = (await owner.finished).recipe();
    const file = new TwoFacedBlob(original, ctFile(0, { PatientName: 'Thistlewood^Ione' }));
    const files = [fileOf('folder/IM0', { kind: 'file', file }, original.length)];
    const second = startSecondRun(services, { exportId: EXPORT_ID, recipe, files });
    await expect(second.finished).rejects.toMatchObject({ code: 'nothing-left' });
    expect(second.store.getState().refused.map(({ code }) => code)).toEqual(['file-changed']);
  });
});

function changedPixels(): Uint8Array {
  const pixels = new Uint8Array(256 * 256 * 2).fill(1);
  pixels[70_000] = 2;
  return pixels;
}

/** Read whole it is another file than its beginning was. Browsers refuse such a file; nobody relies on it. */
class TwoFacedBlob extends Blob {
  readonly #later: Blob;
  constructor(head: Uint8Array<ArrayBuffer>, later: Uint8Array<ArrayBuffer>) {
    super([head]);
    this.#later = new Blob([later]);
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.#later.arrayBuffer();
  }
}
