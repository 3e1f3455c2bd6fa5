// What an IOD requires and the input had, the output must have: Type 1 with a value, Type 2 at least empty.
import { formatTag } from '../../dicom/index.ts';
import type { Dataset } from '../../dicom/index.ts';
import type { TypeCursor } from '../profile/attribute-types.ts';
import type { CompiledProfile } from '../profile/compile-profile.ts';

/** Paths of required attributes that got lost. What a table removes outright, whatever the Type, is not lost but ordered. */
export function lostRequirements(
  before: Dataset,
  after: Dataset,
  types: TypeCursor,
  profile: CompiledProfile,
  path = '',
): string[] {
  if (before === after || !types.isKnown) return [];
  const lost: string[] = [];
  const candidates = after.elements;
  let next = 0;
  for (const element of before.elements) {
    const { tag } = element;
    // Most elements stay as they were, and in their order: the next of the output is the same.
    while ((candidates[next]?.tag ?? Infinity) < tag) next++;
    const there = candidates[next];
    if (there === element) continue;
    const kept = there?.tag === tag ? there : after.get(tag);
    const type = types.typeOf(tag);
    const isRequired = type === '1' || type === '2';
    if (isRequired && kept === undefined && profile.ruleOf(tag)?.action !== 'X') lost.push(path + formatTag(tag));
    if (type === '1' && kept !== undefined && element.length > 0 && isEmpty(kept)) lost.push(path + formatTag(tag));
    const items = kept?.items;
    // Items are compared where none was dropped: then they still stand in the same places.
    if (element.items === undefined || items?.length !== element.items.length) continue;
    const inside = types.inside(tag);
    for (const [index, item] of element.items.entries()) {
      const other = items[index];
      if (other !== undefined && item !== other)
        lost.push(...lostRequirements(item, other, inside, profile, `${path}${formatTag(tag)}[${index}].`));
    }
  }
  return lost;
}

const isEmpty = ({
  items,
  fragmentRanges,
  length,
}: {
  items: unknown;
  fragmentRanges: unknown;
  length: number;
}): boolean => (Array.isArray(items) ? items.length === 0 : fragmentRanges === undefined && length === 0);
