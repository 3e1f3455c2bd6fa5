import type { ExportPolicyAnswer } from '../../../../contract/index.ts';
import type { PlannedRelease } from '../../../../core/export/index.ts';
import { presentCount } from '../../../ui/index.ts';
import type { FinishedReview } from '../hand-over.ts';
import { megabytes } from './megabytes.ts';
import styles from './release.module.css';

export interface PlanTableProps {
  readonly review: FinishedReview;
  readonly policy: ExportPolicyAnswer['policy'] | undefined;
  readonly planned: PlannedRelease | undefined;
}

/** What will leave, to whom and why, as it will stand in the log. */
export function PlanTable({ review: { run, reviewed }, policy, planned }: PlanTableProps) {
  const { terms } = run;
  const labelOf = (list: readonly { code: string; label: string }[] | undefined, code: string): string =>
    list?.find((one) => one.code === code)?.label ?? code;
  const studies = new Set(reviewed.released.map(({ studyInstanceUID }) => studyInstanceUID)).size;
  const patients = new Set(reviewed.released.map(({ pseudonym }) => pseudonym)).size;
  const bytes = reviewed.released.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const hash = (
    <code className={styles.hash} data-testid="manifest-sha256">
      {planned?.manifestSha256}
    </code>
  );
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    ['Images', presentCount(reviewed.released.length)],
    ['Studies, patients', `${presentCount(studies)}, ${presentCount(patients)}`],
    ['Size', megabytes(planned?.facts.counts.byteLength ?? bytes)],
    ['Withheld in the review', presentCount(reviewed.withheld.length)],
    ['Refused by the engine', presentCount(run.refused.length)],
    ['Purpose', labelOf(policy?.purposes, terms.purposeCode)],
    ['Recipient', labelOf(policy?.recipients, terms.recipientCode)],
    ['Destination', labelOf(policy?.destinations, terms.destinationCode)],
    ['Rests on', `${terms.reference.kind.replaceAll('-', ' ')} ${terms.reference.number}`],
    ['Profile', terms.profile.code],
    [
      'Models that looked',
      reviewed.batch.modelSha256.length === 0
        ? 'none'
        : reviewed.batch.modelSha256.map((one) => one.slice(0, 12)).join(', '),
    ],
    ['SHA-256 of the manifest', planned === undefined ? 'after the last check' : hash],
    [
      'Files',
      planned === undefined
        ? 'after the last check'
        : `${presentCount(planned.facts.counts.files)}, with manifest, report and profile`,
    ],
  ];
  return (
    <>
      <h2 className={styles.title}>What will leave</h2>
      <table className={styles.table}>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
