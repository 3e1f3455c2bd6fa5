/** Every reason why bytes are refused or a value cannot be made. Stable: callers and reports show these words. */
export type DicomErrorCode =
  | 'not-dicom' // no DICM prefix and nothing that can be recognised as a data set
  | 'truncated' // an element, item or fragment claims more bytes than there are
  | 'bad-vr' // two bytes where a VR must stand that are none
  | 'bad-length' // a length that this VR cannot have, or that leaves its container
  | 'bad-item' // something else where an item or a delimiter must stand
  | 'unexpected-delimiter' // an item or sequence delimiter outside a sequence
  | 'duplicate-element' // the same tag twice in one data set: which one counts is anybody's guess
  | 'bad-file-meta' // the File Meta Information cannot be read
  | 'unsupported-transfer-syntax'
  | 'ambiguous-transfer-syntax' // the data set is not in the declared transfer syntax and no other is certain
  | 'bad-deflate' // the deflated part cannot be inflated to its end
  | 'budget-depth'
  | 'budget-elements'
  | 'budget-length'
  | 'budget-bytes'
  | 'budget-pixels'
  | 'value-not-loaded' // a bulk value was left in its source; read it from there
  | 'source-failed' // the byte source returned fewer bytes than asked
  | 'no-pixel-data'
  | 'bad-pixel-description' // Rows, Columns, Bits Allocated ... missing or impossible
  | 'pixel-data-length' // native pixel data shorter than its description
  | 'frame-fragments' // fragments cannot be assigned to frames
  | 'frame-number'
  | 'bad-value' // a value that does not fit its VR
  | 'unknown-keyword'
  | 'unknown-character-set'
  | 'character-not-encodable'
  | 'bad-json'; // not the DICOM JSON model of PS3.18 Annex F

/**
 * The one error of this module. `offset` counts from the first byte of the file (for a deflated data set: of the
 * inflated bytes). Refuse the file and show the code; the message never holds a value of the data set.
 */
export class DicomError extends Error {
  readonly code: DicomErrorCode;
  readonly offset: number | undefined;

  constructor(code: DicomErrorCode, message: string, offset?: number, options?: ErrorOptions) {
    super(offset === undefined ? message : `${message} (byte ${offset})`, options);
    this.name = 'DicomError';
    this.code = code;
    this.offset = offset;
  }
}
