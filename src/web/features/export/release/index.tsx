import { Message } from '../../../ui/index.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedReview } from '../hand-over.ts';

export interface ReleaseStepProps {
  readonly services: ExportServices;
  readonly review: FinishedReview;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

export function ReleaseStep({ review }: ReleaseStepProps) {
  return <Message title={`${review.reviewed.released.length} reviewed instances can be released`} />;
}
