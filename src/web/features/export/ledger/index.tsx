import { useEffect, useState } from 'react';
import type { ExportLedger } from '../../../../contract/index.ts';
import { AppError, type ExportsApi } from '../../../services/index.ts';
import { Button, Message, presentCount, TextField } from '../../../ui/index.ts';
import { LedgerTable } from './ledger-table.tsx';
import { StoryDialog } from './story-dialog.tsx';
import styles from './ledger.module.css';

export interface LedgerPageProps {
  readonly exports: Pick<ExportsApi, 'mine' | 'ledger' | 'story'>;
  /** `mine`: of this sign-in. `everybody`: for auditors, whose reading is recorded. */
  readonly whose: 'mine' | 'everybody';
}

type Row = ExportLedger['exports'][number];
type State =
  | { readonly kind: 'idle' | 'reading' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'read'; readonly rows: readonly Row[]; readonly isAll: boolean };

/** As many as the gateway gives at once. */
const PAGE = 100;

/** Who took out what, for whom and by whose word. */
export function LedgerPage({ exports, whose }: LedgerPageProps) {
  const [state, setState] = useState<State>({ kind: whose === 'mine' ? 'reading' : 'idle' });
  const [sub, setSub] = useState('');
  const [asked, setAsked] = useState({ sub: '', tries: 0 });
  const [told, setTold] = useState<Row>();

  useEffect(() => {
    // Reading everybody's is an event of its own: it happens when somebody asks.
    if (whose === 'everybody' && asked.tries === 0) return undefined;
    let isCurrent = true;
    const reading = whose === 'mine' ? exports.mine() : exports.ledger({ sub: asked.sub });
    reading
      .then(
        ({ exports: rows }) =>
          isCurrent && setState({ kind: 'read', rows, isAll: rows.length < PAGE || whose === 'mine' }),
      )
      .catch((error: unknown) => isCurrent && setState({ kind: 'failed', error: asAppError(error) }));
    return () => {
      isCurrent = false;
    };
  }, [exports, whose, asked]);

  const more = (rows: readonly Row[]): void => {
    const before = rows.at(-1)?.openedAt;
    exports
      .ledger({ sub: asked.sub, before })
      .then(({ exports: next }) => setState({ kind: 'read', rows: [...rows, ...next], isAll: next.length < PAGE }))
      .catch((error: unknown) => setState({ kind: 'failed', error: asAppError(error) }));
  };

  return (
    <section className={styles.page} aria-label="Ledger of exports">
      <header className={styles.head}>
        <h2 className={styles.title}>{whose === 'mine' ? 'Exports of this sign-in' : 'Ledger of exports'}</h2>
        {whose === 'everybody' ? (
          <form
            className={styles.search}
            onSubmit={(event) => {
              event.preventDefault();
              setState({ kind: 'reading' });
              setAsked({ sub: sub.trim(), tries: asked.tries + 1 });
            }}
          >
            <TextField label="Of one person, by account" value={sub} onChange={(event) => setSub(event.target.value)} />
            <Button type="submit">Read the ledger</Button>
          </form>
        ) : null}
      </header>
      {state.kind === 'reading' ? <Message title="Reading the ledger" /> : null}
      {state.kind === 'failed' ? (
        <Message
          role="alert"
          title="The ledger could not be read"
          code={[state.error.code, state.error.correlationId].filter(Boolean).join(' ')}
          actions={
            <Button
              onClick={() => {
                setState({ kind: 'reading' });
                setAsked({ ...asked, tries: asked.tries + 1 });
              }}
            >
              Try again
            </Button>
          }
        >
          {state.error.message}
        </Message>
      ) : null}
      {state.kind === 'read' && state.rows.length === 0 ? (
        <Message title={whose === 'mine' ? 'Nothing was taken out in this sign-in' : 'No export was opened'} />
      ) : null}
      {state.kind === 'read' && state.rows.length > 0 ? (
        <>
          <LedgerTable rows={state.rows} onTell={whose === 'everybody' ? setTold : undefined} />
          <p role="status">
            {presentCount(state.rows.length)} exports{state.isAll ? '' : ', and older ones'}
          </p>
          {state.isAll ? null : <Button onClick={() => more(state.rows)}>Read older ones</Button>}
        </>
      ) : null}
      {told === undefined ? null : <StoryDialog exports={exports} row={told} onClose={() => setTold(undefined)} />}
    </section>
  );
}

function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('unexpected', 'Something went wrong here.', { cause: error });
}
