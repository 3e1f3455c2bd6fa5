// Does jobs on several threads, or on this one. What comes out is the same whichever does what.
import type { Identifiers } from '../../core/deid/index.ts';
import type { PixelPlans } from '../../core/deid/pixels/index.ts';
import type { Input } from './inputs.ts';
import { createJob } from './job.ts';
import type { JobSettings, Learned, Refused, Written } from './job.ts';

export type WriteTask = { readonly input: Input; readonly copy: number };

export type Question =
  | { readonly kind: 'learn'; readonly inputs: readonly Input[] }
  | { readonly kind: 'learned' }
  | { readonly kind: 'prepare'; readonly identifiers: Identifiers; readonly plans: PixelPlans }
  | { readonly kind: 'write'; readonly inputs: readonly WriteTask[] };

export type Answer =
  | { readonly kind: 'learn'; readonly results: readonly Learned[] }
  | { readonly kind: 'learned'; readonly identifiers: Identifiers }
  | { readonly kind: 'prepare' }
  | { readonly kind: 'write'; readonly results: readonly (Written | Refused)[] };

export type Pool = {
  learn(inputs: readonly Input[], each: (learned: Learned) => void): Promise<Identifiers>;
  prepare(identifiers: Identifiers, plans: PixelPlans): Promise<void>;
  write(tasks: readonly WriteTask[], each: (result: Written | Refused) => void): Promise<void>;
  close(): Promise<void>;
};

export async function createPool(settings: JobSettings, threads: number): Promise<Pool> {
  if (threads <= 1) return createLocalPool(settings);
  const { createThreadPool } = await import('./thread-pool.ts');
  return createThreadPool(settings, threads);
}

function createLocalPool(settings: JobSettings): Pool {
  const job = createJob(settings);
  return {
    async learn(inputs, each) {
      for (const input of inputs) each(await job.learn(input));
      return job.learned();
    },
    prepare: (identifiers, plans) => Promise.resolve(job.prepare(identifiers, plans)),
    async write(tasks, each) {
      for (const { input, copy } of tasks) each(await job.write(input, copy));
    },
    close: () => Promise.resolve(),
  };
}
