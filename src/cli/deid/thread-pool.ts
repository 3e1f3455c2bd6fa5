// Worker threads that do jobs; each takes the next pieces of work until there are none.
import { Worker } from 'node:worker_threads';
import { addIdentifiers, emptyIdentifiers } from '../../core/deid/index.ts';
import type { JobSettings } from './job.ts';
import type { Answer, Pool, Question } from './pool.ts';

/** Inputs handed over at once: enough that messages cost nothing, few enough that threads end together. */
const LEARN_AT_ONCE = 32;
const WRITE_AT_ONCE = 4;

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

export function createThreadPool(settings: JobSettings, threads: number): Pool {
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
