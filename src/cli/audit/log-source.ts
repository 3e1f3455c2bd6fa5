import type { FoundRow } from '../../core/audit/index.ts';

/** A log as somebody hands it over: a database file, a bundle, a running gateway. */
export interface LogSource {
  readonly head: { readonly size: number; readonly chainHash: string } | undefined;
  readonly verifierKeys: readonly string[];
  readonly checkpointNotes: readonly string[];
  readonly rows: Iterable<FoundRow> | AsyncIterable<FoundRow>;
  /** Faults of the container itself, looked for after the rows: undefined when it is sound. */
  damage(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** The log cannot be read at all. Say so and exit 1: nothing was proven. */
export class LogUnreadable extends Error {
  readonly code = 'log-unreadable';
  /** Rows that could be read before it broke. */
  readonly readRows: number;

  constructor(message: string, readRows: number, options?: ErrorOptions) {
    super(message, options);
    this.readRows = readRows;
  }
}
