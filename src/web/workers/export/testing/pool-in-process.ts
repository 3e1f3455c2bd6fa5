// The engine of a run without workers and without a disk: what is sealed lies in memory, sealed.
import { createDeidJob, type DeidJob } from '../deid-job.ts';
import { originalOf } from '../file-names.ts';
import { openFinished } from '../finished-file.ts';
import type { DeidPool, RunSettings, TakenInstance } from '../protocol.ts';
import { sealingWith, VaultLost } from '../sealing.ts';
import type { RunVault } from '../vault.ts';

export interface MemoryVault extends RunVault {
  /** Of each record its bytes as they would lie on the disk. */
  readonly sealed: Map<string, Uint8Array<ArrayBuffer>>;
}

export function memoryVault(runId: string, key: CryptoKey): MemoryVault {
  const sealing = sealingWith(key, runId);
  const sealed = new Map<string, Uint8Array<ArrayBuffer>>();
  const found = (name: string): Uint8Array<ArrayBuffer> => {
    const bytes = sealed.get(name);
    if (bytes === undefined) throw new VaultLost('a sealed file is not there');
    return bytes;
  };
  const putAll: RunVault['putAll'] = async (records) => {
    for (const { name, facts, bytes = new Uint8Array(0) } of records)
      sealed.set(name, new Uint8Array(Buffer.concat(await sealing.seal(name, facts, bytes))));
  };
  return {
    sealed,
    putAll,
    put: (name, facts, bytes) => putAll([{ name, facts, ...(bytes === undefined ? {} : { bytes }) }]),
    get: async (name) => sealing.open(name, found(name)),
    facts: async (name) => sealing.facts(name, found(name)),
  };
}

export function poolInProcess(
  settings: RunSettings,
  vault: RunVault = memoryVault(settings.runId, settings.vault),
): DeidPool {
  const job: DeidJob = createDeidJob(settings, vault);
  return {
    width: 1,
    take: (input, bytes) => job.take(input, bytes),
    learn: (input) => job.learn(input),
    learnFiles: (files) => job.learnFiles(files),
    async prepare(taken: readonly TakenInstance[], unread = new Map()) {
      const images = taken.flatMap(({ input, image }) =>
        image === undefined ? [] : [{ input, image, source: unread.get(input) }],
      );
      const known = { identifiers: structuredClone(job.learned()), plans: await job.plan(images) };
      job.prepare(known.identifiers, known.plans);
      return known;
    },
    async restore({ identifiers, plans }) {
      job.prepare(identifiers, plans);
    },
    async except(words) {
      job.except(words);
    },
    async write({ input }, drawn) {
      const [written] = await job.write([{ input, ...(drawn === undefined ? {} : { drawn }) }]);
      if (written === undefined) throw new Error('one order has one answer');
      return written;
    },
    writeAll: (orders) => job.write(orders),
    recall: (inputs) => job.recall(inputs),
    compare: (input) => job.compare(input),
    recheck: (input) => job.recheck(input),
    finished: async (input) => (await openFinished(vault, input)).bytes,
    original: async (input) => (await vault.get(originalOf(input))).bytes,
    close: () => undefined,
  };
}
