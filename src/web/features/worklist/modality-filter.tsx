import { useId, useRef, useState } from 'react';
import { Button, useClosing } from '../../ui/index.ts';
import styles from './modality-filter.module.css';

export interface ModalityFilterProps {
  readonly chosen: readonly string[];
  readonly onChange: (modalities: readonly string[]) => void;
}

/** PS3.3 C.7.3.1.1.1, those a worklist is filtered by. */
export const MODALITIES: readonly (readonly [code: string, name: string])[] = [
  ['CT', 'CT'],
  ['MR', 'MR'],
  ['US', 'Ultrasound'],
  ['CR', 'Radiography, computed'],
  ['DX', 'Radiography, digital'],
  ['MG', 'Mammography'],
  ['PT', 'PET'],
  ['NM', 'Nuclear medicine'],
  ['XA', 'Angiography'],
  ['RF', 'Fluoroscopy'],
  ['OT', 'Other'],
  ['SC', 'Secondary capture'],
  ['SR', 'Report'],
  ['SEG', 'Segmentation'],
];

export function ModalityFilter({ chosen, onChange }: ModalityFilterProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();

  useClosing(root, open, () => setOpen(false));

  function toggle(code: string, on: boolean): void {
    onChange(on ? [...chosen, code] : chosen.filter((other) => other !== code));
  }

  return (
    <div ref={root} className={styles.root}>
      <span className={styles.label} id={`${id}-label`}>
        Modality
      </span>
      <Button
        id={`${id}-button`}
        className={styles.button ?? ''}
        aria-labelledby={`${id}-label ${id}-button`}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className={styles.value}>{chosen.length === 0 ? 'Any' : chosen.join(', ')}</span>
        <span aria-hidden="true">▾</span>
      </Button>
      <fieldset id={id} className={styles.panel} hidden={!open} aria-label="Modalities">
        {MODALITIES.map(([code, name]) => (
          <label key={code} className={styles.choice}>
            <input
              type="checkbox"
              checked={chosen.includes(code)}
              onChange={(event) => toggle(code, event.target.checked)}
            />
            <span className={styles.code}>{code}</span>
            {name === code ? null : <span className={styles.name}>{name}</span>}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
