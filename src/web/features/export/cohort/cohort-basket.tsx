import { Button, presentCount, presentDate } from '../../../ui/index.ts';
import type { ArchiveStudy, ChosenCohort } from './chosen-cohort.ts';
import { estimateOf, presentBytes } from './estimate.ts';
import styles from './cohort.module.css';

export interface CohortBasketProps {
  readonly cohort: ChosenCohort;
  readonly onRemove: (study: ArchiveStudy) => void;
  readonly onEmpty: () => void;
  readonly onNext: (() => void) | undefined;
}

/** Longer lists say little that their sums do not say. */
const MOST_SHOWN = 200;

/** What was chosen, how much that is about, and what of it is known not to leave. */
export function CohortBasket({ cohort, onRemove, onEmpty, onNext }: CohortBasketProps) {
  const { studies, files, instances, byteLength, refusals } = estimateOf(cohort);
  return (
    <aside className={styles.basket} aria-label="Cohort">
      <h2 className={styles.heading}>Cohort</h2>
      <dl className={styles.sums}>
        <dt>Studies</dt>
        <dd>{presentCount(studies)}</dd>
        <dt>Files</dt>
        <dd>{presentCount(files)}</dd>
        <dt>Images</dt>
        <dd>{instances === undefined ? 'not counted by the archive' : presentCount(instances + files)}</dd>
        <dt>Size, about</dt>
        <dd>{studies + files === 0 ? '-' : presentBytes(byteLength)}</dd>
      </dl>
      <h3 className={styles.subheading}>Will be refused</h3>
      {refusals.length === 0 ? (
        <p className={styles.quiet}>
          Nothing that is known before the files are read. Each input that is refused later is listed with its reason.
        </p>
      ) : (
        <ul className={styles.refusals}>
          {refusals.map(({ code, count, why }) => (
            <li key={code}>
              <span className={styles.count}>{presentCount(count)}</span> {why} <code>{code}</code>
            </li>
          ))}
        </ul>
      )}
      <ul className={styles.chosen} aria-label="Chosen studies">
        {cohort.studies.slice(0, MOST_SHOWN).map((study, at) => (
          <li key={study.row.handle}>
            <span>
              Study {at + 1}: {study.row.modalities.join(', ')}, {presentDate(study.row.studyDate)}
            </span>
            <Button kind="quiet" onClick={() => onRemove(study)} aria-label={`Remove study ${at + 1} from the cohort`}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {cohort.studies.length > MOST_SHOWN ? (
        <p className={styles.quiet}>and {presentCount(cohort.studies.length - MOST_SHOWN)} more</p>
      ) : null}
      <div className={styles.actions}>
        <Button onClick={onEmpty} disabled={studies + files === 0}>
          Empty the cohort
        </Button>
        <Button kind="primary" onClick={onNext} disabled={onNext === undefined}>
          {studies + files === 0 ? 'Choose the profile' : `Choose the profile for ${whatIn(studies, files)}`}
        </Button>
      </div>
    </aside>
  );
}

function whatIn(studies: number, files: number): string {
  const counted = (count: number, one: string, many: string): string =>
    count === 0 ? '' : `${presentCount(count)} ${count === 1 ? one : many}`;
  return [counted(studies, 'study', 'studies'), counted(files, 'file', 'files')].filter(Boolean).join(' and ');
}
