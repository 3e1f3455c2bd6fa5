// The last look at the finished bytes, before anything is written: raw, decoded, UTF-16, base64 and deflated, for the
// identifiers of the batch and for UIDs that should have been replaced. It knows nothing of how they were cleaned.
import { gunzipSync, unzlibSync } from 'fflate';
import {
  formatTag,
  isPixelData,
  isPlainAscii,
  isPrivateCreator,
  isText,
  joined,
  rawTextOf,
} from '../../dicom/index.ts';
import type { Dataset, Element } from '../../dicom/index.ts';
import { refuse } from '../guard/refusal.ts';
import type { Refusal } from '../guard/refusal.ts';
import { asciiText } from '../rewrite/ascii-text.ts';
import { isSafeCreator } from '../rewrite/safe-private.ts';
import type { Dictionary } from '../text/dictionary.ts';
import type { Identifiers } from '../text/identifiers.ts';
import { squeeze } from '../text/squeeze.ts';
import type { Vocabulary } from '../text/vocabulary.ts';
import { ValueMemory } from '../values/value-memory.ts';
import { createBulkScanner } from './bulk-scanner.ts';
import { createByteScanner } from './byte-scanner.ts';
import { bytePatternsOf, literalForms, SHORTEST_IN_BULK } from './identifier-patterns.ts';
import { isSpeltByNoise } from './noise.ts';
import { firstHit } from './raw-search.ts';
import type { RawSearch } from './raw-search.ts';
import { BULK_BYTES, LOOKED_AT, readBack } from './read-back.ts';
import type { PixelRange } from './read-back.ts';

export type ResidualScan = {
  /**
   * For a data set with bulk that never is in memory as a whole: give the finished file piece by piece, in order. True means
   * that an identifier was found and nothing of the file may stay.
   */
  watch(dataset: Dataset): (piece: Uint8Array) => boolean;
  /** `chunks` are the finished file; undefined means that nothing was found. */
  check(chunks: readonly Uint8Array[], replacedUIDs: ReadonlySet<string>): Refusal | undefined;
};

const REMEMBERED = 50_000;
const LONGEST_TEXT = 1 << 20;

export function createResidualScan(
  identifiers: Identifiers,
  dictionary: Dictionary,
  vocabulary: Vocabulary,
): ResidualScan {
  const patterns = bytePatternsOf(literalForms(identifiers, vocabulary));
  const inBulkToo = patterns.filter(({ bytes }) => bytes.length >= SHORTEST_IN_BULK);
  const everywhere: RawSearch = { scanner: createByteScanner(patterns), patterns };
  const inBulk: RawSearch = { scanner: createBulkScanner(inBulkToo), patterns: inBulkToo };
  const inPixels: RawSearch = { ...inBulk, isChance: isSpeltByNoise };
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
  /** Larger pieces are bulk: there only long words mean anything. */
  const searchFor = ({ bytes, isPixels }: PieceOfFile, pixels: PixelRange | undefined): RawSearch => {
    if (bytes.length < BULK_BYTES) return everywhere;
    return isPixels && pixels?.isNative === true ? inPixels : inBulk;
  };
  const scanPieces = (chunks: readonly Uint8Array[], pixels: PixelRange | undefined): number => {
    let start = 0;
    for (const chunk of chunks) {
      for (const piece of cutAt(chunk, start, pixels)) {
        const at = scanRaw(piece.bytes, searchFor(piece, pixels));
        if (at >= 0) return piece.start + at;
      }
      start += chunk.length;
    }
    return -1;
  };
  const checks: Checks = {
    holds: holdsIdentifier,
    scanRaw,
    search: everywhere,
    texts: new ValueMemory(),
    uids: new ValueMemory(),
  };
  const longest = patterns.reduce((most, { bytes }) => Math.max(most, bytes.length), 0);
  return {
    watch(dataset) {
      // Everything else was in memory, and looked at there.
      const search = dataset.elements.every((element) => element.isLoaded || isNativePixels(element))
        ? inPixels
        : inBulk;
      let tail = new Uint8Array(0);
      return (piece) => {
        // An identifier may lie across two pieces: the end of the one is looked at again with the beginning of the next.
        const seam = joined([tail, piece.subarray(0, longest)]);
        tail = piece.slice(Math.max(0, piece.length - longest));
        return scanRaw(seam, search) >= 0 || scanRaw(piece, search) >= 0;
      };
    },
    check(chunks, replacedUIDs) {
      const { file, pixels } = readBack(chunks);
      const inflated = file.origin?.inflated;
      const at = scanPieces(chunks, inflated === undefined ? pixels : undefined);
      if (at >= 0) return refuse('residual-identifier', `byte ${at}`);
      if (inflated !== undefined && scanPieces([inflated], pixels) >= 0)
        return refuse('residual-identifier', 'deflated data set');
      const found = checkDataset(file.meta, checks, replacedUIDs) ?? checkDataset(file.dataset, checks, replacedUIDs);
      return found === undefined ? undefined : refuse(found.code, found.path);
    },
  };
}

const isNativePixels = ({ tag, fragmentRanges }: Element): boolean => isPixelData(tag) && fragmentRanges === undefined;

/** A chunk cut where the pixels begin and end: nothing beside them is searched less because of them. */
function cutAt(chunk: Uint8Array, start: number, pixels: PixelRange | undefined): PieceOfFile[] {
  if (pixels === undefined) return [{ bytes: chunk, start, isPixels: false }];
  const from = Math.min(Math.max(pixels.from - start, 0), chunk.length);
  const to = Math.min(Math.max(pixels.to - start, from), chunk.length);
  const pieces = [
    { bytes: chunk.subarray(0, from), start, isPixels: false },
    { bytes: chunk.subarray(from, to), start: start + from, isPixels: true },
    { bytes: chunk.subarray(to), start: start + to, isPixels: false },
  ];
  return pieces.filter(({ bytes }) => bytes.length > 0);
}

type PieceOfFile = { readonly bytes: Uint8Array; readonly start: number; readonly isPixels: boolean };

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

function checkElement(
  element: Element,
  dataset: Dataset,
  checks: Checks,
  replaced: ReadonlySet<string>,
): Found['code'] | undefined {
  const { vr, length } = element;
  if (length === 0 || !LOOKED_AT.has(vr) || isPixelData(element.tag) || element.fragmentRanges !== undefined)
    return undefined;
  if (vr === 'UI')
    return uidsIn(element, dataset, checks.uids).some((uid) => replaced.has(uid)) ? 'residual-uid' : undefined;
  if (length > LONGEST_TEXT) return undefined;
  if (isText(vr)) {
    if (isPrivateCreator(element.tag) && isSafeCreator(rawTextOf(element, dataset))) return undefined;
    return textHolds(element, dataset, checks) ? 'residual-identifier' : undefined;
  }
  // OB and UN.
  const text = asciiText(element.value);
  if (text !== undefined && checks.holds(text)) return 'residual-identifier';
  const inflated = inflatedIn(element.value);
  return inflated !== undefined && checks.scanRaw(inflated, checks.search) >= 0 ? 'residual-identifier' : undefined;
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
