// A worker thread of the command: does jobs as they are asked for, one at a time.
import { parentPort, workerData } from 'node:worker_threads';
import { createJob } from './job.ts';
import type { JobSettings } from './job.ts';
import type { Answer, Question } from './pool.ts';

const port = parentPort;
if (port === null) throw new Error('this file runs in a worker thread only');
const job = createJob(workerData as JobSettings); // what the pool passed in

port.on('message', (question: Question) => {
  void answer(question).then(
    (message) => port.postMessage(message),
    (error: unknown) => {
      // A fault of ours: the thread ends with it, and the pool with the thread.
      throw error;
    },
  );
});

async function answer(question: Question): Promise<Answer> {
  switch (question.kind) {
    case 'learn':
      return { kind: 'learn', results: await inTurn(question.inputs, (input) => job.learn(input)) };
    case 'learned':
      return { kind: 'learned', identifiers: job.learned() };
    case 'prepare':
      job.prepare(question.identifiers, question.plans);
      return { kind: 'prepare' };
    case 'write':
      return { kind: 'write', results: await inTurn(question.inputs, ({ input, copy }) => job.write(input, copy)) };
  }
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
