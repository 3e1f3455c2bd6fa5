/** One line of the operator's log. Codes, counts and route names only: no URI, no UID, no value of a dataset, no person. */
export interface LogLine {
  readonly level: 'info' | 'warning' | 'error';
  readonly event: string;
  readonly correlationId?: string;
  readonly route?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly code?: string;
  /** Class of the error that caused it; its message might hold a value and stays out. */
  readonly errorName?: string;
  /** Where it was thrown: file and line, nothing of the message. */
  readonly where?: string;
}

export type Log = (line: LogLine) => void;

/** Kind and place of an error we did not expect, without its message. */
export function describeError(error: unknown): { errorName: string; where?: string } {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const where = /\(?((?:file:|node:|\/)[^\s()]+:\d+:\d+)\)?/.exec(
    error.stack?.split('\n    at ').slice(1).join('\n') ?? '',
  )?.[1];
  return {
    errorName: error.constructor.name,
    ...(where === undefined ? {} : { where: where.replace(/^.*\/(src|node_modules)\//, '$1/') }),
  };
}

/** JSON lines on a stream. JSON escapes line breaks, so nobody can forge a line (ASVS 16.4.1). */
export function jsonLines(write: (text: string) => void, clock: () => number): Log {
  return (line) => write(`${JSON.stringify({ time: new Date(clock()).toISOString(), ...line })}\n`);
}
