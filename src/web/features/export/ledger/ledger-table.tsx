import type { ExportLedger } from '../../../../contract/index.ts';
import { Button, presentClock, presentCount, presentDate } from '../../../ui/index.ts';
import { megabytes } from '../release/megabytes.ts';
import styles from './ledger.module.css';

type Row = ExportLedger['exports'][number];

const STATE_WORDS: Record<Row['state'], string> = {
  opened: 'opened',
  prepared: 'in review',
  'half-approved': 'half approved',
  disagreed: 'reviewers differ',
  approved: 'approved',
  releasing: 'being released',
  completed: 'released',
  ended: 'ended, nothing released',
};

export function LedgerTable({
  rows,
  onTell,
}: {
  readonly rows: readonly Row[];
  readonly onTell: ((row: Row) => void) | undefined;
}) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Exports">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Opened</th>
            <th scope="col">By</th>
            <th scope="col">State</th>
            <th scope="col">Purpose</th>
            <th scope="col">Recipient</th>
            <th scope="col">Destination</th>
            <th scope="col">Rests on</th>
            <th scope="col">Profile</th>
            <th scope="col" className={styles.number}>
              Images
            </th>
            <th scope="col" className={styles.number}>
              Size
            </th>
            <th scope="col">Approved by</th>
            <th scope="col">Manifest</th>
            {onTell === undefined ? null : <th scope="col">Log</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.exportId}>
              <td>
                {presentDate(row.openedAt.slice(0, 10))}, {presentClock(row.openedAt)}
              </td>
              <td title={row.sub}>{row.name}</td>
              <td>{STATE_WORDS[row.state]}</td>
              <td>{row.terms.purposeCode}</td>
              <td>{row.terms.recipientCode}</td>
              <td>{row.terms.destinationCode}</td>
              <td>{row.terms.reference.number}</td>
              <td>{row.terms.profile.code}</td>
              <td className={styles.number}>{row.instances === 0 ? '' : presentCount(row.instances)}</td>
              <td className={styles.number}>{row.byteLength === 0 ? '' : megabytes(row.byteLength)}</td>
              <td>{row.reviewers.join(', ')}</td>
              <td>
                <code title={row.manifestSha256 ?? undefined}>{row.manifestSha256?.slice(0, 12) ?? ''}</code>
              </td>
              {onTell === undefined ? null : (
                <td>
                  <Button kind="quiet" onClick={() => onTell(row)}>
                    All rows
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
