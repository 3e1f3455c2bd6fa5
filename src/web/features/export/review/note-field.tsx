import type { Ref } from 'react';
import { useStore } from 'zustand';
import type { ReviewStore } from './review-store.ts';
import styles from './review.module.css';

/** For this review only: a note goes into no report and leaves with no file. */
export function NoteField({
  store,
  noteKey,
  ref,
}: {
  readonly store: ReviewStore;
  readonly noteKey: string;
  readonly ref: Ref<HTMLTextAreaElement>;
}) {
  const { notes } = useStore(store);
  return (
    <label className={styles.note}>
      Note, for this review only
      <textarea
        ref={ref}
        rows={2}
        value={notes.get(noteKey) ?? ''}
        onChange={(event) => store.getState().note(noteKey, event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
    </label>
  );
}
