import { Button, Dialog, Kbd } from '../../ui/index.ts';
import styles from './key-sheet.module.css';

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['/'], 'Go to the first search field'],
  [['Enter'], 'In a field: search. On a row: open the study'],
  [['↓', '↑'], 'From a field into the list; next and previous row'],
  [['Home', 'End'], 'First and last row of the page'],
  [['[', ']'], 'Previous and next page'],
  [['R'], 'Ask again'],
  [['L'], 'Lock now'],
  [['?'], 'This sheet'],
];

export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog
      title="Keys of the worklist"
      onCancel={onClose}
      actions={
        <Button data-first onClick={onClose}>
          Close
        </Button>
      }
    >
      <dl className={styles.keys}>
        {KEYS.map(([keys, does]) => (
          <div key={does} className={styles.entry}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
