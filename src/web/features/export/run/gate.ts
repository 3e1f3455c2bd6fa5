/** Where work waits while it is paused, and where it ends when it is called off. */
export interface Gate {
  readonly signal: AbortSignal;
  isPaused(): boolean;
  pause(): void;
  resume(): void;
  cancel(): void;
  /** Resolves at once while nothing is paused; rejects with an AbortError once all is called off. */
  pass(): Promise<void>;
}

export function createGate(): Gate {
  const controller = new AbortController();
  let waiting: (() => void)[] | undefined;
  const open = (): void => {
    const all = waiting ?? [];
    waiting = undefined;
    for (const go of all) go();
  };
  return {
    signal: controller.signal,
    isPaused: () => waiting !== undefined,
    pause() {
      waiting ??= [];
    },
    resume: open,
    cancel() {
      controller.abort();
      open();
    },
    async pass() {
      controller.signal.throwIfAborted();
      if (waiting !== undefined) await new Promise<void>((resolve) => waiting?.push(resolve));
      controller.signal.throwIfAborted();
    },
  };
}

/** Does the work for each item, so many at once, in order of their beginning; the first failure ends it. */
export async function eachOf<T>(
  items: Iterable<T>,
  atOnce: number,
  gate: Gate,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  let hasFailed = false;
  const lane = async (): Promise<void> => {
    while (!hasFailed) {
      await gate.pass();
      const next = queue.next();
      if (next.done === true) return;
      try {
        await work(next.value);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
