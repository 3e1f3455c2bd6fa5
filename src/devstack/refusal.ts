/** The stack cannot start, for a reason that the person can put right: print the message, one line, and end. */
export class StartRefused extends Error {
  readonly code: string;
  readonly exitCode: number;

  constructor(code: string, message: string, exitCode = 1, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartRefused';
    this.code = code;
    this.exitCode = exitCode;
  }
}

const DISK_FULL = new Set<unknown>(['ENOSPC', 'EDQUOT']);
/** SQLITE_FULL, with or without what it says beyond that. */
const SQLITE_FULL = 13;

/** What a person can put right, said so; anything else as it was. */
export function refusalOf(error: unknown): unknown {
  if (!isDiskFull(error)) return error;
  const message = 'The disk is full: make room, or choose another place with --data DIR. What was stored is kept.';
  return new StartRefused('disk-full', message, 1, { cause: error });
}

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  return DISK_FULL.has(code) || (Number(errcode) & 0xff) === SQLITE_FULL || isDiskFull(error.cause);
}
