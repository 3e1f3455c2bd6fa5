import { Banner, Button, presentTimeLeft, useNow, VisuallyHidden } from '../../ui/index.ts';
import styles from './emergency-banner.module.css';

export interface EmergencyBannerProps {
  /** Milliseconds since 1970, this machine's clock. */
  readonly endsAt: number;
  readonly onEnd: () => void;
}

/** Said aloud at these times before the end; a countdown that speaks every second would drown everything else. */
const SPOKEN_MINUTES = [30, 10, 5, 1];

export function EmergencyBanner({ endsAt, onEnd }: EmergencyBannerProps) {
  const left = endsAt - useNow(1000);
  const minutes = Math.ceil(left / 60_000);
  const spoken = SPOKEN_MINUTES.findLast((mark) => minutes <= mark);
  return (
    <Banner
      kind="emergency"
      label="Emergency access"
      actions={
        <Button className={styles.end ?? ''} onClick={onEnd}>
          End now
        </Button>
      }
    >
      Emergency access: this patient, read only, recorded for review.{' '}
      <span role="timer" className={styles.left}>
        {presentTimeLeft(left)} left
      </span>
      <VisuallyHidden>
        <output>{spoken === undefined ? '' : `Emergency access ends in less than ${spoken} min`}</output>
      </VisuallyHidden>
    </Banner>
  );
}
