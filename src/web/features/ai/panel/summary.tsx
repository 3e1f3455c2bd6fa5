import { useStore } from 'zustand';
import type { AiResults } from '../../../services/ai-results/index.ts';
import styles from './panel.module.css';

/** What is in sight, in words, for the header of the screen. */
export function Summary({ results }: { readonly results: AiResults }) {
  const { runs, isVisible } = useStore(results);
  if (runs.length === 0) return null;
  const seen = runs.filter(({ review }) => review.revealedAt !== undefined);
  const revealed = seen.length;
  const standing = seen.every(({ review }) => review.isSigned) ? 'signed' : 'not verified';
  const words =
    revealed === 0
      ? `${runs.length} AI ${runs.length === 1 ? 'result' : 'results'} waiting for your first read`
      : isVisible
        ? `AI marks shown, ${standing} (A hides)`
        : 'AI marks hidden (A shows)';
  return (
    <output className={styles.summary} data-testid="ai-summary">
      {words}
    </output>
  );
}
