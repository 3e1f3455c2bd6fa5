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
