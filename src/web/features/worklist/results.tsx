import { useStore } from 'zustand';
import type { StudyRow, StudySearchAnswer } from '../../../contract/index.ts';
import { AppError } from '../../services/index.ts';
import { Button, Message } from '../../ui/index.ts';
import { isEmptyForm, type SearchForm } from './search-form.ts';
import { StudyTable } from './study-table.tsx';
import type { WorklistStore } from './worklist-store.ts';

export interface ResultsProps {
  readonly answer: StudySearchAnswer | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly store: WorklistStore;
  readonly takeFocus: boolean;
  readonly onOpen: (row: StudyRow) => void;
  readonly onRetry: () => void;
}

/** The answer as it is: rows, or in words why there are none. */
export function Results({ answer, error, isFetching, store, takeFocus, onOpen, onRetry }: ResultsProps) {
  const state = useStore(store);
  if (error !== null) return <Failure error={error} onRetry={onRetry} />;
  if (answer === undefined) return <Message title="Asking the server for studies" />;
  if (answer.rows.length === 0) return <Nothing form={state.form} onClear={state.clear} isFetching={isFetching} />;
  return (
    <StudyTable
      rows={answer.rows}
      sort={state.search.sort}
      busy={isFetching}
      masked={answer.masked}
      focusedHandle={state.focusedHandle}
      takeFocus={takeFocus}
      onSort={state.sortBy}
      onFocus={state.focus}
      onOpen={onOpen}
    />
  );
}

function Failure({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const known = error instanceof AppError ? error : undefined;
  const code = [known?.code ?? 'unexpected', known?.correlationId].filter((part) => part !== undefined).join(' / ');
  return (
    <Message
      role="alert"
      title={known?.code === 'unreachable' ? 'The server cannot be reached' : 'The list could not be fetched'}
      code={code}
      actions={
        <Button shortcut="R" onClick={onRetry}>
          Ask again
        </Button>
      }
    >
      {known?.message ?? 'The app failed here. Nothing was changed.'} No list is shown, so that an old one is not
      mistaken for the answer.
    </Message>
  );
}

interface NothingProps {
  readonly form: SearchForm;
  readonly isFetching: boolean;
  readonly onClear: () => void;
}

function Nothing({ form, isFetching, onClear }: NothingProps) {
  if (isFetching) return <Message title="Asking the server for studies" />;
  if (isEmptyForm(form))
    return <Message title="The archive has no studies">Or none that your role may list. No filter is set.</Message>;
  return (
    <Message title="No study matches these filters" actions={<Button onClick={onClear}>Clear all filters</Button>}>
      The server looked at all studies that your role may list.
    </Message>
  );
}
