import { useRef } from 'react';
import { useStore } from 'zustand';
import { aboveThreshold } from '../../../../core/findings/index.ts';
import type { AiResults, ShownRun } from '../../../services/ai-results/index.ts';
import { Button, presentName } from '../../../ui/index.ts';
import { HEAT_GRADIENT } from '../../../viewport/overlay/index.ts';
import type { ModelsDesk } from '../run/models-desk.ts';
import { backendWords, noticeWords } from '../run/words.ts';
import styles from './panel.module.css';

/** What came of runs over this study: what is drawn, and how. */
export function Results({ desk, results }: { readonly desk: ModelsDesk; readonly results: AiResults }) {
  const { runs, isVisible, fillOpacity, hasOutline } = useStore(results);
  if (runs.length === 0) return null;
  const { setVisible, setFill, setOutline } = results.getState();
  const hasAreas = runs.some(({ run: { result }, review }) => review.revealedAt !== undefined && (result.labelMap !== undefined || result.heatMaps.length > 0)); // prettier-ignore
  return (
    <section className={styles.results} aria-label="Results">
      <h2>Results</h2>
      <Button shortcut="A" onClick={() => setVisible(!isVisible)} aria-pressed={isVisible}>
        {isVisible ? 'Hide all AI marks' : 'Show AI marks'}
      </Button>
      {hasAreas ? (
        <>
          <label className={styles.slider}>
            <span>Opacity of areas {Math.round(fillOpacity * 100)} %</span>
            <input type="range" min={0} max={1} step={0.05} value={fillOpacity} onChange={(event) => setFill(Number(event.target.value))} />
          </label>
          <label className={styles.check}>
            <input type="checkbox" checked={hasOutline} onChange={(event) => setOutline(event.target.checked)} /> Outline of areas
          </label>
        </>
      ) : null}
      {runs.map((shown) => (
        <RunCard key={shown.run.runUID} shown={shown} desk={desk} results={results} />
      ))}
    </section>
  ); // prettier-ignore
}

interface RunCardProps {
  readonly shown: ShownRun;
  readonly desk: ModelsDesk;
  readonly results: AiResults;
}

const STALE = {
  'new-images': 'Outdated: the series has other images now. It cannot be accepted; run the model again.',
  'model-changed': 'Outdated: another version of the model is installed. It cannot be accepted; run the model again.',
  'model-disabled': 'The site has switched this model off. Its result cannot be accepted.',
} as const;

function RunCard({ shown, desk, results }: RunCardProps) {
  const { run, review, isVisible } = shown;
  const isHidden = review.revealedAt === undefined;
  return (
    <article className={styles.run} aria-label={`Result of ${run.model.name}`} data-testid={`ai-result-${run.model.name}`}>
      <h3>{run.model.title}</h3>
      <p className={styles.unverified}>
        {review.isSigned ? 'AI – signed' : 'AI – not verified'}: {run.model.name} {run.model.version}
      </p>
      <p className={styles.quiet}>
        {run.stored === undefined
          ? `Ran on the ${backendWords(run.backend)} in ${((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000).toFixed(1)} s over ${run.sopInstanceUIDs.length === 1 ? '1 image' : `${run.sopInstanceUIDs.length} images`}`
          : `From a report in the archive${run.stored.by === undefined ? '' : `, signed by ${presentName(run.stored.by)}`}`}
      </p>
      {review.stale === undefined ? null : <p className={styles.stale} role="alert">{STALE[review.stale]}</p>}
      {run.result.notices.map((notice) => (
        <p key={notice} className={styles.quiet}>{noticeWords(notice)}</p>
      ))}
      {isHidden ? (
        <>
          <p>The result is ready and stays hidden until your own first read is done.</p>
          <Button onClick={() => void desk.reveal(run.runUID)}>First read done: show {run.model.name}</Button>
        </>
      ) : (
        <>
          <label className={styles.check}>
            <input type="checkbox" checked={isVisible} onChange={(event) => results.getState().showRun(run.runUID, event.target.checked)} /> Draw
            this result
          </label>
          <Above shown={shown} />
          <Threshold shown={shown} desk={desk} results={results} />
          <Segments shown={shown} results={results} />
          {run.result.heatMaps.length === 0 ? null : <Legend />}
        </>
      )}
    </article>
  ); // prettier-ignore
}

/** How much is above the threshold; never that a study is normal. */
function Above({ shown: { review } }: { readonly shown: ShownRun }) {
  const findings = review.findings.map(({ finding }) => finding);
  const count = aboveThreshold(findings, review.threshold).length;
  const threshold = review.threshold === undefined ? '' : ` threshold ${review.threshold.toFixed(2)}`;
  const hasScores = findings.some(({ score }) => score !== undefined);
  if (findings.length === 0 && threshold === '') return <p data-testid="ai-above">Nothing found by this model</p>;
  return (
    <p data-testid="ai-above">
      {count === 0 ? `Nothing above${threshold}` : hasScores ? `${count} above${threshold}` : `${count} found`}
    </p>
  );
}

function Threshold({ shown, desk, results }: RunCardProps) {
  const { run, review, showsBelowThreshold } = shown;
  const before = useRef(review.threshold);
  const hasScores = review.findings.some(({ finding }) => finding.score !== undefined);
  if (review.threshold === undefined || !hasScores) return null;
  const rest = (): void => {
    const from = before.current;
    before.current = results.getState().runs.find((one) => one.run.runUID === run.runUID)?.review.threshold;
    void desk.thresholdSet(run.runUID, from);
  };
  return (
    <>
      <label className={styles.slider}>
        <span>Threshold {review.threshold.toFixed(2)}</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.01}
          value={review.threshold}
          disabled={review.isSigned}
          onChange={(event) => results.getState().act(run.runUID, { kind: 'set-threshold', threshold: Number(event.target.value) })}
          onPointerUp={rest}
          onKeyUp={rest}
          onBlur={rest}
        />
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={showsBelowThreshold}
          onChange={(event) => results.getState().showBelowThreshold(run.runUID, event.target.checked)}
        />{' '}
        Draw what is below the threshold too
      </label>
    </>
  ); // prettier-ignore
}

function Segments({ shown, results }: Pick<RunCardProps, 'shown' | 'results'>) {
  const { run, review, hiddenSegments } = shown;
  const segments = run.result.labelMap?.segments ?? [];
  if (segments.length === 0) return null;
  return (
    <ul className={styles.list}>
      {segments.map(({ number, finding, colour }) => {
        const reviewed = review.findings.find(({ finding: { trackingUID } }) => trackingUID === finding.trackingUID);
        return (
          <li key={number} className={styles.segment}>
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={!hiddenSegments.has(number)}
                onChange={(event) => results.getState().showSegment(run.runUID, number, event.target.checked)}
              />
              <i style={{ background: `rgb(${(colour ?? [242, 182, 60]).join(' ')})` }} />
              {(reviewed?.finding ?? finding).trackingIdentifier}
            </label>
            <dl className={styles.numbers}>
              {finding.measurements.map(({ concept, derivation, value, unit }, index) => (
                <div key={index}>
                  <dt>{derivation === undefined ? concept.meaning : `${concept.meaning} (${derivation.meaning})`}</dt>
                  <dd>
                    {shownNumber(value)} {unit.value === "[hnsf'U]" ? 'HU' : unit.value}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}

/** Groups of three by hand: the browser takes 40 ms of the page for the first number that it groups. */
function shownNumber(value: number): string {
  if (Math.abs(value) < 100) return value.toFixed(1);
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

function Legend() {
  return (
    <figure className={styles.legend}>
      <div style={{ background: HEAT_GRADIENT }} />
      <figcaption>
        <span>0</span>
        <span>score of the model</span>
        <span>1</span>
      </figcaption>
    </figure>
  );
}
