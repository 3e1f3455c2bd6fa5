import type { ReactNode } from 'react';
import styles from './message.module.css';

export interface MessageProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** The code (and id) a person can quote to support. */
  readonly code?: string | undefined;
  readonly actions?: ReactNode;
  /** `alert` interrupts assistive technology, `status` waits. */
  readonly role?: 'alert' | 'status';
}

/** Why there is nothing here, what is safe, what to do. */
export function Message({ title, children, code, actions, role = 'status' }: MessageProps) {
  return (
    <div className={styles.message} role={role}>
      <p className={styles.title}>{title}</p>
      {children === undefined ? null : <div className={styles.text}>{children}</div>}
      {code === undefined ? null : <p className={styles.code}>Code to quote: {code}</p>}
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
