import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { GroupCommit, type JobResult } from './group-commit.ts';
import { number, type Row } from './rows.ts';
import { EventConflict, StoreUnavailable } from './store.ts';

/** How long the store is left alone before the write-ahead log is folded into the file. */
const FOLD_AFTER_MS = 200;

/** One open file: prepared statements, and transactions that many writers share. Every failure is `StoreUnavailable`. */
export class SqliteConnection {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #writer: GroupCommit<() => JobResult>;
  #foldTimer: NodeJS.Timeout | undefined;
  #version = 0;
  #dataVersion = -1;
  #isClosed = false;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#writer = new GroupCommit((jobs) => this.#transaction(jobs));
  }

  /** Grows with every commit, of whatever process; undefined when the file cannot be read. */
  version(): number | undefined {
    try {
      // Differs once another connection, in whatever process, has committed. Our own commits count themselves.
      const dataVersion = number(this.#statement('PRAGMA data_version').get()?.['data_version']);
      if (dataVersion !== this.#dataVersion) this.#version += 1;
      this.#dataVersion = dataVersion;
      return this.#version;
    } catch {
      // Nothing remembered counts: whoever asks the store then gets the error itself.
      return undefined;
    }
  }

  /** Everything that `work` writes, or nothing of it; resolves when it is on the disk. */
  write<T>(work: () => T): Promise<T> {
    const job = (): JobResult => {
      try {
        return { value: work() };
      } catch (error) {
        if (error instanceof EventConflict) return { conflict: error };
        throw error;
      }
    };
    // `value` is what `work` returned: the queue only carries it.
    return this.#writer.add(job) as Promise<T>;
  }

  /** The number of rows that changed. Inside `write` only. */
  run(sql: string, values: readonly SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  all(sql: string, values: readonly SQLInputValue[]): Row[] {
    try {
      return this.#statement(sql).all(...values);
    } catch (cause) {
      throw new StoreUnavailable('the store did not answer', { cause });
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    // Whatever is still queued goes first.
    await this.write(() => undefined);
    this.#isClosed = true;
    clearTimeout(this.#foldTimer);
    this.#statements.clear();
    this.#db.close();
  }

  #transaction(jobs: readonly (() => JobResult)[]): JobResult[] {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const results = jobs.map((job) => job());
      this.#db.exec('COMMIT');
      this.#foldSoon();
      return results;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#version += 1;
    }
  }

  #foldSoon(): void {
    clearTimeout(this.#foldTimer);
    this.#foldTimer = setTimeout(() => {
      this.#fold();
    }, FOLD_AFTER_MS).unref();
  }

  #fold(): void {
    if (this.#isClosed) return;
    try {
      this.#db.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch {
      // Nothing is lost: the rows are in the write-ahead log. A disk that is full shows with the next append.
    }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
