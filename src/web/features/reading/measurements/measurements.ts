import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Instant, PersonObserver } from '../../../../core/findings/index.ts';
import { TAG, text, type Dataset, type DicomwebClient, type FrameRef } from '../../../services/dicomweb/index.ts';
import { instantNow, newUID, type Grant } from '../../../services/index.ts';
import type { Drawing, FrameStore, Stage, Trouble } from '../../../viewport/index.ts';
import { deviceUID } from './author.ts';
import { savingTrouble } from './saving-trouble.ts';
import { type Chain, type LeftOut, type Mark, NO_CHAIN } from './saved.ts';

export interface MeasurementsState {
  /** Why saving is not offered; undefined where it is. */
  readonly whyNot: string | undefined;
  /** Measurements that are not in the archive as they are on the screen: new, moved or deleted. */
  readonly unsaved: number;
  /** On images that are cut here: no instance of the archive could be named for them, so they go with the study. */
  readonly onCuts: number;
  readonly saving: 'idle' | 'saving' | 'failed';
  readonly savedAt: Instant | undefined;
  readonly trouble: Trouble | undefined;
  /** What saved reports hold and could not be put onto an image. */
  readonly leftOut: readonly LeftOut[];
}

/** The study's images and reports, as far as measurements need them. */
export interface StudyImages {
  /** Headers of all reports; undefined while series are still coming. */
  readonly reports: () => readonly Dataset[] | undefined;
  readonly image: (sopInstanceUID: string, frame: number) => FrameRef | undefined;
  /** Any image of the study: the patient is the same on all of them. */
  readonly anyImage: () => FrameRef | undefined;
  readonly nextSeriesNumber: () => number;
  /** A document was stored: fetch its series again. */
  readonly stored: (seriesInstanceUID: string) => void;
}

export interface MeasurementsOptions {
  readonly dicomweb: Pick<DicomwebClient, 'store' | 'instanceMetadata'>;
  readonly grant: Grant;
  readonly frames: Pick<FrameStore, 'load'>;
  readonly study: StudyImages;
  readonly me: PersonObserver;
  readonly site: { readonly siteName: string; readonly version: string };
}

export interface Measurements {
  readonly store: StoreApi<MeasurementsState>;
  /** Watches what is drawn from now on. Returns how to stop. */
  attach: (stage: Stage) => () => void;
  /** Puts the measurements of saved reports onto the images, once. Call again when more series have come. */
  restore: () => Promise<void>;
  save: () => Promise<void>;
  close: () => void;
}

/** What of the screen is in the archive, by tracking UID. */
interface Kept {
  readonly drawing: Drawing;
  readonly mark: Mark;
}

/** A document on its way: kept after a failure, so that the next attempt sends the very same instance. */
interface Outgoing {
  readonly sopInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly file: Uint8Array<ArrayBuffer>;
  readonly kept: ReadonlyMap<string, Kept>;
  readonly chain: Chain;
}

export function createMeasurements(options: MeasurementsOptions): Measurements {
  const { dicomweb, grant, frames, study, me, site } = options;
  const abort = new AbortController();
  const store = createStore<MeasurementsState>(() => ({
    whyNot: whyNotOffered(grant),
    unsaved: 0,
    onCuts: 0,
    saving: 'idle',
    savedAt: undefined,
    trouble: undefined,
    leftOut: [],
  }));
  let stage: Stage | undefined;
  let kept: ReadonlyMap<string, Kept> = new Map();
  let chain: Chain = NO_CHAIN;
  let outgoing: Outgoing | undefined;
  let isRestored = false;
  const touched = new Map<string, { drawing: Drawing; at: Instant }>();

  function ownDrawings(): Drawing[] {
    return stage?.drawings().filter(({ locked, ref }) => locked === undefined && ref.madeOf === undefined) ?? [];
  }

  function count(): void {
    const own = ownDrawings();
    for (const drawing of own) {
      const before = touched.get(drawing.trackingUID)?.drawing;
      if (before === undefined || !isSameDrawing(before, drawing))
        touched.set(drawing.trackingUID, { drawing, at: instantNow() });
    }
    const here = new Set(own.map(({ trackingUID }) => trackingUID));
    const changed = own.filter((drawing) => !isKept(drawing)).length;
    const deleted = [...kept.keys()].filter((trackingUID) => !here.has(trackingUID)).length;
    const onCuts = stage?.drawings().filter(({ ref }) => ref.madeOf !== undefined).length ?? 0;
    const before = store.getState();
    if (before.unsaved !== changed + deleted || before.onCuts !== onCuts)
      store.setState({ unsaved: changed + deleted, onCuts });
  }

  function isKept(drawing: Drawing): boolean {
    const before = kept.get(drawing.trackingUID);
    return before !== undefined && isSameDrawing(before.drawing, drawing);
  }

  async function restore(): Promise<void> {
    const reports = study.reports();
    if (stage === undefined || reports === undefined || isRestored) return;
    isRestored = true;
    if (reports.length === 0) return;
    try {
      const { drawingOfManual, readDocuments } = await import('./documents.ts');
      // oxlint-disable-next-line typescript/no-unnecessary-condition -- the study may have been closed meanwhile
      if (abort.signal.aborted || stage === undefined) return;
      const refOf = (image: { sopInstanceUID: string; frames?: readonly number[] }) =>
        study.image(image.sopInstanceUID, image.frames?.[0] ?? 1);
      const read = readDocuments({
        reports,
        me,
        studyInstanceUID: grant.studyInstanceUID,
        patientID: patientOf(reports, study),
        hasImage: (image) => refOf(image) !== undefined,
      });
      const present = new Set(ownDrawings().map(({ trackingUID }) => trackingUID));
      const own = read.own.filter(({ manual }) => !present.has(manual.trackingUID));
      stage.draw(
        [...own.map(({ manual }) => ({ manual, lines: undefined })), ...read.locked].flatMap(({ manual, lines }) => {
          const ref = refOf(manual.image);
          return ref === undefined ? [] : [drawingOfManual(manual, ref, lines)];
        }),
      );
      const drawn = new Map(ownDrawings().map((drawing) => [drawing.trackingUID, drawing]));
      // What was saved before the reports had come stays as it was saved.
      const restored = own.flatMap((mark) => {
        const drawing = drawn.get(mark.manual.trackingUID);
        return drawing === undefined ? [] : [[drawing.trackingUID, { drawing, mark }] as const];
      });
      kept = new Map([...restored, ...kept]);
      chain = joined(chain, read.chain);
      store.setState({ leftOut: read.leftOut });
      count();
    } catch {
      isRestored = false;
      if (abort.signal.aborted) return;
      store.setState({
        leftOut: [{ what: 'Saved measurements', whose: '', why: 'could not be read here (reports-not-read).' }],
      });
    }
  }

  async function prepare(): Promise<Outgoing | undefined> {
    const { manualOfDrawing, writeDocument } = await import('./documents.ts');
    const next = new Map<string, Kept>();
    for (const drawing of ownDrawings()) {
      const before = isKept(drawing) ? kept.get(drawing.trackingUID) : undefined;
      if (before !== undefined) {
        next.set(drawing.trackingUID, before);
        continue;
      }
      const manual = manualOfDrawing(drawing, await frames.load(drawing.ref));
      const at = touched.get(drawing.trackingUID)?.at ?? instantNow();
      if (manual !== undefined) next.set(drawing.trackingUID, { drawing, mark: { manual, at } });
    }
    // Taking back everything is a document too: the one in the archive must not stay the newest.
    const [first] = next.values();
    const place = first?.drawing.ref ?? (chain.predecessors.length > 0 ? study.anyImage() : undefined);
    if (place === undefined) return undefined;
    const source = await dicomweb.instanceMetadata(grant, place, abort.signal);
    const sopInstanceUID = newUID();
    const seriesInstanceUID = chain.seriesInstanceUID ?? newUID();
    const images = new Map([...next.values()].map(({ drawing: { ref } }) => [ref.sopInstanceUID, ref.dataset]));
    const { file, asPredecessor } = writeDocument({
      source,
      images: [...images.values()],
      studyInstanceUID: grant.studyInstanceUID,
      me,
      marks: [...next.values()].map(({ mark }) => mark),
      chain,
      product: { version: site.version, deviceUID: await deviceUID(site.siteName, site.version) },
      sopInstanceUID,
      seriesInstanceUID,
      seriesNumber: chain.seriesNumber ?? study.nextSeriesNumber(),
      at: instantNow(),
    });
    return {
      sopInstanceUID,
      seriesInstanceUID,
      file,
      kept: next,
      chain: {
        predecessors: [asPredecessor],
        seriesInstanceUID,
        seriesNumber: chain.seriesNumber ?? study.nextSeriesNumber(),
        instanceNumber: chain.instanceNumber + 1,
      },
    };
  }

  /** Sends what is on its way; afterwards the archive has it, however often it was sent. */
  async function send(document: Outgoing): Promise<void> {
    await dicomweb.store(grant, document, abort.signal);
    outgoing = undefined;
    kept = document.kept;
    chain = document.chain;
    study.stored(document.seriesInstanceUID);
  }

  async function save(): Promise<void> {
    const { saving, unsaved, whyNot } = store.getState();
    if (saving === 'saving' || whyNot !== undefined || (unsaved === 0 && outgoing === undefined)) return;
    store.setState({ saving: 'saving', trouble: undefined });
    try {
      await restore();
      if (outgoing !== undefined) await send(outgoing);
      count();
      if (store.getState().unsaved > 0) {
        outgoing = await prepare();
        if (outgoing === undefined) {
          store.setState({ saving: 'failed', trouble: NOTHING_LEFT });
          return;
        }
        await send(outgoing);
      }
      store.setState({ saving: 'idle', savedAt: instantNow() });
    } catch (thrown) {
      if (abort.signal.aborted) return;
      const { trouble, isRefused } = savingTrouble(thrown);
      // What was refused is not in the archive, and would be refused again: the next attempt makes a new document.
      if (isRefused) outgoing = undefined;
      store.setState({ saving: 'failed', trouble });
    } finally {
      count();
    }
  }

  return {
    store,
    attach(next) {
      stage = next;
      const stop = next.onDrawingsChanged(count);
      return () => {
        stop();
        if (stage === next) stage = undefined;
      };
    },
    restore,
    save,
    close() {
      abort.abort();
      stage = undefined;
      kept = new Map();
      outgoing = undefined;
      touched.clear();
      store.setState({ unsaved: 0, saving: 'idle', savedAt: undefined, trouble: undefined, leftOut: [] });
    },
  };
}

function whyNotOffered(grant: Grant): string | undefined {
  if (grant.emergency !== undefined)
    return 'Emergency access is for reading only: measurements stay in this window and are not saved.';
  return grant.readOnly
    ? 'Your role reads studies and does not store into them: measurements stay in this window and are not saved.'
    : undefined;
}

function joined(ours: Chain, read: Chain): Chain {
  const predecessors = [...ours.predecessors, ...read.predecessors];
  return {
    predecessors: [...new Map(predecessors.map((one) => [one.sopInstanceUID, one])).values()],
    seriesInstanceUID: ours.seriesInstanceUID ?? read.seriesInstanceUID,
    seriesNumber: ours.seriesNumber ?? read.seriesNumber,
    instanceNumber: Math.max(ours.instanceNumber, read.instanceNumber),
  };
}

/** The patient of the images the reports speak of; where none is here, of the reports' own study. */
function patientOf(reports: readonly Dataset[], study: StudyImages): string | undefined {
  return text(study.anyImage()?.dataset ?? reports[0], TAG.PatientID);
}

const NOTHING_LEFT: Trouble = {
  code: 'nothing-left',
  sentence:
    'All saved measurements were deleted, and an empty document cannot be stored yet. The archive still has them.',
  canRetry: false,
  isUnsupported: false,
};

/** Within what drawing and redrawing makes of a coordinate, and far below what anyone can see or point at. */
const SAME_PIXELS = 0.002;

function isSameDrawing(a: Drawing, b: Drawing): boolean {
  return (
    a.text === b.text &&
    a.points.length === b.points.length &&
    a.points.every((point, at) => {
      const other = b.points[at];
      return (
        other !== undefined &&
        Math.abs(point[0] - other[0]) <= SAME_PIXELS &&
        Math.abs(point[1] - other[1]) <= SAME_PIXELS
      );
    })
  );
}
