import imagingWorkerUrl from '../workers/volume/imaging.worker.ts?worker&url';
import { type Answers, HEADER_TAGS, type Question, type ToPage, type ToWorker } from '../workers/volume/protocol.ts';
import { type Engine, ModelFailed, type RunListener } from '../features/ai/index.tsx';

interface Waiting {
  readonly resolve: (answer: Answers[Question['kind']]) => void;
  readonly reject: (error: ModelFailed) => void;
}

/**
 * The worker that runs models. It is ended after every run and made anew when it is needed: WebAssembly never gives memory
 * back, and an aborted run ends at once, wherever it is.
 */
export function startImaging(): Engine {
  let current: { worker: Worker; fail: (code: string) => void } | undefined;
  let waiting = new Map<number, Waiting>();
  let listener: RunListener | undefined;
  let tickets = 0;

  function start(): Worker {
    const worker = new Worker(imagingWorkerUrl, { type: 'module', name: 'models' });
    const mine = (waiting = new Map());
    const fail = (code: string): void => {
      worker.terminate();
      if (current?.worker === worker) current = undefined;
      for (const { reject } of mine.values()) reject(new ModelFailed(code));
      mine.clear();
    };
    worker.onmessage = ({ data }: MessageEvent<ToPage>) => void hear(worker, data);
    worker.onerror = () => fail('runtime-stopped');
    current = { worker, fail };
    return worker;
  }

  async function hear(worker: Worker, message: ToPage): Promise<void> {
    switch (message.kind) {
      case 'answer':
        waiting.get(message.ticket)?.resolve(message.answer);
        waiting.delete(message.ticket);
        return;
      case 'failed':
        waiting.get(message.ticket)?.reject(new ModelFailed(message.code, message.reasons));
        waiting.delete(message.ticket);
        return;
      case 'progress':
        listener?.onProgress(message.stage, message.share);
        return;
      case 'backend':
        listener?.onBackend(message.backend, message.why);
        return;
      case 'foreseen':
        listener?.onForeseen(message.ms);
        return;
      case 'want': {
        const { key, sopInstanceUID, frame } = message;
        const reply = await listener?.frame(sopInstanceUID, frame).catch(() => undefined);
        if (current?.worker !== worker) return;
        if (reply === undefined) worker.postMessage({ kind: 'no-frame', key } satisfies ToWorker);
        else {
          // The viewer keeps its own: a copy of one image costs a tenth of a millisecond.
          const pixels = reply.pixels.slice();
          worker.postMessage({ kind: 'frame', key, frame: { ...reply, pixels } } satisfies ToWorker, [pixels.buffer]);
        }
      }
    }
  }

  function ask<K extends Question['kind']>(question: Question & { kind: K }): Promise<Answers[K]> {
    const worker = current?.worker ?? start();
    const ticket = ++tickets;
    const answer = new Promise<Answers[Question['kind']]>((resolve, reject) => {
      waiting.set(ticket, { resolve, reject });
    });
    worker.postMessage({ kind: 'ask', ticket, question } satisfies ToWorker);
    // The worker answers a question with its own kind of answer.
    return answer as Promise<Answers[K]>;
  }

  return {
    check: (headers, manifests) => ask({ kind: 'check', headers: headers.map(sent), manifests }),
    warm: async () => {
      await ask({ kind: 'warm' });
    },
    async run({ files, headers, at, prefer }, to, signal) {
      signal.throwIfAborted();
      listener = to;
      const abort = () => current?.fail('aborted');
      signal.addEventListener('abort', abort, { once: true });
      try {
        return await ask({ kind: 'run', files, headers: headers.map(sent), at, prefer });
      } finally {
        signal.removeEventListener('abort', abort);
        listener = undefined;
        current?.fail('stopped');
      }
    },
    stop: () => current?.fail('stopped'),
  };
}

const WANTED: ReadonlySet<string> = new Set(HEADER_TAGS);

function sent(header: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(header).filter(([tag]) => WANTED.has(tag)));
}
