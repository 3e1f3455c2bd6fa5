import type { ChosenCohort } from '../cohort/chosen-cohort.ts';
import type { FinishedReview, FinishedRun } from '../hand-over.ts';
import type { ExportPlan } from '../profile/export-plan.ts';
import type { RunHandle } from '../run/run-export.ts';

/** Where the export stands. Each step holds what the one before it made: a step cannot be shown without it. */
export type ExportStep =
  | { readonly kind: 'cohort' }
  | { readonly kind: 'profile'; readonly cohort: ChosenCohort }
  | { readonly kind: 'run'; readonly cohort: ChosenCohort; readonly plan: ExportPlan; readonly run: RunHandle }
  | { readonly kind: 'review'; readonly run: FinishedRun }
  | { readonly kind: 'release'; readonly review: FinishedReview };

export const STEPS = ['cohort', 'profile', 'run', 'review', 'release'] as const satisfies readonly ExportStep['kind'][];

export const STEP_LABELS: Record<ExportStep['kind'], string> = {
  cohort: 'Cohort',
  profile: 'Profile',
  run: 'Run',
  review: 'Review',
  release: 'Release',
};
