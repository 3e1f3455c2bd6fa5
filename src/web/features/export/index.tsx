import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Button, Message } from '../../ui/index.ts';
import type { ChosenCohort } from './cohort/chosen-cohort.ts';
import type { ExportServices } from './export-services.ts';
import type { ExportPlan } from './profile/export-plan.ts';
import { startRun } from './run/run-export.ts';
import type { RunKeeper } from './run/run-record.ts';
import type { ExportStep } from './shell/steps.ts';
import type { ExportStore } from './shell/export-store.ts';
import { KeptBefore } from './shell/kept-before.tsx';
import { StepList } from './shell/step-list.tsx';
import styles from './shell/shell.module.css';

export { createExportStore, type ExportStore } from './shell/export-store.ts';
export { keepCohort } from './shell/kept-cohort.ts';
export type { ExportServices } from './export-services.ts';
export { DeidentifiedStudy } from './viewing/deidentified-study.tsx';
export { PictureFailed, type Pictures } from './review/pictures.ts';

// Each step is a bundle of its own: who chooses a cohort does not wait for the viewer of the review.
const CohortStep = lazy(async () => ({ default: (await import('./cohort/cohort-step.tsx')).CohortStep }));
const ProfileStep = lazy(async () => ({ default: (await import('./profile/profile-step.tsx')).ProfileStep }));
const RunStep = lazy(async () => ({ default: (await import('./run/run-step.tsx')).RunStep }));
const ReviewStep = lazy(async () => ({ default: (await import('./review/index.tsx')).ReviewStep }));
const SecondReview = lazy(async () => ({ default: (await import('./second/second-review.tsx')).SecondReview }));
const LedgerPage = lazy(async () => ({ default: (await import('./ledger/index.tsx')).LedgerPage }));
const ReleaseStep = lazy(async () => ({ default: (await import('./release/index.tsx')).ReleaseStep }));

const VIEWS = ['own', 'second', 'ledger'] as const;
type View = (typeof VIEWS)[number];
const TITLES: Record<View, string> = {
  own: 'Export',
  second: 'Review of an export',
  ledger: 'Exports of this sign-in',
};
const LINKS: Record<View, string> = {
  own: 'One’s own export',
  second: 'Review another person’s export',
  ledger: 'Exports of this sign-in',
};

export interface ExportPageProps {
  readonly services: ExportServices;
  readonly store: ExportStore;
  /** Product, site and account. */
  readonly header: ReactNode;
  /** Others may only review what somebody else takes out. */
  readonly mayTakeOut: boolean;
  readonly onClose: () => void;
}

/** The export workbench: its frame, and the step that the person has come to. */
export function ExportPage({ services, store, header, mayTakeOut, onClose }: ExportPageProps) {
  const { step } = useStore(store);
  const [view, setView] = useState<View>(mayTakeOut ? 'own' : 'second');
  return (
    <div className={styles.page}>
      <header className={styles.header}>{header}</header>
      <nav className={styles.bar} aria-label="Export">
        <h1 className={styles.title}>{TITLES[view]}</h1>
        {view === 'own' ? <StepList current={step.kind} /> : null}
        {mayTakeOut && (view !== 'own' || step.kind === 'cohort') ? (
          <div role="group" aria-label="Other pages about exports">
            {VIEWS.filter((other) => other !== view).map((other) => (
              <Button key={other} kind="quiet" onClick={() => setView(other)}>
                {LINKS[other]}
              </Button>
            ))}
          </div>
        ) : null}
        <Button kind="quiet" onClick={onClose}>
          Back to the worklist
        </Button>
      </nav>
      <main className={styles.body}>
        <Suspense fallback={<Message title="Loading this step" />}>
          {view === 'own' ? <Step services={services} store={store} onClose={onClose} /> : null}
          {view === 'second' ? <SecondReview services={services} onClose={onClose} /> : null}
          {view === 'ledger' ? <LedgerPage exports={services.exports} whose="mine" /> : null}
        </Suspense>
      </main>
    </div>
  );
}

function Step({ services, store, onClose }: Pick<ExportPageProps, 'services' | 'store' | 'onClose'>) {
  const { step, go, cohort, draft, change, keptReview, keepReview } = useStore(store);
  switch (step.kind) {
    case 'cohort':
      return (
        <CohortStep
          services={services}
          cohort={cohort}
          before={
            <KeptBefore
              store={store}
              onGoOn={(kept) => {
                change({ interrupted: [] });
                go(begun({ services, kept }));
              }}
            />
          }
          onChange={(changed) => change({ cohort: changed })}
          onChosen={(chosen) => go({ kind: 'profile', cohort: chosen })}
        />
      );
    case 'profile':
      return (
        <ProfileStep
          services={services}
          cohort={step.cohort}
          draft={draft}
          onDraft={(changed) => change({ draft: changed })}
          onBack={() => go({ kind: 'cohort' })}
          onPlanned={(plan) => go(begun({ services, cohort: step.cohort, plan }))}
        />
      );
    case 'run':
      return (
        <RunStep
          key={step.run.name}
          run={step.run}
          onCancel={() => {
            go({ kind: 'profile', cohort: step.cohort });
            // Detached: nothing waits for the workers to end.
            void step.run.cancel();
          }}
          onAgain={() => {
            // Detached: the new run waits for the lock of the browser, not for this.
            void step.run.cancel().then(() => go(begun({ services, cohort: step.cohort, plan: step.plan })));
          }}
          onFinished={(run) => go({ kind: 'review', run })}
        />
      );
    case 'review':
      return (
        <ReviewStep
          services={services}
          run={step.run}
          kept={keptReview?.getState().run.exportId === step.run.exportId ? keptReview : undefined}
          onKeep={keepReview}
          onReviewed={(review) => go({ kind: 'release', review })}
        />
      );
    case 'release':
      return (
        <ReleaseStep
          services={services}
          review={step.review}
          onBack={() => go({ kind: 'review', run: step.review.run })}
          onDone={onClose}
        />
      );
  }
}

type Beginning =
  | { readonly services: ExportServices; readonly cohort: ChosenCohort; readonly plan: ExportPlan }
  | { readonly services: ExportServices; readonly kept: RunKeeper };

/** Starting is an act with records, so it is done once, by the click, and never by a component that happens to draw. */
function begun(beginning: Beginning): ExportStep {
  if (!('kept' in beginning)) {
    const { cohort, plan } = beginning;
    return { kind: 'run', cohort, plan, run: startRun(beginning) };
  }
  const { services, kept } = beginning;
  const { studies, plan } = kept.record;
  const cohort: ChosenCohort = { studies: studies.map((row) => ({ kind: 'archive', row })), files: [] };
  return { kind: 'run', cohort, plan, run: startRun({ services, cohort, plan, kept }) };
}
