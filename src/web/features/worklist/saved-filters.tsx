import { useState, type FormEvent } from 'react';
import type { PreferencesStore, SavedFilter } from '../../services/index.ts';
import { Button, Dialog, TextField } from '../../ui/index.ts';
import type { SearchForm } from './search-form.ts';
import { usePreferences } from './use-preferences.ts';
import styles from './saved-filters.module.css';

export interface SavedFiltersProps {
  readonly form: SearchForm;
  readonly preferences: PreferencesStore;
  readonly onApply: (change: Partial<SearchForm>) => void;
}

/** Named filters of this browser. They keep modality and relative date only: names and IDs must not stay on a workstation. */
export function SavedFilters({ form, preferences, onApply }: SavedFiltersProps) {
  const { savedFilters } = usePreferences(preferences);
  const [isNaming, setNaming] = useState(false);
  const { date, modalities } = form;
  const keepable = date === 'range' ? undefined : { date, modalities: [...modalities] };
  const isPlain = date === 'any' && modalities.length === 0;

  function isOn(filter: SavedFilter): boolean {
    return filter.date === date && filter.modalities.join() === modalities.join();
  }

  function save(name: string): void {
    if (keepable === undefined) return;
    const others = savedFilters.filter((filter) => filter.name !== name);
    preferences.set({ savedFilters: [...others, { name, ...keepable }] });
    setNaming(false);
  }

  return (
    <fieldset className={styles.bar} aria-label="Saved filters">
      <span className={styles.label}>Saved</span>
      {savedFilters.length === 0 ? <span className={styles.none}>none yet</span> : null}
      {savedFilters.map((filter) => (
        <span key={filter.name} className={styles.chip}>
          <button
            type="button"
            className={styles.apply}
            aria-pressed={isOn(filter)}
            onClick={() => onApply({ date: filter.date, modalities: filter.modalities })}
          >
            {filter.name}
          </button>
          <button
            type="button"
            className={styles.remove}
            aria-label={`Remove saved filter ${filter.name}`}
            onClick={() => preferences.set({ savedFilters: savedFilters.filter((other) => other !== filter) })}
          >
            ×
          </button>
        </span>
      ))}
      <Button kind="quiet" disabled={keepable === undefined || isPlain} onClick={() => setNaming(true)}>
        Save this filter
      </Button>
      {isNaming ? <NameDialog onSave={save} onCancel={() => setNaming(false)} /> : null}
    </fieldset>
  );
}

interface NameDialogProps {
  readonly onSave: (name: string) => void;
  readonly onCancel: () => void;
}

function NameDialog({ onSave, onCancel }: NameDialogProps) {
  const [name, setName] = useState('');
  const trimmed = name.trim();
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (trimmed !== '') onSave(trimmed);
  }
  return (
    <Dialog
      title="Save this filter"
      onCancel={onCancel}
      actions={
        <>
          <Button onClick={onCancel}>Cancel</Button>
          <Button kind="primary" type="submit" form="name-filter" disabled={trimmed === ''}>
            Save filter
          </Button>
        </>
      }
    >
      <form id="name-filter" onSubmit={submit}>
        <TextField
          label="Name"
          value={name}
          maxLength={40}
          data-first=""
          autoComplete="off"
          hint="Kept in this browser: modality and relative date only. Patient, ID, accession and description are not saved. Do not put a patient in the name."
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
