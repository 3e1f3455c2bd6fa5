import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StudyRow } from '../../../contract/index.ts';
import { isImageSet, TAG, text, type Dataset } from '../../services/dicomweb/index.ts';
import { Button } from '../../ui/index.ts';
import { ageAt, dayOf, personName } from './dates.ts';
import type { ReadingState, ReadingStore } from './reading-store.ts';
import styles from './reading.module.css';

export interface ReadingHeaderProps {
  readonly store: ReadingStore;
  readonly row: StudyRow | null;
  /** What changes the meaning of the pictures, in words. */
  readonly extra?: ReactNode;
  readonly accountMenu: ReactNode;
  readonly onClose: () => void;
}

/** Who is read, which study, and the way out. */
export function ReadingHeader({ store, row, extra, accountMenu, onClose }: ReadingHeaderProps) {
  const dataset = useStore(store, anyDataset);
  const name = personName(text(dataset, TAG.PatientName) ?? row?.patientName ?? undefined);
  const id = text(dataset, TAG.PatientID) ?? row?.patientID ?? undefined;
  const studyDate = text(dataset, TAG.StudyDate) ?? row?.studyDate;
  const birthDate = text(dataset, TAG.PatientBirthDate) ?? row?.patientBirthDate ?? undefined;
  const sex = text(dataset, TAG.PatientSex) ?? row?.patientSex ?? '';
  const age = ageAt(birthDate, studyDate);
  const description = text(dataset, TAG.StudyDescription) ?? row?.studyDescription ?? '';
  const isKnown = dataset !== undefined || row !== null;
  return (
    <header className={styles.header}>
      <Button shortcut="Shift Esc" onClick={onClose}>
        Close study
      </Button>
      {isKnown ? (
        <h1 className={styles.patient}>
          <b>{name === '' ? 'Name: not in header' : name}</b>
          <span>{[sex, age === undefined ? '' : `${age} y`].filter(Boolean).join(' ')}</span>
          <span>ID {id ?? 'not in header'}</span>
          <span>{birthDate === undefined || birthDate === '' ? '' : `born ${dayOf(birthDate)}`}</span>
        </h1>
      ) : (
        <h1 className={styles.patient}>Study is opening</h1>
      )}
      <span className={styles.study}>{[description, dayOf(studyDate)].filter(Boolean).join(', ')}</span>
      {extra}
      <div className={styles.account}>{accountMenu}</div>
    </header>
  );
}

/** The header of any image or object of the study: the patient is the same in all of them. */
function anyDataset({ cells, active, series }: ReadingState): Dataset | undefined {
  const set =
    cells[active]?.set ??
    cells.find((cell) => cell.set !== undefined)?.set ??
    series.find((entry) => entry.sets[0])?.sets[0];
  if (set === undefined) return undefined;
  return isImageSet(set) ? set.frames[0]?.dataset : set.dataset;
}
