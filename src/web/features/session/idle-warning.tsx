import { Banner, Button, VisuallyHidden } from '../../ui/index.ts';

export interface IdleWarningProps {
  readonly secondsLeft: number;
  /** The lock waits for nobody's answer: what is not saved by then is gone. */
  readonly hasUnsaved: boolean;
  readonly onStay: () => void;
}

/**
 * Stands above the page and pushes it down: it must not cover images. Any key or movement of the mouse is an answer; the
 * button is for those who look for one.
 */
export function IdleWarning({ secondsLeft, hasUnsaved, onStay }: IdleWarningProps) {
  // Spoken three times, not every second.
  const spoken = secondsLeft > 30 ? '60 seconds' : secondsLeft > 10 ? '30 seconds' : '10 seconds';
  return (
    <Banner kind="warning" label="Idle" actions={<Button onClick={onStay}>Stay signed in</Button>}>
      Nobody has touched this for a while. Locks in <span role="timer">{secondsLeft} s</span>; what is open is then
      cleared{hasUnsaved ? ', and what is not saved is lost' : ''}.
      <VisuallyHidden>
        <span role="alert">Locks in less than {spoken}. Press any key to stay signed in.</span>
      </VisuallyHidden>
    </Banner>
  );
}
