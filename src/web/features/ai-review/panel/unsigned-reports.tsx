import { presentDate } from '../../../ui/index.ts';
import type { UnsignedReport } from '../review-store.ts';
import styles from './review.module.css';

/** Results of models in the archive that nobody stands for: which there are, and why they cannot be decided about here. */
export function UnsignedReports({ reports }: { readonly reports: readonly UnsignedReport[] }) {
  if (reports.length === 0) return null;
  return (
    <section className={styles.group} aria-label="Reports that nobody has signed" data-testid="ai-unsigned">
      <h3>Not signed by anybody</h3>
      <ul className={styles.list}>
        {reports.map(({ sopInstanceUID, name, version, date }) => (
          <li key={sopInstanceUID}>
            {name} {version}, report of {presentDate(date)}
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>
        Made outside this viewer, so it is not drawn and cannot be signed here: no run of it is in the log, and nobody
        has looked at its findings. Open it among the series to read it as a report; to decide about findings and sign
        them, run the model here.
      </p>
    </section>
  );
}
