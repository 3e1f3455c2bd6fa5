import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './banner.module.css';

export interface BannerProps {
  readonly kind: 'emergency' | 'warning';
  readonly label: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** A strip across the top that changes what everything below it means. */
export function Banner({ kind, label, children, actions }: BannerProps) {
  return (
    <section className={classes(styles.banner, styles[kind])} aria-label={label}>
      <div className={styles.text}>{children}</div>
      {actions}
    </section>
  );
}
