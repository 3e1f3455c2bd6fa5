import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import { Kbd } from './kbd.tsx';
import styles from './button.module.css';

export interface ButtonProps extends ComponentProps<'button'> {
  /** One primary act at most on a screen; danger belongs to emergency access and data loss. */
  readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  /** The key that does the same, shown on the button. */
  readonly shortcut?: string;
}

/** Name the act and its object: "Sign 4 findings", never "OK". */
export function Button({ kind = 'plain', shortcut, className, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={classes(styles.button, kind === 'plain' ? undefined : styles[kind], className)}
      {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': shortcut })}
      {...rest}
    >
      {children}
      {shortcut === undefined ? null : <Kbd>{shortcut}</Kbd>}
    </button>
  );
}
