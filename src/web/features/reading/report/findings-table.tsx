import type { ReactNode } from 'react';
import { type ImageReference, imagesOf } from '../../../../core/findings/index.ts';
import type { MeasurementReport, ReadFinding, Reference } from '../../../../core/sr/index.ts';
import { personName } from '../dates.ts';
import { codeOf, meaningOf, measurementWords, momentWords, numberWords } from './report-words.ts';
import styles from './report.module.css';

export interface FindingsTableProps {
  readonly report: MeasurementReport;
  readonly link: (reference: Reference) => ReactNode;
}

export function FindingsTable({ report, link }: FindingsTableProps) {
  if (report.findings.length === 0)
    return (
      <p>
        No finding in this report.
        {report.silentAlgorithms.map(({ name, version, parameters = [] }) => (
          <span key={`${name} ${version}`}>
            {' '}
            {name} {version} found nothing above its threshold ({parameters.join(', ')}).
          </span>
        ))}
      </p>
    );
  // Where the findings do not say it one by one, the head of the report says it for all.
  const hasAuthors = report.findings.some((finding) => byWords(finding) !== '');
  return (
    <table className={styles.table}>
      <caption>{report.findings.length === 1 ? '1 finding' : `${report.findings.length} findings`}</caption>
      <thead>
        <tr>
          <th scope="col">Finding</th>
          <th scope="col">Measured</th>
          <th scope="col">Where</th>
          {hasAuthors ? <th scope="col">By</th> : null}
        </tr>
      </thead>
      <tbody>
        {report.findings.map((finding) => (
          <tr key={finding.path.join('.')}>
            <th scope="row">
              <Named finding={finding} />
            </th>
            <td>
              <Numbers finding={finding} />
            </td>
            <td>
              <Places finding={finding} link={link} />
            </td>
            {hasAuthors ? <td>{byWords(finding)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Named({ finding }: { finding: ReadFinding }) {
  const { trackingIdentifier, type, sites } = finding;
  const site = sites.map(({ anatomy, laterality }) => [meaningOf(laterality), meaningOf(anatomy)].filter(Boolean).join(' ')).join(', '); // prettier-ignore
  return (
    <>
      <span>{trackingIdentifier ?? 'Not named'}</span>
      {type === undefined ? null : <span title={codeOf(type)}>{meaningOf(type)}</span>}
      {site === '' ? null : <span title={codeOf(sites[0]?.anatomy)}>{site}</span>}
    </>
  );
}

function Numbers({ finding }: { finding: ReadFinding }) {
  const { measurements, evaluations, score } = finding;
  return (
    <ul className={styles.plain}>
      {score === undefined ? null : (
        <li title={codeOf(score.concept)}>
          {meaningOf(score.concept)}: {numberWords(score.value * 100)} %
        </li>
      )}
      {measurements.map((measurement, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a document does not change
        <li key={at} title={codeOf(measurement.concept)}>
          {measurementWords(measurement)}
        </li>
      ))}
      {evaluations.map(({ concept, answer }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a document does not change
        <li key={at} title={codeOf(concept)}>
          {meaningOf(concept)}: {typeof answer === 'string' ? answer : meaningOf(answer)}
        </li>
      ))}
    </ul>
  );
}

function Places({ finding, link }: { finding: ReadFinding; link: FindingsTableProps['link'] }) {
  const along = [...finding.measurements, ...finding.evaluations].flatMap((one) =>
    one.along === undefined ? [] : [one.along],
  );
  const all: ImageReference[] = [...finding.regions, ...along].flatMap((region) => [...imagesOf(region)]);
  const images = [...all, ...finding.images];
  const once = [
    ...new Map(images.map((image) => [`${image.sopInstanceUID} ${image.frames?.join(' ')}`, image])).values(),
  ];
  return (
    <ul className={styles.plain}>
      {once.map((image) => (
        <li key={`${image.sopInstanceUID} ${image.frames?.join(' ')}`}>{link(image)}</li>
      ))}
    </ul>
  );
}

const DECISIONS = { accepted: 'accepted', edited: 'edited', rejected: 'rejected', drawn: 'drawn' } as const;

function byWords({ decision, algorithm }: ReadFinding): string {
  const found = algorithm === undefined ? '' : `found by ${algorithm.name} ${algorithm.version}`;
  if (decision === undefined || decision.kind === 'undecided') return found;
  const when = momentWords(decision.at.replaceAll(/[-:T]/g, ''));
  const decided = `${DECISIONS[decision.kind]} by ${personName(decision.by.name)}, ${when}`;
  return [found, decided].filter(Boolean).join('; ');
}
