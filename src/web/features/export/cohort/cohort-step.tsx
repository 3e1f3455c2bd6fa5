import { useState, type ReactNode } from 'react';
import type { StudyRow } from '../../../../contract/index.ts';
import { Button } from '../../../ui/index.ts';
import type { ExportServices } from '../export-services.ts';
import { isEmptyCohort, NO_COHORT, type ChosenCohort } from './chosen-cohort.ts';
import { CohortBasket } from './cohort-basket.tsx';
import { FilesPanel } from './files-panel.tsx';
import { NumbersPanel } from './numbers-panel.tsx';
import { SearchPanel } from './search-panel.tsx';
import styles from './cohort.module.css';

export interface CohortStepProps {
  readonly services: ExportServices;
  readonly cohort: ChosenCohort;
  /** What this person left here earlier. */
  readonly before?: ReactNode;
  readonly onChange: (cohort: ChosenCohort) => void;
  readonly onChosen: (cohort: ChosenCohort) => void;
}

const SOURCES = { search: 'Search the archive', numbers: 'Paste numbers', files: 'Files of this computer' } as const;
type Source = keyof typeof SOURCES;
const ORDER = Object.keys(SOURCES) as Source[]; // of the record above

/** Where the cohort comes from on the left, what it is by now on the right. */
export function CohortStep({ services, cohort, before, onChange, onChosen }: CohortStepProps) {
  const { masked } = services.person;
  const [source, setSource] = useState<Source>('search');
  const chosen = new Set(cohort.studies.map(({ row }) => row.handle));

  function add(rows: readonly StudyRow[]): void {
    const fresh = rows.filter(({ handle }) => !chosen.has(handle)).map((row) => ({ kind: 'archive', row }) as const);
    onChange({ ...cohort, studies: [...cohort.studies, ...fresh] });
  }

  function toggle(row: StudyRow, isChosen: boolean): void {
    if (isChosen) add([row]);
    else onChange({ ...cohort, studies: cohort.studies.filter((one) => one.row.handle !== row.handle) });
  }

  return (
    <div className={styles.page}>
      <section className={styles.sources} aria-label="Where the cohort comes from">
        {before}
        <div className={styles.tabs} role="group" aria-label="Source">
          {ORDER.map((one) => (
            <Button key={one} aria-pressed={one === source} onClick={() => setSource(one)}>
              {SOURCES[one]}
            </Button>
          ))}
        </div>
        {source === 'search' ? (
          <SearchPanel api={services.api} masked={masked} chosen={chosen} onToggle={toggle} onAdd={add} />
        ) : null}
        {source === 'numbers' ? <NumbersPanel exports={services.exports} onAdd={add} /> : null}
        {source === 'files' ? (
          <FilesPanel
            files={cohort.files}
            onAdd={(files) => onChange({ ...cohort, files: [...cohort.files, ...files] })}
            onEmpty={() => onChange({ ...cohort, files: [] })}
          />
        ) : null}
      </section>
      <CohortBasket
        cohort={cohort}
        onRemove={(study) => toggle(study.row, false)}
        onEmpty={() => onChange(NO_COHORT)}
        onNext={isEmptyCohort(cohort) ? undefined : () => onChosen(cohort)}
      />
    </div>
  );
}
