import { useId, type ComponentProps, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './field.module.css';

interface Labelled {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong and how to put it right; announced. */
  readonly error?: string | undefined;
}

function Frame({
  label,
  hint,
  error,
  ids,
  className,
  children,
}: Labelled & { ids: Ids; className?: string | undefined; children: ReactNode }) {
  return (
    <div className={classes(styles.field, className)}>
      <label className={styles.label} htmlFor={ids.control}>
        {label}
      </label>
      {children}
      {hint === undefined ? null : (
        <div id={ids.hint} className={styles.hint}>
          {hint}
        </div>
      )}
      {error === undefined ? null : (
        <div id={ids.error} className={styles.error} role="alert">
          {error}
        </div>
      )}
    </div>
  );
}

interface Ids {
  readonly control: string;
  readonly hint: string;
  readonly error: string;
}

function useIds(): Ids {
  const id = useId();
  return { control: id, hint: `${id}-hint`, error: `${id}-error` };
}

function described(ids: Ids, hint: ReactNode, error: string | undefined) {
  const by = [hint === undefined ? '' : ids.hint, error === undefined ? '' : ids.error].filter(Boolean).join(' ');
  return { ...(by === '' ? {} : { 'aria-describedby': by }), ...(error === undefined ? {} : { 'aria-invalid': true }) };
}

export function TextField({ label, hint, error, className, ...rest }: Labelled & ComponentProps<'input'>) {
  const ids = useIds();
  return (
    <Frame label={label} hint={hint} error={error} ids={ids} className={className}>
      <input id={ids.control} type="text" className={styles.input} {...described(ids, hint, error)} {...rest} />
    </Frame>
  );
}

export function TextArea({ label, hint, error, className, ...rest }: Labelled & ComponentProps<'textarea'>) {
  const ids = useIds();
  return (
    <Frame label={label} hint={hint} error={error} ids={ids} className={className}>
      <textarea id={ids.control} className={styles.input} {...described(ids, hint, error)} {...rest} />
    </Frame>
  );
}

export function SelectField({ label, hint, error, className, ...rest }: Labelled & ComponentProps<'select'>) {
  const ids = useIds();
  return (
    <Frame label={label} hint={hint} error={error} ids={ids} className={className}>
      <select id={ids.control} className={styles.input} {...described(ids, hint, error)} {...rest} />
    </Frame>
  );
}
