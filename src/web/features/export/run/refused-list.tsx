import { presentCount } from '../../../ui/index.ts';
import type { RefusedRow } from '../hand-over.ts';
import { refusalWords } from './refusal-words.ts';
import styles from './run.module.css';

/** Longer lists are summed up by reason; the report of the export counts all of them. */
const MOST_SHOWN = 500;

/** What does not leave, and why. Inputs are named by number: their own names may name patients. */
export function RefusedList({ refused }: { readonly refused: readonly RefusedRow[] }) {
  if (refused.length === 0) return null;
  return (
    <section className={styles.refused} aria-label="Refused">
      <h2 className={styles.phase}>{presentCount(refused.length)} refused</h2>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Refused inputs">
          <thead>
            <tr>
              <th scope="col">Input</th>
              <th scope="col">Why</th>
              <th scope="col">Code</th>
              <th scope="col">Where</th>
            </tr>
          </thead>
          <tbody>
            {refused.slice(0, MOST_SHOWN).map(({ input, label, code, where }) => (
              <tr key={input}>
                <th scope="row">{label}</th>
                <td>{refusalWords(code)}</td>
                <td>
                  <code>{code}</code>
                </td>
                <td>
                  <code>{where ?? ''}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
