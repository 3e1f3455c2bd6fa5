// Two places where the condition of a Type 1C or 2C can be seen in the instance itself, and the table alone would leave an
// instance that contradicts itself.
import { sequence, text } from '../../dicom/index.ts';
import type { Action } from '../profile/resolve-action.ts';
import type { Level, Work } from './work.ts';

const RESPONSIBLE: ReadonlySet<number> = new Set([0x00102297, 0x00102299]);

/** The action after a look at what the instance says of itself. */
export function heedingConditions(action: Action, tag: number, isReference: boolean, level: Level, work: Work): Action {
  if (action !== 'X') return action;
  // Removed or emptied, nothing of the value is left; an animal must have the attribute.
  if (RESPONSIBLE.has(tag)) return isAnimal(level) ? 'Z' : 'X';
  // The list of series says that the instance refers to images in them: then some reference must stand.
  return isReference && work.listsReferences && level.path === '' ? 'U' : 'X';
}

/** Systems with codes for species, and their codes for man. */
const SPECIES_SCHEMES = /^(SCT|SRT|99SDM|SNM3|UMLS|NCIt)$/;
const HUMAN = /^(337915000|L-85B00|C0086418|C14225)$/;

/** PS3.3 C.7.1.1: the patient is a non-human organism, said with terms of the standard and not by some word alone. */
function isAnimal({ dataset }: Level): boolean {
  const standing = text(dataset, 0x00102210);
  if (text(dataset, 0x00102201) !== undefined && (standing === 'BIPED' || standing === 'QUADRUPED')) return true;
  return sequence(dataset, 0x00102202).some(
    (item) => SPECIES_SCHEMES.test(text(item, 0x00080102) ?? '') && !HUMAN.test(text(item, 0x00080100) ?? ''),
  );
}
