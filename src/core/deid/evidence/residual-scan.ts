// The last look at the finished bytes, before anything is written: raw, decoded, UTF-16, base64 and deflated, for the
// identifiers of the batch and for UIDs that should have been replaced. It knows nothing of how they were cleaned.
import { gunzipSync, unzlibSync } from 'fflate';
import { formatTag, isPixelData, isPrivateCreator, isText, rawTextOf, readDicom, VRSet } from '../../dicom/index.ts';
import type { Dataset, DicomFile, Element, VR } from '../../dicom/index.ts';
import { refuse } from '../guard/refusal.ts';
import type { Refusal } from '../guard/refusal.ts';
import { asciiText } from '../rewrite/ascii-text.ts';
import { isSafeCreator } from '../rewrite/safe-private.ts';
import type { Dictionary } from '../text/dictionary.ts';
import type { Identifiers } from '../text/identifiers.ts';
import { squeeze } from '../text/squeeze.ts';
import { normaliseWord } from '../text/vocabulary.ts';
import type { Vocabulary } from '../text/vocabulary.ts';
import { isPlainAscii } from '../values/ascii.ts';
import { ValueMemory } from '../values/value-memory.ts';
import { createBulkScanner } from './bulk-scanner.ts';
import { createByteScanner } from './byte-scanner.ts';
import type { BytePattern, ByteScanner } from './byte-scanner.ts';
import { bytePatternsOf, literalForms, meansSomethingInBulk } from './identifier-patterns.ts';

export type ResidualScan = {
  /**
   * For bulk that never is in memory as a whole: give it piece by piece, in order. True means that an identifier was found
   * and nothing of the file may stay.
   */
  watch(): (piece: Uint8Array) => boolean;
  /** `chunks` are the finished file; undefined means that nothing was found. */
  check(chunks: readonly Uint8Array[], replacedUIDs: ReadonlySet<string>): Refusal | undefined;
};

/** Larger pieces are pixels or other bulk: there only long words mean anything. */
const BULK_BYTES = 0x8000;
/** Files below this are read again as a whole; of larger ones everything before the first bulk, copying which would cost more. */
const WHOLE_BYTES = 0x20000;
const REMEMBERED = 50_000;

export function createResidualScan(
  identifiers: Identifiers,
  dictionary: Dictionary,
  vocabulary: Vocabulary,
): ResidualScan {
  const patterns = bytePatternsOf(literalForms(identifiers, vocabulary));
  const inBulkToo = patterns.filter(meansSomethingInBulk);
  const everywhere: RawSearch = { scanner: createByteScanner(patterns), patterns };
  const inBulk: RawSearch = { scanner: createBulkScanner(inBulkToo), patterns: inBulkToo };
  const remembered = new Map<string, boolean>();
  const holdsIdentifier = (text: string): boolean => {
    let answer = remembered.get(text);
    if (answer === undefined) {
      // Value by value: digits of two values side by side are no number.
      answer = text.split('\\').some((value) => dictionary.find(squeeze(value)).length > 0);
      if (remembered.size >= REMEMBERED) remembered.clear();
      remembered.set(text, answer);
    }
    return answer;
  };
  const scanRaw = (bytes: Uint8Array, search: RawSearch): number => firstHit(bytes, search, vocabulary);
  const checks: Checks = {
    holds: holdsIdentifier,
    scanRaw,
    search: everywhere,
    texts: new ValueMemory(),
    uids: new ValueMemory(),
  };
  const longest = patterns.reduce((most, { bytes }) => Math.max(most, bytes.length), 0);
  return {
    watch() {
      let tail = new Uint8Array(0);
      return (piece) => {
        // An identifier may lie across two pieces: the end of the one is looked at again with the beginning of the next.
        const seam = joined([tail, piece.subarray(0, longest)]);
        tail = piece.slice(-longest);
        return scanRaw(seam, inBulk) >= 0 || scanRaw(piece, inBulk) >= 0;
      };
    },
    check(chunks, replacedUIDs) {
      for (const chunk of chunks) {
        const at = scanRaw(chunk, chunk.length >= BULK_BYTES ? inBulk : everywhere);
        if (at >= 0) return refuse('residual-identifier', `byte ${offsetOf(chunks, chunk) + at}`);
      }
      const file = readBack(chunks);
      const inflated = file.origin?.inflated;
      if (inflated !== undefined && scanRaw(inflated, everywhere) >= 0)
        return refuse('residual-identifier', 'deflated data set');
      const found = checkDataset(file.meta, checks, replacedUIDs) ?? checkDataset(file.dataset, checks, replacedUIDs);
      return found === undefined ? undefined : refuse(found.code, found.path);
    },
  };
}

type RawSearch = { readonly scanner: ByteScanner; readonly patterns: readonly BytePattern[] };

function offsetOf(chunks: readonly Uint8Array[], chunk: Uint8Array): number {
  let offset = 0;
  for (const before of chunks) {
    if (before === chunk) break;
    offset += before.length;
  }
  return offset;
}

/** A short word inside a longer ordinary one is chance: `tran` in `transversal`; so are digits inside a number. */
function firstHit(bytes: Uint8Array, { scanner, patterns }: RawSearch, vocabulary: Vocabulary): number {
  let hit = -1;
  scanner.scan(bytes, (at, pattern) => {
    const length = patterns[pattern]?.bytes.length ?? 0;
    if (isInsideOrdinaryWord(bytes, at, vocabulary) || isInsideNumber(bytes, at, at + length)) return false;
    hit = at;
    return true;
  });
  return hit;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const POINT = 0x2e;

function isInsideNumber(bytes: Uint8Array, from: number, to: number): boolean {
  if (isDigit(bytes[from]) && (isDigit(bytes[from - 1]) || bytes[from - 1] === POINT)) return true;
  return isDigit(bytes[to - 1]) && isDigit(bytes[to]);
}

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

function isInsideOrdinaryWord(bytes: Uint8Array, at: number, vocabulary: Vocabulary): boolean {
  if (!isLetter(bytes[at])) return false;
  let from = at;
  while (isLetter(bytes[from - 1]) && at - from < 40) from--;
  let to = at;
  while (isLetter(bytes[to]) && to - at < 40) to++;
  return vocabulary.knows(normaliseWord(String.fromCharCode(...bytes.subarray(from, to))));
}

/** Reads the finished file as anybody would. Of a large one the pixels are left out: they were searched as bytes. */
function readBack(chunks: readonly Uint8Array[]): DicomFile {
  const total = chunks.reduce((sum, { length }) => sum + length, 0);
  if (total <= WHOLE_BYTES) return readDicom(joined(chunks), { wanted: isLookedAt });
  const bulk = chunks.findIndex(({ length }) => length >= BULK_BYTES);
  try {
    return readDicom(joined(bulk < 0 ? chunks : chunks.slice(0, bulk)), {
      stopBeforePixelData: true,
      wanted: isLookedAt,
    });
  } catch (error) {
    if (bulk < 0) throw error;
    // The bulk was no pixel data: something after it has to be seen as well.
    return readDicom(joined(chunks), { wanted: isLookedAt });
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1 && chunks[0] !== undefined) return chunks[0];
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

type Holds = (text: string) => boolean;
type ScanRaw = (bytes: Uint8Array, search: RawSearch) => number;

/** What the values of a data set are held against; the same for a whole batch. */
type Checks = {
  readonly holds: Holds;
  readonly scanRaw: ScanRaw;
  readonly search: RawSearch;
  /** By their bytes: whether texts hold an identifier, and the UIDs in UIDs. */
  readonly texts: ValueMemory<boolean>;
  readonly uids: ValueMemory<readonly string[]>;
};

type Found = { readonly code: 'residual-identifier' | 'residual-uid'; readonly path: string };

function checkDataset(dataset: Dataset, checks: Checks, replaced: ReadonlySet<string>): Found | undefined {
  for (const element of dataset.elements) {
    if (element.items !== undefined) {
      for (const [index, item] of element.items.entries()) {
        const found = checkDataset(item, checks, replaced);
        if (found !== undefined) return { ...found, path: `${formatTag(element.tag)}[${index}].${found.path}` };
      }
    } else {
      const code = checkElement(element, dataset, checks, replaced);
      if (code !== undefined) return { code, path: formatTag(element.tag) };
    }
  }
  return undefined;
}

/** Numbers and dates hold digits that mean something else; they were written by rules that know no identifiers. */
const NUMBERS_AND_DATES = new VRSet(['AS', 'DA', 'DS', 'DT', 'IS', 'TM']);
const LONGEST_TEXT = 1 << 20;

/** Text, UIDs, and bytes that may hold either. */
function isLookedAt(_tag: number, vr: VR): boolean {
  return (isText(vr) && !NUMBERS_AND_DATES.has(vr)) || vr === 'OB' || vr === 'UN';
}

function checkElement(
  element: Element,
  dataset: Dataset,
  checks: Checks,
  replaced: ReadonlySet<string>,
): Found['code'] | undefined {
  const { vr, length } = element;
  if (length === 0 || NUMBERS_AND_DATES.has(vr) || isPixelData(element.tag) || element.fragmentRanges !== undefined)
    return undefined;
  if (vr === 'UI')
    return uidsIn(element, dataset, checks.uids).some((uid) => replaced.has(uid)) ? 'residual-uid' : undefined;
  if (isText(vr) && length <= LONGEST_TEXT) {
    if (isPrivateCreator(element.tag) && isSafeCreator(rawTextOf(element, dataset))) return undefined;
    return textHolds(element, dataset, checks) ? 'residual-identifier' : undefined;
  }
  if (isText(vr) || length > LONGEST_TEXT) return undefined;
  // As `isLookedAt` has it.
  if (vr === 'OB' || vr === 'UN') {
    const text = length <= 4096 ? asciiText(element.value) : undefined;
    if (text !== undefined && checks.holds(text)) return 'residual-identifier';
    const inflated = inflatedIn(element.value);
    if (inflated !== undefined && checks.scanRaw(inflated, checks.search) >= 0) return 'residual-identifier';
  }
  return undefined;
}

function textHolds(element: Element, dataset: Dataset, { holds, texts }: Checks): boolean {
  const { source, valueStart, end } = element;
  const known = texts.find(0, 0, 0, source.bytes, valueStart, end);
  if (known !== undefined) return known;
  const answer = holds(rawTextOf(element, dataset));
  // Only of ASCII do the bytes alone say which text they are.
  if (isPlainAscii(source.bytes, valueStart, end)) texts.keep(0, 0, 0, source.bytes, valueStart, end, answer);
  return answer;
}

function uidsIn(element: Element, dataset: Dataset, remembered: ValueMemory<readonly string[]>): readonly string[] {
  const { source, valueStart, end } = element;
  const known = remembered.find(0, 0, 0, source.bytes, valueStart, end);
  if (known !== undefined) return known;
  const uids = rawTextOf(element, dataset)
    .replace(/[\0 ]+$/, '')
    .split('\\');
  remembered.keep(0, 0, 0, source.bytes, valueStart, end, uids);
  return uids;
}

const MOST_INFLATED = 16 * 2 ** 20;

/** A value that is a gzip or zlib stream, unpacked; undefined for anything else. */
function inflatedIn(bytes: Uint8Array): Uint8Array | undefined {
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
  const zlib = bytes[0] === 0x78 && ((bytes[0] << 8) | (bytes[1] ?? 0)) % 31 === 0;
  if (!gzip && !zlib) return undefined;
  try {
    const out = new Uint8Array(MOST_INFLATED);
    return gzip ? gunzipSync(bytes, { out }) : unzlibSync(bytes, { out });
  } catch {
    // It only looked like a stream: its bytes were searched as they are.
    return undefined;
  }
}
