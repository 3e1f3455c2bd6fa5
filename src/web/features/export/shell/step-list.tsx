import { classes } from '../../../ui/index.ts';
import { STEP_LABELS, STEPS, type ExportStep } from './steps.ts';
import styles from './shell.module.css';

/** Where the person is. Not a menu: a step is reached by finishing the one before it. */
export function StepList({ current }: { readonly current: ExportStep['kind'] }) {
  const at = STEPS.indexOf(current);
  return (
    <ol className={styles.steps} aria-label="Steps of the export">
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={classes(styles.step, index === at && styles.current, index < at && styles.done)}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={styles.number} aria-hidden="true">
            {index < at ? '✓' : index + 1}
          </span>
          {STEP_LABELS[step]}
        </li>
      ))}
    </ol>
  );
}
