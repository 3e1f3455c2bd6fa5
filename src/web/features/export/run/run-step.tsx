import { Message } from '../../../ui/index.ts';
import type { ChosenCohort } from '../cohort/chosen-cohort.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedRun } from '../hand-over.ts';
import type { ExportPlan } from '../profile/export-plan.ts';

export interface RunStepProps {
  readonly services: ExportServices;
  readonly cohort: ChosenCohort;
  readonly plan: ExportPlan;
  readonly onBack: () => void;
  readonly onFinished: (run: FinishedRun) => void;
}

export function RunStep(_props: RunStepProps) {
  return <Message title="De-identify" />;
}
