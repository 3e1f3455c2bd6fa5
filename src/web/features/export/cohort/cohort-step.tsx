import { Message } from '../../../ui/index.ts';
import type { ExportServices } from '../export-services.ts';
import type { ChosenCohort } from './chosen-cohort.ts';

export interface CohortStepProps {
  readonly services: ExportServices;
  readonly onChosen: (cohort: ChosenCohort) => void;
}

export function CohortStep(_props: CohortStepProps) {
  return <Message title="Choose studies" />;
}
