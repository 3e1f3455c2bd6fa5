import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { AiResults, ShownRun } from '../../services/ai-results/index.ts';
import type { AppServices } from '../../services/index.ts';
import { Button } from '../../ui/index.ts';
import type { ReadingView } from '../../viewport/index.ts';
import { Handles } from './edit/handles.tsx';
import { createKeptWork } from './keep/kept-work.ts';
import { createStoredResults } from './keep/stored-results.ts';
import { LeaveDialog } from './panel/leave-dialog.tsx';
import { ReviewPanel } from './panel/review-panel.tsx';
import type { ReviewParts } from './parts.ts';
import { createReviewDesk } from './review-desk.ts';
import { createReviewUi, type ReviewUi } from './review-store.ts';
import { createSigning } from './sign/signing.ts';
import { WithdrawDialog } from './sign/withdraw-dialog.tsx';
import { createWithdrawing, type Withdrawing } from './sign/withdrawing.ts';

export { DocumentFailed, type DocumentWorker, type ReviewParts } from './parts.ts';

export interface AiReview {
  readonly Panel: () => ReactNode;
  /** Questions that must be heard whether the panel is open or not. */
  readonly Dialogs: () => ReactNode;
  /** Over the picture of one viewport: what an outline is changed by. */
  readonly Overlay: (props: { readonly view: ReadingView; readonly at: number }) => ReactNode;
  /** Brings back decisions of this person about this study that were not sent. Resolves with how many results came back. */
  readonly restore: () => Promise<number>;
  readonly forget: () => void;
}

/** The review of what models found in one open study. */
export function createAiReview(parts: ReviewParts & Pick<AppServices, 'unsaved'>): AiReview {
  const { results, grant, me, api, unsaved } = parts;
  const ui = createReviewUi();
  const desk = createReviewDesk(parts, ui);
  const kept = createKeptWork(parts, ui);
  const signing = createSigning({ ...parts, ui, keep: kept.keepDocuments, forgetKept: kept.forget });

  const withdrawing = createWithdrawing(parts, ui);
  const stored = createStoredResults(
    parts,
    (sopInstanceUID) =>
    Object.values(ui.getState().sending).some(({ documents }) => documents.some((one) => one.sopInstanceUID === sopInstanceUID)), // prettier-ignore
    (unsigned) => ui.setState({ unsigned }),
  );

  const open = (): readonly ShownRun[] =>
    results.getState().runs.filter(({ run, review }) => {
      const isSent = ui.getState().sending[run.runUID]?.stage === 'stored';
      if (review.isSigned) return ui.getState().sending[run.runUID] !== undefined && !isSent;
      return review.findings.some(({ decision }) => decision.kind !== 'undecided');
    });
  const unregister = unsaved.register({
    has: () => open().length > 0,
    isKept: () => ui.getState().keeping === 'on',
    ask: () =>
      new Promise<boolean>((resolve) => {
        ui.setState({
          leaving: (mayLeave) => {
            ui.setState({ leaving: undefined });
            resolve(mayLeave);
          },
        });
      }),
  });

  return {
    Panel: () => (
      <ReviewPanel
        results={results}
        ui={ui}
        desk={desk}
        signing={signing}
        isReadOnly={grant.readOnly}
        name={me.name.replaceAll('^', ' ').trim()}
        afterSigning={(shown) =>
          grant.readOnly ? null : (
            <Button kind="quiet" onClick={() => ui.setState({ withdrawing: shown.run.runUID })}>
              Withdraw this stored result
            </Button>
          )
        }
      />
    ),
    Dialogs: () => (
      <>
        <LeaveDialog ui={ui} />
        <Withdraw ui={ui} results={results} withdrawing={withdrawing} />
      </>
    ),
    Overlay: ({ view, at }) => <Handles at={at} view={view} results={results} ui={ui} desk={desk} />,
    restore: kept.restore,
    forget() {
      for (const shown of results.getState().runs) tellLeft(shown);
      unregister();
      signing.close();
      kept.close();
      stored.close();
      parts.documents.stop();
      ui.setState({
        editing: undefined,
        attesting: undefined,
        withdrawing: undefined,
        sending: {},
        unsigned: [],
        leaving: undefined,
      });
    },
  };

  /** Closing decides nothing, and the log knows what was left open. */
  function tellLeft({ run, review }: ShownRun): void {
    if (review.revealedAt === undefined || review.isSigned) return;
    const undecided = review.findings.filter(({ decision }) => decision.kind === 'undecided').length;
    const unsigned = review.findings.length - undecided;
    // The page is on its way out: what the log misses of it is only that somebody looked and went.
    api.recordRunEvent(run.runUID, { kind: 'left', undecided, unsigned }).catch(() => undefined);
  }
}

interface WithdrawProps {
  readonly ui: ReviewUi;
  readonly results: AiResults;
  readonly withdrawing: Withdrawing;
}

function Withdraw({ ui, results, withdrawing }: WithdrawProps) {
  const runUID = useStore(ui, (state) => state.withdrawing);
  const shown = useStore(results, ({ runs }) => runs.find(({ run }) => run.runUID === runUID));
  if (shown === undefined) return null;
  return (
    <WithdrawDialog shown={shown} withdrawing={withdrawing} onDone={() => ui.setState({ withdrawing: undefined })} />
  );
}
