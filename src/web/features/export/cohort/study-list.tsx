import type { StudyRow } from '../../../../contract/index.ts';
import { presentCount, presentDate, presentName } from '../../../ui/index.ts';
import styles from './cohort.module.css';

export interface StudyListProps {
  readonly rows: readonly StudyRow[];
  readonly masked: boolean;
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (row: StudyRow, isChosen: boolean) => void;
}

/** What was found. Who may not see identity gets no column for it: there is nothing to hide and nothing to hover. */
export function StudyList({ rows, masked, chosen, onToggle }: StudyListProps) {
  return (
    <table className={styles.table} aria-label="Matches">
      <thead>
        <tr>
          <th scope="col">
            <span className={styles.hidden}>In the cohort</span>
          </th>
          {masked ? null : (
            <>
              <th scope="col">Patient</th>
              <th scope="col">ID</th>
            </>
          )}
          <th scope="col">Date</th>
          <th scope="col">Modality</th>
          <th scope="col">Description</th>
          <th scope="col" className={styles.number}>
            Images
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={row.handle} className={row.restricted ? styles.restricted : undefined}>
            <td>
              <input
                type="checkbox"
                aria-label={rowName(row, at)}
                checked={chosen.has(row.handle)}
                disabled={row.restricted}
                onChange={(event) => onToggle(row, event.target.checked)}
              />
            </td>
            {masked ? null : (
              <>
                <td>{row.patientName === null ? '' : presentName(row.patientName)}</td>
                <td>{row.patientID ?? ''}</td>
              </>
            )}
            <td>{presentDate(row.studyDate)}</td>
            <td>{row.modalities.join(', ')}</td>
            <td>{row.restricted ? 'Restricted: does not leave' : (row.studyDescription ?? '')}</td>
            <td className={styles.number}>{row.instanceCount === null ? '' : presentCount(row.instanceCount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rowName({ modalities, studyDate, restricted }: StudyRow, at: number): string {
  const what = `Match ${at + 1}: ${modalities.join(', ')} of ${presentDate(studyDate)}`;
  return restricted ? `${what}, restricted` : what;
}
