/** The destination did not take a file. What it has of this release is no whole export. */
export class DestinationRefused extends Error {
  readonly code: string;
  constructor(code: string, options?: ErrorOptions) {
    super('the destination did not take a file', options);
    this.code = code;
  }
}
