import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Person } from '../services/index.ts';
import { EmergencyDialog, StepUpDialog } from '../features/break-glass/index.tsx';
import { AccountMenu, IdleWarning, Interrupted, RolePage } from '../features/session/index.tsx';
import { Mark, SignIn } from '../features/sign-in/index.tsx';
import { Worklist, type WorklistStore } from '../features/worklist/index.tsx';
import { Button, Message } from '../ui/index.ts';
import type { Shell } from './create-services.ts';
import { ExportScreen } from './export-screen.tsx';
import type { SessionGuard } from './guard-session.ts';
import { mayExport, mayReviewExports } from './may-export.ts';
import { mayConfigure, mayList, mayReadAudit } from './may-list.ts';
import type { ExportDesk } from './open-export.tsx';
import { LedgerScreen } from './ledger-screen.tsx';
import { ModelsScreen } from './models-screen.tsx';
import { pathOf, type Router } from './routes.ts';
import { inSignInWindow } from './sign-in-window.ts';
import type { StudyDesk } from './study-desk.ts';
import { StudyScreen } from './study-screen.tsx';
import { UpdateOffer, type UpdateStore } from './update-offer.tsx';
import { useExternal } from './use-external.ts';
import styles from './app.module.css';

export interface AppProps {
  readonly shell: Shell;
  readonly guard: SessionGuard;
  readonly router: Router;
  readonly desk: StudyDesk;
  readonly worklist: WorklistStore;
  readonly exportDesk: ExportDesk;
  readonly update: UpdateStore;
}

export function App(props: AppProps) {
  const { shell, router } = props;
  const { session, config } = shell.services;
  const state = useExternal(session.subscribe, session.state);
  useTheme(shell.services);

  switch (state.kind) {
    case 'starting':
      return (
        <main className={styles.starting}>
          <Message isPage title="Looking for your sign-in" />
        </main>
      );
    case 'signedOut':
      return (
        <SignIn
          siteName={config.siteName}
          version={config.version}
          reason={state.reason}
          code={state.code}
          onSignIn={() => session.signIn({ returnTo: pathOf(router.current()) })}
        />
      );
    case 'signedIn':
      return <SignedIn {...props} person={state.person} interrupted={false} />;
    case 'interrupted':
      return <SignedIn {...props} person={state.person} interrupted />;
    case 'ended':
      // The screen is covered and the page is being replaced.
      return null;
  }
}

interface SignedInProps extends AppProps {
  readonly person: Person;
  readonly interrupted: boolean;
}

function SignedIn({ shell, guard, router, desk, worklist, exportDesk, update, person, interrupted }: SignedInProps) {
  const { services } = shell;
  const { session, preferences } = services;
  const route = useExternal(router.subscribe, router.current);
  const { theme, density } = useExternal(preferences.subscribe, preferences.get);
  const leave = (end: () => void) =>
    void services.unsaved.mayLeave().then((mayLeave) => {
      if (mayLeave) end();
    });
  const account = (
    <AccountMenu
      person={person}
      theme={theme}
      density={density}
      onTheme={(next) => preferences.set({ theme: next })}
      onDensity={(next) => preferences.set({ density: next })}
      onLock={() => leave(() => session.lock())}
      onSignOut={() => leave(() => session.signOut())}
    />
  );
  return (
    <div className={styles.page}>
      <Warning guard={guard} hasUnsaved={services.unsaved.wouldLose} />
      <div className={styles.screen} hidden={interrupted} inert={interrupted}>
        {route.kind === 'study' ? (
          <StudyScreen
            services={services}
            person={person}
            askForStepUp={shell.prompts.askForStepUp}
            desk={desk}
            accountMenu={account}
            onEmergency={guard.setEmergency}
            onClose={() => router.go({ kind: 'worklist' })}
          />
        ) : route.kind === 'export' && mayReviewExports(person.roles) ? (
          <ExportScreen
            services={services}
            person={person}
            askForStepUp={shell.prompts.askForStepUp}
            desk={exportDesk}
            mayTakeOut={mayExport(person.roles)}
            header={<Header siteName={services.config.siteName} account={account} />}
            onClose={() => router.go({ kind: 'worklist' })}
          />
        ) : mayList(person.roles) ? (
          <Worklist
            services={services}
            store={worklist}
            preferences={preferences}
            masked={person.masked}
            header={
              <Header
                siteName={services.config.siteName}
                account={
                  <>
                    {mayReviewExports(person.roles) ? (
                      <Button onClick={() => router.go({ kind: 'export' })}>
                        {mayExport(person.roles) ? 'Export images' : 'Review an export'}
                      </Button>
                    ) : null}
                    {account}
                  </>
                }
              />
            }
            statusEnd={<UpdateOffer store={update} version={services.config.version} />}
            onOpen={(row) => {
              desk.open(row.handle, row);
              router.go({ kind: 'study', handle: row.handle });
            }}
            onLock={() => session.lock()}
          />
        ) : (
          <>
            <header className={styles.header}>
              <Header siteName={services.config.siteName} account={account} />
            </header>
            {mayConfigure(person.roles) ? <ModelsScreen services={services} /> : <RolePage roles={person.roles} />}
            {mayReadAudit(person.roles) ? <LedgerScreen services={services} /> : null}
          </>
        )}
      </div>
      <Questions shell={shell} />
      {interrupted ? (
        <Interrupted
          person={person}
          onSignInAgain={() => inSignInWindow(window, (popup) => session.signInAgain(popup))}
          onSignOut={() => session.signOut()}
        />
      ) : null}
    </div>
  );
}

function Header({ siteName, account }: { readonly siteName: string; readonly account: React.ReactNode }) {
  return (
    <>
      <span className={styles.product}>
        <Mark /> Collimator
      </span>
      <span className={styles.site}>{siteName}</span>
      {account}
    </>
  );
}

/** The dialogs that answer what the services ask. */
function Questions({ shell }: { readonly shell: Shell }) {
  const { prompts, services } = shell;
  const prompt = useExternal(prompts.subscribe, prompts.current);
  if (prompt === undefined) return null;
  if (prompt.kind === 'stepUp')
    return (
      <StepUpDialog
        stepUp={() => inSignInWindow(window, (popup) => services.session.stepUp(popup, prompt.demand))}
        onAnswer={prompt.answer}
      />
    );
  return (
    <EmergencyDialog
      demand={prompt.demand}
      stepUp={() => inSignInWindow(window, (popup) => services.session.stepUp(popup, services.config.stepUp))}
      onAnswer={prompt.answer}
    />
  );
}

function Warning({ guard, hasUnsaved }: { readonly guard: SessionGuard; readonly hasUnsaved: () => boolean }) {
  const secondsLeft = useStore(guard.warning);
  return secondsLeft === undefined ? null : (
    <IdleWarning secondsLeft={secondsLeft} hasUnsaved={hasUnsaved()} onStay={guard.active} />
  );
}

function useTheme({ preferences }: Shell['services']): void {
  const { theme, density } = useExternal(preferences.subscribe, preferences.get);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.dataset['density'] = density;
  }, [theme, density]);
}
