import decodeWorkerUrl from './decode.worker.ts?worker&url';
import { PixelError, type DecodedFrame } from './decoded-frame.ts';
import { isNative } from './decode.ts';
import type { DecodeAnswer, DecodeRequest } from './decode.worker.ts';
import type { PixelDescription } from './pixel-description.ts';
import { decodeLittleEndian } from './raw.ts';

/** Makes images of frames; compressed ones in workers. `stop` ends the workers: their memory holds the last frames. */
export interface Decoder {
  decode: (
    bytes: Uint8Array<ArrayBuffer>,
    transferSyntaxUID: string,
    description: PixelDescription,
  ) => Promise<DecodedFrame>;
  stop: () => void;
}

interface Task {
  request: Omit<DecodeRequest, 'ticket'>;
  resolve: (frame: DecodedFrame) => void;
  reject: (error: PixelError) => void;
}

// One thread stays with the page; more than four decoders outrun any network this was measured on.
const MAX_WORKERS = 4;

export function createDecoder(hardwareConcurrency = navigator.hardwareConcurrency): Decoder {
  const limit = Math.max(1, Math.min(MAX_WORKERS, (hardwareConcurrency || 2) - 1));
  const idle: Worker[] = [];
  const busy = new Map<Worker, Task>();
  const waiting: Task[] = [];
  let tickets = 0;

  function next(): void {
    while (waiting.length > 0) {
      const worker = idle.pop() ?? (busy.size < limit ? start() : undefined);
      const task = worker === undefined ? undefined : waiting.shift();
      if (worker === undefined || task === undefined) return;
      busy.set(worker, task);
      worker.postMessage({ ...task.request, ticket: ++tickets }, [task.request.bytes.buffer]);
    }
  }

  function start(): Worker {
    const worker = new Worker(decodeWorkerUrl, { type: 'module', name: 'decoder' });
    worker.onmessage = (event: MessageEvent<DecodeAnswer>) => {
      const task = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      if ('frame' in event.data) task?.resolve(event.data.frame);
      else task?.reject(new PixelError(event.data.failure.code, event.data.failure.detail));
      next();
    };
    worker.onerror = () => {
      // The worker died (its script did not load, or it ran out of memory): its frame fails, the others go on.
      const task = busy.get(worker);
      busy.delete(worker);
      worker.terminate();
      task?.reject(new PixelError('decoder-stopped'));
      next();
    };
    return worker;
  }

  return {
    async decode(bytes, transferSyntaxUID, description) {
      if (isNative(transferSyntaxUID)) return decodeLittleEndian(bytes, description);
      return new Promise((resolve, reject) => {
        // A view into a multipart answer cannot be handed over without taking its neighbours along.
        const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
        waiting.push({ request: { bytes: own, transferSyntaxUID, description }, resolve, reject });
        next();
      });
    },
    stop() {
      for (const worker of [...idle, ...busy.keys()]) worker.terminate();
      for (const task of [...busy.values(), ...waiting]) task.reject(new PixelError('decoder-stopped'));
      idle.length = 0;
      waiting.length = 0;
      busy.clear();
    },
  };
}
