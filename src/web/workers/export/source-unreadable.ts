/** A file of this computer, or an entry of an archive, that cannot be read: its input is refused with the code. */
export class SourceUnreadable extends Error {
  readonly code: string;
  constructor(code: string, cause?: unknown) {
    super('a file of this computer cannot be read', { cause });
    this.code = code;
  }
}
