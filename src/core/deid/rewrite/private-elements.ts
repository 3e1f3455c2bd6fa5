// Private elements: gone, unless Retain Safe Private is chosen and the standard's table, or the file itself, calls them
// safe. What stays is cleaned like everything else: no table can promise what a site wrote into a value.
import {
  isPrivateCreator,
  itemsInside,
  makeSequence,
  numbersOf,
  privateCreatorTagOf,
  sequence,
  text,
  texts,
} from '../../dicom/index.ts';
import type { Dataset, Element } from '../../dicom/index.ts';
import { asciiText } from './ascii-text.ts';
import { cleanAge, cleanDate, cleanText } from './clean-element.ts';
import { FEW_NUMBERS, isDateNumber } from './date-numbers.ts';
import type { RewriteItems } from './element-rules.ts';
import { holdsForbiddenText } from './hidden-text.ts';
import { mapUIDs } from './map-uids.ts';
import { isSafeCreator, isSafePrivate, normaliseCreator } from './safe-private.ts';
import type { Level, Work } from './work.ts';

const RULE = 'private attribute';

export function rewritePrivate(
  element: Element,
  level: Level,
  work: Work,
  rewriteItems: RewriteItems,
): Element | undefined {
  // Creators are dealt with when the data set is done: they stay with what they own.
  if (isPrivateCreator(element.tag)) return element;
  const { action, source } = work.profile.privates;
  if (action !== 'C' && action !== 'K') {
    work.recorder.note(level.path, element.tag, 'X', source);
    return undefined;
  }
  const creator = creatorOf(element.tag, level.dataset);
  const safe =
    creator !== undefined &&
    (isSafePrivate(creator, element.tag) ||
      (isDeclaredSafe(creator, element.tag, level) && saysNothing(creator, work)));
  const cleaned = safe ? cleanPrivate(element, level, work, rewriteItems) : undefined;
  if (cleaned !== element)
    work.recorder.note(level.path, element.tag, cleaned === undefined ? 'X' : 'C', safe ? RULE : source);
  return cleaned;
}

/** A creator outside the standard's table may be any text. */
const saysNothing = (creator: string, work: Work): boolean =>
  isSafeCreator(creator) || work.cleaner.clean(creator, { vocabulary: false }).text === creator;

function creatorOf(tag: number, dataset: Dataset): string | undefined {
  const creatorTag = privateCreatorTagOf(tag);
  return creatorTag === undefined ? undefined : text(dataset, creatorTag);
}

/** (0008,0300) of the outermost data set: the maker says which of its blocks and elements identify nobody, PS3.3 C.12.1.1.7. */
function isDeclaredSafe(creator: string, tag: number, level: Level): boolean {
  let top = level.dataset;
  while (top.parent !== undefined) top = top.parent;
  for (const item of sequence(top, 0x00080300)) {
    if (numbersIn(item, 0x00080301)[0] !== tag >>> 16) continue;
    if (normaliseCreator(text(item, 0x00080302) ?? '') !== normaliseCreator(creator)) continue;
    const status = texts(item, 0x00080303)[0];
    if (status === 'SAFE') return true;
    if (status === 'MIXED' && numbersIn(item, 0x00080304).includes(tag & 0xff)) return true;
  }
  return false;
}

function numbersIn(item: Dataset, tag: number): number[] {
  const element = item.get(tag);
  return element === undefined || element.vr !== 'US' ? [] : numbersOf(element);
}

function cleanPrivate(element: Element, level: Level, work: Work, rewriteItems: RewriteItems): Element | undefined {
  if (element.items !== undefined) return rewriteItems(element, level, work);
  if (element.fragmentRanges !== undefined || !element.isLoaded) return undefined;
  if (element.vr === 'UN' || element.vr === 'OB') {
    // Without VR, or under a false one, sequences look like bytes.
    const items = itemsInside(element, level.dataset);
    if (items !== undefined) {
      const sequence = makeSequence(element.tag, items);
      const cleaned = rewriteItems(sequence, level, work);
      return cleaned === sequence ? element : cleaned;
    }
  }
  switch (element.vr) {
    case 'PN':
    case 'AE':
    case 'UR':
      return undefined;
    case 'UI':
      return mapUIDs(element, level, work);
    case 'DA':
    case 'DT':
    case 'TM': {
      const { kind } = work.profile.dates;
      if (kind === 'by-table' && !work.profile.options.has('retain-longitudinal-full-dates')) return undefined;
      const result = kind === 'by-table' ? element : cleanDate(element, level, work);
      return result === 'empty' ? undefined : result;
    }
    case 'AS':
      return cleanAge(element, level, work);
    case 'CS':
    case 'LO':
    case 'LT':
    case 'SH':
    case 'ST':
    case 'UC':
    case 'UT':
      return cleanedText(element, level, work);
    case 'DS':
    case 'IS':
      return isDateNumber(texts(level.dataset, element.tag).map(Number), work)
        ? undefined
        : cleanedText(element, level, work);
    case 'UN':
      // Written without VR: words are words, all else is numbers that nobody can name.
      return asciiText(element.value) === undefined ? keepNumbers(element, work) : cleanedText(element, level, work);
    default:
      return keepNumbers(element, work);
  }
}

function cleanedText(element: Element, level: Level, work: Work): Element | undefined {
  const result = cleanText(element, level, work, true);
  return result === 'empty' ? undefined : result;
}

function keepNumbers(element: Element, work: Work): Element | undefined {
  if (element.length === 0) return element;
  if (holdsForbiddenText(element.value, work.cleaner)) return undefined;
  if (element.length > FEW_NUMBERS * 8) return element;
  const { vr, value } = element;
  if (vr === 'OB' || vr === 'UN') {
    // Four or eight bytes without a type: read as the numbers they may be.
    const view = new DataView(value.buffer, value.byteOffset, value.length);
    const numbers: number[] = [];
    for (let at = 0; at + 4 <= value.length; at += 4) numbers.push(view.getUint32(at, true), view.getFloat32(at, true));
    for (let at = 0; at + 8 <= value.length; at += 8) numbers.push(view.getFloat64(at, true));
    return isDateNumber(numbers, work) ? undefined : element;
  }
  return value.length % 2 === 0 && isDateNumber(numbersOrNone(element), work) ? undefined : element;
}

function numbersOrNone(element: Element): number[] {
  return element.length % 8 === 0 || !['FD', 'OD', 'SV', 'UV', 'OV'].includes(element.vr) ? numbersOf(element) : [];
}
