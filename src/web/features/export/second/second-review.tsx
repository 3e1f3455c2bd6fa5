import { useState } from 'react';
import type { ExportAnswer } from '../../../../contract/index.ts';
import { outcomeOf } from '../../../../core/export/index.ts';
import { AppError } from '../../../services/index.ts';
import { Button, Message, presentCount, TextField } from '../../../ui/index.ts';
import type { LocalFile } from '../cohort/chosen-cohort.ts';
import { FilesPanel } from '../cohort/files-panel.tsx';
import type { ExportServices } from '../export-services.ts';
import type { FinishedReview, FinishedRun } from '../hand-over.ts';
import { offer } from '../release/files.ts';
import { ReviewStep, type ReviewStore } from '../review/index.tsx';
import { RunStep } from '../run/run-step.tsx';
import type { RunHandle } from '../run/run-export.ts';
import { seal } from './sealed-file.ts';
import { unsealRecipe } from './recipe-file.ts';
import { startSecondRun, type SecondRequest } from './second-run.ts';
import styles from './second.module.css';

type Step =
  | { readonly kind: 'join' }
  | { readonly kind: 'run'; readonly run: RunHandle; readonly request: SecondRequest }
  | { readonly kind: 'review'; readonly run: FinishedRun }
  | { readonly kind: 'done'; readonly review: FinishedReview; readonly answer: ExportAnswer };

/** Another pair of eyes on another person's export: the same bytes, a review and an approval of one's own. */
export function SecondReview({
  services,
  onClose,
}: {
  readonly services: ExportServices;
  readonly onClose: () => void;
}) {
  const [step, setStep] = useState<Step>({ kind: 'join' });
  const [code, setCode] = useState('');
  const [kept, setKept] = useState<ReviewStore>();
  switch (step.kind) {
    case 'join':
      return (
        <Join
          services={services}
          onJoined={(joined) => {
            setCode(joined.code);
            const { request } = joined;
            setStep({ kind: 'run', request, run: startSecondRun(services, request) });
          }}
        />
      );
    case 'run':
      return (
        <RunStep
          key={step.run.name}
          run={step.run}
          onCancel={onClose}
          onAgain={() => {
            const { request, run } = step;
            // Detached: the new run waits for the lock of the browser, not for this.
            void run.cancel().then(() => setStep({ ...step, run: startSecondRun(services, request) }));
          }}
          onFinished={(run) => setStep({ kind: 'review', run })}
        />
      );
    case 'review':
      return (
        <ReviewStep
          services={services}
          run={step.run}
          kept={kept}
          onKeep={setKept}
          onReviewed={(review) => {
            // Detached: the approval is in the log already; this only asks how things stand.
            void services.exports.find(step.run.exportId).then(
              (answer) => setStep({ kind: 'done', review, answer }),
              () => undefined,
            );
          }}
        />
      );
    case 'done':
      return (
        <Approved
          review={step.review}
          answer={step.answer}
          code={code}
          onBack={() => setStep({ kind: 'review', run: step.review.run })}
          onClose={() => {
            void step.review.run.forget().finally(onClose);
          }}
        />
      );
  }
}

interface Joined {
  readonly request: SecondRequest;
  readonly code: string;
}

function Join({
  services,
  onJoined,
}: {
  readonly services: ExportServices;
  readonly onJoined: (joined: Joined) => void;
}) {
  const [file, setFile] = useState<File>();
  const [code, setCode] = useState('');
  const [chosen, setChosen] = useState<readonly LocalFile[]>([]);
  const [wantedFiles, setWantedFiles] = useState(0);
  const [trouble, setTrouble] = useState<{ readonly code: string; readonly message: string }>();
  const join = async (): Promise<void> => {
    if (file === undefined) return;
    setTrouble(undefined);
    try {
      // Opened first: the code works once, and a wrong file must not use it up.
      const { exportId, recipe } = await unsealRecipe(await file.text(), code);
      setWantedFiles(recipe.files);
      if (recipe.files !== chosen.length) {
        if (chosen.length > 0 || recipe.files === 0) setTrouble(OTHER_FILES);
        return;
      }
      await services.exports.join(exportId, code.trim());
      onJoined({ request: { exportId, recipe, files: chosen }, code });
    } catch (error) {
      setTrouble(toldOf(error));
    }
  };
  return (
    <section className={styles.join} aria-label="Join a review">
      <h2 className={styles.title}>Review another person’s export</h2>
      <p>
        The person who makes the export has given you a file and a code. The same images are made again here from the
        same originals; you look at them, decide, and approve or refuse. What you open is recorded in your name.
      </p>
      <label className={styles.file}>
        File of the invitation
        <input type="file" accept="application/json,.json" onChange={(event) => setFile(event.target.files?.[0])} />
      </label>
      <TextField label="Code" value={code} autoComplete="off" onChange={(event) => setCode(event.target.value)} />
      {wantedFiles === 0 ? null : (
        <section className={styles.files} aria-label="Files of this export">
          <p>
            {wantedFiles === 1 ? '1 file' : `${presentCount(wantedFiles)} files`} of the other person’s computer are
            part of this export. Choose the same here, in the same folder or ZIP archive: whether they are the same is
            checked. The code was not used yet.
          </p>
          <FilesPanel files={chosen} onAdd={(more) => setChosen([...chosen, ...more])} onEmpty={() => setChosen([])} />
        </section>
      )}
      {trouble === undefined ? null : (
        <Message role="alert" title="Not joined" code={trouble.code}>
          {trouble.message}
        </Message>
      )}
      <Button
        kind="primary"
        disabled={file === undefined || code.trim() === ''}
        onClick={() => {
          // Detached: what goes wrong is shown.
          void join();
        }}
      >
        Join, and make the images again
      </Button>
    </section>
  );
}

const OTHER_FILES = {
  code: 'other-files',
  message: 'These are more or fewer files than the export was made of. The code was not used: choose the same files.',
};

function toldOf(error: unknown): { code: string; message: string } {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
  return {
    code,
    message:
      code === 'review-file-unreadable'
        ? 'The file cannot be opened with this code. Nothing was used up: look at both again.'
        : 'Something went wrong here. Nothing was released.',
  };
}

interface ApprovedProps {
  readonly review: FinishedReview;
  readonly answer: ExportAnswer;
  readonly code: string;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function Approved({ review, answer, code, onBack, onClose }: ApprovedProps) {
  const { exportId } = review.run;
  const isDisagreed = answer.state === 'disagreed';
  const save = async (): Promise<void> =>
    offer(window, await seal({ exportId, kind: 'decision' }, outcomeOf(review.reviewed), code), 'decision.json');
  return (
    <Message
      title={isDisagreed ? 'Recorded. You and the other reviewer differ' : 'Your approval is recorded'}
      actions={
        <>
          {isDisagreed ? (
            <>
              <Button
                kind="primary"
                onClick={() => {
                  // Detached: a download.
                  void save();
                }}
              >
                Save your decision for the other person
              </Button>
              <Button onClick={onBack}>Look again</Button>
            </>
          ) : null}
          <Button kind={isDisagreed ? 'plain' : 'primary'} onClick={onClose}>
            Forget what was made, and close
          </Button>
        </>
      }
    >
      {isDisagreed
        ? 'Nothing leaves before both say the same, or a third person sides with one of you, as the site has it. With your decision the other person sees about which images you differ.'
        : 'The person who makes the export can release it now.'}
    </Message>
  );
}
