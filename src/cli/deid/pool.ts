// Does jobs on several threads, or on this one. What comes out is the same whichever does what.
import { Worker } from 'node:worker_threads';
import { addIdentifiers, emptyIdentifiers } from '../../core/deid/index.ts';
import type { Identifiers } from '../../core/deid/index.ts';
import type { PixelPlans } from '../inference/pixel-cleaner.ts';
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

/** Inputs handed over at once: enough that messages cost nothing, few enough that threads end together. */
const LEARN_AT_ONCE = 32;
const WRITE_AT_ONCE = 4;

export function createPool(settings: JobSettings, threads: number): Pool {
  return threads <= 1 ? createLocalPool(settings) : createThreadPool(settings, threads);
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

type Thread = { ask(question: Question): Promise<Answer>; close(): Promise<void> };

function startThread(settings: JobSettings): Thread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: settings });
  let settle: { resolve(answer: Answer): void; reject(error: unknown): void } | undefined;
  worker.on('message', (answer: Answer) => settle?.resolve(answer));
  worker.on('error', (error) => settle?.reject(error));
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        worker.postMessage(question);
      }),
    close: async () => void (await worker.terminate()),
  };
}

function createThreadPool(settings: JobSettings, threads: number): Pool {
  const all = Array.from({ length: threads }, () => startThread(settings));
  /** Every thread takes the next pieces until there are none. */
  const share = async <T>(
    items: readonly T[],
    atOnce: number,
    ask: (thread: Thread, part: readonly T[]) => Promise<void>,
  ): Promise<void> => {
    let next = 0;
    await Promise.all(
      all.map(async (thread) => {
        while (next < items.length) {
          const part = items.slice(next, next + atOnce);
          next += part.length;
          await ask(thread, part);
        }
      }),
    );
  };
  return {
    async learn(inputs, each) {
      await share(inputs, LEARN_AT_ONCE, async (thread, part) => {
        const answer = await thread.ask({ kind: 'learn', inputs: part });
        if (answer.kind === 'learn') answer.results.forEach(each);
      });
      const identifiers = emptyIdentifiers();
      for (const thread of all) {
        const answer = await thread.ask({ kind: 'learned' });
        if (answer.kind === 'learned') addIdentifiers(identifiers, answer.identifiers);
      }
      return identifiers;
    },
    async prepare(identifiers, plans) {
      await Promise.all(all.map((thread) => thread.ask({ kind: 'prepare', identifiers, plans })));
    },
    write: (tasks, each) =>
      share(tasks, WRITE_AT_ONCE, async (thread, part) => {
        const answer = await thread.ask({ kind: 'write', inputs: part });
        if (answer.kind === 'write') answer.results.forEach(each);
      }),
    async close() {
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}
