// Decisions that are not in the archive yet outlive a crash and a new sign-in of the same person: encrypted on this machine
// (see services/drafts), from the first decision until the archive has the document.
import type { ReviewState } from '../../../../core/findings/index.ts';
import type { AiRun, ShownRun } from '../../../services/ai-results/index.ts';
import type { Drafts } from '../../../services/drafts/index.ts';
import type { ReviewParts, WrittenDocument } from '../parts.ts';
import type { ReviewUi } from '../review-store.ts';

export interface KeptWork {
  /** Brings back what was not sent. Resolves with how many results came back. */
  readonly restore: () => Promise<number>;
  readonly keepDocuments: (runUID: string, documents: readonly WrittenDocument[]) => Promise<void>;
  readonly forget: (runUID: string) => Promise<void>;
  readonly close: () => void;
}

const PARTS = ['run', 'review', 'documents'] as const;
const nameOf = (part: (typeof PARTS)[number], runUID: string): string => `${part} ${runUID}`;

export function createKeptWork({ results, grant, openDrafts }: ReviewParts, ui: ReviewUi): KeptWork {
  const { studyInstanceUID } = grant;
  const begun = new Set<string>();
  let drafts: Promise<Drafts> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const open = (): Promise<Drafts> | undefined => (drafts ??= openDrafts?.());

  /** One after the other, so that an older state never replaces a newer one. */
  function write(work: (store: Drafts) => Promise<void>): Promise<void> {
    const store = open();
    if (store === undefined || isClosed) return Promise.resolve();
    const next = queue
      .then(async () => work(await store))
      .then(
        () => ui.setState({ keeping: 'on' }),
        () => {
          drafts = undefined;
          ui.setState({ keeping: 'failed' });
        },
      );
    queue = next;
    return next;
  }

  async function saveReview(store: Drafts, { run, review }: ShownRun): Promise<void> {
    const { runUID } = run;
    if (!begun.has(runUID)) await store.save(studyInstanceUID, nameOf('run', runUID), run);
    begun.add(runUID);
    // Steps back are not kept: what came out of them is.
    await store.save(studyInstanceUID, nameOf('review', runUID), { ...review, resultSet: undefined, past: [] });
  }

  const stop = results.subscribe((now, before) => {
    if (now.runs === before.runs) return;
    for (const shown of now.runs) {
      const earlier = before.runs.find(({ run }) => run === shown.run);
      if (earlier === undefined || earlier.review.findings === shown.review.findings || shown.review.isSigned) continue;
      void write((store) => saveReview(store, shown));
    }
  });

  async function restore(): Promise<number> {
    const store = await open();
    if (store === undefined || isClosed) return 0;
    const found = await store.load(studyInstanceUID);
    let count = 0;
    for (const [name, value] of found) {
      if (!name.startsWith('run ')) continue;
      // Authenticated by the key of this person: this page wrote it.
      const run = value as AiRun;
      const kept = found.get(nameOf('review', run.runUID)) as Omit<ReviewState, 'resultSet'> | undefined;
      const documents = found.get(nameOf('documents', run.runUID)) as readonly WrittenDocument[] | undefined;
      if (kept === undefined || results.getState().runs.some((shown) => shown.run.runUID === run.runUID)) continue;
      begun.add(run.runUID);
      count += 1;
      const isSigned = documents !== undefined;
      results.getState().add(run, { ...kept, resultSet: run.result.resultSet, isSigned, past: [] });
      if (documents !== undefined)
        ui.setState(({ sending }) => ({ sending: { ...sending, [run.runUID]: { stage: 'failed', trouble: UNSENT, documents } } })); // prettier-ignore
    }
    if (count > 0) ui.setState({ keeping: 'on' });
    return count;
  }

  return {
    restore,
    keepDocuments: (runUID, documents) =>
      write(async (store) => {
        // A result without a single finding was never decided about, and is signed all the same.
        const shown = results.getState().runs.find(({ run }) => run.runUID === runUID);
        if (shown !== undefined && !begun.has(runUID)) await saveReview(store, shown);
        await store.save(studyInstanceUID, nameOf('documents', runUID), documents);
      }),
    forget: (runUID) => write((store) => store.remove(studyInstanceUID, PARTS.map((part) => nameOf(part, runUID)))), // prettier-ignore
    close() {
      isClosed = true;
      stop();
      void drafts?.then((store) => store.close()).catch(() => undefined); // it never opened
    },
  };
}

const UNSENT = { code: 'not-sent', sentence: 'Signed before, and not in the archive yet. Send it again.' };
