import type { ReactNode } from 'react';
import styles from './status-line.module.css';

/** The strip at the bottom: what is recorded, what is being fetched, what is on offer. Messages live here, never over images. */
export function StatusLine({ children, end }: { readonly children: ReactNode; readonly end?: ReactNode }) {
  return (
    <footer className={styles.line}>
      {children}
      {end === undefined ? null : <div className={styles.end}>{end}</div>}
    </footer>
  );
}
