import { useCallback, useEffect, useState } from 'react';
import type { ModelList, ModelMonitoring, ModelSwitch, OfferedModel } from '../../../contract/index.ts';
import { AppError } from '../../services/index.ts';
import type { ModelAdminApi } from '../../services/models/index.ts';
import { Button, Message, SelectField } from '../../ui/index.ts';
import { Installed } from './installed.tsx';
import { ModelCard } from './model-card.tsx';
import styles from './monitoring.module.css';

const PERIODS = [7, 30, 90, 365] as const;

interface Numbers {
  readonly list: ModelList;
  readonly monitoring: ModelMonitoring;
}

/** The administrator's page about models: what is installed, what it does here, and the switch. Numbers only. */
export function Monitoring({ api }: { readonly api: ModelAdminApi }) {
  const [days, setDays] = useState(30);
  const [numbers, setNumbers] = useState<Numbers>();
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(true);

  const ask = useCallback(
    async (work: () => Promise<unknown>) => {
      setBusy(true);
      try {
        await work();
        const [list, monitoring] = await Promise.all([api.list(), api.monitoring(days)]);
        setNumbers({ list, monitoring });
        setTrouble(undefined);
      } catch (error) {
        setTrouble(error instanceof AppError ? error.code : 'not-answered');
      } finally {
        setBusy(false);
      }
    },
    [api, days],
  );
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- the question is asked when the page opens, its answer comes later
    void ask(() => Promise.resolve());
  }, [ask]);
  const switchTo = (model: OfferedModel, to: ModelSwitch) => void ask(() => api.switchModel(model, to));

  return (
    <div className={styles.scroll} tabIndex={-1}>
      <main className={styles.page}>
        <div className={styles.head}>
          <h1>Models of this site</h1>
          <SelectField label="Period" value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {PERIODS.map((period) => (
              <option key={period} value={period}>
                last {period} days
              </option>
            ))}
          </SelectField>
          <Button disabled={isBusy} onClick={() => void ask(() => Promise.resolve())}>
            Ask again
          </Button>
        </div>
        {trouble === undefined ? null : (
          <Message role="alert" title="The numbers did not come, or the switch was not turned." code={trouble} />
        )}
        {numbers === undefined ? (
          trouble === undefined ? <Message title="Asking for the numbers" /> : null
        ) : (
          <>
            <Installed
              list={numbers.list}
              isBusy={isBusy}
              onSwitchOff={(model, reasonCode) => switchTo(model, { state: 'disabled', reasonCode })}
              onSwitchOn={(model) => switchTo(model, { state: 'enabled' })}
            />
            <Use monitoring={numbers.monitoring} />
          </>
        )}
      </main>
    </div>
  ); // prettier-ignore
}

function Use({ monitoring }: { readonly monitoring: ModelMonitoring }) {
  const others = Object.entries(monitoring.otherRefusals);
  return (
    <section aria-labelledby="use" className={styles.cards}>
      <h2 id="use">What they do at {monitoring.siteName}</h2>
      <p className={styles.quiet}>
        Numbers from recorded events; no patient, no study and no reader is in them. Drift is said when the last seven
        days differ from what was before: a stability index above 0.25 and above chance, or a share that moved by more
        than ten points and three standard errors.
        {monitoring.isWhole ? '' : ' There were more runs than are looked at: the oldest of the period are left out.'}
      </p>
      {monitoring.models.length === 0 ? <p>No model was run in this period.</p> : null}
      {monitoring.models.map((model) => (
        <ModelCard
          key={`${model.name} ${model.version} ${model.sha256}`}
          model={model}
          since={monitoring.since}
          until={monitoring.until}
        />
      ))}
      {others.length === 0 ? null : (
        <p className={styles.quiet}>
          Refused before anything was run: {others.map(([code, count]) => `${code} ${count}`).join(', ')}
        </p>
      )}
    </section>
  );
}
