// The page's side of a run's workers: who is free takes the next question. What comes out does not depend on who did what.
import { addIdentifiers, emptyIdentifiers, type Identifiers } from '../../../core/deid/index.ts';
import type { PixelPlans } from '../../../core/deid/pixels/index.ts';
import type { StoreOpened, StoreOpening } from './store-protocol.ts';
import type { Answers, Asked, DeidPool, Knowledge, Question, Reply, RunSettings, TakenInstance } from './protocol.ts';

/** The run as a whole cannot go on; `code` says why. What was sealed so far stays. */
export class PoolFault extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the run stopped: ${code}`);
    this.code = code;
  }
}

interface Hand {
  readonly ask: <K extends Question['kind']>(
    question: Question & { kind: K },
    transfer?: Transferable[],
  ) => Promise<Answers[K]>;
  readonly end: (code: string) => void;
}

interface Job {
  /** For a worker that holds the models. */
  readonly needsPixels: boolean;
  /** Nothing else goes on in its worker: models run once at a time, and two large images would not fit. */
  readonly isAlone: boolean;
  readonly run: (hand: Hand) => Promise<void>;
}

interface Manner {
  readonly needsPixels?: boolean;
  /** As it needs pixels, unless something else is said. */
  readonly isAlone?: boolean;
  readonly transfer?: Transferable[];
}

/** Each holds the models and their runtime: memory is spent on few, and a GPU serves one at a time anyhow. */
const PIXEL_HANDS = 2;
/** Questions that one worker has at once: while one waits for the disk, another is worked on. */
const LANES = 2;
const NO_PLANS: PixelPlans = { planes: {}, constant: {} };

export interface WorkerStarts {
  readonly deid: () => Worker;
  /** The one that holds the sealed files for all of them. */
  readonly store: () => Worker;
}

export async function createDeidPool(
  { deid, store }: WorkerStarts,
  settings: RunSettings,
  width: number,
): Promise<DeidPool> {
  const hands = Array.from({ length: width }, () => startHand(deid));
  const shelf = store();
  const endAll = (code: string): void => {
    for (const hand of hands) hand.end(code);
    shelf.terminate();
  };
  const queue: Job[] = [];
  const load = new Map(hands.map((hand) => [hand, 0]));
  const holdsModels = (hand: Hand): boolean => hands.indexOf(hand) < PIXEL_HANDS;

  try {
    const channels = hands.map(() => new MessageChannel());
    await opened(
      shelf,
      settings.runId,
      channels.map(({ port1 }) => port1),
    );
    await Promise.all(
      hands.map((hand, at) => {
        const port = channels[at]?.port2;
        if (port === undefined) throw new PoolFault('start-failed');
        return hand.ask({ kind: 'start', settings, store: port }, [port]);
      }),
    );
    // Without it nothing can be kept: whoever waits is told.
    shelf.addEventListener('error', () => endAll('worker-lost'));
  } catch (error) {
    endAll('start-failed');
    throw error;
  }

  function serve(): void {
    for (let isBusy = true; isBusy;) {
      // One round after the other: work is spread before anybody has two of it.
      isBusy = false;
      for (const hand of hands) isBusy = handOver(hand) || isBusy;
    }
  }

  function handOver(hand: Hand): boolean {
    const before = load.get(hand) ?? 0;
    if (before >= LANES) return false;
    // Those with models do what only they can do first.
    const pixels = holdsModels(hand) ? queue.findIndex(({ needsPixels }) => needsPixels) : -1;
    const at = pixels >= 0 ? pixels : queue.findIndex(({ needsPixels }) => !needsPixels);
    const job: Job | undefined = queue[at];
    // What is done alone waits until the worker has nothing else, and nothing goes before it.
    if (job === undefined || (job.isAlone && before > 0)) return false;
    queue.splice(at, 1);
    const weight = job.isAlone ? LANES : 1;
    load.set(hand, before + weight);
    void job.run(hand).finally(() => {
      load.set(hand, (load.get(hand) ?? weight) - weight);
      serve();
    });
    return true;
  }

  function ask<K extends Question['kind']>(
    question: Question & { kind: K },
    { needsPixels, isAlone, transfer = [] }: Manner = {},
  ): Promise<Answers[K]> {
    return new Promise((resolve, reject) => {
      const run = (hand: Hand): Promise<void> => hand.ask<K>(question, transfer).then(resolve, reject);
      queue.push({ needsPixels: needsPixels === true, isAlone: isAlone ?? needsPixels === true, run });
      serve();
    });
  }

  async function restore({ identifiers, plans }: Knowledge): Promise<void> {
    await Promise.all(hands.map((hand) => hand.ask({ kind: 'prepare', identifiers, plans })));
  }

  async function learned(): Promise<Identifiers> {
    const all = emptyIdentifiers();
    for (const hand of hands) addIdentifiers(all, await hand.ask({ kind: 'learned' }));
    return sorted(all);
  }

  return {
    width,
    take: (input, bytes) => ask({ kind: 'take', input, bytes }, { transfer: [bytes.buffer] }),
    learn: (input) => ask({ kind: 'learn', input }),
    learnFiles: (files) => ask({ kind: 'learnFiles', files }),
    async prepare(taken, unread = new Map()) {
      const images = taken.flatMap(({ input, image }) =>
        image === undefined ? [] : [{ input, image, source: unread.get(input) }],
      );
      const plans = images.length === 0 ? NO_PLANS : await ask({ kind: 'plan', images }, { needsPixels: true });
      const identifiers = await learned();
      await restore({ identifiers, plans });
      return { identifiers, plans };
    },
    restore,
    async except(words) {
      await Promise.all(hands.map((hand) => hand.ask({ kind: 'except', words })));
    },
    async write({ input, needsPixels }: TakenInstance, drawn) {
      const order = { input, ...(drawn === undefined ? {} : { drawn }) };
      const [written] = await ask(
        { kind: 'write', orders: [order] },
        { needsPixels: needsPixels || drawn !== undefined },
      );
      if (written === undefined) throw new PoolFault('engine-failed');
      return written;
    },
    writeAll: (orders, { needsPixels, isAlone }) => ask({ kind: 'write', orders }, { needsPixels, isAlone }),
    recall: (inputs) => ask({ kind: 'recall', inputs }),
    compare: (input) => ask({ kind: 'compare', input }),
    recheck: (input) => ask({ kind: 'recheck', input }),
    finished: (input) => ask({ kind: 'finished', input }),
    original: (input) => ask({ kind: 'original', input }),
    close: () => endAll('run-closed'),
  };
}

function opened(shelf: Worker, runId: string, ports: readonly MessagePort[]): Promise<void> {
  return new Promise((resolve, reject) => {
    shelf.addEventListener(
      'message',
      ({ data }: MessageEvent<StoreOpened>) => {
        if (data.kind === 'open') resolve();
        else reject(new PoolFault(data.code));
      },
      { once: true },
    );
    shelf.addEventListener('error', () => reject(new PoolFault('worker-lost')), { once: true });
    shelf.postMessage({ runId, ports } satisfies StoreOpening, [...ports]);
  });
}

function startHand(startWorker: () => Worker): Hand {
  const worker = startWorker();
  const waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: PoolFault) => void }>();
  let tickets = 0;
  let ended: string | undefined;
  const end = (code: string): void => {
    ended ??= code;
    worker.terminate();
    for (const { reject } of waiting.values()) reject(new PoolFault(code));
    waiting.clear();
  };
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.ticket);
    waiting.delete(data.ticket);
    if ('code' in data) asked?.reject(new PoolFault(data.code));
    // The worker answers a question with its own kind of answer.
    else asked?.resolve(data.answer as never);
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    end('worker-lost');
  });
  return {
    end,
    ask(question, transfer = []) {
      if (ended !== undefined) return Promise.reject(new PoolFault(ended));
      tickets += 1;
      const ticket = tickets;
      return new Promise((resolve, reject) => {
        waiting.set(ticket, { resolve, reject });
        worker.postMessage({ ticket, question } satisfies Asked, transfer);
      });
    },
  };
}

/** Workers learn in any order; what comes of it must not depend on that. */
function sorted(found: Identifiers): Identifiers {
  const inOrder = (values: Iterable<string>): Set<string> => new Set([...values].sort((a, b) => (a < b ? -1 : 1)));
  return {
    names: inOrder(found.names),
    ids: inOrder(found.ids),
    phrases: inOrder(found.phrases),
    dates: inOrder(found.dates),
    issuers: new Map(
      [...found.issuers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, issuers]) => [id, inOrder(issuers)]),
    ),
  };
}
