import { useStore } from 'zustand';
import { Button } from '../../../ui/index.ts';
import type { ReviewStore } from './review-store.ts';
import { troubleWords } from './review-words.ts';
import styles from './review.module.css';

/** What went wrong stands above the picture, never over it. */
export function TroubleLine({ store }: { readonly store: ReviewStore }) {
  const { trouble, work } = useStore(store);
  if (work === 'making-anew')
    return (
      <p className={styles.trouble} role="status">
        Making the image anew and checking it again
      </p>
    );
  if (trouble === undefined) return null;
  const { code, correlationId } = trouble;
  return (
    <div className={styles.trouble} role="alert">
      <span>
        {troubleWords(trouble)} Code to quote: {code}
        {correlationId === undefined ? '' : ` ${correlationId}`}
      </span>
      <Button kind="quiet" onClick={() => store.getState().forgetTrouble()}>
        Close
      </Button>
    </div>
  );
}
