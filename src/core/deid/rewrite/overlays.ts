// Overlay planes, (60xx,eeee). A bitmap may hold handwriting or text; without somebody having looked at it it goes, and
// with it the whole plane: what would be left describes a bitmap that is not there.
import type { Element } from '../../dicom/index.ts';
import { applyRule } from './element-rules.ts';
import type { RewriteItems } from './element-rules.ts';
import { cleanText } from './clean-element.ts';
import type { Level, Work } from './work.ts';

const OVERLAY_BIT_POSITION = 0x0102;
const OVERLAY_DATA = 0x3000;

export const isOverlayGroup = (group: number): boolean => group >= 0x6000 && group <= 0x60ff && (group & 1) === 0;

export function rewriteOverlay(
  element: Element,
  level: Level,
  work: Work,
  rewriteItems: RewriteItems,
): Element | undefined {
  const rule = work.profile.ruleOf(0x60000000 + OVERLAY_DATA);
  const source = rule?.source ?? 'overlay plane';
  const staysClean = rule?.action === 'K' || (rule?.action === 'C' && work.overlaysExamined);
  if (!staysClean) {
    work.recorder.note(level.path, element.tag, 'X', source);
    return undefined;
  }
  if ((element.tag & 0xffff) === OVERLAY_DATA) return element;
  const listed = work.profile.ruleOf(element.tag);
  if (listed !== undefined) return applyRule(element, listed, level, work, rewriteItems);
  if (element.vr !== 'LO' && element.vr !== 'CS') return element;
  const cleaned = cleanText(element, level, work, true);
  if (cleaned !== element) work.recorder.note(level.path, element.tag, cleaned === 'empty' ? 'X' : 'C', 'free text');
  return cleaned === 'empty' ? undefined : cleaned;
}

/** Bits of the pixel words in which overlays without data of their own lie, PS3.3 C.9.2 before 2004. */
export function embeddedOverlayBits(elements: readonly Element[]): number {
  let bits = 0;
  for (const element of elements) {
    if (!isOverlayGroup(element.tag >>> 16) || (element.tag & 0xffff) !== OVERLAY_BIT_POSITION || element.length < 2)
      continue;
    const { value, source } = element;
    const position = new DataView(value.buffer, value.byteOffset, value.length).getUint16(0, !source.valueBigEndian);
    const group = element.tag & 0xffff0000;
    const hasData = elements.some(({ tag, length }) => tag === (group | OVERLAY_DATA) >>> 0 && length > 0);
    if (!hasData && position < 32) bits |= 1 << position;
  }
  return bits >>> 0;
}
