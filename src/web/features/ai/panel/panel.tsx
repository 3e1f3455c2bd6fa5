import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { OfferedModel } from '../../../../contract/index.ts';
import type { AiResults } from '../../../services/ai-results/index.ts';
import { Button, Message, useNow } from '../../../ui/index.ts';
import type { ModelsDesk } from '../run/models-desk.ts';
import type { Failure, Offer, Running } from '../run/runs-store.ts';
import { backendReasonWords, backendWords, failureWords, reasonWords, stageWords, timeWords } from '../run/words.ts';
import { ModelCard } from './model-card.tsx';
import { Results } from './results.tsx';
import styles from './panel.module.css';

export interface PanelProps {
  readonly desk: ModelsDesk;
  readonly results: AiResults;
  /** The review of what was found; stands below the results. */
  readonly review: ReactNode;
}

/** Models for the series in the active viewport, the run that is under way, and what came of runs. */
export function Panel({ desk, results, review }: PanelProps) {
  const { catalogue, running, failure, unrecorded, seriesLabel } = useStore(desk.store);
  const [card, setCard] = useState<OfferedModel>();
  return (
    <div className={styles.panel}>
      <h2>AI models</h2>
      <p className={styles.quiet}>
        {seriesLabel === undefined ? 'Show a series of images to see which models take it.' : `For ${seriesLabel}`}
      </p>
      {typeof catalogue === 'object' ? (
        <Message
          role="alert"
          title="The list of models did not come."
          code={catalogue.failed}
          actions={<Button onClick={() => void desk.refresh()}>Ask for the list again</Button>}
        />
      ) : null}
      {catalogue === 'loading' ? <Message title="Asking which models this site offers" /> : null}
      {failure === undefined ? null : <Failed failure={failure} />}
      {running === undefined ? null : <Progress running={running} onAbort={desk.abort} />}
      {unrecorded === undefined ? null : (
        <Message
          role="alert"
          title="Not recorded, so not shown"
          code="not-recorded"
          actions={<Button onClick={() => void desk.recordAgain()}>Record the run again</Button>}
        >
          The result of {unrecorded.model.name} is kept in this window until the audit service answers.
        </Message>
      )}
      {catalogue === 'ready' ? <Offers desk={desk} onCard={setCard} /> : null}
      <Results desk={desk} results={results} />
      {review}
      {card === undefined ? null : <ModelCard desk={desk} model={card} onClose={() => setCard(undefined)} />}
    </div>
  );
}

function Failed({ failure: { model, code, reasons } }: { readonly failure: Failure }) {
  return (
    <Message role="alert" title={`${model.title}: no result`} code={[code, ...reasons].join(' / ')}>
      {failureWords(code)} {reasons.length === 0 ? '' : `Reasons: ${reasonWords(reasons)}.`}
    </Message>
  );
}

function Progress({ running, onAbort }: { readonly running: Running; readonly onAbort: () => void }) {
  const { model, stage, backend, backendWhy, foreseen } = running;
  const now = useNow(1000);
  const isSilent = stage === 'run' && foreseen !== undefined;
  // Never said to be done before it is.
  const share = isSilent ? Math.min(0.95, Math.max(0, now - foreseen.since) / foreseen.ms) : running.share;
  const why = backendWhy === undefined ? undefined : backendReasonWords(backendWhy);
  return (
    <section className={styles.running} aria-label="Run under way" data-testid="ai-running">
      <b>{model.title}</b>
      <output>
        {stageWords(stage)} {stage === 'read' || stage === 'run' ? `${Math.floor(share * 100)} %` : ''}
        {isSilent ? `, ${timeWords(foreseen.ms)} in all` : ''}
      </output>
      <progress aria-label={`Progress of ${model.title}`} max={1} value={share} />
      <span className={styles.quiet}>
        {backend === undefined ? '' : `On the ${backendWords(backend)}`}
        {why === undefined ? '' : `: ${why}`}
      </span>
      <Button onClick={onAbort}>Stop {model.name}</Button>
    </section>
  );
}

function Offers({ desk, onCard }: { readonly desk: ModelsDesk; readonly onCard: (model: OfferedModel) => void }) {
  const { offers, refused, running, unrecorded } = useStore(desk.store);
  const fitting = offers.filter(({ fit }) => fit === undefined || fit.code === undefined);
  const others = offers.filter(({ fit }) => fit?.code !== undefined);
  const isBusy = running !== undefined || unrecorded !== undefined;
  return (
    <section aria-label="Models of this site">
      {fitting.length === 0 ? (
        <p className={styles.quiet}>No model of this site takes this series.</p>
      ) : (
        <ul className={styles.list}>
          {fitting.map((offer) => (
            <OfferRow key={keyOf(offer)} offer={offer} isBusy={isBusy} onCard={onCard} onRun={(model) => void desk.run(model)} />
          ))}
        </ul>
      )}
      {others.length + refused.length === 0 ? null : (
        <details className={styles.others}>
          <summary>Not for this series ({others.length + refused.length})</summary>
          <ul className={styles.list}>
            {others.map((offer) => (
              <li key={keyOf(offer)} className={styles.offer}>
                <b>{offer.model.title}</b>
                <span className={styles.quiet}>
                  {failureWords(offer.fit?.code ?? '')} {reasonWords(offer.fit?.reasons ?? [])}
                </span>
                <CardButton model={offer.model} onCard={onCard} />
              </li>
            ))}
            {refused.map(({ folder, code }) => (
              <li key={folder} className={styles.offer}>
                <b>{folder}</b>
                <span className={styles.quiet}>
                  {failureWords(code)} Code: {code}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  ); // prettier-ignore
}

const keyOf = ({ model }: Offer): string => `${model.name} ${model.version} ${model.sha256}`;

interface OfferRowProps {
  readonly offer: Offer;
  readonly isBusy: boolean;
  readonly onCard: (model: OfferedModel) => void;
  readonly onRun: (model: OfferedModel) => void;
}

function OfferRow({ offer: { model, fit }, isBusy, onCard, onRun }: OfferRowProps) {
  return (
    <li className={styles.offer}>
      <b>{model.title}</b>
      <span className={styles.quiet}>
        {model.name} {model.version}, {model.clearance ?? 'for research only'}
      </span>
      <div className={styles.acts}>
        <Button disabled={isBusy || fit === undefined} onClick={() => onRun(model)}>
          {fit === undefined ? 'Checking the series' : `Run ${model.name}`}
        </Button>
        <CardButton model={model} onCard={onCard} />
      </div>
    </li>
  );
}

function CardButton({ model, onCard }: { readonly model: OfferedModel; readonly onCard: (model: OfferedModel) => void }) {
  return (
    <Button kind="quiet" onClick={() => onCard(model)} aria-label={`Card of ${model.name}`}>
      Card
    </Button>
  );
} // prettier-ignore
