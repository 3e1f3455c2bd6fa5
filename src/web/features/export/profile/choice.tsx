import { useId } from 'react';
import { classes } from '../../../ui/index.ts';
import type { Words } from './profile-words.ts';
import styles from './profile.module.css';

export interface ChoiceProps<T extends string> {
  readonly title: string;
  readonly choices: Readonly<Record<T, Words>>;
  readonly chosen: T;
  /** What the site has decided: shown, not offered. */
  readonly fixed: T | undefined;
  readonly onChoose: (choice: T) => void;
  /** Choices that cannot be made here, and why. */
  readonly unavailable?: Partial<Record<T, string>>;
}

/** One question with its answers side by side, each with what it costs and what it reveals. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { title, choices, chosen, fixed, onChoose, unavailable = {} as Partial<Record<T, string>> } = props;
  const name = useId();
  const shown = fixed === undefined ? (Object.keys(choices) as T[]) : [fixed]; // of a record of exactly these
  return (
    <fieldset className={styles.choice}>
      <legend>{title}</legend>
      {fixed === undefined ? null : <p className={styles.fixed}>Fixed by the site</p>}
      {shown.map((choice) => (
        <div key={choice} className={classes(styles.answer, choice === chosen && styles.chosen)}>
          <label>
            <input
              type="radio"
              name={name}
              checked={choice === chosen}
              disabled={fixed !== undefined || unavailable[choice] !== undefined}
              onChange={() => onChoose(choice)}
            />
            <span className={styles.label}>{choices[choice].label}</span>
          </label>
          <WordsOf words={choices[choice]} />
          {unavailable[choice] === undefined ? null : <p className={styles.cost}>{unavailable[choice]}</p>}
        </div>
      ))}
    </fieldset>
  );
}

export function WordsOf({ words: { says, reveals, costs } }: { readonly words: Words }) {
  return (
    <div className={styles.words}>
      <p>{says}</p>
      {reveals === undefined ? null : (
        <p className={styles.reveals}>
          <strong>Reveals:</strong> {reveals}
        </p>
      )}
      {costs === undefined ? null : (
        <p className={styles.cost}>
          <strong>Costs:</strong> {costs}
        </p>
      )}
    </div>
  );
}
