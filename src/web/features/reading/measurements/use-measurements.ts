import { useCallback, useEffect, useState } from 'react';
import { observerOf, signedInPerson, type AppServices, type Grant } from '../../../services/index.ts';
import { createDicomwebClient } from '../../../services/dicomweb/index.ts';
import type { Stage } from '../../../viewport/index.ts';
import type { ReadingStore } from '../reading-store.ts';
import type { StudyReading } from '../study-reading.ts';
import { createMeasurements, type Measurements } from './measurements.ts';
import { studyImages } from './study-images.ts';

export interface UsedMeasurements {
  readonly measurements: Measurements;
  /** While the person is asked whether to leave: their answer goes here. */
  readonly leaving: ((mayLeave: boolean) => void) | undefined;
}

/** Keeps an eye on what is drawn for as long as the study is open, and asks before it would be lost. */
export function useMeasurements(
  services: AppServices,
  grant: Grant,
  store: ReadingStore,
  reading: StudyReading,
  stage: Stage | undefined,
): UsedMeasurements {
  const [measurements] = useState(() => {
    const { config, session, grants } = services;
    return createMeasurements({
      dicomweb: createDicomwebClient({
        baseUrl: '/dicom-web',
        fetch: (url, init) => session.fetch(url, init),
        renewGrant: async (denied) => (await grants.renew(denied)).kind === 'open',
      }),
      grant,
      frames: reading.frames,
      study: studyImages(store, reading),
      me: observerOf(signedInPerson(session), config.siteName),
      site: config,
    });
  });
  const [leaving, setLeaving] = useState<(mayLeave: boolean) => void>();

  useEffect(() => services.wipe.register('measurements', measurements.close), [services, measurements]);
  useEffect(() => measurements.close, [measurements]);
  useEffect(() => (stage === undefined ? undefined : measurements.attach(stage)), [measurements, stage]);
  useRestored(measurements, store, stage);

  const ask = useCallback(
    () =>
      new Promise<boolean>((resolve) =>
        setLeaving(() => (mayLeave: boolean) => {
          setLeaving(undefined);
          if (mayLeave) measurements.close();
          resolve(mayLeave);
        }),
      ),
    [measurements],
  );
  useEffect(
    () => services.unsaved.register({ has: () => measurements.store.getState().unsaved > 0, ask }),
    [services, measurements, ask],
  );
  useEffect(() => {
    // Closing the tab or going elsewhere: the browser asks in its own words.
    const warn = (event: BeforeUnloadEvent) => {
      if (measurements.store.getState().unsaved > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [measurements]);
  return { measurements, leaving };
}

/** After the images in view: the tools are here, every series has its header, and the browser has nothing better to do. */
function useRestored(measurements: Measurements, store: ReadingStore, stage: Stage | undefined): void {
  useEffect(() => {
    if (stage === undefined) return;
    let waiting: number | undefined;
    const later = () => {
      waiting ??= whenIdle(() => {
        waiting = undefined;
        void measurements.restore();
      });
    };
    const stop = store.subscribe((now, before) => {
      if (now.series !== before.series) later();
    });
    later();
    return () => {
      stop();
      if (waiting !== undefined) cancelIdle(waiting);
    };
  }, [measurements, store, stage]);
}

function whenIdle(task: () => void): number {
  return typeof requestIdleCallback === 'function'
    ? requestIdleCallback(task, { timeout: 2000 })
    : window.setTimeout(task, 500);
}

function cancelIdle(handle: number): void {
  if (typeof cancelIdleCallback === 'function') cancelIdleCallback(handle);
  else clearTimeout(handle);
}
