import { useState } from 'react';
import { type ModelList, type OfferedModel, SWITCH_REASONS } from '../../../contract/index.ts';
import { Button, Dialog, presentDate, SelectField } from '../../ui/index.ts';
import { reasonWords, SWITCH_WORDS } from './words.ts';
import styles from './monitoring.module.css';

export interface InstalledProps {
  readonly list: ModelList;
  readonly isBusy: boolean;
  readonly onSwitchOff: (model: OfferedModel, reasonCode: (typeof SWITCH_REASONS)[number]) => void;
  readonly onSwitchOn: (model: OfferedModel) => void;
}

/** What is installed and whether it may be used. */
export function Installed({ list, isBusy, onSwitchOff, onSwitchOn }: InstalledProps) {
  const [asked, setAsked] = useState<OfferedModel>();
  return (
    <section aria-labelledby="installed">
      <h2 id="installed">Installed models</h2>
      {list.models.length === 0 ? (
        <p className={styles.quiet}>This site has no model. Install one with: npm run -s cli -- models add</p>
      ) : (
        <div className={styles.wide} tabIndex={0} role="region" aria-label="Table of installed models">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Model</th>
                <th scope="col">Version, signed by</th>
                <th scope="col">Clearance</th>
                <th scope="col">State</th>
                <th scope="col">Switch</th>
              </tr>
            </thead>
            <tbody>
              {list.models.map((model) => (
                <tr key={`${model.name} ${model.version}`}>
                  <th scope="row">
                    {model.title}
                    <br />
                    <span className={styles.quiet}>{model.name}</span>
                  </th>
                  <td>
                    {model.version}, {model.signedBy}
                  </td>
                  <td>{model.clearance ?? 'Research use only'}</td>
                  <td>{stateOf(model)}</td>
                  <td>
                    {model.disabled === undefined ? (
                      <Button disabled={isBusy} onClick={() => setAsked(model)}>
                        Switch off {model.name}
                      </Button>
                    ) : (
                      <Button disabled={isBusy} onClick={() => onSwitchOn(model)}>
                        Switch on {model.name}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.refused.length === 0 ? null : (
        <p className={styles.alert}>
          Not offered, because they are not what they claim to be:{' '}
          {list.refused.map(({ folder, code }) => `${folder} (${code})`).join(', ')}
        </p>
      )}
      {asked === undefined ? null : (
        <SwitchOff
          model={asked}
          onCancel={() => setAsked(undefined)}
          onConfirm={(reasonCode) => {
            setAsked(undefined);
            onSwitchOff(asked, reasonCode);
          }}
        />
      )}
    </section>
  );
}

function stateOf({ disabled }: OfferedModel): string {
  if (disabled === undefined) return 'In use';
  return `Switched off ${presentDate(disabled.at)}: ${reasonWords(disabled.reasonCode)}`;
}

interface SwitchOffProps {
  readonly model: OfferedModel;
  readonly onCancel: () => void;
  readonly onConfirm: (reasonCode: (typeof SWITCH_REASONS)[number]) => void;
}

function SwitchOff({ model, onCancel, onConfirm }: SwitchOffProps) {
  const [reason, setReason] = useState<(typeof SWITCH_REASONS)[number]>();
  return (
    <Dialog
      title={`Switch off ${model.name} ${model.version}`}
      onCancel={onCancel}
      actions={
        <>
          <Button onClick={onCancel}>Leave it in use</Button>
          <Button disabled={reason === undefined} onClick={() => reason !== undefined && onConfirm(reason)}>
            Switch off everywhere
          </Button>
        </>
      }
    >
      <p>
        Every browser stops offering it within a minute. Results that nobody has signed can then be rejected, not
        accepted; signed reports stay as they are. This is recorded under your name.
      </p>
      <SelectField
        label="Why"
        data-first
        value={reason ?? ''}
        onChange={(event) => setReason(SWITCH_REASONS.find((code) => code === event.target.value))}
      >
        <option value="">Choose a reason</option>
        {SWITCH_REASONS.map((code) => (
          <option key={code} value={code}>
            {SWITCH_WORDS[code]}
          </option>
        ))}
      </SelectField>
    </Dialog>
  );
}
