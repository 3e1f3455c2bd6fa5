import { useId, useState } from 'react';
import styles from './profile.module.css';

export interface FileFieldProps {
  readonly label: string;
  readonly accept: string;
  readonly error: string | undefined;
  /** Says in a few words what was read; throws what `explain` understands. */
  readonly read: (file: File) => Promise<string>;
  /** Never with a value of the file. */
  readonly explain: (fault: unknown) => string;
}

/** A file that is read here and sent nowhere. Its name is not shown: names of files name patients. */
export function FileField({ label, accept, error, read, explain }: FileFieldProps) {
  const id = useId();
  const [state, setState] = useState<{ readonly said: string; readonly isWrong: boolean }>();
  const told = state?.isWrong === true ? state.said : error;

  async function choose(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    try {
      setState({ said: await read(file), isWrong: false });
    } catch (fault) {
      setState({ said: explain(fault), isWrong: true });
    }
  }

  return (
    <div className={styles.file}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        aria-invalid={told !== undefined}
        aria-describedby={`${id}-said`}
        onChange={(event) => void choose(event.target.files?.[0])}
      />
      <output id={`${id}-said`} className={told === undefined ? styles.said : styles.trouble}>
        {told ?? state?.said ?? ''}
      </output>
    </div>
  );
}
