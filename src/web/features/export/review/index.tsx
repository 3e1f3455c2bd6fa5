import { useEffect, useRef, useState } from 'react';
import { grantOfExport } from '../../../services/index.ts';
import { Button, Message } from '../../../ui/index.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedReview, FinishedRun } from '../hand-over.ts';
import { StudyViewer } from '../viewing/study-viewer.tsx';
import { withDecisions } from '../run/drawn-boxes.ts';
import { decisionsIn, journalOf, restoredFrom } from './journal.ts';
import { createPictureShelf, type PictureShelf } from './picture-shelf.ts';
import type { Pictures } from './pictures.ts';
import { createReviewStore, type ReviewStore } from './review-store.ts';
import { ReviewScreen } from './review-screen.tsx';

export type { ReviewStore } from './review-store.ts';

export interface ReviewStepProps {
  readonly services: ExportServices;
  readonly run: FinishedRun;
  /** What this person has decided until now, where they have been here before. */
  readonly kept: ReviewStore | undefined;
  readonly onKeep: (store: ReviewStore) => void;
  readonly onReviewed: (review: FinishedReview) => void;
}

interface Desk {
  readonly store: ReviewStore;
  readonly pictures: Pictures;
  readonly shelf: PictureShelf;
  readonly siteRate: number;
}

type State =
  | { readonly kind: 'opening' }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'open'; readonly desk: Desk };

/** Everything that must be seen before anything may leave, as one person sees it. */
export function ReviewStep({ services, run, kept, onKeep, onReviewed }: ReviewStepProps) {
  const [state, setState] = useState<State>({ kind: 'opening' });
  const [tries, setTries] = useState(0);
  const before = useRef({ kept, onKeep });

  useEffect(() => {
    let isCurrent = true;
    const pictures = services.startPictures();
    let { kept: opened } = before.current;
    // Corrections make another run; its files are the ones that would leave.
    const shelf = createPictureShelf(pictures, () => opened?.getState().run.store ?? run.store);
    const stop = services.wipe.register('pictures of an export', () => pictures.stop());
    openDesk({ services, run, kept: opened, pictures, shelf })
      .then((desk) => {
        if (!isCurrent) return;
        opened = desk.store;
        before.current.onKeep(desk.store);
        setState({ kind: 'open', desk });
      })
      .catch((error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
        if (isCurrent) setState({ kind: 'failed', code });
      });
    return () => {
      isCurrent = false;
      stop();
      pictures.stop();
    };
  }, [services, run, tries]);

  if (state.kind === 'failed')
    return (
      <Message
        role="alert"
        title="The review could not be opened"
        code={state.code}
        actions={<Button onClick={() => setTries(tries + 1)}>Try again</Button>}
      >
        What was made is kept in this window, encrypted. Nothing was released.
      </Message>
    );
  if (state.kind === 'opening') return <Message title="Opening the review" />;
  return (
    <ReviewScreen
      {...state.desk}
      mayKnowIdentity={!services.person.masked}
      onReviewed={onReviewed}
      viewerOf={(current, studyInstanceUID, onClose) => (
        <StudyViewer
          services={services}
          files={current}
          studyInstanceUID={studyInstanceUID}
          grant={grantOfExport(current.answer, studyInstanceUID)}
          onClose={onClose}
        />
      )}
    />
  );
}

interface DeskParts extends Pick<ReviewStepProps, 'services' | 'run' | 'kept'> {
  readonly pictures: Pictures;
  readonly shelf: PictureShelf;
}

async function openDesk({ services, run, kept, pictures, shelf }: DeskParts): Promise<Desk> {
  const { policy } = await services.exports.policy();
  const { sampling } = policy;
  const siteRate = sampling.minimumRate;
  if (kept !== undefined) {
    kept.getState().lookWith(() => shelf);
    return { store: kept, pictures, shelf, siteRate };
  }
  // The gateway gives the seed after the batch was named, so that nobody draws until the sample pleases.
  const seed = run.answer.sampling?.seed;
  if (seed === undefined) throw new NotNamed();
  const { subject, name } = services.person;
  // The gateway knows the sign-in by its token; here it matters only that it is one person.
  const reviewer = { sub: subject, sid: '', name };
  const keptBefore = await run.journal.kept();
  const decisions = decisionsIn(keptBefore);
  // The same boxes and words on the same originals: the same bytes, and the run knows of them again.
  const now = decisions === undefined ? run : await withDecisions(run, decisions);
  const before = restoredFrom(keptBefore, now, reviewer, { seed, rule: sampling });
  const { exports } = services;
  const store = createReviewStore({ run: now, reviewer, rule: sampling, seed, exports, shelf, before });
  keepJournal(store, now.journal);
  return { store, pictures, shelf, siteRate };
}

/** Often enough that little is lost with a tab, and seldom enough that nobody waits for a disk. */
const KEEP_EVERY_MS = 1500;

function keepJournal(store: ReviewStore, journal: FinishedRun['journal']): void {
  let isDue = false;
  store.subscribe((now, before) => {
    const isSame = now.review === before.review && now.notes === before.notes && now.itemKey === before.itemKey;
    if (isSame || isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      // Detached: a disk that is full costs the progress of a reload, and nothing of this page.
      journal.keep(journalOf(store.getState())).catch(() => undefined);
    }, KEEP_EVERY_MS);
  });
}

/** The batch was not named to the gateway: without its seed there is no sample. */
class NotNamed extends Error {
  readonly code = 'export-not-prepared';
}
