import type { FormEvent, KeyboardEvent, RefObject } from 'react';
import { Button, SelectField, TextField } from '../../ui/index.ts';
import { ModalityFilter } from './modality-filter.tsx';
import { formFault, type DatePreset, type SearchForm } from './search-form.ts';
import styles from './filter-bar.module.css';

export interface FilterBarProps {
  readonly form: SearchForm;
  /** Identity cannot be searched in a role that cannot see it. */
  readonly masked: boolean;
  readonly firstField: RefObject<HTMLInputElement | null>;
  readonly onEdit: (change: Partial<SearchForm>) => void;
  /** What was changed by choosing is asked for at once; what is typed waits for Enter or a pause. */
  readonly onChoose: (change: Partial<SearchForm>) => void;
  readonly onSubmit: () => void;
  readonly onClear: () => void;
  /** From a field down into the list. */
  readonly onDown: () => void;
}

const DATES: readonly (readonly [DatePreset, string])[] = [
  ['any', 'Any date'],
  ['today', 'Today'],
  ['yesterday', 'Yesterday'],
  ['week', 'Last 7 days'],
  ['month', 'Last 30 days'],
  ['year', 'Last 365 days'],
  ['range', 'From – to'],
];

type TextKey = 'patientName' | 'patientID' | 'accessionNumber' | 'studyDescription';

export function FilterBar({ form, masked, firstField, onEdit, onChoose, onSubmit, onClear, onDown }: FilterBarProps) {
  function submit(event: FormEvent): void {
    event.preventDefault();
    onSubmit();
  }
  function field(key: TextKey, label: string) {
    return {
      label,
      value: form[key],
      maxLength: 64,
      autoComplete: 'off',
      spellCheck: false,
      onChange: (event: { target: { value: string } }) => onEdit({ [key]: event.target.value }),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        onDown();
      },
    };
  }
  return (
    <search>
      <form className={styles.bar} onSubmit={submit} aria-label="Filter studies">
        {masked ? null : (
          <>
            <TextField
              {...field('patientName', 'Patient')}
              ref={firstField}
              className={styles.wide}
              placeholder="Name, * and ? allowed"
            />
            <TextField {...field('patientID', 'ID')} className={styles.narrow} />
            <TextField {...field('accessionNumber', 'Accession')} className={styles.narrow} />
          </>
        )}
        <ModalityFilter chosen={form.modalities} onChange={(modalities) => onChoose({ modalities })} />
        <SelectField
          label="Date"
          value={form.date}
          className={styles.narrow}
          onChange={(event) => {
            const preset = DATES.find(([key]) => key === event.target.value);
            if (preset !== undefined) onChoose({ date: preset[0] });
          }}
        >
          {DATES.map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </SelectField>
        {form.date === 'range' ? (
          <>
            <TextField
              label="From"
              type="date"
              value={form.dateFrom}
              error={formFault(form)}
              onChange={(event) => onChoose({ dateFrom: event.target.value })}
            />
            <TextField
              label="To"
              type="date"
              value={form.dateTo}
              onChange={(event) => onChoose({ dateTo: event.target.value })}
            />
          </>
        ) : null}
        <TextField
          {...field('studyDescription', 'Description')}
          {...(masked ? { ref: firstField } : {})}
          className={styles.wide}
        />
        <div className={styles.buttons}>
          <Button type="submit" kind="primary">
            Search
          </Button>
          <Button onClick={onClear}>Clear</Button>
        </div>
      </form>
    </search>
  );
}
