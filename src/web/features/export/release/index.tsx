import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ExportServices } from '../export-services.ts';
import type { FinishedReview } from '../hand-over.ts';
import { forgetDownloads } from './files.ts';
import { ReleaseScreen } from './release-screen.tsx';
import { createReleaseStore } from './release-store.ts';

export interface ReleaseStepProps {
  readonly services: ExportServices;
  readonly review: FinishedReview;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** The last step: what will leave, to whom, and the permission for just that. */
export function ReleaseStep({ services, review, onBack, onDone }: ReleaseStepProps) {
  const [store] = useState(() =>
    createReleaseStore({ review, exports: services.exports, askForStepUp: services.askForStepUp, sha256: sha256Of }),
  );
  const { state } = useStore(store);
  const isWriting = state.kind === 'writing' || state.kind === 'permitting';

  useEffect(() => {
    // Detached: what goes wrong becomes a state.
    void store.getState().prepare();
  }, [store]);

  useEffect(() => {
    const stop = services.wipe.register('a release', async () => {
      store.getState().cancel();
      await forgetDownloads(window);
    });
    return stop;
  }, [services, store]);

  useEffect(() => {
    if (!isWriting) return undefined;
    // Closing the window ends the release; what was written of it is void.
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [isWriting]);

  const done = (): void => {
    void review.run.forget().finally(onDone);
  };
  return <ReleaseScreen store={store} services={services} review={review} onBack={onBack} onDone={done} />;
}

async function sha256Of(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
