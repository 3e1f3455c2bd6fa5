import type { MonitoredModel } from '../../../contract/index.ts';
import { Bars } from './bars.tsx';
import { driftWords, secondsWords, shareWords, spreadWords } from './words.ts';
import styles from './monitoring.module.css';

export interface ModelCardProps {
  readonly model: MonitoredModel;
  /** Of the period, as instants. */
  readonly since: string;
  readonly until: string;
}

/** One version of one model, in numbers. */
export function ModelCard({ model, since, until }: ModelCardProps) {
  const { decisions, runs, drift } = model;
  const days = everyDay(model.days, since, until);
  const decided = decisions.accepted + decisions.edited + decisions.rejected;
  const title = `${model.name} ${model.version}`;
  return (
    <article className={styles.card} aria-label={title} data-testid={`monitored-${model.name}`}>
      <h3>
        {title}
        {model.isDisabled ? ' – switched off' : ''}
      </h3>
      <Drift drift={drift} />
      <dl className={styles.facts}>
        <Fact name="Runs completed, failed, stopped" value={`${runs.completed}, ${runs.failed}, ${runs.cancelled}`} />
        <Fact name="Signed, not signed" value={`${model.signed}, ${model.unsigned}`} />
        <Fact name="Accepted as found" value={`${decisions.accepted} (${shareWords(decisions.accepted, decided)})`} />
        <Fact name="Accepted with changes" value={`${decisions.edited} (${shareWords(decisions.edited, decided)})`} />
        <Fact name="Rejected" value={`${decisions.rejected} (${shareWords(decisions.rejected, decided)})`} />
        <Fact name="Reasons for rejecting" value={countsWords(model.rejections)} />
        <Fact name="Changed by, mm" value={spreadWords(model.editMm, (value) => value.toFixed(1))} />
        <Fact name="Series refused, and why" value={countsWords(model.refusals)} />
        <Fact name="Time of a run" value={spreadWords(model.durationMs, secondsWords)} />
        <Fact name="Hidden until the first read" value={spreadWords(model.revealAfterMs, secondsWords)} />
        <Fact name="Images in a series" value={spreadWords(model.images, (value) => value.toFixed(0))} />
        <Fact name="Between slices, mm" value={spreadWords(model.sliceSpacingMm, (value) => value.toFixed(2))} />
        <Fact name="Ran on" value={countsWords(model.backends)} />
        <Fact name="SHA-256 of the model" value={`${model.sha256.slice(0, 16)}…`} />
      </dl>
      <div className={styles.charts}>
        <Bars
          label="Runs per day"
          bars={days.map(({ day, runs: count }) => ({ name: day, value: count }))}
          from={days[0]?.day ?? ''}
          to={days.length > 1 ? (days.at(-1)?.day ?? '') : ''}
        />
        <Bars
          label="Rejected findings per day"
          bars={days.map(({ day, rejected }) => ({ name: day, value: rejected }))}
          from={days[0]?.day ?? ''}
          to={days.length > 1 ? (days.at(-1)?.day ?? '') : ''}
        />
        {model.scores === undefined ? null : (
          <Bars
            label="Findings by score"
            bars={model.scores.map((value, at) => ({ name: `${(at / 10).toFixed(1)} to ${((at + 1) / 10).toFixed(1)}`, value }))}
            from="0"
            to="1"
          />
        )}
      </div>
    </article>
  ); // prettier-ignore
}

function Drift({ drift }: { readonly drift: MonitoredModel['drift'] }) {
  const compared = `${countOf(drift.comparedRuns)} of the last seven days against ${drift.referenceRuns} before them`;
  if (drift.state === 'too-few') return <p className={styles.quiet}>Too few runs to say whether anything drifts: {compared}.</p>; // prettier-ignore
  if (drift.state === 'steady') return <p className={styles.quiet}>Steady: {compared}.</p>;
  return (
    <div className={styles.alert} role="status" data-testid="drift">
      <b>Drift: {compared}</b>
      <ul>
        {drift.findings.map((finding) => (
          <li key={finding.of}>{driftWords(finding)}</li>
        ))}
      </ul>
      <p>
        Look at what changed (scanner, protocol, patients, version). Switch the model off above if you are not sure.
      </p>
    </div>
  );
}

const countOf = (runs: number): string => (runs === 1 ? '1 run' : `${runs} runs`);

/** Days without a run are days too. */
function everyDay(days: MonitoredModel['days'], since: string, until: string): MonitoredModel['days'] {
  const known = new Map(days.map((one) => [one.day, one]));
  const all: MonitoredModel['days'] = [];
  for (let at = Date.parse(since.slice(0, 10)); at <= Date.parse(until); at += 24 * 60 * 60_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    all.push(known.get(day) ?? { day, runs: 0, accepted: 0, edited: 0, rejected: 0 });
  }
  return all;
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function countsWords(counts: Readonly<Record<string, number>>): string {
  const entries = Object.entries(counts);
  return entries.length === 0 ? 'none' : entries.map(([code, count]) => `${code} ${count}`).join(', ');
}
