import { createAi } from '../features/ai/index.tsx';
import { createAiResults } from '../services/ai-results/index.ts';
import type { AppServices } from '../services/index.ts';
import { createModelsApi } from '../services/models/index.ts';
import type { ReadingExtension, ReadingView } from '../viewport/index.ts';
import { startImaging } from './start-imaging.ts';

/** Joins what runs models, what shows their results and what decides about them, for one open study. */
export function createAiExtension({ session }: AppServices, view: ReadingView): ReadingExtension {
  const results = createAiResults();
  return createAi({
    view,
    results,
    api: createModelsApi(session.fetch),
    engine: startImaging(),
    now: () => Date.now(),
    newUID: () => `2.25.${BigInt(`0x${crypto.randomUUID().replaceAll('-', '')}`)}`,
  });
}
