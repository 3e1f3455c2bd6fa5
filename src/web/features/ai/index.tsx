import type { ReactNode } from 'react';
import type { Backend } from '../../../core/inference/index.ts';
import type { AiResults } from '../../services/ai-results/index.ts';
import type { ModelsApi } from '../../services/models/index.ts';
import type { ReadingExtension, ReadingView } from '../../viewport/index.ts';
import type { Engine } from './engine.ts';
import { Overlay } from './overlay/overlay.tsx';
import { Panel } from './panel/panel.tsx';
import { Summary } from './panel/summary.tsx';
import { createModelsDesk } from './run/models-desk.ts';

export { type Engine, ModelFailed, type RunListener } from './engine.ts';

export interface AiParts {
  readonly view: ReadingView;
  readonly results: AiResults;
  readonly api: ModelsApi;
  readonly engine: Engine;
  readonly now: () => number;
  readonly newUID: () => string;
  readonly prefer?: Backend | undefined;
  /** The review of what was found, below the results. */
  readonly review?: () => ReactNode;
}

/** Models beside the images of one open study. */
export function createAi({ view, results, api, engine, now, newUID, prefer, review }: AiParts): ReadingExtension {
  const desk = createModelsDesk({ view, api, engine, results, now, newUID, prefer });
  return {
    Side: () => <Panel desk={desk} results={results} review={review?.()} />,
    Overlay: ({ at }) => <Overlay at={at} view={view} results={results} />,
    Summary: () => <Summary results={results} />,
    toggleVisible: () => results.getState().setVisible(!results.getState().isVisible),
    forget() {
      desk.close();
      results.getState().forget();
    },
  };
}
