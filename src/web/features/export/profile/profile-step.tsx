import { useEffect, useState } from 'react';
import { AppError } from '../../../services/index.ts';
import type { ExportPolicy } from '../../../../core/export/index.ts';
import { Button, Message } from '../../../ui/index.ts';
import type { ChosenCohort } from '../cohort/chosen-cohort.ts';
import type { ExportServices } from '../export-services.ts';
import type { ExportPlan } from './export-plan.ts';
import { firstDraft, type ProfileDraft } from './profile-draft.ts';
import { ProfileForm } from './profile-form.tsx';

export interface ProfileStepProps {
  readonly services: ExportServices;
  readonly cohort: ChosenCohort;
  /** What was chosen until now, where the person has been here before. */
  readonly draft: ProfileDraft | undefined;
  readonly onDraft: (draft: ProfileDraft) => void;
  readonly onBack: () => void;
  readonly onPlanned: (plan: ExportPlan) => void;
}

type State =
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'known'; readonly policy: ExportPolicy; readonly canRelease: boolean };

/** The site's rules first: nothing is offered that would be refused. */
export function ProfileStep({ services, cohort, draft, onDraft, onBack, onPlanned }: ProfileStepProps) {
  const [state, setState] = useState<State>({ kind: 'asking' });
  const [tries, setTries] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    Promise.all([services.exports.policy(), services.models.list()])
      .then(([{ policy }, { models }]) => {
        const canRelease = models.some(({ task, disabled }) => task === 'text-recognition' && disabled === undefined);
        if (isCurrent) setState({ kind: 'known', policy, canRelease });
      })
      .catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        if (isCurrent) setState({ kind: 'failed', error });
      });
    return () => {
      isCurrent = false;
    };
  }, [services, tries]);

  if (state.kind === 'asking') return <Message title="Asking for the site’s rules" />;
  if (state.kind === 'failed')
    return (
      <Message
        role="alert"
        title="The site’s rules could not be read"
        code={[state.error.code, state.error.correlationId].filter(Boolean).join(' / ')}
        actions={
          <>
            <Button onClick={() => setTries(tries + 1)}>Try again</Button>
            <Button onClick={onBack}>Back to the cohort</Button>
          </>
        }
      >
        {state.error.message}
      </Message>
    );
  if (!state.policy.isEnabled)
    return (
      <Message
        role="alert"
        title="This site does not release de-identified images"
        code="export-not-enabled"
        actions={<Button onClick={onBack}>Back to the cohort</Button>}
      >
        An administrator can allow it in the settings of the gateway.
      </Message>
    );
  return (
    <ProfileForm
      policy={state.policy}
      canRelease={state.canRelease}
      cohort={cohort}
      draft={draft ?? firstDraft(state.policy)}
      onDraft={onDraft}
      onBack={onBack}
      onPlanned={onPlanned}
    />
  );
}
