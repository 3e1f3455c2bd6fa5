import { EventConflict, StoreUnavailable } from './store.ts';

interface Waiting<Job> {
  readonly job: Job;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** What became of one job inside a transaction that went through as a whole. */
export type JobResult = { readonly value: unknown } | { readonly conflict: EventConflict };

/**
 * Many waiting writers, one disk flush. Jobs that arrive while a transaction is under way share the next one, and
 * nobody is told "done" before the flush that covers their job. If the transaction fails, all of its jobs fail.
 */
export class GroupCommit<Job> {
  readonly #commit: (jobs: readonly Job[]) => Promise<readonly JobResult[]> | readonly JobResult[];
  readonly #mostPerCommit: number;
  #queue: Waiting<Job>[] = [];
  #isDraining = false;

  constructor(
    commit: (jobs: readonly Job[]) => Promise<readonly JobResult[]> | readonly JobResult[],
    // Large enough that flushes do not limit the rate, small enough that one transaction stays within milliseconds.
    mostPerCommit = 256,
  ) {
    this.#commit = commit;
    this.#mostPerCommit = mostPerCommit;
  }

  add(job: Job): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject });
      if (!this.#isDraining) {
        this.#isDraining = true;
        // Detached on purpose: every outcome is handed to the promises of the jobs.
        setImmediate(() => void this.#drain());
      }
    });
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.slice(0, this.#mostPerCommit);
      this.#queue = this.#queue.slice(this.#mostPerCommit);
      await this.#settle(batch);
    }
    this.#isDraining = false;
  }

  async #settle(batch: readonly Waiting<Job>[]): Promise<void> {
    let results: readonly JobResult[];
    try {
      results = await this.#commit(batch.map((waiting) => waiting.job));
    } catch (cause) {
      const failure = new StoreUnavailable('the store did not take the change', { cause });
      for (const waiting of batch) waiting.reject(failure);
      return;
    }
    batch.forEach((waiting, at) => {
      const result = results[at];
      if (result === undefined) waiting.reject(new StoreUnavailable('the store lost a change'));
      else if ('conflict' in result) waiting.reject(result.conflict);
      else waiting.resolve(result.value);
    });
  }
}
