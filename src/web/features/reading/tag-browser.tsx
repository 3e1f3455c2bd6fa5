import { useMemo, useState } from 'react';
import { entryOf } from '../../../core/dicom/index.ts';
import type { Dataset } from '../../services/dicomweb/index.ts';
import { Button, Dialog, TextField } from '../../ui/index.ts';
import { searchRows, tagRows } from './tag-rows.ts';
import styles from './tag-browser.module.css';

// More lines than anyone reads at once; the search finds the rest.
const MAX_ROWS = 1500;

/** Every attribute of one image as the archive tells it. Values are text, never markup. */
export function TagBrowser({ dataset, onClose }: { dataset: Dataset; onClose: () => void }) {
  const [search, setSearch] = useState('');
  const all = useMemo(() => tagRows(dataset, nameOf), [dataset]);
  const found = useMemo(() => searchRows(all, search), [all, search]);
  const shown = found.slice(0, MAX_ROWS);
  return (
    <Dialog
      title="DICOM attributes"
      wide
      onCancel={onClose}
      actions={
        <Button kind="primary" shortcut="Esc" onClick={onClose}>
          Close attributes
        </Button>
      }
    >
      <TextField
        label="Search tag, name or value"
        value={search}
        hint={countWords(found.length, all.length)}
        onChange={(event) => setSearch(event.target.value)}
      />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label="Attributes">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Tag</th>
              <th scope="col">VR</th>
              <th scope="col">Name</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.path}>
                <td style={{ paddingLeft: `${row.depth * 12 + 4}px` }}>{row.tag}</td>
                <td>{row.vr}</td>
                <td>{row.name}</td>
                <td className={styles.value}>{row.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {found.length > MAX_ROWS ? <p>{found.length - MAX_ROWS} more; search to see them.</p> : null}
      </section>
    </Dialog>
  );
}

function countWords(found: number, all: number): string {
  return found === all ? `${all} attributes` : `${found} of ${all} attributes`;
}

function nameOf(tag: string): string | undefined {
  return entryOf(Number.parseInt(tag, 16))?.name;
}
