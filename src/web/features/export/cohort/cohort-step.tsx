import { useState } from 'react';
import type { StudyRow } from '../../../../contract/index.ts';
import type { ExportServices } from '../export-services.ts';
import { isEmptyCohort, type ChosenCohort } from './chosen-cohort.ts';
import { CohortBasket } from './cohort-basket.tsx';
import { SearchPanel } from './search-panel.tsx';
import styles from './cohort.module.css';

export interface CohortStepProps {
  readonly services: ExportServices;
  readonly cohort: ChosenCohort;
  readonly onChange: (cohort: ChosenCohort) => void;
  readonly onChosen: (cohort: ChosenCohort) => void;
}

export function CohortStep({ services, cohort, onChange, onChosen }: CohortStepProps) {
  const { masked } = services.person;
  const chosen = new Set(cohort.studies.map(({ row }) => row.handle));
  const [source, setSource] = useState<'search'>('search');

  function add(rows: readonly StudyRow[]): void {
    const fresh = rows.filter(({ handle }) => !chosen.has(handle)).map((row) => ({ kind: 'archive', row }) as const);
    onChange({ ...cohort, studies: [...cohort.studies, ...fresh] });
  }

  function toggle(row: StudyRow, isChosen: boolean): void {
    if (isChosen) add([row]);
    else onChange({ ...cohort, studies: cohort.studies.filter((one) => one.row.handle !== row.handle) });
  }

  void setSource;
  return (
    <div className={styles.page}>
      <section className={styles.sources} aria-label="Where the cohort comes from">
        {source === 'search' ? (
          <SearchPanel api={services.api} masked={masked} chosen={chosen} onToggle={toggle} onAdd={add} />
        ) : null}
      </section>
      <CohortBasket
        cohort={cohort}
        masked={masked}
        onRemove={(study) => toggle(study.row, false)}
        onEmpty={() => onChange({ studies: [], files: [] })}
        onNext={isEmptyCohort(cohort) ? undefined : () => onChosen(cohort)}
      />
    </div>
  );
}
