import { useEffect, useState } from 'react';
import { loadStage, type Stage } from '../../viewport/index.ts';
import type { ReadingStore } from './reading-store.ts';
import { stageTime } from './stage-time.ts';
import type { StudyReading } from './study-reading.ts';

/** Brings Cornerstone in some time after the first image is on the screen, and takes it away with the study. */
export function useStage(
  reading: StudyReading | undefined,
  store: ReadingStore,
  askForText: (before: string) => Promise<string | undefined>,
): Stage | undefined {
  const [stage, setStage] = useState<Stage>();

  useEffect(() => {
    if (reading === undefined) return;
    let made: Stage | undefined;
    const over = new AbortController();
    const begin = async (): Promise<void> => {
      await reading.firstImage;
      await stageTime(store, over.signal);
      if (over.signal.aborted) return;
      const { createStage } = await loadStage();
      if (over.signal.aborted) return;
      made = createStage({
        frames: reading.frames,
        rendering: renderingWish(),
        maxBytes: reading.maxBytes * 2,
        events: { onNotice: (notice) => store.setState({ notice }), askForText },
      });
      made.setTool(store.getState().tool);
      setStage(made);
    };
    begin().catch(() =>
      store.setState({
        notice: 'The measuring tools could not be loaded. Images are shown without them (stage-not-loaded).',
      }),
    );
    return () => {
      over.abort();
      setStage(undefined);
      made?.destroy();
    };
  }, [reading, store, askForText]);

  useEffect(() => {
    if (stage === undefined) return;
    return store.subscribe((now, before) => {
      if (now.tool !== before.tool) stage.setTool(now.tool);
    });
  }, [stage, store]);

  return stage;
}

/** `?rendering=cpu` or `gpu` in the address overrules the choice: for support, when a driver draws wrongly. */
function renderingWish(): 'auto' | 'gpu' | 'cpu' {
  const wish = new URLSearchParams(location.search).get('rendering');
  return wish === 'cpu' || wish === 'gpu' ? wish : 'auto';
}
