// What models said about the open study: filled by the run panel, decided by the review, drawn by the overlays.
export {
  type AiResults,
  type AiResultsActions,
  type AiResultsState,
  createAiResults,
  type SelectedFinding,
} from './ai-results.ts';
export { type AiRun, type ShownRun, visibleFindings } from './result-set.ts';
