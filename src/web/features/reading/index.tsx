import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  type ReactNode,
  type RefObject,
} from 'react';
import { useStore } from 'zustand';
import type { StudyRow } from '../../../contract/index.ts';
import { createDicomwebClient, isImageSet } from '../../services/dicomweb/index.ts';
import type { AppServices, Grant } from '../../services/index.ts';
import { forgetEverything, loadStage, type Stage } from '../../viewport/index.ts';
import { Button, Message } from '../../ui/index.ts';
import { runCine } from './cine.ts';
import { commandFor, type Desk } from './commands.ts';
import { type Extension, type LoadExtension, useExtension } from './extension/use-extension.ts';
import { MAX_CELLS } from './layout.ts';
import { LeaveDialog } from './measurements/leave-dialog.tsx';
import { useMeasurements } from './measurements/use-measurements.ts';
import { KeySheet } from './key-sheet.tsx';
import { ReadingBody } from './reading-body.tsx';
import { ReadingHeader } from './reading-header.tsx';
import { ReadingStatus } from './reading-status.tsx';
import { createReadingStore, paintedOf, type ReadingStore } from './reading-store.ts';
import { openStudy, type StudyReading } from './study-reading.ts';
import { TextPrompt } from './text-prompt.tsx';
import { Thumbnails } from './thumbnails.tsx';
import { Toolbar } from './toolbar.tsx';
import { useStage } from './use-stage.ts';
import { ViewportCell } from './viewport-cell.tsx';
import type { ViewportControls } from './viewport-controls.ts';
import styles from './reading.module.css';

const TagBrowser = lazy(async () => ({ default: (await import('./tag-browser.tsx')).TagBrowser }));

export interface ReadingProps {
  readonly services: AppServices;
  /** The worklist's row, or null when the page was opened by its address. */
  readonly study: { readonly handle: string; readonly row: StudyRow | null };
  readonly grant: Grant;
  readonly accountMenu?: ReactNode;
  /** What can stand beside the images; its bundle is fetched when somebody asks for it. */
  readonly loadExtension?: LoadExtension;
  readonly onClose: () => void;
}

interface Question {
  before: string;
  answer: (text: string | undefined) => void;
}

/** Brings in what the first drag will need. For a moment in which nobody waits for anything. */
export async function prepareReading(): Promise<void> {
  await loadStage();
}

/** The reading screen: one study, opened under one grant, until it is closed. */
export function Reading({ services, study, grant, accountMenu, loadExtension, onClose }: ReadingProps) {
  const [store] = useState(createReadingStore);
  const reading = useOpenStudy(services, grant, store);
  const [question, setQuestion] = useState<Question>();
  const askForText = useCallback(
    (before: string) =>
      new Promise<string | undefined>((resolve) => {
        setQuestion({
          before,
          answer(text) {
            setQuestion(undefined);
            resolve(text);
          },
        });
      }),
    [],
  );
  const stage = useStage(reading, store, askForText);
  if (reading === undefined) return null;
  return (
    <Screen
      key={grant.grantId}
      {...{ services, grant, accountMenu, loadExtension, onClose, store, reading, stage }}
      row={study.row}
      dialog={question === undefined ? null : <TextPrompt before={question.before} onAnswer={question.answer} />}
    />
  );
}

interface ScreenProps {
  services: AppServices;
  grant: Grant;
  row: StudyRow | null;
  accountMenu: ReactNode;
  loadExtension: LoadExtension | undefined;
  onClose: () => void;
  store: ReadingStore;
  reading: StudyReading;
  stage: Stage | undefined;
  dialog: ReactNode;
}

function Screen(props: ScreenProps) {
  const { services, grant, row, accountMenu, loadExtension, onClose, store, reading, stage, dialog } = props;
  const [panel, setPanel] = useState<'tags' | 'keys'>();
  const [controls] = useState((): RefObject<ViewportControls | undefined>[] =>
    Array.from({ length: MAX_CELLS }, () => ({ current: undefined })),
  );
  const { measurements, leaving } = useMeasurements(services, grant, store, reading, stage);
  const close = useCallback(() => {
    void services.unsaved.mayLeave().then((mayLeave) => {
      if (mayLeave) onClose();
    });
  }, [services, onClose]);
  const extension = useExtension(store, reading, loadExtension);
  const desk = useMemo(
    (): Desk => ({
      store,
      reading,
      stage: () => stage,
      viewport: (at) => controls[at]?.current,
      show: setPanel,
      close,
      measurements,
      extension,
    }),
    [store, reading, stage, close, controls, measurements, extension],
  );
  useKeys(desk);
  const closePanel = () => setPanel(undefined);
  return (
    <div className={styles.screen}>
      <ReadingHeader
        store={store}
        row={row}
        extra={extension?.loaded === undefined ? null : <extension.loaded.Summary />}
        accountMenu={accountMenu}
        onClose={close}
      />
      <Toolbar desk={desk} />
      <ReadingBody
        preferences={services.preferences}
        extension={extension}
        series={<Thumbnails store={store} reading={reading} />}
        images={<Grid store={store} reading={reading} stage={stage} controls={controls} extension={extension} />}
      />
      <ReadingStatus store={store} grants={services.grants} grant={grant} stage={stage} measurements={measurements} />
      {panel === 'keys' ? <KeySheet onClose={closePanel} /> : null}
      {panel === 'tags' ? <Tags store={store} onClose={closePanel} /> : null}
      {dialog}
      {leaving === undefined ? null : <LeaveDialog measurements={measurements} onAnswer={leaving} />}
    </div>
  );
}

function Grid({
  store,
  reading,
  stage,
  controls,
  extension,
}: {
  store: ReadingStore;
  reading: StudyReading;
  stage: Stage | undefined;
  controls: readonly RefObject<ViewportControls | undefined>[];
  extension: Extension | undefined;
}) {
  const layout = useStore(store, (state) => state.layout);
  const phase = useStore(store, (state) => state.phase);
  const trouble = useStore(store, (state) => state.trouble);
  useEffect(() => stage?.resize(), [stage, layout]);
  const watchSize = useCallback(
    (grid: HTMLDivElement) => {
      const watcher = new ResizeObserver(() => stage?.resize());
      watcher.observe(grid);
      return () => watcher.disconnect();
    },
    [stage],
  );
  if (phase === 'failed' && trouble !== undefined)
    return (
      <Message
        title="The study could not be opened."
        code={trouble.code}
        role="alert"
        actions={
          trouble.canRetry ? (
            <Button kind="primary" onClick={reading.retry}>
              Try to open the study again
            </Button>
          ) : null
        }
      >
        {trouble.sentence}
      </Message>
    );
  return (
    <div
      ref={watchSize}
      className={styles.grid}
      style={{
        gridTemplateRows: `repeat(${layout.rows}, minmax(0, 1fr))`,
        gridTemplateColumns: `repeat(${layout.columns}, minmax(0, 1fr))`,
      }}
    >
      {controls.slice(0, layout.rows * layout.columns).map((control, at) => (
        <ViewportCell
          key={at}
          at={at}
          store={store}
          reading={reading}
          stage={stage}
          controls={control}
          extension={extension}
        />
      ))}
    </div>
  );
}

function Tags({ store, onClose }: { store: ReadingStore; onClose: () => void }) {
  const cell = useStore(store, ({ cells, active }) => cells[active]);
  const set = cell?.set;
  const image = cell === undefined ? undefined : paintedOf(cell);
  const dataset = set !== undefined && !isImageSet(set) ? set.dataset : image?.dataset;
  useEffect(() => {
    if (dataset === undefined) onClose();
  }, [dataset, onClose]);
  if (dataset === undefined) return null;
  return (
    <Suspense fallback={null}>
      <TagBrowser dataset={dataset} onClose={onClose} />
    </Suspense>
  );
}

/** Opens the study with the grant and forgets it with the screen, and whenever the session wipes. */
function useOpenStudy(services: AppServices, grant: Grant, store: ReadingStore): StudyReading | undefined {
  const [reading, setReading] = useState<StudyReading>();
  // Before the first paint of the screen: the archive works while the browser lays it out.
  useLayoutEffect(() => {
    const dicomweb = createDicomwebClient({
      baseUrl: '/dicom-web',
      fetch: (url, init) => services.session.fetch(url, init),
      renewGrant: async (denied) => (await services.grants.renew(denied)).kind === 'open',
    });
    const opened = openStudy(dicomweb, grant, store);
    const stopCine = runCine(store, opened);
    // oxlint-disable-next-line react/set-state-in-effect -- the second render comes before the first paint, on purpose
    setReading(opened);
    const close = () => {
      stopCine();
      opened.close();
      store.getState().forget();
      // The browser's own list of requests holds addresses with UIDs.
      performance.clearResourceTimings();
    };
    const unregister = services.wipe.register('reading', () => {
      close();
      return forgetEverything();
    });
    return () => {
      unregister();
      close();
      setReading(undefined);
    };
  }, [services, grant, store]);
  return reading;
}

function useKeys(desk: Desk): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = commandFor(event);
      if (command === undefined) return;
      event.preventDefault();
      command.run(desk);
    };
    // Before Cornerstone, which takes every key that is pressed over one of its elements for itself.
    document.addEventListener('keydown', press, { capture: true });
    return () => document.removeEventListener('keydown', press, { capture: true });
  }, [desk]);
}
