import { useMemo, type KeyboardEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { MeasurementReport, Reference, StructuredReport } from '../../../../core/sr/index.ts';
import { readReport } from '../../../../core/sr/index.ts';
import type { OtherObject } from '../../../services/dicomweb/index.ts';
import { personName } from '../dates.ts';
import { headerOf } from '../measurements/json-header.ts';
import type { ReadingStore } from '../reading-store.ts';
import { FindingsTable } from './findings-table.tsx';
import { showBeside, superseded, targetOf } from './report-links.ts';
import { ReportTree } from './report-tree.tsx';
import { leftOver, meaningOf, standing, writtenWords } from './report-words.ts';
import styles from './report.module.css';

export interface ReportViewProps {
  readonly at: number;
  readonly object: OtherObject;
  readonly store: ReadingStore;
}

/** Reads the header of a report. Undefined where it is none, whatever is wrong with it. */
export function readObject(object: OtherObject): StructuredReport | undefined {
  try {
    return readReport(headerOf(object.dataset));
  } catch {
    // Said in the viewport, with a code; a broken document of others must not take the page with it.
    return undefined;
  }
}

/** A document as something to read: what it is, its findings as a table, all of it as a tree with links to images. */
export function ReportView({ at, object, store, report }: ReportViewProps & { report: StructuredReport }) {
  const series = useStore(store, (state) => state.series);
  const sets = useMemo(() => series.flatMap((entry) => entry.sets), [series]);
  const { header, tree } = report;
  const link = (reference: Reference): ReactNode => {
    const target = targetOf(sets, reference);
    if (target === undefined) return <span className={styles.missing}>an object that is not in this study</span>;
    return (
      <button type="button" className={styles.link} onClick={() => showBeside(store, at, target)}>
        Show {target.words}
      </button>
    );
  };
  const over = leftOver(report);
  return (
    // Keys move between the lines of the document; it is a region to read, with controls of its own.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above
    <article
      className={styles.report}
      data-testid="report"
      data-own-keys
      aria-label={meaningOf(header.title) || 'Report'}
      onKeyDown={walk}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys */}
      <header className={styles.head} tabIndex={0}>
        <h2 className={styles.title}>{meaningOf(header.title) || meaningOf(tree.concept) || object.what}</h2>
        <p>
          {[standing(header), writtenWords(header)].filter(Boolean).join('. ')}
          {header.predecessors.length === 0 ? '' : '. Takes the place of an earlier document'}
        </p>
        {superseded(sets).has(object.sopInstanceUID) ? (
          <p className={styles.superseded}>An earlier version: a newer document of this study takes its place.</p>
        ) : null}
        {report.kind === 'measurement-report' ? <Observers report={report} /> : null}
      </header>
      {report.kind === 'measurement-report' ? <FindingsTable report={report} link={link} /> : null}
      {over.length === 0 ? null : (
        <details>
          <summary className={styles.summary}>
            {over.length === 1 ? '1 item' : `${over.length} items`} could not be placed
          </summary>
          <ul className={styles.children}>
            {over.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
      <h3 className={styles.section}>The whole document</h3>
      <ul className={styles.tree}>
        <ReportTree item={tree} link={link} />
      </ul>
    </article>
  );
}

function Observers({ report }: { report: MeasurementReport }) {
  const { persons, devices } = report;
  const lines = [
    ...persons.map(({ name, organisation }) => [personName(name), organisation].filter(Boolean).join(', ')),
    ...devices.map(({ name, modelName, manufacturer }) => `device: ${[name, modelName, manufacturer].filter((part, at, all) => part !== undefined && part !== '' && all.indexOf(part) === at).join(', ')}`),
  ]; // prettier-ignore
  return lines.length === 0 ? null : <p>By {lines.join('; ')}</p>;
}

/** Up and down go from control to control, right and left open and close. Other keys stay those of the screen. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const controls = [...event.currentTarget.querySelectorAll<HTMLElement>('header, summary, button')];
  const now = controls.findIndex((control) => control === document.activeElement);
  const details =
    document.activeElement?.matches('summary') === true ? document.activeElement.closest('details') : null;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const next = controls[Math.max(0, now + (event.key === 'ArrowDown' ? 1 : -1))];
    if (next === undefined || next === document.activeElement) return;
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  } else if (event.key === 'ArrowRight' && details !== null) details.open = true;
  else if (event.key === 'ArrowLeft' && details !== null) details.open = false;
  else return;
  event.preventDefault();
}
