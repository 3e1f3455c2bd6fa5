import picturesWorkerUrl from '../workers/pictures/pictures.worker.ts?worker&url';
import type { PictureAnswers, PictureQuestion, PictureReply } from '../workers/pictures/protocol.ts';
import { PictureFailed, type Pictures } from '../features/export/index.tsx';

interface Waiting {
  readonly resolve: (answer: PictureAnswers[PictureQuestion['kind']]) => void;
  readonly reject: (error: PictureFailed) => void;
}

/** One worker: what is drawn next is what the person waits for, and the other processors make the export. */
export function startPictures(): Pictures {
  const worker = new Worker(picturesWorkerUrl, { type: 'module', name: 'pictures' });
  const waiting = new Map<number, Waiting>();
  let tickets = 0;
  const failAll = (): void => {
    for (const { reject } of waiting.values()) reject(new PictureFailed('drawing-stopped'));
    waiting.clear();
  };
  worker.onmessage = ({ data }: MessageEvent<PictureReply>) => {
    const asked = waiting.get(data.ticket);
    waiting.delete(data.ticket);
    if ('code' in data) asked?.reject(new PictureFailed(data.code));
    else asked?.resolve(data.answer);
  };
  worker.onerror = failAll;

  function ask<K extends PictureQuestion['kind']>(
    question: PictureQuestion & { kind: K },
    transfer: Transferable[] = [],
  ): Promise<PictureAnswers[K]> {
    tickets += 1;
    const ticket = tickets;
    const answer = new Promise<PictureAnswers[PictureQuestion['kind']]>((resolve, reject) => {
      waiting.set(ticket, { resolve, reject });
    });
    worker.postMessage({ ticket, question }, transfer);
    // The worker answers a question with its own kind of answer.
    return answer as Promise<PictureAnswers[K]>;
  }

  return {
    async open(bytes) {
      const { picture, ...about } = await ask({ kind: 'open', bytes }, [bytes.buffer]);
      return {
        ...about,
        draw: (frame, { look = 0, widest } = {}) => ask({ kind: 'draw', picture, frame, look, widest }),
        lines: () => ask({ kind: 'read', picture }),
        // Detached: nothing waits for it.
        close: () => void ask({ kind: 'close', picture }).catch(() => undefined),
      };
    },
    async surface() {
      const stack = await ask({ kind: 'stack' });
      return {
        add: (bytes) => ask({ kind: 'slice', stack, bytes }, [bytes.buffer]),
        async draw(turnDegrees, tiltDegrees) {
          const drawn = await ask({ kind: 'surface', stack, turnDegrees, tiltDegrees });
          return drawn === undefined ? undefined : new ImageData(drawn.rgba, drawn.width, drawn.height);
        },
        close: () => void ask({ kind: 'drop', stack }).catch(() => undefined),
      };
    },
    stop() {
      worker.terminate();
      failAll();
    },
  };
}
