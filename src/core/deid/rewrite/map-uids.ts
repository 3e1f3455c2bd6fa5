import { isWellKnownUID, makeElement, rawTextOf } from '../../dicom/index.ts';
import type { Element } from '../../dicom/index.ts';
import type { Level, Work } from './work.ts';

/** Replaces every UID that is not one of the standard's own. */
export function mapUIDs(element: Element, level: Level, work: Work): Element {
  const raw = rawTextOf(element, level.dataset);
  const mapped = raw
    .split('\\')
    .map((padded) => {
      const uid = padded.replace(/[\0 ]+$/, '').replace(/^ +/, '');
      return uid === '' || isWellKnownUID(uid) ? padded : mapUID(uid, work);
    })
    .join('\\');
  if (mapped === raw) return element;
  return makeElement(
    element.tag,
    element.vr,
    Uint8Array.from(mapped, (letter) => letter.charCodeAt(0)),
  );
}

export function mapUID(uid: string, work: Pick<Work, 'keyed' | 'replacedUIDs'>): string {
  work.replacedUIDs.add(uid);
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
