/** The archive, or this entry of it, cannot be read. The entry is refused with the code. */
export class ZipUnreadable extends Error {
  readonly code: 'zip-damaged' | 'zip-encrypted' | 'zip-method' | 'zip-too-large';
  constructor(code: ZipUnreadable['code']) {
    super('the ZIP archive cannot be read');
    this.code = code;
  }
}
