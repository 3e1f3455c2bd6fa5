import type { ReactNode } from 'react';
import type { RareCombination } from '../../../../core/deid/index.ts';
import type { Checked } from '../../../../core/export/index.ts';
import { Button, Message, presentCount } from '../../../ui/index.ts';
import styles from './release.module.css';

export function FailedChecks({
  found,
  actions,
}: {
  readonly found: Checked & { kind: 'failed' };
  readonly actions: ReactNode;
}) {
  const lines = [
    [found.residual.length, 'still hold something that identifies'],
    [found.damaged.length, 'lack an attribute that their kind requires'],
    [found.brokenReferences.length, 'references lead nowhere, because what they name is withheld or refused'],
    [found.unchecked.length, 'are not what was approved'],
  ] as const;
  return (
    <Message
      role="alert"
      title="A check of the finished files failed. Nothing is released."
      code="export-check-failed"
      actions={actions}
    >
      <ul>
        {lines
          .filter(([count]) => count > 0)
          .map(([count, words]) => (
            <li key={words}>
              {presentCount(count)} {words}
            </li>
          ))}
      </ul>
      <p>Go back and refuse them, or start again with another profile.</p>
    </Message>
  );
}

export interface RareCombinationsProps {
  readonly combinations: readonly RareCombination[];
  readonly mayAcknowledge: boolean;
  readonly onAcknowledge: () => void;
  readonly actions: ReactNode;
}

/** What is left about a patient may be rare enough to find them by. */
export function RareCombinations({ combinations, mayAcknowledge, onAcknowledge, actions }: RareCombinationsProps) {
  const names = Object.keys(combinations[0]?.attributes ?? {});
  return (
    <div className={styles.rare} role="group" aria-label="Rare combinations">
      <h2 className={styles.title}>
        {presentCount(combinations.length)} {combinations.length === 1 ? 'combination is' : 'combinations are'} rare
      </h2>
      <p>
        So few patients share what is left about them that somebody who knows more could find them. The recipient gets
        these lines in the report.
      </p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Table of rare combinations">
        <table className={styles.grid}>
          <thead>
            <tr>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">patients</th>
            </tr>
          </thead>
          <tbody>
            {combinations.map(({ attributes, patients }) => (
              <tr key={JSON.stringify(attributes)}>
                {Object.entries(attributes).map(([name, value]) => (
                  <td key={name}>{String(value)}</td>
                ))}
                <td>{patients}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.actions}>
        {mayAcknowledge ? (
          <Button kind="primary" onClick={onAcknowledge}>
            I have seen them and answer for {combinations.length === 1 ? 'it' : 'them'}
          </Button>
        ) : (
          <p role="alert">
            This site releases nothing with rare combinations. Refuse their studies, or take a larger cohort.
          </p>
        )}
        {actions}
      </div>
    </div>
  );
}
