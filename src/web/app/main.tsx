import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot, type Root } from 'react-dom/client';
import { createWorklistStore } from '../features/worklist/index.tsx';
import { AppError, loadConfig, type Session } from '../services/index.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import { App } from './app.tsx';
import { BootFailed } from './boot-failed.tsx';
import { createShell } from './create-services.ts';
import { FaultBoundary } from './fault-boundary.tsx';
import { guardSession } from './guard-session.ts';
import { loadReading, prepareReading } from './load-reading.ts';
import { registerServiceWorker } from './register-service-worker.ts';
import type { ExportDesk } from './open-export.tsx';
import { createRouter, type Route, type Router } from './routes.ts';
import { createStudyDesk } from './study-desk.ts';
import { allowOwnScripts } from './trusted-types.ts';
import { createUpdateStore } from './update-offer.tsx';

allowOwnScripts(window);
const container = document.querySelector('#root');
if (container === null) throw new Error('index.html has no #root');
void boot(createRoot(container));

async function boot(root: Root): Promise<void> {
  try {
    await start(root);
  } catch (error) {
    root.render(<BootFailed code={error instanceof AppError ? error.code : 'start-failed'} />);
  }
}

async function start(root: Root): Promise<void> {
  const router = createRouter(window);
  const shell = createShell(await loadConfig(fetch), window, router);
  const { services } = shell;
  const queries = new QueryClient({
    // Every search is recorded: none is made that nobody asked for.
    defaultOptions: {
      queries: {
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 30_000,
        networkMode: 'always',
      },
    },
  });
  const worklist = createWorklistStore(() => new Date());
  const desk = createStudyDesk(services.grants, () => isMasked(services.session));
  const update = createUpdateStore();
  const exportDesk: ExportDesk = { opened: undefined };
  const guard = guardSession({ page: window, services, tabs: shell.tabs, memory: shell.memory });
  // Another login has other handles: what was listed before can no longer be opened.
  services.session.onResume(async () => {
    void queries.resetQueries();
  });
  services.wipe.register('worklist', () => worklist.getState().wipe());
  services.wipe.register('answers of the gateway', () => queries.clear());
  services.wipe.register('screen', () => root.unmount());

  root.render(
    <QueryClientProvider client={queries}>
      <FaultBoundary
        what="Nothing was changed. Starting anew opens the app with an empty memory."
        leave="Start anew"
        onLeave={() => location.reload()}
      >
        <App
          shell={shell}
          guard={guard}
          router={router}
          desk={desk}
          worklist={worklist}
          exportDesk={exportDesk}
          update={update}
        />
      </FaultBoundary>
    </QueryClientProvider>,
  );
  const followRoute = (route: Route) => {
    const current = desk.current();
    if (route.kind !== 'study' && current.kind === 'open' && services.unsaved.has()) {
      // The browser's own "back": the study stays until the person has said what to do with what they drew.
      router.go({ kind: 'study', handle: current.handle });
      void services.unsaved.mayLeave().then((mayLeave) => {
        if (mayLeave) router.go(route);
      });
      return;
    }
    if (route.kind !== 'study') {
      if (current.kind !== 'empty') desk.close();
    } else if (current.kind === 'empty' || current.handle !== route.handle) desk.open(route.handle, null);
  };
  router.subscribe(() => followRoute(router.current()));
  // Said no to emergency access: back where the study was chosen, with no entry in the history that would ask again.
  desk.subscribe(() => {
    const current = desk.current();
    if (current.kind === 'declined' && current.row !== null) router.replace({ kind: 'worklist' });
  });
  // A study's address: the grant is asked for as soon as there is a token, beside the viewer's bundle.
  if (router.current().kind === 'study') void loadReading();
  followRoute(router.current());
  await services.session.start();
  if (services.session.state().kind === 'signedIn') prepareForReading(router);
  registerServiceWorker(window, update);
}

/** A page that was opened at a study's address learns it with the sign-in, for which its request would wait anyway. */
function isMasked({ state, subscribe }: Pick<Session, 'state' | 'subscribe'>): boolean | Promise<boolean> {
  const now = state();
  if ('person' in now) return now.person.masked;
  return new Promise((resolve) => {
    const stop = subscribe(() => {
      const next = state();
      if (!('person' in next)) return;
      stop();
      resolve(next.person.masked);
    });
  });
}

// Nobody has chosen a study sooner; who has is waiting for its first image, which needs the processor.
const CHOOSING_MS = 1500;

function prepareForReading(router: Router): void {
  whenIdle(() => void loadReading());
  const prepare = () => {
    // An open study brings in what it needs at the moment that suits its images; a failure is told there.
    if (router.current().kind === 'worklist') prepareReading().catch(() => undefined);
  };
  setTimeout(() => whenIdle(prepare), CHOOSING_MS);
}

function whenIdle(task: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(task, { timeout: 5000 });
  else setTimeout(task, 1000);
}
