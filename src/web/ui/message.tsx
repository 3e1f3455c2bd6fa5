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
  /** The message is the whole page: its title is the page's heading. */
  readonly isPage?: boolean;
}

/** Why there is nothing here, what is safe, what to do. */
export function Message({ title, children, code, actions, role = 'status', isPage = false }: MessageProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={styles.message} role={role}>
      <Title className={styles.title}>{title}</Title>
      {children === undefined ? null : <div className={styles.text}>{children}</div>}
      {code === undefined ? null : <p className={styles.code}>Code to quote: {code}</p>}
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
