import { Message } from '../../../ui/index.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedReview, FinishedRun } from '../hand-over.ts';

export interface ReviewStepProps {
  readonly services: ExportServices;
  readonly run: FinishedRun;
  readonly onReviewed: (review: FinishedReview) => void;
}

export function ReviewStep({ run }: ReviewStepProps) {
  return <Message title={`${run.batch.instances.length} instances are ready for review`} />;
}
