/// <reference lib="webworker" />
// One of the workers of a run: does jobs as they are asked for, one at a time.
import { createDeidJob, type DeidJob } from './deid-job.ts';
import { originalOf } from './file-names.ts';
import { openFinished } from './finished-file.ts';
import type { Answer, Asked, Question, Reply } from './protocol.ts';
import { openVault, type RunVault } from './vault.ts';

const page = globalThis as unknown as DedicatedWorkerGlobalScope;
let run: { job: DeidJob; vault: RunVault } | undefined;

/** What took another worker's bytes away gives them back here, not as a copy. */
function transferred(question: Question, answer: Answer): Transferable[] {
  return (question.kind === 'finished' || question.kind === 'original') && answer instanceof Uint8Array
    ? [answer.buffer]
    : [];
}

async function answerTo(question: Question): Promise<Answer> {
  if (question.kind === 'start') {
    const vault = openVault(question.settings.runId, question.settings.vault, question.store);
    run = { vault, job: createDeidJob(question.settings, vault) };
    return undefined;
  }
  if (run === undefined) throw new Error('start comes first');
  const { job, vault } = run;
  switch (question.kind) {
    case 'take':
      return job.take(question.input, question.bytes);
    case 'learn':
      return job.learn(question.input);
    case 'learnFiles':
      return job.learnFiles(question.files);
    case 'learned':
      return job.learned();
    case 'plan':
      return job.plan(question.images);
    case 'prepare':
      job.prepare(question.identifiers, question.plans);
      return undefined;
    case 'except':
      job.except(question.words);
      return undefined;
    case 'write':
      return job.write(question.orders);
    case 'recall':
      return job.recall(question.inputs);
    case 'compare':
      return job.compare(question.input);
    case 'recheck':
      return job.recheck(question.input);
    case 'finished':
      return (await openFinished(vault, question.input)).bytes;
    case 'original':
      return (await vault.get(originalOf(question.input))).bytes;
  }
}

page.onmessage = ({ data: { ticket, question } }: MessageEvent<Asked>) => {
  answerTo(question)
    .then((answer) => page.postMessage({ ticket, answer } satisfies Reply, transferred(question, answer)))
    .catch((error: unknown) => {
      // Only the code: an error's own words may quote what it was working on.
      const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
      page.postMessage({ ticket, code: code ?? 'engine-failed' } satisfies Reply);
    });
};
