import { asciiBytes, isWellKnownUID, makeElement, rawTextOf, text, uidEntryOf } from '../../dicom/index.ts';
import type { Dataset, Element } from '../../dicom/index.ts';
import type { Level, Work } from './work.ts';

const STANDARD_ROOT = '1.2.840.10008.';
const PLAIN = /^[\d.]*[\0 ]*$/;

/** Nothing but a UID and its padding. */
export const isPlainUID = ({ value }: Element): boolean =>
  value.every(
    (byte) => (byte >= 0x30 && byte <= 0x39) || byte === 0x2e || byte === 0 || byte === 0x20 || byte === 0x5c,
  ) && !/[\0 ][\d.]/.test(String.fromCharCode(...value.subarray(0, 1024)));

/** Replaces every UID that is not one of the standard's own. */
export function mapUIDs(element: Element, level: Level, work: Work): Element {
  const raw = rawTextOf(element, level);
  // One UID, padded or not, is nearly all there is.
  if (UIDS_OF_KINDS.has(element.tag) && raw.startsWith(STANDARD_ROOT) && PLAIN.test(raw)) return element;
  const mapped = raw
    .split('\\')
    .map((padded) => {
      const uid = padded.replace(/[\0 ]+$/, '').replace(/^ +/, '');
      if (uid === '') return padded;
      if (!isStandards(uid, element.tag)) return mapUID(uid, work);
      // One of the standard's own; what stands behind it goes.
      const [start = ''] = /^[\d.]*/.exec(uid) ?? [];
      return start === uid ? padded : start;
    })
    .join('\\');
  if (mapped === raw) return element;
  return makeElement(element.tag, element.vr, asciiBytes(mapped));
}

/** Of instances only those that PS3.6 lists: some writers number their own below the root of the standard. */
function isStandards(uid: string, tag: number): boolean {
  const start = /^[\d.]*/.exec(uid)?.[0] ?? '';
  return isWellKnownUID(uid) && (UIDS_OF_KINDS.has(tag) || uidEntryOf(start) !== undefined);
}

export function mapUID(uid: string, work: Pick<Work, 'keyed' | 'replacedUIDs'>): string {
  work.replacedUIDs.push(uid);
  return work.keyed.uid(uid);
}

/**
 * UIDs that name a kind of thing and not a thing: classes, syntaxes, schemes, context groups. They stay, also where a
 * vendor made them up.
 */
export const UIDS_OF_KINDS: ReadonlySet<number> = new Set([
  0x00080016, 0x0008001a, 0x0008001b, 0x00080062, 0x0008010c, 0x0008010d, 0x00080117, 0x00080118, 0x0008040e,
  0x00081150, 0x0008115a, 0x00083002, 0x00340003, 0x04000010, 0x04000510, 0x30100052, 0x30100053,
]);

/** Class of an instance: changed, it would be another thing. */
const CLASSES: ReadonlySet<number> = new Set([0x00080016, 0x0008001a, 0x0008001b, 0x00081150, 0x0008115a]);

/** Somebody's own scheme or context, made on a day of the batch: the day says more than the kind. */
export function tellsDate(element: Element, dataset: Dataset, { knownDates }: Pick<Work, 'knownDates'>): boolean {
  if (CLASSES.has(element.tag)) return false;
  const raw = rawTextOf(element, dataset);
  if (raw.startsWith(STANDARD_ROOT)) return false;
  return (raw.match(/(?<!\d)\d{8}(?=\d{0,6}(?!\d))/g) ?? []).some((day) => knownDates.has(day));
}

const INSTANCES: readonly number[] = [0x00080018, 0x0020000d, 0x0020000e, 0x00081155];

/** Where a class should stand some writers put the instance: then it names a thing after all. */
export function namesThings(element: Element, dataset: Dataset): boolean {
  const uids = rawTextOf(element, dataset)
    .replace(/[\0 ]+$/, '')
    .split('\\');
  if (uids.every(isWellKnownUID)) return false;
  for (let scope: Dataset | undefined = dataset; scope !== undefined; scope = scope.parent)
    for (const tag of INSTANCES) {
      const uid = text(scope, tag);
      if (uid !== undefined && uids.includes(uid)) return true;
    }
  return false;
}
