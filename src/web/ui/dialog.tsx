import { useEffect, useId, useRef, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Escape, or a click on a Cancel of yours. Without it the dialog cannot be left by Escape. */
  readonly onCancel?: () => void;
  /** Buttons, in reading order. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  /** Nothing behind the dialog may be seen: what is there is hidden, not dimmed. */
  readonly opaque?: boolean;
}

/** A modal `<dialog>`: open while it is mounted, focus kept inside and given back by the browser. `data-first` takes the focus. */
export function Dialog({ title, children, onCancel, actions, wide = false, opaque = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (dialog?.isConnected === true && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('[data-first]')?.focus();
    }
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={ref}
      className={classes(styles.dialog, wide && styles.wide, opaque && styles.opaque)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onCancel?.();
      }}
      onKeyDown={(event) => {
        // Chromium closes a dialog on a second Escape whatever `cancel` says.
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          onCancel?.();
        }
      }}
    >
      <div className={styles.body}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        {children}
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </div>
    </dialog>
  );
}
