const WORDS: Readonly<Record<string, string>> = {
  'patient-restricted': 'The patient is restricted',
  'role-not-allowed': 'The patient is restricted',
  'deidentified-viewing-required': 'The study is not part of an open export',
  'study-unknown': 'The archive does not have the study any more',
  'handle-unknown': 'The study was found in another sign-in; search for it again',
  'not-found': 'The archive does not have it any more',
  'not-granted': 'Access to the study ended',
  'pacs-error': 'The archive failed while answering',
  'file-gone': 'The page was closed before the file was taken, and it was not chosen again',
  'file-changed': 'The file is not what it was when the export began',
  'instance-twice': 'Another input is the same instance',
  'not-in-crosswalk': 'The patient is not in the crosswalk',
  'secondary-capture': 'Secondary captures were excluded',
  'ultrasound-without-regions': 'Ultrasound that does not say where its image lies',
  dicomdir: 'An index of a medium names patients and files',
  audio: 'A voice identifies',
  'audio-track': 'A voice identifies',
  'encapsulated-document': 'Documents are refused by this profile',
  'no-sop-class-uid': 'The file does not say what it is',
  'no-sop-instance-uid': 'The file does not say which it is',
  'not-an-instance': 'Not something that is stored and exchanged',
  'not-dicom': 'Not a DICOM file',
  'pixels-need-cleaning': 'Text is likely in the image, and nobody could look',
  'face-needs-cleaning': 'The image may show a face',
  'pixel-data-missing': 'An image without pixels; it may be cut off',
  'unreadable-codestream': 'Compressed pixels that make no sense',
  'residual-identifier': 'The finished file still held something identifying',
  'residual-uid': 'The finished file still held an original UID',
  'text-left': 'A value of the header could still be read in the image',
  'iod-damaged': 'A required attribute would have been lost',
  'too-large-for-memory': 'Too large for the memory of this browser',
  'too-large-for-cleaning': 'Too large to be cleaned',
  'storage-lost': 'Its sealed file was lost',
  'engine-failed': 'The engine failed on it; please report the code',
};

/** The reason in words; codes of the reader speak for themselves. */
export function refusalWords(code: string): string {
  if (WORDS[code] !== undefined) return WORDS[code];
  return code.startsWith('zip-') ? 'The archive cannot be read' : 'The file cannot be read';
}
