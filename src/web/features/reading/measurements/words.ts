import { clockOf } from '../dates.ts';
import type { MeasurementsState } from './measurements.ts';

export function countWords(count: number): string {
  return count === 1 ? '1 measurement' : `${count} measurements`;
}

/** Where the measurements stand, for the status line. Empty where there is nothing to say. */
export function savingWords(state: MeasurementsState): string {
  const { onCuts } = state;
  const cuts = onCuts === 0 ? '' : `${countWords(onCuts)} on cut images: not saved, gone with the study`;
  return [storedWords(state), cuts].filter((words) => words !== '').join('. ');
}

function storedWords({ unsaved, saving, savedAt, trouble, whyNot }: MeasurementsState): string {
  if (saving === 'saving') return `Saving ${countWords(unsaved)}`;
  if (saving === 'failed' && trouble !== undefined)
    return `${countWords(unsaved)} not saved: ${trouble.sentence} (${trouble.code})`;
  if (unsaved > 0) return `${countWords(unsaved)} not saved${whyNot === undefined ? '' : '. ' + whyNot}`;
  return savedAt === undefined ? '' : `Measurements saved at ${clockOf(savedAt).slice(0, 5)}`;
}

/** What the button does, with its object. */
export function buttonWords({ unsaved, saving }: MeasurementsState): string {
  if (saving === 'saving') return 'Saving';
  if (saving === 'failed') return `Try to save ${countWords(unsaved)} again`;
  return unsaved === 0 ? 'Save measurements' : `Save ${countWords(unsaved)}`;
}
