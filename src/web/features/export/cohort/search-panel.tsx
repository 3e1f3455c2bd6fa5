import { useState, type FormEvent } from 'react';
import type { StudyRow } from '../../../../contract/index.ts';
import { AppError, type Api } from '../../../services/index.ts';
import { Button, Message, presentCount, TextField } from '../../../ui/index.ts';
import { EMPTY_FORM, filtersOf, MOST_MATCHES, searchCohort, type CohortForm, type Matches } from './cohort-search.ts';
import { StudyList } from './study-list.tsx';
import styles from './cohort.module.css';

export interface SearchPanelProps {
  readonly api: Pick<Api, 'searchStudies'>;
  readonly masked: boolean;
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (row: StudyRow, isChosen: boolean) => void;
  readonly onAdd: (rows: readonly StudyRow[]) => void;
}

type State =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'found'; readonly form: CohortForm; readonly matches: Matches }
  | { readonly kind: 'failed'; readonly error: AppError };

const FIRST_PAGE = 50;

/** Searches are recorded, so none is made that was not asked for. */
export function SearchPanel({ api, masked, chosen, onToggle, onAdd }: SearchPanelProps) {
  const [form, setForm] = useState(EMPTY_FORM);
  const [state, setState] = useState<State>({ kind: 'nothing' });

  async function search(event: FormEvent): Promise<void> {
    event.preventDefault();
    await ask(form, FIRST_PAGE);
  }

  async function ask(asked: CohortForm, most: number): Promise<Matches | undefined> {
    setState({ kind: 'asking' });
    try {
      const matches = await searchCohort(api, filtersOf(asked), most);
      setState({ kind: 'found', form: asked, matches });
      return matches;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      setState({ kind: 'failed', error });
      return undefined;
    }
  }

  async function addAll(asked: CohortForm): Promise<void> {
    const matches = await ask(asked, MOST_MATCHES);
    if (matches !== undefined) onAdd(matches.rows.filter(({ restricted }) => !restricted));
  }

  const field = (key: keyof CohortForm, label: string) => ({
    label,
    value: form[key],
    maxLength: 64,
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [key]: event.target.value }),
  });

  return (
    <>
      <search>
        <form className={styles.form} onSubmit={(event) => void search(event)} aria-label="Search the archive">
          {masked ? null : (
            <>
              <TextField {...field('patientName', 'Patient')} placeholder="Name, * and ? allowed" />
              <TextField {...field('patientID', 'ID')} />
              <TextField {...field('accessionNumber', 'Accession')} />
            </>
          )}
          <TextField {...field('modality', 'Modality')} placeholder="CT, MR" className={styles.short ?? ''} />
          <TextField {...field('dateFrom', 'From')} type="date" />
          <TextField {...field('dateTo', 'To')} type="date" />
          <TextField {...field('studyDescription', 'Description')} />
          <Button type="submit" kind="primary">
            Search
          </Button>
        </form>
      </search>
      <div className={styles.results}>
        {state.kind === 'asking' ? <Message title="Asking the server" /> : null}
        {state.kind === 'failed' ? (
          <Message role="alert" title="The search failed" code={codeOf(state.error)}>
            {state.error.message}
          </Message>
        ) : null}
        {state.kind === 'found' ? (
          <Found
            state={state}
            masked={masked}
            chosen={chosen}
            onToggle={onToggle}
            onAddAll={() => void addAll(state.form)}
          />
        ) : null}
        {state.kind === 'nothing' ? (
          <p className={styles.quiet}>Nothing was searched yet. Each search is recorded.</p>
        ) : null}
      </div>
    </>
  );
}

interface FoundProps extends Pick<SearchPanelProps, 'masked' | 'chosen' | 'onToggle'> {
  readonly state: Extract<State, { kind: 'found' }>;
  readonly onAddAll: () => void;
}

function Found({ state: { matches }, masked, chosen, onToggle, onAddAll }: FoundProps) {
  const { rows, total, hasMore } = matches;
  if (rows.length === 0) return <p className={styles.quiet}>No study matches.</p>;
  const all = total ?? rows.length;
  return (
    <>
      <div className={styles.line}>
        <output>
          {presentCount(rows.length)} of {total === undefined && hasMore ? 'more' : presentCount(all)} shown
        </output>
        <Button onClick={onAddAll}>
          {all > MOST_MATCHES
            ? `Add the first ${presentCount(MOST_MATCHES)} matches`
            : all === 1
              ? 'Add the match'
              : `Add all ${total === undefined && hasMore ? '' : `${presentCount(all)} `}matches`}
        </Button>
      </div>
      <div className={styles.scroll}>
        <StudyList rows={rows} masked={masked} chosen={chosen} onToggle={onToggle} />
      </div>
    </>
  );
}

export function codeOf(error: AppError): string {
  return [error.code, error.correlationId].filter(Boolean).join(' / ');
}
