import { useState, type FormEvent } from 'react';
import type { StudyRow } from '../../../../contract/index.ts';
import { AppError, type ExportsApi } from '../../../services/index.ts';
import { Button, Message, presentCount, TextArea } from '../../../ui/index.ts';
import { lookUpAll, type Found } from './look-up-all.ts';
import { readNumbers } from './numbers.ts';
import { codeOf } from './search-panel.tsx';
import styles from './cohort.module.css';

export interface NumbersPanelProps {
  readonly exports: Pick<ExportsApi, 'lookUp'>;
  readonly onAdd: (rows: readonly StudyRow[]) => void;
}

type State =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'asking'; readonly done: number; readonly of: number }
  | { readonly kind: 'found'; readonly found: Found; readonly unusable: number }
  | { readonly kind: 'failed'; readonly error: AppError };

/** Accession numbers or Study Instance UIDs, pasted or from a CSV. They leave the field as soon as they were looked up. */
export function NumbersPanel({ exports, onAdd }: NumbersPanelProps) {
  const [text, setText] = useState('');
  const [state, setState] = useState<State>({ kind: 'nothing' });

  async function lookUp(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { unusable, ...numbers } = readNumbers(text);
    try {
      const found = await lookUpAll(exports, numbers, (done, of) => setState({ kind: 'asking', done, of }));
      onAdd(found.rows);
      setText('');
      setState({ kind: 'found', found, unusable });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      setState({ kind: 'failed', error });
    }
  }

  return (
    <form className={styles.numbers} onSubmit={(event) => void lookUp(event)} aria-label="Numbers">
      <TextArea
        label="Accession numbers or Study Instance UIDs"
        hint="One in a line, or a table with a column named accession or study. Whole numbers only; each lookup is recorded."
        rows={10}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.line}>
        <label className={styles.csv}>
          Or a CSV file
          <input
            type="file"
            accept="text/csv,.csv,.tsv,.txt"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              // Its name is not shown; its text stands in the field until it was looked up.
              if (file !== undefined) void file.text().then(setText);
            }}
          />
        </label>
        <Button type="submit" kind="primary" disabled={text.trim() === '' || state.kind === 'asking'}>
          Look the numbers up
        </Button>
      </div>
      <Outcome state={state} />
    </form>
  );
}

function Outcome({ state }: { readonly state: State }) {
  if (state.kind === 'failed')
    return (
      <Message role="alert" title="The numbers could not be looked up" code={codeOf(state.error)}>
        {state.error.message}
      </Message>
    );
  if (state.kind === 'nothing') return null;
  if (state.kind === 'asking')
    return (
      <output>
        {presentCount(state.done)} of {presentCount(state.of)} looked up
      </output>
    );
  const { rows, missing } = state.found;
  return (
    <output>
      {presentCount(rows.length)} studies are in the cohort now. {presentCount(missing)} numbers have no study that may
      leave. {state.unusable === 0 ? '' : `${presentCount(state.unusable)} lines are no numbers.`}
    </output>
  );
}
