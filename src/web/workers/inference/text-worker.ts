// The worker that owns the runtime: finds text in files and covers it. One per page; files never leave it but as results.
import * as Comlink from 'comlink';
import { readDicom, writeDicomStream } from '../../../core/dicom/index.ts';
import {
  type Backend,
  createTextDetector,
  createTextReader,
  type InferenceSession,
  type TextDetector,
  type TextReader,
  type TrustedKey,
  verifyPackage,
} from '../../../core/inference/index.ts';
import {
  findText,
  type FoundText,
  identifiersOf,
  readsIdentifier,
  RedactionError,
  redactFile,
  type RedactionPlan,
  type RedactOptions,
} from '../../../core/redaction/index.ts';
import { createBrowserSession } from './browser-session.ts';
import { createWorkerPixelCodecs } from './pixel-codecs.ts';

export interface ModelFiles {
  /** The parsed model.json. */
  readonly manifest: unknown;
  readonly model: Uint8Array;
  /** The card, where the package has one. */
  readonly card?: Uint8Array;
  readonly keys: readonly TrustedKey[];
}

/** Through comlink it answers by message, which lets a call to `abort` in. */
type Progress = (done: number, of: number) => void | Promise<void>;

/** What the page calls through comlink. Errors arrive by message; `code` is in `name` and message, see `coded`. */
export interface TextWorker {
  /** Verifies the model before anything is made of it. */
  open(
    files: ModelFiles,
    prefer: Backend | undefined,
    onBackend: (backend: Backend, why: string) => void,
  ): Promise<Backend>;
  /** The reader, where one is installed: without it nothing is released, and results are not read again. */
  openReader(files: ModelFiles): Promise<Backend>;
  /** `minConfidence` switches releasing on: text that is wholly on the closed list is listed as released. Record who asked for it. */
  find(job: number, file: Uint8Array, onProgress: Progress, minConfidence?: number): Promise<FoundText>;
  /** Bytes of the redacted file. With a reader the result is read again first: `text-left` when a value of the header is still there. */
  redact(
    job: number,
    file: Uint8Array,
    plan: RedactionPlan,
    options: Pick<RedactOptions, 'fill' | 'lossless'>,
    acceptedByPerson: boolean,
    onProgress: Progress,
  ): Promise<Uint8Array[]>;
  /** Stops the job at the next frame or tile; it ends with an AbortError. */
  abort(job: number): void;
  close(): Promise<void>;
}

export function createTextWorker(): TextWorker {
  const codecs = createWorkerPixelCodecs();
  const running = new Map<number, AbortController>();
  let session: InferenceSession | undefined;
  let detector: TextDetector | undefined;
  let readerSession: InferenceSession | undefined;
  let recogniser: TextReader | undefined;

  async function asJob<T>(job: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    running.set(job, controller);
    try {
      return await work(controller.signal);
    } catch (error) {
      throw coded(error);
    } finally {
      running.delete(job);
    }
  }

  /** The header of the result may be cleaned already: whose values to look for, the original says. */
  async function refuseWhatCanBeRead(
    redacted: Awaited<ReturnType<typeof redactFile>>,
    original: Uint8Array,
    signal: AbortSignal,
  ): Promise<void> {
    if (detector === undefined || recogniser === undefined) return;
    const identifiers = identifiersOf(readDicom(original).dataset);
    if (await readsIdentifier(redacted, { codecs, detector, recogniser, identifiers, signal }))
      throw new RedactionError('text-left', 'a value of the header can still be read in the pixels');
  }

  return {
    async open({ manifest, model, card, keys }, prefer, onBackend) {
      try {
        const verified = await verifyPackage(manifest, { model, card }, keys);
        await session?.close();
        session = await createBrowserSession(verified, { prefer, onBackend });
        detector = createTextDetector(session, verified.manifest);
        return session.backend;
      } catch (error) {
        throw coded(error);
      }
    },
    async openReader({ manifest, model, card, keys }) {
      try {
        const verified = await verifyPackage(manifest, { model, card }, keys);
        await readerSession?.close();
        // Lines are short and few: a GPU would wait longer for them than it reads.
        readerSession = await createBrowserSession(verified, { prefer: 'wasm' });
        recogniser = createTextReader(readerSession, verified.manifest);
        return readerSession.backend;
      } catch (error) {
        throw coded(error);
      }
    },
    find: (job, file, onProgress, minConfidence) =>
      asJob(job, async (signal) => {
        if (detector === undefined) throw new Error('open comes first');
        if (minConfidence !== undefined && recogniser === undefined) throw new Error('openReader comes first');
        const release =
          minConfidence === undefined || recogniser === undefined ? undefined : { recogniser, minConfidence };
        return findText(readDicom(file), { codecs, detector, signal, onProgress, release });
      }),
    redact: (job, file, plan, options, acceptedByPerson, onProgress) =>
      asJob(job, async (signal) => {
        const redacted = await redactFile(readDicom(file), plan, codecs, {
          ...options,
          acceptedByPerson,
          signal,
          onProgress,
        });
        await refuseWhatCanBeRead(redacted, file, signal);
        const pieces: Uint8Array[] = [];
        // Long clips are covered while they are written.
        for await (const piece of writeDicomStream(redacted)) pieces.push(piece);
        return pieces;
      }),
    abort: (job) => running.get(job)?.abort(),
    async close() {
      await session?.close();
      await readerSession?.close();
    },
  };
}

/** Comlink sends name, message and stack of an error and nothing else: the code becomes part of the name. */
function coded(error: unknown): unknown {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    error.name = `${error.name}:${error.code}`;
  return error;
}

if ('DedicatedWorkerGlobalScope' in globalThis) Comlink.expose(createTextWorker());
