// From the list of the site to a result on the screen: fetched, verified and run in the worker, recorded, then shown.
import type { AiRunRecord, ModelList, OfferedModel } from '../../../../contract/index.ts';
import { type ReadingMode, startReview, type StaleReason } from '../../../../core/findings/index.ts';
import type { Backend } from '../../../../core/inference/index.ts';
import type { AiResults, AiRun } from '../../../services/ai-results/index.ts';
import { AppError } from '../../../services/index.ts';
import type { ModelsApi } from '../../../services/models/index.ts';
import type { ReadingView } from '../../../viewport/index.ts';
import { type Engine, ModelFailed, type PackageBytes, type RunOutcome } from '../engine.ts';
import { completedRecord, endedRecord, type RunFacts } from './run-record.ts';
import { activeSeries, type SeriesToRun, seriesToRun } from './series-of.ts';
import { createRunsStore, type RunsStore } from './runs-store.ts';

export interface ModelsDesk {
  readonly store: RunsStore;
  run: (model: OfferedModel) => Promise<void>;
  abort: () => void;
  /** The run ended well, and the log did not answer. */
  recordAgain: () => Promise<void>;
  /** The first read is done: recorded, then shown. */
  reveal: (runUID: string) => Promise<void>;
  /** The hand has come to rest: recorded; where it cannot be, the threshold goes back. */
  thresholdSet: (runUID: string, from: number | undefined) => Promise<void>;
  card: (model: OfferedModel) => Promise<string>;
  refresh: () => Promise<void>;
  close: () => void;
}

export interface DeskParts {
  readonly view: ReadingView;
  readonly api: ModelsApi;
  readonly engine: Engine;
  readonly results: AiResults;
  readonly now: () => number;
  readonly newUID: () => string;
  /** Overrules the choice of what runs models. */
  readonly prefer?: Backend | undefined;
}

/** Refused before anything was run; everything else is a run that failed. */
const REFUSALS: ReadonlySet<string> = new Set(['out-of-scope', 'series-geometry', 'model-signature', 'model-hash', 'bad-manifest', 'incomplete-card', 'model-too-large']); // prettier-ignore

export function createModelsDesk({ view, api, engine, results, now, newUID, prefer }: DeskParts): ModelsDesk {
  const store = createRunsStore();
  const manifests = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  let list: ModelList | undefined;
  let aborter: AbortController | undefined;
  let checked: SeriesToRun | undefined;
  let polling: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  const instant = (): string => new Date(now()).toISOString();
  const mode = (): ReadingMode => list?.settings.readingMode ?? 'second-reader';

  function manifestOf({ files, sha256, version }: OfferedModel): Promise<Uint8Array<ArrayBuffer>> {
    const key = `${files.manifest} ${version} ${sha256}`;
    const known = manifests.get(key) ?? api.file(files.manifest);
    manifests.set(key, known);
    known.catch(() => manifests.delete(key));
    return known;
  }

  async function refresh(): Promise<void> {
    clearTimeout(polling);
    try {
      list = await api.list();
      if (isClosed) return;
      const { models, refused, settings } = list;
      const before = store.getState().offers;
      const offers = models
        // Readers of single lines serve the detector of text and say nothing by themselves.
        .filter(({ task, disabled }) => task !== 'text-recognition' && disabled === undefined)
        .map((model) => ({ model, fit: before.find((one) => one.model.sha256 === model.sha256 && one.model.version === model.version)?.fit })); // prettier-ignore
      store.setState({ catalogue: 'ready', offers, refused, settings });
      outdateDisabled(list);
      await checkSeries(offers.some(({ fit }) => fit === undefined));
    } catch (error) {
      if (!isClosed && list === undefined) store.setState({ catalogue: { failed: codeOf(error) } });
    } finally {
      // What the site switches off must be gone here within a minute.
      if (!isClosed) polling = setTimeout(() => void refresh(), list?.pollAfterMs ?? 10_000);
    }
  }

  /** Asks the worker which models take the series of the active viewport. */
  async function checkSeries(isForced = false): Promise<void> {
    const series = activeSeries(view);
    if (store.getState().catalogue !== 'ready' || store.getState().running !== undefined) return;
    if (series === checked && !isForced) return;
    checked = series;
    const { offers } = store.getState();
    store.setState({ seriesLabel: series?.label, offers: offers.map(({ model }) => ({ model, fit: undefined })) });
    if (series === undefined) return;
    try {
      const bytes = await Promise.all(offers.map(({ model }) => manifestOf(model)));
      const fits = await engine.check(series.headers, bytes);
      if (isClosed || checked !== series) return;
      const found = new Map(offers.map(({ model }, at) => [model, fits[at]]));
      store.setState(({ offers: present }) => ({ offers: present.map(({ model, fit }) => ({ model, fit: found.get(model) ?? fit })) })); // prettier-ignore
    } catch (error) {
      // A run took the worker away: looked at again when it is over.
      checked = undefined;
      if (!isClosed && !(error instanceof ModelFailed)) store.setState({ catalogue: { failed: codeOf(error) } });
    }
  }

  async function packageOf(model: OfferedModel, trusted: ModelList['trustedKeys']): Promise<PackageBytes> {
    const [manifest, bytes, card] = await Promise.all([
      manifestOf(model),
      api.file(model.files.model),
      model.files.card === undefined ? undefined : api.file(model.files.card),
    ]);
    const keys = trusted.map(({ name, publicKey }) => ({
      name,
      publicKey: Uint8Array.from(atob(publicKey), (letter) => letter.charCodeAt(0)),
    }));
    return { manifest, model: bytes, card, keys };
  }

  async function run(model: OfferedModel): Promise<void> {
    const series = activeSeries(view);
    const known = list;
    const { running, unrecorded } = store.getState();
    if (series === undefined || known === undefined || running !== undefined || unrecorded !== undefined) return;
    const { signal } = (aborter = new AbortController());
    const started = now();
    const patch = (part: Partial<NonNullable<ReturnType<RunsStore['getState']>['running']>>): void =>
      store.setState((state) => (state.running === undefined ? {} : { running: { ...state.running, ...part } }));
    store.setState({
      failure: undefined,
      running: { model, seriesLabel: series.label, stage: 'fetch', share: 0, backend: undefined, backendWhy: undefined }, // prettier-ignore
    });
    const facts = (runUID: string): RunFacts => ({
      runUID,
      studyInstanceUID: series.studyInstanceUID,
      model,
      images: series.headers.length,
      durationMs: now() - started,
    });
    try {
      const files = await packageOf(model, known.trustedKeys);
      const outcome = await engine.run(
        { files, headers: series.headers, at: instant(), prefer },
        {
          frame: (sopInstanceUID, frame) => loadFrame(series, sopInstanceUID, frame),
          onProgress: (stage, share) => patch({ stage, share }),
          onBackend: (backend, why) => patch({ backend, backendWhy: why }),
          onForeseen: (ms) => patch({ foreseen: { since: now(), ms } }),
        },
        signal,
      );
      const runUID = outcome.result.resultSet.runUID;
      patch({ stage: 'record', share: 1 });
      await recordAndShow(runOf(outcome, model, series, started), completedRecord(facts(runUID), outcome));
    } catch (error) {
      // Stopped while its files were still being fetched is stopped all the same.
      const why = signal.aborted ? new ModelFailed('aborted') : error;
      if (!isClosed) await ended(why, model, facts(newUID()));
    } finally {
      aborter = undefined;
      if (!isClosed) store.setState({ running: undefined });
      // Another series may have been put up meanwhile.
      void checkSeries();
    }
  }

  function loadFrame(series: SeriesToRun, sopInstanceUID: string, frame: number) {
    const ref = series.frame(sopInstanceUID, frame);
    if (ref === undefined) return Promise.reject(new ModelFailed('frame-missing'));
    return view.frames.load(ref);
  }

  function runOf(
    { result, backend, signedBy, device, manifest }: RunOutcome,
    model: OfferedModel,
    series: SeriesToRun,
    started: number,
  ): AiRun {
    return {
      runUID: result.resultSet.runUID,
      model: { name: model.name, version: model.version, title: manifest.title, sha256: model.sha256, signedBy },
      device,
      seriesInstanceUID: series.seriesInstanceUID,
      sopInstanceUIDs: series.sopInstanceUIDs,
      startedAt: new Date(started).toISOString(),
      finishedAt: instant(),
      backend,
      result,
    };
  }

  let pending: AiRunRecord | undefined;

  /** No record, no result. */
  async function recordAndShow(aiRun: AiRun, record: AiRunRecord): Promise<void> {
    try {
      await api.recordRun(record);
      if (mode() !== 'second-reader') await api.recordRunEvent(aiRun.runUID, { kind: 'revealed', mode: mode() });
    } catch (error) {
      if (isClosed) return;
      if (error instanceof AppError && error.code === 'model-disabled') throw error;
      pending = record;
      store.setState({ unrecorded: aiRun });
      return;
    }
    if (isClosed) return;
    pending = undefined;
    store.setState({ unrecorded: undefined });
    // A person who has seen results before has said how they want them.
    if (results.getState().runs.length === 0) results.getState().setVisible(list?.settings.startsVisible ?? true);
    results.getState().add(aiRun, startReview(aiRun.result.resultSet, mode(), instant()));
  }

  async function ended(error: unknown, model: OfferedModel, facts: RunFacts): Promise<void> {
    const code = codeOf(error);
    const reasons = error instanceof ModelFailed ? error.reasons : [];
    store.setState({ failure: { model, code, reasons } });
    const { name, version, sha256 } = model;
    const input = { images: facts.images };
    const record = REFUSALS.has(code)
      ? api.recordRefusal({ model: { name, version, sha256 }, code, reasons: [...reasons], studyInstanceUID: facts.studyInstanceUID, input }) // prettier-ignore
      : api.recordRun(endedRecord(facts, code === 'aborted' ? 'cancelled' : 'failed', [code, ...reasons]));
    // Nothing is shown that would need it: what went wrong stands on the screen either way.
    await record.catch(() => undefined);
  }

  async function reveal(runUID: string): Promise<void> {
    try {
      await api.recordRunEvent(runUID, { kind: 'revealed', mode: mode() });
      results.getState().act(runUID, { kind: 'first-read-done', at: instant() });
      store.setState({ failure: undefined });
    } catch (error) {
      failedFor(runUID, error);
    }
  }

  async function thresholdSet(runUID: string, from: number | undefined): Promise<void> {
    const shown = results.getState().runs.find(({ run: { runUID: other } }) => other === runUID);
    const to = shown?.review.threshold;
    if (to === undefined || to === from) return;
    try {
      await api.recordRunEvent(runUID, { kind: 'threshold-changed', ...(from === undefined ? {} : { from }), to });
    } catch (error) {
      if (from !== undefined) results.getState().act(runUID, { kind: 'set-threshold', threshold: from });
      failedFor(runUID, error);
    }
  }

  function failedFor(runUID: string, error: unknown): void {
    const name = results.getState().runs.find(({ run: { runUID: other } }) => other === runUID)?.run.model.name;
    const model = list?.models.find((one) => one.name === name);
    if (model !== undefined) store.setState({ failure: { model, code: codeOf(error), reasons: [] } });
  }

  /** New images, another version, a switch: what was made of something else cannot be accepted any more. */
  function outdate(runUID: string, reason: StaleReason): void {
    const shown = results.getState().runs.find(({ run: { runUID: other } }) => other === runUID);
    if (shown === undefined || shown.review.stale !== undefined || shown.review.isSigned) return;
    results.getState().act(runUID, { kind: 'outdate', reason });
    // The state stands on the screen; the log hears of it when it can.
    api.recordRunEvent(runUID, { kind: 'outdated', reason }).catch(() => undefined);
  }

  function outdateDisabled({ models }: ModelList): void {
    for (const { run: shown } of results.getState().runs) {
      const same = models.filter(({ name }) => name === shown.model.name);
      const own = same.find(({ sha256, version }) => sha256 === shown.model.sha256 && version === shown.model.version);
      if (own?.disabled !== undefined) outdate(shown.runUID, 'model-disabled');
      else if (own === undefined) outdate(shown.runUID, same.length > 0 ? 'model-changed' : 'model-disabled');
    }
  }

  function outdateGrown(): void {
    for (const { run: shown } of results.getState().runs) {
      const entry = view.series().find(({ seriesInstanceUID }) => seriesInstanceUID === shown.seriesInstanceUID);
      const present = entry?.status === 'ready' ? seriesToRun(entry)?.sopInstanceUIDs : undefined;
      if (present === undefined) continue;
      const used = new Set(shown.sopInstanceUIDs);
      if (present.length !== used.size || present.some((sopInstanceUID) => !used.has(sopInstanceUID)))
        outdate(shown.runUID, 'new-images');
    }
  }

  const unsubscribe = view.subscribe(() => {
    outdateGrown();
    void checkSeries();
  });
  void refresh();
  engine.warm().catch(() => undefined); // the run itself tells what is wrong

  return {
    store,
    run,
    abort: () => aborter?.abort(),
    async recordAgain() {
      const { unrecorded } = store.getState();
      if (unrecorded !== undefined && pending !== undefined) await recordAndShow(unrecorded, pending);
    },
    reveal,
    thresholdSet,
    async card({ files }) {
      return files.card === undefined ? '' : new TextDecoder().decode(await api.file(files.card));
    },
    refresh,
    close() {
      isClosed = true;
      clearTimeout(polling);
      unsubscribe();
      aborter?.abort();
      engine.stop();
    },
  };
}

function codeOf(error: unknown): string {
  if (error instanceof ModelFailed || error instanceof AppError) return error.code;
  return 'run-failed';
}
