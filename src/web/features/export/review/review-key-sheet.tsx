import { Button, Dialog, Kbd } from '../../../ui/index.ts';
import styles from './review.module.css';

const KEYS: readonly (readonly [string, string])[] = [
  ['A', 'Accept what is on the screen and go on'],
  ['R', 'Refuse this image'],
  ['Shift+R', 'Refuse this study'],
  ['B', 'Draw a box: drag, or arrow keys (Shift: size, Ctrl: one pixel); then F, I, S or D says where it holds'],
  ['Tab', 'Go to the boxes of this image; X takes the chosen one away'],
  ['U', 'Undo'],
  ['J  K', 'Next, previous in the list'],
  ['← → ↑ ↓', 'Next, previous frame'],
  ['Enter', 'Open this frame before and after'],
  ['Escape', 'Back to all frames'],
  ['W', 'Look at it in another window'],
  ['+  −', 'Larger, smaller'],
  ['H', 'Header table of this study'],
  ['V', 'The study in the viewer, as it would leave'],
  ['N', 'Note'],
  ['G', 'Next thing that is not done'],
  ['P', 'Approve, when everything is done'],
];

export function ReviewKeySheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog
      title="Keys of the review"
      onCancel={onClose}
      wide
      actions={
        <Button data-first onClick={onClose}>
          Close
        </Button>
      }
    >
      <dl className={styles.keys}>
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
