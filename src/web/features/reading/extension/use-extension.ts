import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReadingExtension, ReadingView } from '../../../viewport/index.ts';
import type { ReadingStore } from '../reading-store.ts';
import type { StudyReading } from '../study-reading.ts';
import { readingViewOf } from './reading-view.ts';

export interface LoadExtension {
  (view: ReadingView): Promise<ReadingExtension>;
  /** Whether it may have something to bring back: asked once the images are in. */
  readonly isWanted?: () => Promise<boolean>;
}

export interface Extension {
  readonly loaded: ReadingExtension | undefined;
  readonly isOpen: boolean;
  /** Opens and closes what stands beside the images; brings it in when it is opened first. */
  toggleSide: () => void;
  /** Shows and hides what it draws over the images. */
  toggleVisible: () => void;
}

/** What stands beside the images: not before somebody asks for it. */
export function useExtension(
  store: ReadingStore,
  reading: StudyReading,
  load: LoadExtension | undefined,
): Extension | undefined {
  const [loaded, setLoaded] = useState<ReadingExtension>();
  const [isOpen, setOpen] = useState(false);
  const view = useMemo(() => readingViewOf(store, reading), [store, reading]);
  const over = useRef(false);

  useEffect(() => {
    over.current = false;
    return () => {
      over.current = true;
      loaded?.forget();
    };
  }, [loaded]);

  const bringIn = useCallback(() => {
    load?.(view).then(
      (extension) => {
        if (over.current) extension.forget();
        else {
          setLoaded(extension);
          void extension.bringsBack?.then((isSomething) => {
            if (isSomething && !over.current) setOpen(true);
          });
        }
      },
      () => {
        setOpen(false);
        store.setState({ notice: 'The AI models could not be loaded. Reading goes on without them (ai-not-loaded).' });
      },
    );
  }, [load, view, store]);

  useEffect(() => {
    let isAsked = false;
    return store.subscribe(({ phase }) => {
      if (isAsked || phase !== 'open' || load?.isWanted === undefined) return;
      isAsked = true;
      // What cannot be looked up is found when somebody opens the panel.
      load.isWanted().then((isWanted) => isWanted && !over.current && bringIn(), () => undefined); // prettier-ignore
    });
  }, [store, load, bringIn]);

  const toggleSide = useCallback(() => {
    if (loaded === undefined && !isOpen) bringIn();
    setOpen(!isOpen);
  }, [loaded, isOpen, bringIn]);

  const toggleVisible = useCallback(() => {
    // Nothing was drawn yet that could be hidden.
    if (loaded === undefined) toggleSide();
    else loaded.toggleVisible();
  }, [loaded, toggleSide]);

  return useMemo(
    () => (load === undefined ? undefined : { loaded, isOpen, toggleSide, toggleVisible }),
    [load, loaded, isOpen, toggleSide, toggleVisible],
  );
}
