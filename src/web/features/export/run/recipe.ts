import type { DrawnBoxes } from '../../../workers/export/protocol.ts';
import type { ExportPlan } from '../profile/export-plan.ts';
import type { Entry } from './run-entries.ts';

/**
 * All that another person needs to make the very same batch of the same originals, in a sign-in of their own. It names studies
 * by their original UIDs and holds the secret of the project: it leaves the page encrypted or not at all.
 */
export interface ReviewRecipe {
  readonly plan: ExportPlan;
  /** In the order of the cohort. */
  readonly studies: readonly RecipeStudy[];
  /** How many files of a computer were among it: whoever makes the same batch has to have them, too. */
  readonly files: number;
  /** Boxes that were drawn, by new SOP Instance UID. */
  readonly drawn: readonly (readonly [sopInstanceUID: string, boxes: DrawnBoxes])[];
  /** Doubtful words that the owner has decided about. */
  readonly exceptions: readonly string[];
}

export type RecipeStudy =
  | { readonly kind: 'study'; readonly studyInstanceUID: string; readonly modalities: readonly string[] }
  /** It was not opened, and will not be. */
  | { readonly kind: 'refused'; readonly code: string };

export function recipeOf(
  plan: ExportPlan,
  entries: readonly Entry[],
  drawn: ReadonlyMap<number, DrawnBoxes>,
  exceptions: readonly string[],
): ReviewRecipe {
  const fromArchive = entries.filter(({ place }) => !place.startsWith('file '));
  const ofStudies = [...Map.groupBy(fromArchive, ({ study }) => study)].sort(([a], [b]) => a - b);
  return {
    plan,
    studies: ofStudies.map(([, ofStudy]) => studyOf(ofStudy)),
    files: entries.length - fromArchive.length,
    drawn: entries.flatMap(({ ticket, written }) => {
      const boxes = drawn.get(ticket);
      return boxes === undefined || written === undefined ? [] : [[written.report.sopInstanceUID, boxes] as const];
    }),
    exceptions,
  };
}

function studyOf(entries: readonly Entry[]): RecipeStudy {
  const [first] = entries;
  const studyInstanceUID = /^instance ([0-9.]+) /.exec(first?.place ?? '')?.[1];
  if (studyInstanceUID === undefined) return { kind: 'refused', code: first?.refused?.code ?? '' };
  const modalities = [...new Set(entries.flatMap(({ written }) => (written === undefined ? [] : [written.modality])))];
  return { kind: 'study', studyInstanceUID, modalities: modalities.sort() };
}
