import { Button, Dialog } from '../../ui/index.ts';

/** Any key or movement of the mouse is an answer; the button is for those who look for one. */
export function IdleWarning({ secondsLeft, onStay }: { readonly secondsLeft: number; readonly onStay: () => void }) {
  const spoken = secondsLeft > 30 ? '60 seconds' : secondsLeft > 10 ? '30 seconds' : '10 seconds';
  return (
    <Dialog
      title={`Locks in ${secondsLeft} s`}
      onCancel={onStay}
      actions={
        <Button kind="primary" data-first onClick={onStay}>
          Stay signed in
        </Button>
      }
    >
      <p>Nobody has touched this for a while. When it locks, everything of the patient is cleared from this window.</p>
      <p role="alert">Locks in less than {spoken}.</p>
    </Dialog>
  );
}
