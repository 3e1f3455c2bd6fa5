import { useStore } from 'zustand';
import { Button, Dialog } from '../../../ui/index.ts';
import type { ReviewUi } from '../review-store.ts';

/** Stands between a person and decisions that nobody signed. */
export function LeaveDialog({ ui }: { readonly ui: ReviewUi }) {
  const { leaving, keeping } = useStore(ui);
  if (leaving === undefined) return null;
  return (
    <Dialog
      title="Decisions about AI results are not signed"
      onCancel={() => leaving(false)}
      actions={
        <>
          <Button data-first onClick={() => leaving(false)}>
            Stay in this study
          </Button>
          <Button onClick={() => leaving(true)}>Leave without signing</Button>
        </>
      }
    >
      <p>
        {keeping === 'on'
          ? 'They stay on this computer for a week, encrypted, and come back when you open this study here again. Signing out deletes them.'
          : 'They are in this window only. Leaving forgets them.'}{' '}
        Nothing counts as accepted by leaving.
      </p>
    </Dialog>
  );
}
