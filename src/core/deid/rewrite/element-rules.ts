// Carries out one action on one element. Returns the element itself where nothing changes, undefined where it goes.
import { dictionaryVrOf, isText, makeElement, makeSequence, textElement, withItems } from '../../dicom/index.ts';
import type { Dataset, Element, VR } from '../../dicom/index.ts';
import { resolveAction } from '../profile/resolve-action.ts';
import type { Action } from '../profile/resolve-action.ts';
import type { Rule } from '../profile/compile-profile.ts';
import { dummyValue } from '../values/dummy.ts';
import { heedingConditions } from './conditions-that-hold.ts';
import { isContentItem } from './content-items.ts';
import { cleanAge, cleanDate, cleanText } from './clean-element.ts';
import { dummyItem } from './dummy-item.ts';
import { mapUIDs } from './map-uids.ts';
import type { Level, Work } from './work.ts';

export type RewriteItems = (element: Element, level: Level, work: Work) => Element | undefined;

/** Items without a concept are no content: whatever they are, nothing of them is kept. */
const isAnnotationOrContent = (item: Dataset): boolean => isContentItem(item) || item.has(0x0040a0b0);

/** Content Sequence, Waveform Annotation Sequence. */
const CONTENT_TREES: ReadonlySet<number> = new Set([0x0040a730, 0x0040b020]);
/** Says where in the world the patient was: shifted dates or not, it goes. */
const TIMEZONE_OFFSET = 0x00080201;
const PATIENT_NAME = 0x00100010;
const PATIENT_ID = 0x00100020;

export function applyRule(
  element: Element,
  rule: Rule,
  level: Level,
  work: Work,
  rewriteItems: RewriteItems,
): Element | undefined {
  const resolved = resolveAction(rule.action, level.types.typeOf(element.tag), level.types.isKnown);
  const action = heedingConditions(resolved, element.tag, rule.action === 'X/Z/U*', level, work);
  const changed = applyAction(element, action, rule, level, work, rewriteItems);
  if (changed !== element)
    work.recorder.note(level.path, element.tag, changed === undefined ? 'X' : action, rule.source);
  return changed;
}

function applyAction(
  element: Element,
  action: Action,
  rule: Rule,
  level: Level,
  work: Work,
  rewriteItems: RewriteItems,
): Element | undefined {
  switch (action) {
    case 'X':
      return undefined;
    case 'Z':
      return emptied(element, level, work);
    case 'D':
      // Trees of content items stay trees: what their items say is made harmless one by one.
      return CONTENT_TREES.has(element.tag) && element.items?.every(isAnnotationOrContent) === true
        ? rewriteItems(element, level, work)
        : replaced(element, level, work);
    case 'U':
      return element.items === undefined ? mapUIDs(element, level, work) : rewriteItems(element, level, work);
    case 'K':
      return kept(element, level, work, rewriteItems);
    case 'C':
      return cleaned(element, rule, level, work, rewriteItems);
  }
}

/** Kept for an option: still without the identifiers of patients, but in words that no vocabulary needs to know. */
function kept(element: Element, level: Level, work: Work, rewriteItems: RewriteItems): Element | undefined {
  if (element.items !== undefined) return rewriteItems(element, level, work);
  if (element.vr === 'AS') return cleanAge(element, level, work);
  if (!isCleanable(element.vr)) return element;
  const result = cleanText(element, level, work, false);
  return result === 'empty' ? emptied(element, level, work) : result;
}

const isCleanable = (vr: VR): boolean => isText(vr) && !NOT_WORDS.has(vr);
const NOT_WORDS: ReadonlySet<VR> = new Set(['AS', 'DA', 'DS', 'DT', 'IS', 'PN', 'TM', 'UI']);

function cleaned(
  element: Element,
  rule: Rule,
  level: Level,
  work: Work,
  rewriteItems: RewriteItems,
): Element | undefined {
  if (element.items !== undefined) return rewriteItems(element, level, work);
  const { vr } = element;
  if (vr === 'DA' || vr === 'DT' || vr === 'TM') {
    const result = cleanDate(element, level, work);
    return result === 'empty' ? fallback(element, rule, level, work, rewriteItems) : result;
  }
  if (!isCleanable(vr) || element.tag === TIMEZONE_OFFSET) return fallback(element, rule, level, work, rewriteItems);
  const result = cleanText(element, level, work, true);
  if (result === 'empty') return fallback(element, rule, level, work, rewriteItems);
  return result;
}

/** Nothing was left, or nothing could be cleaned: what the basic profile does. */
function fallback(
  element: Element,
  rule: Rule,
  level: Level,
  work: Work,
  rewriteItems: RewriteItems,
): Element | undefined {
  if (element.length === 0) return element;
  const action = resolveAction(rule.basic, level.types.typeOf(element.tag), level.types.isKnown);
  if (action === 'C' || action === 'K') return undefined;
  return applyAction(element, action, rule, level, work, rewriteItems);
}

/** `Z`: nothing, or a value that means nothing where the Type wants one. */
export function emptied(element: Element, level: Level, work: Work): Element | undefined {
  const special = pseudonymFor(element, level, work);
  if (special !== undefined) return special;
  const type = level.types.typeOf(element.tag);
  if (type === '1' || type === '1C') return replaced(element, level, work);
  if (element.length === 0) return element;
  return element.items === undefined ? makeElement(element.tag, element.vr, new Uint8Array(0)) : withItems(element, []);
}

/** `D`: a value that means nothing. What was empty stays empty. */
export function replaced(element: Element, level: Level, work: Work): Element | undefined {
  const special = pseudonymFor(element, level, work);
  if (special !== undefined) return special;
  if (element.items !== undefined)
    return element.items.length === 0
      ? element
      : makeSequence(element.tag, [dummyItem(level.types.inside(element.tag))]);
  if (element.length === 0) return element;
  if (element.vr === 'UI') return mapUIDs(element, level, work);
  return makeElement(element.tag, element.vr, dummyValue(element.vr));
}

function pseudonymFor(element: Element, level: Level, work: Work): Element | undefined {
  if (element.tag !== PATIENT_NAME && element.tag !== PATIENT_ID) return undefined;
  return textElement(element.tag, element.vr === 'UN' ? 'LO' : element.vr, work.pseudonym, level);
}

/** An attribute that no table names: its VR decides. */
export function ruleByVR(vr: VR, work: Work): Rule | undefined {
  switch (vr) {
    case 'PN':
    case 'AE':
    case 'UR':
      return UNLISTED_IDENTITY;
    case 'DA':
    case 'DT':
    case 'TM':
      return dateRule(work);
    default:
      return undefined;
  }
}

const UNLISTED_IDENTITY: Rule = { action: 'X/Z/D', basic: 'X/Z/D', source: 'unlisted name or address' };
const DATES: Record<'K' | 'C' | 'X/Z/D', Rule> = {
  K: { action: 'K', basic: 'X/Z/D', source: 'unlisted date' },
  C: { action: 'C', basic: 'X/Z/D', source: 'unlisted date' },
  'X/Z/D': { action: 'X/Z/D', basic: 'X/Z/D', source: 'unlisted date' },
};

function dateRule({ profile }: Work): Rule {
  if (profile.dates.kind !== 'by-table') return DATES.C;
  return profile.options.has('retain-longitudinal-full-dates') ? DATES.K : DATES['X/Z/D'];
}

export function vrOfTag(tag: number): VR {
  const vr = dictionaryVrOf(tag);
  // Where the dictionary leaves a choice any of them will do for a dummy.
  return (vr === undefined ? 'LO' : vr.slice(0, 2)) as VR;
}
