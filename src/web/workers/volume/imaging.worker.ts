// Runs models over series for the reading page. Frames come from the viewer, one after the other; results go back whole.
import { fromDicomJson } from '../../../core/dicom/index.ts';
import { checkSeries, InferenceError, SeriesRefused } from '../../../core/inference/index.ts';
import { manifestOf } from './manifest-bytes.ts';
import type { Answers, Fit, Question, SentFrame, ToPage, ToWorker } from './protocol.ts';

interface Waiting {
  readonly resolve: (frame: SentFrame) => void;
  readonly reject: (error: InferenceError) => void;
}

const waiting = new Map<string, Waiting>();

const say = (message: ToPage, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });

function wanted(sopInstanceUID: string, frame: number): Promise<SentFrame> {
  const key = `${sopInstanceUID}/${frame}`;
  return new Promise((resolve, reject) => {
    waiting.set(key, { resolve, reject });
    say({ kind: 'want', key, sopInstanceUID, frame });
  });
}

async function answer(question: Question): Promise<Answers[Question['kind']]> {
  switch (question.kind) {
    case 'check': {
      const datasets = question.headers.map((header) => fromDicomJson(header, { bulkData: () => undefined }));
      return question.manifests.map((bytes): Fit => {
        try {
          const manifest = manifestOf(bytes);
          if (manifest.task.kind !== 'text-detection') checkSeries(datasets, manifest);
          return {};
        } catch (error) {
          return failureOf(error);
        }
      });
    }
    case 'warm':
      // Fetched while the person still chooses.
      await (await import('./run-package.ts')).prepareRuntime();
      return undefined;
    case 'run': {
      const { runPackage } = await import('./run-package.ts');
      const datasets = question.headers.map((header) => fromDicomJson(header, { bulkData: () => undefined }));
      return runPackage(question, datasets, {
        frame: wanted,
        onProgress: createReporter((stage, share) => say({ kind: 'progress', stage, share })),
        onBackend: (backend, why) => say({ kind: 'backend', backend, why }),
        onForeseen: (ms) => say({ kind: 'foreseen', ms }),
      });
    }
  }
}

/** Progress is for people: a few times a second is enough, and the end of a stage always. */
function createReporter(report: (stage: string, share: number) => void): typeof report {
  let lastStage = '';
  let lastAt = 0;
  return (stage, share) => {
    const now = performance.now();
    if (stage === lastStage && share < 1 && now - lastAt < 100) return;
    [lastStage, lastAt] = [stage, now];
    report(stage, share);
  };
}

function failureOf(error: unknown): { code: string; reasons?: readonly string[] } {
  if (error instanceof SeriesRefused) return { code: error.code, reasons: error.reasons };
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return { code: error.code };
  // A volume that the browser has no memory for fails without a name of ours.
  return { code: error instanceof RangeError ? 'out-of-memory' : 'run-failed' };
}

/** Label and heat maps are tens of megabytes: handed over, not copied. */
function buffersOf(found: Answers[Question['kind']]): Transferable[] {
  if (found === undefined || !('result' in found)) return [];
  const { labelMap, heatMaps } = found.result;
  const arrays = [...(labelMap === undefined ? [] : [labelMap.labels]), ...heatMaps.map(({ values }) => values)];
  return arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'ask') {
    const { ticket } = data;
    answer(data.question).then(
      (found) => say({ kind: 'answer', ticket, answer: found }, buffersOf(found)),
      (error: unknown) => say({ kind: 'failed', ticket, ...failureOf(error) }),
    );
    return;
  }
  const asked = waiting.get(data.key);
  waiting.delete(data.key);
  if (data.kind === 'frame') asked?.resolve(data.frame);
  else asked?.reject(new InferenceError('frame-missing', 'an image of the series could not be had'));
};
