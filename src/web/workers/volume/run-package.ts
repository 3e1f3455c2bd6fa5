// A package over a series, in the worker: verified, started, run, closed. Nothing of it is kept.
import { type Dataset, number, text } from '../../../core/dicom/index.ts';
import {
  type Backend,
  deviceOf,
  type ImagingResult,
  InferenceError,
  type InferenceSession,
  rescaled,
  rescaleOf,
  runImagingModel,
  type SliceHeader,
  type VerifiedModel,
  verifyPackage,
} from '../../../core/inference/index.ts';
import { createBrowserSession } from '../inference/browser-session.ts';
import { newUID } from '../new-uid.ts';
import { jsonOf } from './manifest-bytes.ts';
import type { Question, RunAnswer, SentFrame } from './protocol.ts';
import { runTextDetector } from './run-text-detector.ts';

export interface RunSurroundings {
  /** Asks the page for a frame that the viewer has, or fetches through its grant. */
  readonly frame: (sopInstanceUID: string, frame: number) => Promise<SentFrame>;
  readonly onProgress: (stage: string, share: number) => void;
  readonly onBackend: (backend: Backend, why: string) => void;
  readonly onForeseen: (ms: number) => void;
}

export { prepareRuntime } from '../inference/browser-session.ts';

/** Throws `InferenceError`, `SeriesRefused` among them, before anything is run that should not be. */
export async function runPackage(
  { files, at, prefer }: Extract<Question, { kind: 'run' }>,
  datasets: readonly Dataset[],
  around: RunSurroundings,
): Promise<RunAnswer> {
  around.onProgress('verify', 0);
  const model = await verifyPackage(jsonOf(files.manifest), files, files.keys);
  around.onProgress('start', 0);
  // On a machine of two processors a second thread saves a sixth of the time, and holds pictures up for 200 ms.
  const session = await createBrowserSession(model, { prefer, onBackend: around.onBackend, leaveFree: 1 });
  try {
    const result = await resultOf(model, session, datasets, at, around);
    const { manifest, signedBy } = model;
    return { result, backend: session.backend, signedBy, device: await deviceOf(manifest), manifest };
  } finally {
    await session.close();
  }
}

function resultOf(
  { manifest }: VerifiedModel,
  session: InferenceSession,
  datasets: readonly Dataset[],
  at: string,
  around: RunSurroundings,
): Promise<ImagingResult> {
  const given = { manifest, session, datasets, at, newUID };
  if (manifest.task.kind === 'text-detection') return runTextDetector(given, around);
  const bySOPInstanceUID = new Map(datasets.map((dataset) => [text(dataset, 'SOPInstanceUID'), dataset]));
  return runImagingModel({
    ...given,
    read: async ({ image, frame }: SliceHeader) => {
      const dataset = bySOPInstanceUID.get(image.sopInstanceUID);
      if (dataset === undefined) throw new InferenceError('series-geometry', 'an image is no longer there');
      return modalityValues(dataset, frame, await around.frame(image.sopInstanceUID, frame + 1));
    },
    onProgress: (stage, done, of) => around.onProgress(stage, of === 0 ? 1 : done / of),
    foresee: { now: () => performance.now(), onForeseen: around.onForeseen },
  });
}

function modalityValues(dataset: Dataset, frame: number, sent: SentFrame): Float32Array | Int16Array {
  // Refuses what only a table translates, as the command line does.
  rescaleOf(dataset, frame);
  if (sent.isColour) throw new InferenceError('out-of-scope', 'a model of grey images was given colour');
  if (sent.isRounded) throw new InferenceError('out-of-scope', 'values of more than 16 bits reach the viewer rounded');
  return rescaled(sent.pixels, sent, number(dataset, 'BitsStored') ?? 16);
}
