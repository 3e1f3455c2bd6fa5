import { Button, Dialog, Kbd } from '../../ui/index.ts';
import { COMMANDS, keyName, REVIEW_KEYS, type Command } from './commands.ts';
import styles from './key-sheet.module.css';

const GROUPS: readonly Command['group'][] = ['Images', 'Window', 'View', 'Tools', 'Measurements', 'AI', 'Screen'];

const MOUSE: readonly (readonly [string, string])[] = [
  ['Wheel', 'Scroll through the images'],
  ['Ctrl and wheel', 'Zoom'],
  ['Left drag', 'The chosen tool'],
  ['Middle drag', 'Pan'],
  ['Right drag', 'Zoom'],
  ['Alt and left drag', 'Scroll through the images'],
  ['Drag a series', 'Put it into a viewport'],
];

export function KeySheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      title="Keys and mouse"
      wide
      onCancel={onClose}
      actions={
        <Button kind="primary" shortcut="Esc" onClick={onClose}>
          Close the key sheet
        </Button>
      }
    >
      <div className={styles.groups}>
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {rowsOf(group).map(({ keys, label }) => (
                <div key={label}>
                  <dt>
                    {keys.map((key) => (
                      <Kbd key={key}>{keyName(key)}</Kbd>
                    ))}
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>Mouse</h3>
          <dl>
            {MOUSE.map(([act, label]) => (
              <div key={act}>
                <dt>{act}</dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

/** The nine presets as one row. */
function rowsOf(group: Command['group']): { keys: readonly string[]; label: string }[] {
  const rows = COMMANDS.filter((command) => command.group === group && !/^Window preset [2-9]$/.test(command.label));
  return [...rows, ...(group === 'AI' ? REVIEW_KEYS : [])].map(({ keys, label }) =>
    label === 'Window preset 1'
      ? { keys: ['1 – 9'], label: 'Window presets: header first, then the list' }
      : { keys, label },
  );
}
