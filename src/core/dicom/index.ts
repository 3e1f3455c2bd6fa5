// The DICOM reader and writer that everything builds on. See README.md.
export { DicomError, type DicomErrorCode } from './errors.ts';
export { isVR, type VR, VRSet, isText, usesCharacterSet } from './vr.ts';
export {
  formatTag, groupOf, hexOf, isPixelData, isPrivate, isPrivateCreator, parseTag, privateCreatorTagOf, TAG,
} from './tag.ts'; // prettier-ignore
export {
  allEntries,
  dictionaryVrOf,
  type DictionaryEntry,
  entryOf,
  keywordOf,
  tagOf,
} from './dictionary/dictionary.ts';
export { allUIDs, isWellKnownUID, type UIDEntry, uidEntryOf, type UIDKind } from './dictionary/uid-table.ts';
export {
  type Encoding, EXPLICIT_BIG, EXPLICIT_LITTLE, IMPLICIT_LITTLE, TRANSFER_SYNTAX, type TransferSyntax, transferSyntaxOf,
} from './transfer-syntax.ts'; // prettier-ignore
export {
  Dataset, Element, type FragmentRange, makeElement, makeEncapsulated, makeSequence, type Source, withItems, withValue,
} from './dataset.ts'; // prettier-ignore
export { littleEndianValueOf } from './byte-order.ts';
export { type DicomFile, lacksPixelData, makeFile } from './dicom-file.ts';
export {
  bigIntsOf, bytesOf, characterSetOf, item, type Key, number, numbers, numbersOf, ownCharacterSetTerms, rawTextOf, sequence, text, texts, textsOf,
  type TextScope, uid,
} from './values.ts'; // prettier-ignore
export { asciiBytes, asciiBytesOrUndefined, isAscii, isPlainAscii } from './charset/ascii.ts';
export { type CharacterSet, characterSetFor, isKnownCharacterSet } from './charset/character-set.ts';
export {
  type Attributes, type AttributeValue, buildDataset, type BuildOptions, decimalString, encodeValues, type ExplicitAttribute, textElement,
} from './build.ts'; // prettier-ignore
export { convertCharacterSet } from './transcode.ts';
export { type Budgets, DEFAULT_BUDGETS } from './read/budget.ts';
export { blobSource, type ByteSource } from './read/byte-source.ts';
export type { Wanted } from './read/parser.ts';
export { readDicom, type ReadOptions } from './read/read-dicom.ts';
export {
  IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME, joined, writeDicom, writeDicomChunks, writeDicomStream, type WriteOptions,
} from './write/write-dicom.ts'; // prettier-ignore
export { itemsInside } from './read/items-inside.ts';
export { type HeadOptions, readDicomHead } from './read/read-head.ts';
export { framesOf, pixelElementOf, type PixelFrames } from './pixels/frames.ts';
export { bitsPerFrame, type PixelDescription, pixelDescriptionOf } from './pixels/description.ts';
export { type Samples, samplesOf, unpackBits } from './pixels/samples.ts';
export {
  type DicomJson,
  type JsonAttribute,
  type JsonValue,
  type PersonNameJson,
  toDicomJson,
  type ToJsonOptions,
} from './json/to-json.ts';
export { fromDicomJson, type FromJsonOptions } from './json/from-json.ts';
