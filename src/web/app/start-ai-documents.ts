import documentsWorkerUrl from '../workers/ai-documents/ai-documents.worker.ts?worker&url';
import type { Answers, Question, ToPage, ToWorker } from '../workers/ai-documents/protocol.ts';
import { DocumentFailed, type DocumentWorker } from '../features/ai-review/index.tsx';

/** One worker for one question: what it held of a patient ends with it. */
export function startAiDocuments(): DocumentWorker {
  const running = new Set<Worker>();

  function ask<K extends Question['kind']>(question: Question & { kind: K }): Promise<Answers[K]> {
    const worker = new Worker(documentsWorkerUrl, { type: 'module', name: 'documents' });
    running.add(worker);
    const answer = new Promise<Answers[Question['kind']]>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<ToPage>) =>
        'answer' in data ? resolve(data.answer) : reject(new DocumentFailed(data.code));
      worker.onerror = () => reject(new DocumentFailed('worker-stopped'));
      worker.postMessage({ ticket: 1, question } satisfies ToWorker);
    });
    // The worker answers a question with its own kind of answer.
    return (answer as Promise<Answers[K]>).finally(() => {
      worker.terminate();
      running.delete(worker);
    });
  }

  return {
    write: (question) => ask({ kind: 'write', ...question }),
    read: (question) => ask({ kind: 'read', ...question }),
    withdraw: (question) => ask({ kind: 'withdraw', ...question }),
    stop() {
      for (const worker of running) worker.terminate();
      running.clear();
    },
  };
}
