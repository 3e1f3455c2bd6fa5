/** Why an instance is not de-identified. Stable: reports and screens show these words; docs/deid.md explains each. */
export type RefusalCode =
  | 'dicomdir' // an index of a medium: it names patients and files
  | 'audio' // a voice is a fingerprint
  | 'audio-track'
  | 'encapsulated-document' // PDF, CDA, STL ...: nobody can clean it here
  | 'no-sop-instance-uid'
  | 'no-sop-class-uid'
  | 'not-an-instance' // a printed page, a worklist entry, a command
  | 'pixels-need-cleaning' // text may be burned into the pixels and nobody has looked
  | 'face-needs-cleaning' // Clean Recognizable Visual Features was asked for and nothing here can do it
  | 'unreadable-codestream'
  | 'too-large-for-cleaning'
  | 'pixel-data-missing' // the file ends where the pixels should begin
  | 'residual-identifier' // an identifier of the batch was found in the finished bytes
  | 'residual-uid'
  | 'iod-damaged'; // a required attribute would be lost

export type Refusal = {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  /** Where, if that helps: a path of tags or a byte offset, never a value. */
  readonly where?: string;
};

export const refuse = (code: RefusalCode, where?: string): Refusal =>
  where === undefined ? { kind: 'refused', code } : { kind: 'refused', code, where };
