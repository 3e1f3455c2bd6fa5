import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';
import { STANDING_CHANNEL } from './postgres-schema.ts';

/** Frames are slower meanwhile, not fewer: no hurry, and no crowd at the door of a server that just came back. */
const AGAIN_AFTER_MS = 1000;
const TABLES = ['grants', 'revocations'] as const;

/**
 * Hears of every write, by any gateway or by hand, to the tables that a standing is made of: triggers send a notice with
 * the commit, one connection of its own listens. `version` grows with each notice. It is undefined until, on this very
 * connection, a notice from each table has come through: a pooler that swallows notices, a missing trigger or a lost
 * connection all read as "not known". A connection that hangs without an error is not seen here; who relies on the
 * version sets a time limit beside it.
 */
export class StandingNotices {
  readonly #settings: pg.ClientConfig;
  readonly #pool: pg.Pool;
  readonly #log: Log | undefined;
  readonly #stopping = new AbortController();
  #client: pg.Client | undefined;
  #running: Promise<void> | undefined;
  #unheard: Set<string> = new Set(TABLES);
  #version = 0;
  /** Server processes behind this store's own connections. */
  readonly #own = new Set<number>();
  #elsewhere: () => void = () => undefined;

  constructor(settings: pg.ClientConfig, pool: pg.Pool, log: Log | undefined) {
    this.#settings = settings;
    this.#pool = pool;
    this.#log = log;
    pool.on('connect', (client) => this.#own.add(processOf(client)));
    pool.on('remove', (client) => this.#own.delete(processOf(client)));
  }

  get version(): number | undefined {
    return this.#unheard.size === 0 ? this.#version : undefined;
  }

  /** Something changed here: no need to wait for the notice. */
  changed(): void {
    this.#version += 1;
  }

  /** Also told when notices may have been missed. */
  onElsewhere(listener: () => void): void {
    this.#elsewhere = listener;
  }

  start(): void {
    this.#running ??= this.#keepListening();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #keepListening(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#listen();
      } catch {
        // Told below, and tried again.
      }
      this.#forget();
      if (this.#stopping.signal.aborted) return;
      this.#log?.({ level: 'warning', event: 'database-notices-lost' });
      // An abort only means that waiting is over.
      await wait(AGAIN_AFTER_MS, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  /** Resolves when the connection is gone or no longer wanted. */
  async #listen(): Promise<void> {
    const client = new pg.Client(this.#settings);
    this.#client = client;
    const ended = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
      this.#stopping.signal.addEventListener('abort', () => resolve());
    });
    client.on('notification', ({ payload, processId }) => {
      if (this.#client !== client) return;
      this.changed();
      if (!this.#own.has(processId)) this.#elsewhere();
      this.#unheard.delete(payload ?? '');
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${STANDING_CHANNEL}`);
      // From another connection, as in earnest. Statement triggers speak up even when no row was touched.
      for (const table of TABLES) await this.#pool.query(`DELETE FROM ${table} WHERE false`);
      await ended;
    } finally {
      this.#client = undefined;
      this.#forget();
      // Detached: the driver never answers this for a connection that broke by itself, and nothing waits for it.
      void client.end().catch(() => undefined);
    }
  }

  #forget(): void {
    this.#unheard = new Set(TABLES);
    this.changed();
    this.#elsewhere();
  }
}

/** The driver keeps it, its types do not say so. A pooler may make one up: then our own writes look like another's. */
function processOf(client: pg.PoolClient): number {
  return 'processID' in client && typeof client.processID === 'number' ? client.processID : -1;
}
