// Which instances an instance names, so that the references of a whole batch can be checked: what resolved before must
// resolve afterwards.
import { text } from '../../dicom/index.ts';
import type { Dataset } from '../../dicom/index.ts';

const REFERENCED_SOP_INSTANCE_UID = 0x00081155;

export function referencesIn(dataset: Dataset, into = new Set<string>()): Set<string> {
  for (const element of dataset.elements) {
    if (element.items !== undefined) for (const item of element.items) referencesIn(item, into);
    else if (element.tag === REFERENCED_SOP_INSTANCE_UID) {
      const uid = text(dataset, element.tag);
      if (uid !== undefined) into.add(uid);
    }
  }
  return into;
}

export type InstanceReferences = { readonly sopInstanceUID: string; readonly references: readonly string[] };

export type ClosureResult = {
  /** References to instances of the batch, before and after. */
  readonly resolvedBefore: number;
  readonly resolvedAfter: number;
  /** New UIDs of instances that name one that is not there any more, though the tables did not remove the reference. */
  readonly broken: readonly string[];
};

/** `newUIDOf` of an instance that was refused is undefined: references to it resolve nowhere, and that is reported as such. */
export function checkClosure(
  before: readonly InstanceReferences[],
  after: readonly InstanceReferences[],
  newUIDOf: (uid: string) => string | undefined,
): ClosureResult {
  const present = new Set(before.map(({ sopInstanceUID }) => sopInstanceUID));
  const written = new Set(after.map(({ sopInstanceUID }) => sopInstanceUID));
  let resolvedBefore = 0;
  const expected = new Set<string>();
  for (const { references } of before)
    for (const uid of references)
      if (present.has(uid)) {
        resolvedBefore++;
        const mapped = newUIDOf(uid);
        if (mapped !== undefined) expected.add(mapped);
      }
  let resolvedAfter = 0;
  const broken = new Set<string>();
  for (const { sopInstanceUID, references } of after)
    for (const uid of references) {
      if (written.has(uid)) resolvedAfter++;
      else if (expected.has(uid)) broken.add(sopInstanceUID);
    }
  return { resolvedBefore, resolvedAfter, broken: [...broken] };
}
