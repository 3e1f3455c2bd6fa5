// The one walk over a data set: every element, at every depth, is decided here.
//
// Nothing is changed in place: a data set in which something changes comes out as a new one that shares all else.
import {
  asciiBytes,
  Dataset,
  dictionaryVrOf,
  entryOf,
  formatTag,
  isPixelData,
  isPrivate,
  isPrivateCreator,
  isText,
  makeElement,
  privateCreatorTagOf,
  withItems,
} from '../../dicom/index.ts';
import type { Element } from '../../dicom/index.ts';
import { cleanAge, cleanText } from './clean-element.ts';
import { contentItemRule, emptyRemark, isContentItem, withDummyValue } from './content-items.ts';
import type { ContentItemRule } from './content-items.ts';
import { dummyItem } from './dummy-item.ts';
import { applyRule, ruleByVR } from './element-rules.ts';
import { dummyGraphicAnnotation } from './graphic-annotation.ts';
import { holdsForbiddenText } from './hidden-text.ts';
import { isPlainUID, mapUIDs, namesThings, tellsDate, UIDS_OF_KINDS } from './map-uids.ts';
import { isOverlayGroup, rewriteOverlay } from './overlays.ts';
import { holdsKnownDate, holdsKnownDateNumber } from './date-numbers.ts';
import { rewritePrivate } from './private-elements.ts';
import { cleanIccProfile } from '../codestream/icc-profile.ts';
import type { Rule } from '../profile/compile-profile.ts';
import { isMemorable, UNCHANGED } from './decision-memory.ts';
import type { Decision } from './decision-memory.ts';
import { Level } from './level.ts';
import type { Work } from './work.ts';

const GROUP_LENGTH = 0x0000;
const VERIFICATION_FLAG = 0x0040a493;
const VERIFYING_OBSERVER_SEQUENCE = 0x0040a073;
const GRAPHIC_ANNOTATION_SEQUENCE = 0x00700001;
const CONTENT_SEQUENCE = 0x0040a730;
const ICC_PROFILE = 0x00282000;

export function rewriteDataset(level: Level, work: Work): Dataset {
  const { elements } = level;
  const context = work.memory.contextOf(level, work.factsNumber);
  const kept: Element[] = [];
  let changed = false;
  let ownsPrivate = false;
  for (const element of elements) {
    const next = isMemorable(element)
      ? rewriteValue(element, context, level, work)
      : rewriteElement(element, level, work);
    if (next !== element) changed = true;
    if (next === undefined) continue;
    kept.push(next);
    if (isPrivate(next.tag)) ownsPrivate = true;
  }
  const left = ownsPrivate ? withoutIdleCreators(kept, level, work) : kept;
  const { dataset } = level;
  if (!changed && left.length === dataset.size) return dataset;
  return copyOf(dataset, left);
}

const NONE: readonly never[] = [];

const since = <T>(list: readonly T[], from: number): readonly T[] => (list.length === from ? NONE : list.slice(from));

/** As `rewriteElement`, for a value that may have been decided before. */
function rewriteValue(element: Element, context: number, level: Level, work: Work): Element | undefined {
  const { memory, recorder, replacedUIDs } = work;
  const known = memory.find(element, context);
  if (known === UNCHANGED) return element;
  if (known !== undefined) {
    recorder.repeat(known, level.path);
    for (const uid of known.replacedUIDs) replacedUIDs.push(uid);
    return known.result === 'same' ? element : known.result;
  }
  const before = { entries: recorder.entries.length, doubtful: recorder.doubtful.length, uids: replacedUIDs.length };
  level.wasLookedAt = false;
  const result = rewriteElement(element, level, work);
  // Items belong to one instance.
  if (level.wasLookedAt || result?.items !== undefined) return result;
  const decision = {
    result: result === element ? ('same' as const) : result,
    entries: since(recorder.entries, before.entries),
    doubtful: since(recorder.doubtful, before.doubtful),
    replacedUIDs: since(replacedUIDs, before.uids),
    path: level.path,
  };
  memory.keep(element, context, isUnchanged(decision) ? UNCHANGED : decision);
  return result;
}

const isUnchanged = ({ result, entries, doubtful, replacedUIDs }: Decision): boolean =>
  result === 'same' && entries.length + doubtful.length + replacedUIDs.length === 0;

/** `elements` belong to the copy from now on. */
function copyOf(dataset: Dataset, elements: Element[]): Dataset {
  const copy = new Dataset(dataset.parent);
  copy.appendAll(elements);
  copy.undefinedLength = dataset.undefinedLength;
  copy.touch();
  return copy;
}

/** A private creator stays while it owns an element. */
function withoutIdleCreators(elements: readonly Element[], level: Level, work: Work): Element[] {
  const owners = new Set(elements.map(({ tag }) => (isPrivateCreator(tag) ? undefined : privateCreatorTagOf(tag))));
  return elements.filter(({ tag }) => {
    if (!isPrivate(tag) || !isPrivateCreator(tag) || owners.has(tag)) return true;
    work.recorder.note(level.path, tag, 'X', 'private creator without elements');
    return false;
  });
}

function rewriteElement(element: Element, level: Level, work: Work): Element | undefined {
  const { tag } = element;
  // Retired, and it would count bytes that are gone.
  if ((tag & 0xffff) === GROUP_LENGTH) return undefined;
  if (isPrivate(tag)) return rewritePrivate(element, level, work, rewriteItems);
  const group = tag >>> 16;
  if (group >= 0x5000 && group <= 0x50ff) return removed(element, level, work, work.profile.curves.source);
  if (isOverlayGroup(group)) return rewriteOverlay(element, level, work, rewriteItems);
  if (group < 0x0008) return removed(element, level, work, 'not of a data set');
  if (tag === VERIFICATION_FLAG || tag === VERIFYING_OBSERVER_SEQUENCE) {
    if (work.verificationReset) return resetVerification(element, level, work);
  }
  if (
    tag === GRAPHIC_ANNOTATION_SEQUENCE &&
    !work.profile.options.has('clean-graphics') &&
    element.items !== undefined &&
    element.items.length > 0
  ) {
    work.recorder.note(level.path, tag, 'D', work.profile.curves.source);
    return dummyGraphicAnnotation(element, cleanedLayer(element, level, work));
  }
  const rule = work.profile.ruleOf(tag);
  if (rule !== undefined) return applyRule(element, rule, level, work, rewriteItems);
  if (!isKnown(tag) && level.types.typeOf(tag) === undefined) return removed(element, level, work, 'unknown attribute');
  return rewriteUnlisted(element, level, work);
}

/** The name of a layer is free text, and the layers themselves are cleaned the same way. */
function cleanedLayer(element: Element, level: Level, work: Work): Element | undefined {
  const first = element.items?.[0];
  const layer = first?.get(0x00700002);
  if (first === undefined || layer === undefined) return undefined;
  const cleaned = cleanText(layer, new Level(first, level.types, level.path, level), work, true);
  return cleaned === 'empty' ? undefined : cleaned;
}

/** Asked for every unlisted element: the dictionary's answer is kept. */
const knownTags = new Map<number, boolean>();

function isKnown(tag: number): boolean {
  let known = knownTags.get(tag);
  if (known === undefined) {
    known = entryOf(tag) !== undefined;
    knownTags.set(tag, known);
  }
  return known;
}

function removed(element: Element, level: Level, work: Work, rule: string): undefined {
  work.recorder.note(level.path, element.tag, 'X', rule);
  return undefined;
}

/** No table names the attribute: it stays, but its text may say only what the vocabulary knows. */
function rewriteUnlisted(element: Element, level: Level, work: Work): Element | undefined {
  const { tag, vr } = element;
  if (element.items !== undefined) return rewriteItems(element, level, work);
  if (vr === 'UI') {
    if (work.profile.options.has('retain-uids')) return element;
    const isKind = UIDS_OF_KINDS.has(tag) && isPlainUID(element) && !namesThings(element, level.dataset);
    if (isKind && !tellsDate(element, level.dataset, work)) return element;
    return noted(element, mapUIDs(element, level, work), level, work, 'unlisted UID');
  }
  const rule = ruleByVR(vr, work);
  if (rule !== undefined) return applyRule(element, rule, level, work, rewriteItems);
  if (vr === 'AS') return noted(element, cleanAge(element, level, work), level, work, 'age limit');
  if (tag === ICC_PROFILE) return noted(element, cleanIccProfile(element), level, work, 'ICC description');
  if (!isText(vr)) {
    if (isOpaque(element, work)) return rewriteUnknownVR(element, level, work);
    return holdsKnownDateNumber(element, work) ? applyRule(element, DATE_NUMBER, level, work, rewriteItems) : element;
  }
  // Numbers written as text are numbers: letters in them are somebody's words.
  const isNumber = (vr === 'DS' || vr === 'IS') && isNumeric(element);
  if (isNumber && holdsKnownDate(element.value, work))
    return applyRule(element, DATE_NUMBER, level, work, rewriteItems);
  const result = isNumber ? element : cleanText(element, level, work, true);
  if (result !== 'empty') return noted(element, result, level, work, 'free text');
  return applyRule(element, { action: 'X/Z/D', basic: 'X/Z/D', source: 'free text' }, level, work, rewriteItems);
}

const DATE_NUMBER: Rule = { action: 'X/Z/D', basic: 'X/Z/D', source: 'number that is a date' };

/** Digits, signs, points, exponents, backslashes, padding. */
function isNumeric(element: Element): boolean {
  return element.value.every(
    (byte) =>
      (byte >= 0x2b && byte <= 0x39 && byte !== 0x2f) ||
      byte === 0x20 ||
      byte === 0x5c ||
      byte === 0x45 ||
      byte === 0x65 ||
      byte === 0,
  );
}

/** Without a VR nothing says what it holds; bytes that turn out to be words were not meant to be here. */
function isOpaque(element: Element, { cleaner }: Work): boolean {
  const { vr, length, fragmentRanges, isLoaded, tag } = element;
  if (length === 0) return false;
  if (vr === 'UN') return true;
  if (length < FEW_BYTES || fragmentRanges !== undefined || !isLoaded || isPixelData(tag)) return false;
  const isExpected = vr !== 'OB' && dictionaryVrOf(tag)?.includes(vr) === true;
  return holdsForbiddenText(element.value, cleaner, isExpected);
}

/** A number or two have no room for words. */
const FEW_BYTES = 12;

/** An attribute that the dictionary here does not know yet, but the IOD does, or one that hides words among bytes. */
function rewriteUnknownVR(element: Element, level: Level, work: Work): Element | undefined {
  return applyRule(element, { action: 'X/Z/D', basic: 'X/Z/D', source: 'unknown bytes' }, level, work, rewriteItems);
}

function noted(before: Element, after: Element, level: Level, work: Work, rule: string): Element {
  if (after !== before) work.recorder.note(level.path, before.tag, 'C', rule);
  return after;
}

function resetVerification(element: Element, level: Level, work: Work): Element | undefined {
  work.recorder.note(level.path, element.tag, element.tag === VERIFICATION_FLAG ? 'D' : 'X', 'verification reset');
  if (element.tag !== VERIFICATION_FLAG) return undefined;
  return unverified(element);
}

const unverified = (element: Element): Element => makeElement(element.tag, 'CS', asciiBytes('UNVERIFIED'));

/** The items of a sequence; one that loses everything goes, and so does a sequence that loses all its items. */
export function rewriteItems(element: Element, level: Level, work: Work): Element | undefined {
  const items = element.items ?? [];
  const types = level.types.inside(element.tag);
  const kept: Dataset[] = [];
  let changed = false;
  for (const [index, item] of items.entries()) {
    const path = `${level.path}${formatTag(element.tag)}[${index}].`;
    const inner = new Level(item, types, path, level);
    const rewritten = isContentItem(item) ? rewriteContentItem(inner, work) : rewriteDataset(inner, work);
    if (rewritten !== item) changed = true;
    if (rewritten !== undefined && (rewritten.size > 0 || item.size === 0)) kept.push(rewritten);
  }
  if (!changed) return element;
  if (kept.length > 0) return withItems(element, kept);
  // Content may be missing anywhere but at the root of a report.
  if (element.tag === CONTENT_SEQUENCE) return level.path === '' ? withItems(element, [emptyRemark()]) : undefined;
  const type = level.types.typeOf(element.tag);
  if (type === '1' || type === '1C') return withItems(element, [dummyItem(types)]);
  return type === '2' || type === '2C' ? withItems(element, []) : undefined;
}

function rewriteContentItem(level: Level, work: Work): Dataset | undefined {
  const rule: ContentItemRule = contentItemRule(level.dataset, work);
  if (rule.action === 'X') {
    work.recorder.note(level.path, 0x0040a040, 'X', rule.source);
    return undefined;
  }
  const rewritten = rewriteDataset(level, work);
  if (rule.action !== 'D' || (rule.valueType !== 'TEXT' && rule.valueType !== 'PNAME')) return rewritten;
  work.recorder.note(level.path, rule.valueType === 'TEXT' ? 0x0040a160 : 0x0040a123, 'D', rule.source);
  const copy = rewritten === level.dataset ? copyOf(rewritten, [...rewritten.elements]) : rewritten;
  withDummyValue(copy, rule.valueType);
  return copy;
}
