import { Message } from '../../../ui/index.ts';
import type { ChosenCohort } from '../cohort/chosen-cohort.ts';
import type { ExportServices } from '../export-services.ts';
import type { ExportPlan } from './export-plan.ts';

export interface ProfileStepProps {
  readonly services: ExportServices;
  readonly cohort: ChosenCohort;
  readonly onBack: () => void;
  readonly onPlanned: (plan: ExportPlan) => void;
}

export function ProfileStep(_props: ProfileStepProps) {
  return <Message title="Choose what is taken out" />;
}
