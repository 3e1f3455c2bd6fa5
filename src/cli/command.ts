/** What a command may touch; passed in, so that tests need no process. */
export interface Terminal {
  /** One JSON document, or plain lines for a person. */
  readonly out: (text: string) => void;
  /** File names, codes and progress. Never a value from a dataset. */
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** 0 done; 1 done but some inputs refused or a check failed; 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  /** `['audit', 'verify']` is typed as `audit verify`. */
  readonly words: readonly string[];
  readonly usage: string;
  readonly summary: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** How a command is found before it is loaded. */
export interface CommandEntry {
  readonly words: readonly string[];
  readonly load: () => Promise<Command>;
}

/** The arguments make no sense. Thrown by a command; `main` prints the message with the usage and exits 2. */
export class UsageError extends Error {
  readonly code = 'usage';
}
